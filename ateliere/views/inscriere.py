"""Registering, and the page of a registration behind its own address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ateliere import inscrieri
from ateliere.forms.inscriere import InscriereForm
from ateliere.models import SEMNATAR, Atelier, Inscriere, Material, StareInscriere
from ateliere.pagina import inscrierile
from organizatii.models import Organizatie
from platforma.locuri.ocupare import Refuzat


@require_http_methods(["GET", "POST"])
@login_required
def inscrie(request, slug):
    """One named person, on behalf of one of the person's published organisations or as herself."""
    atelier = get_object_or_404(Atelier.objects.publice().pentru_lista(), slug=slug)
    organizatii = Organizatie.objects.publice().editabile_de(request.user)
    form = InscriereForm(
        request.POST if request.method == "POST" else None, atelier=atelier, de=request.user, organizatii=organizatii
    )
    if form.is_valid():
        try:
            inscriere, noua = inscrieri.inscrie(atelier.pk, **form.cleaned_data, de=request.user)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, _rezultat(inscriere))
            return redirect(inscriere if noua or inscriere.este_a(request.user) else atelier)
    context = {
        "atelier": atelier,
        "form": form,
        "de_ce_nu": atelier.de_ce_nu_se_inscrie(),
        "are_din_partea_cui": atelier.cetateni or bool(organizatii),
        "ale_mele": inscrierile(atelier, request.user),
        "plin": not atelier.locuri_libere or atelier.in_asteptare > 0,
    }
    return render(request, "ateliere/inscrie.html", context)


def _rezultat(inscriere):
    if inscriere.stare == StareInscriere.ASTEPTARE:
        return _("Locurile sunt ocupate: %(cine)s este pe lista de așteptare, pe locul %(pozitie)s.") % {
            "cine": inscriere.nume,
            "pozitie": inscriere.pozitie,
        }
    return _("Loc confirmat pentru %(cine)s. Am trimis un e-mail la %(email)s.") % {
        "cine": inscriere.nume,
        "email": inscriere.email,
    }


@require_safe
def inscriere(request, jeton):
    """Whoever holds the address holds the registration: its state, the code of the entrance, the way to give it up."""
    gasita = din_jeton(jeton)
    context = {
        "inscriere": gasita,
        "jeton": jeton,
        "link_online": gasita.atelier.link_online if gasita.cod else "",
        "materiale": Material.objects.ale_inscrierii(gasita),
    }
    return render(request, "ateliere/inscriere.html", context)


@require_POST
def anuleaza(request, jeton):
    """Whoever holds the address acts for the person; her own account, or a colleague's, is put on record."""
    gasita = din_jeton(jeton)
    try:
        if inscrieri.anuleaza(gasita, de=request.user if gasita.este_a(request.user) else None):
            messages.success(request, _("Ați anulat înscrierea. Vă mulțumim că ați eliberat locul."))
        else:
            messages.info(request, _("Înscrierea era deja încheiată."))
    except Refuzat as e:
        messages.error(request, str(e))
    return redirect("ateliere:inscriere", jeton)


def din_jeton(jeton):
    try:
        pk = SEMNATAR.unsign(jeton)
    except BadSignature:
        raise Http404 from None
    return get_object_or_404(
        Inscriere.objects.select_related("atelier__tema", "atelier__gazda", "atelier__serie", "organizatie"), pk=pk
    )
