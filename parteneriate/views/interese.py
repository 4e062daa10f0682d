"""Expressions of interest: sent from a notice's page, answered in the workspace."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizatii.models import Organizatie
from parteneriate import blocari, conversatii, propuneri, scriere
from parteneriate import interese as verbe
from parteneriate.forms.conversatie import ReplicaForm
from parteneriate.forms.interes import AcceptareForm, InteresForm, RefuzForm
from parteneriate.forms.parteneriat import PropunereForm
from parteneriate.models import Anunt, Interes, StareInteres, cu_necitite
from platforma.moderare.tranzitii import Stare

PE_PAGINA = 20
CARE = {"primite": gettext_lazy("Primite"), "trimise": gettext_lazy("Trimise")}


@require_http_methods(["GET", "POST"])
@login_required
def manifesta(request, slug):
    """Answer an open notice in the name of one of her organisations."""
    deschise = Anunt.objects.deschise().vizibile_pentru(request.user).select_related("organizatie")
    anunt = get_object_or_404(deschise, slug=slug)
    organizatii = Organizatie.objects.publice().editabile_de(request.user).exclude(pk=anunt.organizatie_id)
    organizatii, piedica = _fara_blocari(organizatii, anunt)
    if not organizatii.exists():
        return render(request, "parteneriate/manifesta_fara_organizatie.html", {"anunt": anunt, "piedica": piedica})
    form = InteresForm(request.POST if request.method == "POST" else None, organizatii=organizatii, de=request.user)
    if form.is_valid():
        try:
            interes = verbe.manifesta(anunt, form.cleaned_data["organizatie"], form, request.user)
        except verbe.MutareInterzisa as e:
            form.add_error(None, str(e))
        else:
            messages.success(
                request,
                _("Am trimis. Cei de la %(organizatie)s sunt rugați să răspundă în 30 de zile; vă scriem când o fac.")
                % {"organizatie": anunt.organizatie.denumire},
            )
            return redirect(interes)
    return render(request, "parteneriate/manifesta.html", {"anunt": anunt, "form": form})


def _fara_blocari(organizatii, anunt):
    """Those that may turn to the notice's organisation, and why the last of the others may not."""
    piedici = {o.pk: blocari.piedica(o.pk, anunt.organizatie_id) for o in organizatii}
    oprite = {pk: piedica for pk, piedica in piedici.items() if piedica}
    return organizatii.exclude(pk__in=oprite), next(iter(oprite.values()), "")


@require_safe
@login_required
def interese(request):
    """Those received about her notices, what waits for an answer first; or those her organisations have sent."""
    care = request.GET.get("care") if request.GET.get("care") in CARE else "primite"
    ale_ei = {"primite": Interes.objects.primite_de, "trimise": Interes.objects.ale_lui}[care](request.user)
    anunt = request.GET.get("anunt", "")
    if anunt.isascii() and anunt.isdigit() and len(anunt) < 10:
        ale_ei = ale_ei.filter(anunt=anunt)
    asteapta = cu_necitite(verbe.intai_ce_asteapta(ale_ei).pentru_lista(), request.user)
    context = {
        "care": care,
        "feluri": CARE.items(),
        "pagina": Paginator(asteapta, PE_PAGINA).get_page(request.GET.get("pagina")),
    }
    return render(request, "parteneriate/interese.html", context)


def al_ei(request, pk):
    """The expression of interest, for the people of both sides; to anybody else it is not there."""
    return get_object_or_404(Interes.objects.vizibile_pentru(request.user).pentru_lista().distinct(), pk=pk)


@require_safe
@login_required
def interes(request, pk):
    """One of them, for the people of both sides, with the moves open to her."""
    return pagina(request, al_ei(request, pk))


def pagina(request, interes, acceptare=None, refuz=None, replica=None):
    """The page, with the form that has just failed, if one has."""
    al_anuntului = request.user.calitati.filter(organizatie=interes.anunt.organizatie_id).exists()
    al_celor_care_raspund = request.user.calitati.filter(organizatie=interes.organizatie_id).exists()
    if al_anuntului and interes.stare == StareInteres.TRIMIS:
        acceptare = acceptare or AcceptareForm(organizatie=interes.anunt.organizatie_id, de=request.user)
        refuz = refuz or RefuzForm(auto_id="refuz_%s")
    context = {
        "interes": interes,
        "al_anuntului": al_anuntului,
        "al_celor_care_raspund": al_celor_care_raspund,
        "propunerea": propuneri.propunerea(interes) if interes.stare == StareInteres.ACCEPTAT else None,
        "acceptare": acceptare,
        "refuz": refuz,
        "fir": conversatii.firul(interes, request.user, request.GET.get("pagina")),
        "replica": replica or (ReplicaForm(de=request.user) if interes.deschis else None),
    }
    return render(request, "parteneriate/interes.html", context)


@require_POST
@login_required
def accepta_interes(request, pk):
    interes = _primit(request, pk)
    form = AcceptareForm(request.POST, organizatie=interes.anunt.organizatie_id, de=request.user)
    if not form.is_valid():
        return pagina(request, interes, acceptare=form)
    mesaj = _("Ați acceptat. Fiecare parte a primit numele și adresa persoanei de contact a celeilalte.")
    return _muta(request, interes, "accepta", mesaj, form.cleaned_data["raspuns"], form.cleaned_data["contact"])


@require_POST
@login_required
def refuza_interes(request, pk):
    interes = _primit(request, pk)
    form = RefuzForm(request.POST, auto_id="refuz_%s")
    if form.is_valid():
        try:
            return _muta(request, interes, "refuza", _("Am trimis răspunsul."), form.cleaned_data["raspuns"])
        except ValidationError as e:
            form.add_error(None, e)
    return pagina(request, interes, refuz=form)


@require_POST
@login_required
def retrage_interes(request, pk):
    interes = get_object_or_404(Interes.objects.ale_lui(request.user).pentru_lista(), pk=pk)
    return _muta(request, interes, "retrage", _("Ați retras manifestarea de interes."))


@require_http_methods(["GET", "POST"])
@login_required
def propune_din_interes(request, pk):
    """What was agreed becomes a proposal of partnership: the notice's words to begin with, the other side invited."""
    interes = al_ei(request, pk)
    a_mea, a_lor = conversatii.organizatii(interes, conversatii.partea(interes, request.user))
    if interes.stare != StareInteres.ACCEPTAT or a_mea.stare != Stare.PUBLICAT:
        raise Http404
    initial = propuneri.initial(interes)
    form = PropunereForm(request.POST if request.method == "POST" else None, initial=initial, de=request.user)
    if form.is_valid():
        try:
            parteneriat = propuneri.propune(interes, form, request.user)
        except scriere.Refuzat as e:
            form.add_error(None, str(e))
        else:
            mesaj = _(
                "Am salvat propunerea și am invitat %(cine)s. Scrieți restul împreună; nimeni altcineva nu o vede."
            )
            messages.success(request, mesaj % {"cine": a_lor.denumire})
            return redirect(parteneriat.get_spatiu_url())
    return render(
        request, "parteneriate/propune.html", {"organizatie": a_mea, "form": form, "a_lor": a_lor, "interes": interes}
    )


def _primit(request, pk):
    return get_object_or_404(Interes.objects.primite_de(request.user).pentru_lista(), pk=pk)


def _muta(request, interes, mutare, mesaj, *detalii):
    try:
        verbe.muta(interes, mutare, request.user, *detalii)
    except verbe.MutareInterzisa as e:
        messages.error(request, str(e))
    except PermissionDenied:
        raise Http404 from None
    else:
        messages.success(request, mesaj)
    return redirect(interes)
