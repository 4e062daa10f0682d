"""Applying, and the page of one application behind its own address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cursuri import selectie
from cursuri.forms.cerere import CerereForm
from cursuri.models import SEMNATAR, Cerere, Serie, StareCerere
from cursuri.pagina import cererile, pagina_cererii
from organizatii.models import Organizatie
from platforma.locuri.ocupare import Refuzat


@require_http_methods(["GET", "POST"])
@login_required
def depune(request, slug, numar):
    """One named person, on behalf of one of the person's published organisations; kept as a draft or handed in."""
    serie = get_object_or_404(Serie.objects.publice().pentru_lista(), tema__slug=slug, numar=numar)
    organizatii = Organizatie.objects.publice().editabile_de(request.user)
    ciorna = _ciorna(request, serie)
    form = CerereForm(
        request.POST if request.method == "POST" else None, instance=ciorna, de=request.user, organizatii=organizatii
    )
    if form.is_valid():
        verb = selectie.salveaza_ciorna if form.ciorna else selectie.depune
        try:
            rezultat = verb(serie.pk, **form.date, de=request.user, ciorna=ciorna)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            return _dupa_depunere(request, rezultat if isinstance(rezultat, Cerere) else rezultat[0])
    context = {
        "serie": serie,
        "form": form,
        "ciorna": ciorna,
        "de_ce_nu": serie.de_ce_nu_se_depune(),
        "are_din_partea_cui": bool(organizatii),
        "ale_mele": [c for c in cererile(serie, request.user) if c != ciorna],
    }
    return render(request, "cursuri/depune.html", context)


def _ciorna(request, serie):
    """The draft that the address names, if it is one of this person's organisations; else a new application."""
    jeton = request.GET.get("ciorna")
    if not jeton:
        return None
    gasita = din_jeton(jeton)
    ale_mele = serie.cereri.filter(stare=StareCerere.CIORNA).pe_seama_organizatiilor(request.user)
    return ale_mele.filter(pk=gasita.pk).first()


def _dupa_depunere(request, cerere):
    if cerere.stare == StareCerere.CIORNA:
        messages.success(request, _("Ciorna a fost salvată. O puteți depune cât timp depunerea este deschisă."))
    else:
        messages.success(
            request,
            _("Cererea pentru %(cine)s este depusă. Am trimis un e-mail la %(email)s.")
            % {"cine": cerere.nume, "email": cerere.email},
        )
    return redirect(cerere)


@require_safe
def cerere(request, jeton):
    """Whoever holds the address holds the application: where it stands, and later what a learner needs."""
    return render(request, "cursuri/cerere.html", pagina_cererii(din_jeton(jeton), jeton))


@require_POST
def confirma(request, jeton):
    gasita = din_jeton(jeton)
    try:
        if selectie.confirma(gasita, de=_pe_nume(request, gasita)):
            messages.success(request, _("Locul este confirmat. Vă așteptăm!"))
        else:
            messages.info(request, _("Locul era deja confirmat."))
    except Refuzat as e:
        messages.error(request, str(e))
    return redirect("cursuri:cerere", jeton)


@require_POST
def retrage(request, jeton):
    """Whoever holds the address acts for the person; her own account, or a colleague's, is put on record."""
    gasita = din_jeton(jeton)
    try:
        if selectie.retrage(gasita, de=_pe_nume(request, gasita)):
            messages.success(request, _("Ați retras cererea. Vă mulțumim că ne-ați spus."))
        else:
            messages.info(request, _("Cererea era deja încheiată."))
    except Refuzat as e:
        messages.error(request, str(e))
    return redirect("cursuri:cerere", jeton)


def _pe_nume(request, cerere):
    return request.user if cerere.este_a(request.user) else None


def din_jeton(jeton):
    try:
        pk = SEMNATAR.unsign(jeton)
    except BadSignature:
        raise Http404 from None
    return get_object_or_404(Cerere.objects.select_related("serie__tema", "serie__organizator", "organizatie"), pk=pk)
