"""The people of an organisation, as its members see them, and the page behind an invitation's link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizatii import membri
from organizatii.forms.membri import AcordForm, InvitatieForm, RolForm
from organizatii.models import SEMNATAR, Invitatie, Membru, Organizatie


@require_safe
@login_required
def persoane(request, pk):
    """Every member sees the team; administrators change it."""
    organizatie = get_object_or_404(Organizatie.objects.editabile_de(request.user), pk=pk)
    return _pagina(request, organizatie, InvitatieForm(initial={"rol": Membru.Rol.EDITOR}))


def _pagina(request, organizatie, form):
    echipa = list(organizatie.membri.select_related("utilizator"))
    eu = next((m for m in echipa if m.utilizator_id == request.user.pk), None)
    if eu is None:  # taken out a moment ago
        raise Http404
    administratori = [m for m in echipa if m.rol == Membru.Rol.ADMINISTRATOR]
    context = {
        "organizatie": organizatie,
        "echipa": echipa,
        "eu": eu,
        "administrez": eu in administratori,
        "singurul": administratori == [eu],
        "cereri": organizatie.cereri.deschise().select_related("utilizator") if eu in administratori else [],
        "invitatii": organizatie.invitatii.deschise().select_related("creat_de"),
        "form": form,
    }
    return render(request, "organizatii/persoane.html", context)


@require_POST
@login_required
def invita(request, pk):
    organizatie = _administrata(request, pk)
    form = InvitatieForm(request.POST)
    if form.is_valid():
        try:
            invitatie = membri.invita(organizatie, **form.cleaned_data, de=request.user)
        except membri.Refuzat as e:
            form.add_error("email", str(e))
        else:
            messages.success(request, _trimisa(invitatie))
            return redirect("organizatii:persoane", pk)
    return _pagina(request, organizatie, form)


@require_POST
@login_required
def retrimite(request, pk, invitatie_pk):
    invitatie = get_object_or_404(_administrata(request, pk).invitatii, pk=invitatie_pk)
    return _incearca(request, pk, _trimisa(invitatie), membri.retrimite, invitatie)


@require_POST
@login_required
def revoca(request, pk, invitatie_pk):
    invitatie = get_object_or_404(_administrata(request, pk).invitatii, pk=invitatie_pk)
    mesaj = _("Ați retras invitația pentru %(email)s. Legătura din mesaj nu mai funcționează.")
    return _incearca(request, pk, mesaj % {"email": invitatie.email}, membri.revoca, invitatie)


@require_POST
@login_required
def schimba_rol(request, pk, membru_pk):
    membru = get_object_or_404(_administrata(request, pk).membri, pk=membru_pk)
    form = RolForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Alegeți rolul din listă."))
        return redirect("organizatii:persoane", pk)
    rol = Membru.Rol(form.cleaned_data["rol"])
    mesaj = _("%(cine)s are acum rolul: %(rol)s.") % {"cine": membru.utilizator.nume, "rol": rol.label.lower()}
    return _incearca(request, pk, mesaj, membri.schimba_rol, membru, rol)


@require_POST
@login_required
def preda(request, pk, membru_pk):
    membru = get_object_or_404(_administrata(request, pk).membri, pk=membru_pk)
    mesaj = _("Ați predat administrarea. %(cine)s este administrator, iar dumneavoastră sunteți editor.")
    return _incearca(request, pk, mesaj % {"cine": membru.utilizator.nume}, membri.preda, membru)


@require_POST
@login_required
def scoate(request, pk, membru_pk):
    membru = get_object_or_404(_administrata(request, pk).membri, pk=membru_pk)
    mesaj = _("%(cine)s nu mai face parte din echipă.") % {"cine": membru.utilizator.nume}
    return _incearca(request, pk, mesaj, membri.scoate, membru)


@require_POST
@login_required
def pleaca(request, pk):
    organizatie = get_object_or_404(Organizatie.objects.editabile_de(request.user), pk=pk)
    try:
        membri.pleaca(organizatie, request.user)
    except membri.Refuzat as e:
        messages.error(request, str(e))
        return redirect("organizatii:persoane", pk)
    messages.success(request, _("Ați plecat din echipa: %(organizatie)s.") % {"organizatie": organizatie})
    return redirect("organizatii:spatiu")


def _administrata(request, pk):
    return get_object_or_404(Organizatie.objects.administrate_de(request.user), pk=pk)


def _incearca(request, pk, mesaj, verb, *argumente):
    """One verb of the team, then back to the page: with what was done, or why it was not."""
    try:
        verb(*argumente, request.user)
        messages.success(request, mesaj)
    except membri.Refuzat as e:
        messages.error(request, str(e))
    return redirect("organizatii:persoane", pk)


def _trimisa(invitatie):
    return _("Am trimis invitația la %(email)s. O găsiți mai jos, în listă, până când este acceptată.") % {
        "email": invitatie.email
    }


@require_http_methods(["GET", "POST"])
def invitatie(request, jeton):
    """The page behind the link of an invitation: who invites, where, as what; a button accepts.

    Whoever holds the link sees what the mail already said, never the address it was sent to. An unsigned address is
    404; a link that no longer works says why, with 410.
    """
    invitatie, trimiteri = _din_jeton(jeton)
    stare = _starea_pentru(request.user, invitatie, trimiteri)
    form = AcordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and stare == "anonim":
        return redirect_to_login(request.path)
    if request.method == "POST" and stare == "deschisa" and form.is_valid():
        try:
            membru = membri.accepta(invitatie, request.user)
        except membri.Refuzat as e:
            messages.error(request, str(e))
            return redirect("organizatii:spatiu")
        messages.success(
            request,
            _("Faceți parte din echipă, ca %(rol)s. Puteți începe să lucrați la profil.")
            % {"rol": membru.get_rol_display().lower()},
        )
        return redirect(invitatie.organizatie.get_spatiu_url())
    context = {"invitatie": invitatie, "stare": stare, "form": form}
    return render(request, "organizatii/invitatie.html", context, status=_COD.get(stare, 200))


_COD = {"revocata": 410, "inlocuita": 410, "expirata": 410, "acceptata": 410, "alta_adresa": 403}


def _din_jeton(jeton):
    try:
        pk, trimiteri = SEMNATAR.unsign_object(jeton)
    except (BadSignature, ValueError):
        raise Http404 from None
    return get_object_or_404(Invitatie.objects.select_related("organizatie", "creat_de"), pk=pk), trimiteri


def _starea_pentru(utilizator, invitatie, trimiteri):
    """Which face of the page this person sees, the first that holds."""
    if utilizator.is_authenticated and invitatie.organizatie.este_autor(utilizator):
        return "membru"
    if invitatie.revocata_la:
        return "revocata"
    if invitatie.acceptata_la:
        return "acceptata"
    if trimiteri != invitatie.trimiteri:
        return "inlocuita"
    if invitatie.expirata:
        return "expirata"
    if not utilizator.is_authenticated:
        return "anonim"
    return "deschisa" if membri.este_a_ei(invitatie, utilizator) else "alta_adresa"
