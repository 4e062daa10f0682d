"""The conversation of an expression of interest: writing, reading on, reporting, blocking, the files."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizatii.models import Organizatie
from parteneriate import abuzuri, conversatii
from parteneriate import blocari as verbe_blocari
from parteneriate.forms.conversatie import AbuzForm, ReplicaForm
from parteneriate.models import Atasament, Blocare, Replica
from parteneriate.views.interese import al_ei, pagina
from platforma.incarcari.servire import raspuns_cu_fisier


@require_POST
@login_required
def scrie_mesaj(request, pk):
    """Add a message; what is wrong is said on the page of the expression of interest, with what was typed."""
    interes = al_ei(request, pk)
    form = ReplicaForm(request.POST, request.FILES, de=request.user)
    if form.is_valid():
        try:
            replica = conversatii.scrie(interes, form, request.user)
        except conversatii.Refuzat as e:
            form.add_error(None, str(e))
        else:
            form.elibereaza()
            messages.success(request, _("Am trimis mesajul. Cei din cealaltă organizație îl primesc și pe e-mail."))
            return redirect(replica)
    form.parcheaza()
    return pagina(request, interes, replica=form)


@require_POST
@login_required
def citit(request, pk):
    """„Am citit”: up to the message that the page showed last."""
    interes, pana_la = al_ei(request, pk), request.POST.get("pana_la", "")
    if pana_la.isascii() and pana_la.isdigit() and len(pana_la) < 19:
        conversatii.citit(interes, request.user, int(pana_la))
    return redirect(interes)


@require_safe
@login_required
def atasament(request, uuid):
    atasament = get_object_or_404(Atasament.objects.vizibile_pentru(request.user), uuid=uuid)
    try:
        return raspuns_cu_fisier(atasament.fisier, atasament.nume_fisier)
    except FileNotFoundError:
        raise Http404 from None


@require_http_methods(["GET", "POST"])
@login_required
def raporteaza(request, pk):
    """Report a message of the other side to the moderators."""
    replici = Replica.objects.vazute_de(request.user).cu_ascunderi()
    replica = get_object_or_404(replici.select_related("interes__anunt__organizatie", "interes__organizatie"), pk=pk)
    if replica.partea == conversatii.partea(replica.interes, request.user):
        raise Http404
    form = AbuzForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            abuzuri.raporteaza(replica, form, request.user)
        except conversatii.Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(
                request, _("Am trimis raportarea. Un moderator citește conversația și vă scriem ce a hotărât.")
            )
            return redirect(replica)
    adresa_blocare = reverse("parteneriate:blocheaza", args=[replica.interes_id])
    context = {"replica": replica, "interes": replica.interes, "form": form, "adresa_blocare": adresa_blocare}
    return render(request, "parteneriate/raporteaza.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def blocheaza(request, pk):
    """Block the other side's organisation: the GET says what follows, the POST does it."""
    interes = al_ei(request, pk)
    a_mea, a_lor = conversatii.organizatii(interes, conversatii.partea(interes, request.user))
    if request.method == "POST":
        verbe_blocari.blocheaza(a_mea, a_lor, request.user)
        messages.success(request, _("Ați blocat %(cine)s. Nu vă mai scrie nimeni de acolo.") % {"cine": a_lor})
        return redirect("parteneriate:blocari", a_mea.pk)
    return render(request, "parteneriate/blocheaza.html", {"interes": interes, "a_mea": a_mea, "a_lor": a_lor})


@require_safe
@login_required
def blocari(request, pk):
    """The organisations that this one has blocked."""
    organizatie = get_object_or_404(Organizatie.objects.editabile_de(request.user), pk=pk)
    context = {"organizatie": organizatie, "blocari": organizatie.blocari.select_related("blocata", "de")}
    return render(request, "parteneriate/blocari.html", context)


@require_POST
@login_required
def ridica_blocarea(request, pk):
    ale_ei = Blocare.objects.filter(organizatie__in=Organizatie.objects.editabile_de(request.user))
    blocare = get_object_or_404(ale_ei.select_related("organizatie", "blocata"), pk=pk)
    verbe_blocari.ridica(blocare, request.user)
    messages.success(request, _("Ați ridicat blocarea: %(cine)s vă poate scrie din nou.") % {"cine": blocare.blocata})
    return redirect("parteneriate:blocari", blocare.organizatie_id)
