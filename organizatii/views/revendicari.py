"""„Este organizația mea”: the claim's form, and its page in the claimant's workspace."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizatii import revendicari
from organizatii.forms.revendicari import RevendicareForm
from organizatii.models import Organizatie
from platforma.incarcari.servire import raspuns_cu_fisier
from platforma.moderare.tranzitii import Actiune, Stare, TranzitieInterzisa, muta


@require_http_methods(["GET", "POST"])
@login_required
def revendica(request, slug):
    """A verified person asks for a profile nobody has claimed. Of a claimed one, the page says how to be invited."""
    organizatie = get_object_or_404(Organizatie.objects.publice(), slug=slug)
    if organizatie.are_administrator:
        context = {"organizatie": organizatie, "ocupat": True, "membru": organizatie.este_autor(request.user)}
        return render(request, "organizatii/revendica.html", context, status=409 if request.method == "POST" else 200)
    if a_ei := revendicari.a_persoanei(organizatie, request.user):
        return redirect(a_ei.get_spatiu_url())
    if not EmailAddress.objects.filter(user=request.user, verified=True).exists():
        messages.warning(request, _("Confirmați mai întâi adresa de e-mail: la ea vă răspunde moderatorul."))
        return redirect("account_email")
    form = RevendicareForm(*_trimise(request), de=request.user)
    if form.is_valid():
        try:
            revendicare = revendicari.revendica(form, organizatie, request.user)
        except (revendicari.Refuzata, TranzitieInterzisa, ValidationError) as e:
            _adauga_eroarea(form, e)
        else:
            form.elibereaza()
            return _trimisa(request, revendicare)
    return _randeaza(request, "organizatii/revendica.html", form, organizatie=organizatie)


@require_http_methods(["GET", "POST"])
@login_required
def spatiu_revendicare(request, pk):
    """Where her claim stands; when completions were asked for, the same form sends it again."""
    revendicare = get_object_or_404(request.user.revendicari.select_related("organizatie"), pk=pk)
    decizii = list(revendicare.decizii().select_related("de"))
    if revendicare.stare != Stare.COMPLETARI:
        if request.method == "POST":
            messages.error(request, _("Cererea nu mai așteaptă completări."))
            return redirect(revendicare.get_spatiu_url())
        return render(request, "organizatii/spatiu_revendicare.html", {"revendicare": revendicare, "decizii": decizii})
    form = RevendicareForm(*_trimise(request), instance=revendicare, de=request.user)
    if form.is_valid():
        try:
            revendicari.retrimite(form, request.user)
        except (TranzitieInterzisa, ValidationError) as e:
            _adauga_eroarea(form, e)
        else:
            form.elibereaza()
            return _trimisa(request, revendicare)
    return _randeaza(request, "organizatii/spatiu_revendicare.html", form, revendicare=revendicare, decizii=decizii)


@require_safe
@login_required
def dovada(request, pk):
    """The proof, back to the person who sent it; staff have their own door in the admin."""
    revendicare = get_object_or_404(request.user.revendicari, pk=pk)
    try:
        return raspuns_cu_fisier(revendicare.dovada, revendicare.dovada_nume)
    except FileNotFoundError:
        raise Http404 from None


@require_POST
@login_required
def renunta_revendicare(request, pk):
    revendicare = get_object_or_404(request.user.revendicari, pk=pk)
    try:
        muta(revendicare, Actiune.ANULEAZA, request.user)
        messages.success(request, _("Ați retras cererea. Puteți trimite oricând alta, de pe pagina profilului."))
    except TranzitieInterzisa as e:
        messages.error(request, str(e))
    return redirect(revendicare.get_spatiu_url())


def _trimise(request):
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _randeaza(request, sablon, form, **context):
    """The form again, with its good uploads kept for the next try."""
    if form.is_bound:
        form.parcheaza()
    return render(request, sablon, {"form": form, **context})


def _adauga_eroarea(form, eroare):
    for mesaj in eroare.messages if isinstance(eroare, ValidationError) else [str(eroare)]:
        form.add_error(None, mesaj)


def _trimisa(request, revendicare):
    messages.success(
        request,
        _("Am trimis cererea. Un moderator o citește, iar răspunsul vine la %(email)s, de obicei în 3 zile lucrătoare.")
        % {"email": request.user.email},
    )
    return redirect(revendicare.get_spatiu_url())
