"""The workspace: the notices of an organisation, for its members."""

import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizatii.models import Organizatie
from parteneriate import anunturi as verbe
from parteneriate.fisa_anunt import anunt_context, cu_detalii
from parteneriate.forms.anunt import ArhivareForm, InchidereForm, form_anunt
from parteneriate.models import Anunt
from parteneriate.parcurs_anunt import ce_urmeaza, situatie, situatii
from platforma.moderare.comparatie import randuri
from platforma.moderare.revizii import EDITABILE_DIRECT, propune_modificari, revizie_in_asteptare
from platforma.moderare.tranzitii import Actiune, Stare, TranzitieInterzisa, muta


def al_meu(request, pk):
    return get_object_or_404(Anunt.objects.editabile_de(request.user).select_related("organizatie"), pk=pk)


@require_safe
@login_required
def anunturile_organizatiei(request, pk):
    """The organisation's notices with their states in words, what asks for something first."""
    organizatie = get_object_or_404(Organizatie.objects.editabile_de(request.user), pk=pk)
    anunturi = organizatie.anunturi.defer("text", "cautare").order_by("-modificat_la", "-pk")
    context = {
        "organizatie": organizatie,
        "situatii": situatii(anunturi),
        "poate_scrie": organizatie.stare == Stare.PUBLICAT,
    }
    return render(request, "parteneriate/anunturile_organizatiei.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def scrie_anunt(request, pk):
    """Begin a notice: a draft that only the organisation's people see. `?concluzie=` begins from a conclusion."""
    organizatie = get_object_or_404(Organizatie.objects.publice().editabile_de(request.user), pk=pk)
    initial = {"concluzie": request.GET.get("concluzie")}
    form = form_anunt(Anunt(organizatie=organizatie), organizatie, None, _date(request), initial)
    if form.is_valid():
        try:
            anunt = verbe.incepe(form, organizatie, request.user)
        except TranzitieInterzisa as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, _("Am salvat ciorna. O vedeți numai dumneavoastră și colegii."))
            return redirect(anunt.get_spatiu_url())
    return render(request, "parteneriate/scrie_anunt.html", {"organizatie": organizatie, "form": form})


@require_http_methods(["GET", "POST"])
@login_required
def modifica_anunt(request, pk):
    """A draft is written; of something public, its kind and words wait for a moderator and the rest applies."""
    anunt = al_meu(request, pk)
    if anunt.stare not in EDITABILE_DIRECT | {Stare.PUBLICAT} or anunt.inchis_la:
        return _altcineva_a_mutat(request, anunt)
    form = form_anunt(anunt, anunt.organizatie, _revizia(anunt), _date(request))
    if form.is_valid():
        try:
            rezultat = propune_modificari(anunt, form, de=request.user)
        except (TranzitieInterzisa, ValidationError) as e:
            form.add_error(None, getattr(e, "messages", str(e)))
        else:
            messages.success(request, rezultat.mesaj)
            return redirect(anunt.get_spatiu_url())
    context = {"anunt": anunt, "organizatie": anunt.organizatie, "form": form}
    return render(request, "parteneriate/modifica_anunt.html", context)


def _date(request):
    return request.POST if request.method == "POST" else None


def _revizia(anunt):
    return revizie_in_asteptare(anunt) if anunt.stare == Stare.PUBLICAT else None


@require_safe
@login_required
def spatiu_anunt(request, pk):
    """Where it stands, what happens next, and the moves open to its people."""
    anunt = al_meu(request, pk)
    situatia = situatie(anunt)
    revizie = situatia.revizie
    context = {
        "anunt": anunt,
        "organizatie": anunt.organizatie,
        "situatie": situatia,
        "lipsuri": anunt.lipsuri() if anunt.stare in EDITABILE_DIRECT else [],
        "ce_urmeaza": ce_urmeaza(),
        "comparatie": _propuneri(anunt, revizie) if revizie else [],
        "interese": anunt.interese.count(),
        "se_poate_sterge": verbe.se_poate_sterge(anunt),
    }
    return render(request, "parteneriate/spatiu_anunt.html", context)


def _propuneri(anunt, revizie):
    """Rows (label, public value, proposed value) of a pending change, in the order of the model's fields."""
    propus = revizie.aseaza(copy.copy(anunt))
    nume = [camp.name for camp in anunt._meta.concrete_fields if camp.name in revizie.campuri]
    return [(rand.eticheta, rand.acum, rand.propus) for rand in randuri(propus, nume, revizie.inainte())]


@require_safe
@login_required
def previzualizare_anunt(request, pk):
    """The notice exactly as it will be seen, with the pending changes on it."""
    anunt = get_object_or_404(cu_detalii().editabile_de(request.user), pk=pk)
    revizie = _revizia(anunt)
    propus = copy.copy(anunt)
    if revizie is not None:
        revizie.aseaza(propus)
    context = {"public": anunt, "revizie": revizie, "organizatie": anunt.organizatie, **anunt_context(propus)}
    return render(request, "parteneriate/previzualizare_anunt.html", context)


# --- moves --------------------------------------------------------------------------------------------------------
def _muta_si_intoarce(request, anunt, obiect, actiune, mesaj):
    try:
        muta(obiect, actiune, request.user)
    except TranzitieInterzisa:
        return _altcineva_a_mutat(request, anunt)
    except ValidationError as e:
        for propozitie in e.messages:
            messages.error(request, propozitie)
    else:
        messages.success(request, mesaj)
    return redirect(anunt.get_spatiu_url())


def _altcineva_a_mutat(request, anunt):
    """Back to the notice's page, which tells where it stands; never who of the staff decided."""
    messages.error(request, _("Acest lucru nu se poate face acum: starea anunțului este alta."))
    return redirect(anunt.get_spatiu_url())


@require_POST
@login_required
def trimite_anunt(request, pk):
    """Send a draft, or what was sent back for completion, to the moderators."""
    anunt = al_meu(request, pk)
    mesaj = _("Am trimis spre verificare. Un moderator citește și vă scrie la %(email)s.")
    obiect = _revizia(anunt) or anunt
    return _muta_si_intoarce(request, anunt, obiect, Actiune.TRIMITE, mesaj % {"email": request.user.email})


@require_POST
@login_required
def retrage_anunt(request, pk):
    anunt = al_meu(request, pk)
    mesaj = _("Ați retras anunțul. Modificați-l și trimiteți-l din nou când este gata.")
    return _muta_si_intoarce(request, anunt, anunt, Actiune.RETRAGE, mesaj)


@require_POST
@login_required
def redeschide_anunt(request, pk):
    anunt = al_meu(request, pk)
    mesaj = _("Ați redeschis anunțul. Corectați-l și trimiteți-l din nou.")
    return _muta_si_intoarce(request, anunt, anunt, Actiune.REDESCHIDE, mesaj)


@require_POST
@login_required
def renunta_anunt(request, pk):
    """Withdraw the pending change; what is public stays as it is."""
    anunt = al_meu(request, pk)
    revizie = revizie_in_asteptare(anunt)
    if revizie is None:
        messages.info(request, _("Nicio modificare nu mai este în verificare."))
        return redirect(anunt.get_spatiu_url())
    mesaj = _("Ați retras modificarea. Anunțul public a rămas cum era.")
    return _muta_si_intoarce(request, anunt, revizie, Actiune.ANULEAZA, mesaj)


@require_http_methods(["GET", "POST"])
@login_required
def arhiveaza_anunt(request, pk):
    """Take it off the public site; nothing is lost."""
    anunt = al_meu(request, pk)
    form = ArhivareForm(_date(request))
    if form.is_valid():
        try:
            muta(anunt, Actiune.ARHIVEAZA, request.user, motiv=form.cleaned_data["motiv"])
        except TranzitieInterzisa:
            return _altcineva_a_mutat(request, anunt)
        messages.success(request, _("Anunțul a fost arhivat și nu mai este public."))
        return redirect(anunt.get_spatiu_url())
    context = {"anunt": anunt, "organizatie": anunt.organizatie, "form": form}
    return render(request, "parteneriate/arhiveaza_anunt.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def sterge_anunt(request, pk):
    """Delete a draft that was never sent."""
    ciorne = Anunt.objects.editabile_de(request.user).filter(stare=Stare.CIORNA)
    anunt = get_object_or_404(ciorne.select_related("organizatie"), pk=pk)
    if request.method == "POST":
        try:
            verbe.sterge_ciorna(anunt, request.user)
        except TranzitieInterzisa as e:
            messages.error(request, str(e))
            return redirect(anunt.get_spatiu_url())
        messages.success(request, _("Ciorna a fost ștearsă."))
        return redirect("parteneriate:anunturile_organizatiei", anunt.organizatie_id)
    return render(request, "parteneriate/sterge_anunt.html", {"anunt": anunt, "organizatie": anunt.organizatie})


# --- its end ------------------------------------------------------------------------------------------------------
@require_POST
@login_required
def reinnoieste_anunt(request, pk):
    anunt = al_meu(request, pk)
    try:
        reinnoit = verbe.reinnoieste(anunt, request.user)
    except TranzitieInterzisa as e:
        messages.error(request, str(e))
    else:
        mesaj = _("Gata, anunțul este valabil încă 90 de zile.") if reinnoit else _("Anunțul este valabil deja.")
        messages.success(request, mesaj)
    return redirect(anunt.get_spatiu_url())


@require_http_methods(["GET", "POST"])
@login_required
def inchide_anunt(request, pk):
    """Close it with what came of it."""
    anunt = al_meu(request, pk)
    form = InchidereForm(_date(request))
    if form.is_valid():
        try:
            verbe.inchide(anunt, form.cleaned_data["rezultat"], form.cleaned_data["rezultat_text"], request.user)
        except TranzitieInterzisa:
            return _altcineva_a_mutat(request, anunt)
        messages.success(request, _("Ați închis anunțul. Pagina lui spune cum s-a încheiat."))
        return redirect(anunt.get_spatiu_url())
    context = {"anunt": anunt, "organizatie": anunt.organizatie, "form": form}
    return render(request, "parteneriate/inchide_anunt.html", context)


@require_POST
@login_required
def deschide_anunt(request, pk):
    """Undo a closing."""
    anunt = al_meu(request, pk)
    try:
        verbe.redeschide(anunt, request.user)
    except TranzitieInterzisa as e:
        messages.error(request, str(e))
    else:
        messages.success(request, _("Anunțul este din nou deschis."))
    return redirect(anunt.get_spatiu_url())
