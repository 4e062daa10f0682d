"""A profile is begun, filled in page by page, looked at, sent, taken back; a published one is edited the same way."""

import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizatii.dubluri import cif_ocupat, pentru_inscriere
from organizatii.forms.inscriere import ArhivareForm, InscriereForm, TrimitereForm
from organizatii.forms.sectiuni import form_sectiune, sectiunile
from organizatii.inscriere import incepe, sterge_ciorna
from organizatii.models import Organizatie
from organizatii.parcurs import situatie
from organizatii.profil import cu_detalii, profil_context
from organizatii.views.spatiu import pasi
from platforma.moderare.revizii import EDITABILE_DIRECT, propune_modificari, revizie_in_asteptare
from platforma.moderare.tranzitii import Actiune, Stare, TranzitieInterzisa, muta

EDITABILE = EDITABILE_DIRECT | {Stare.PUBLICAT}


def _a_mea(request, pk):
    return get_object_or_404(Organizatie.objects.editabile_de(request.user), pk=pk)


_CIF_IN_CURS = gettext_lazy(
    "O organizație cu acest CIF este deja în curs de înscriere. Dacă este a dumneavoastră, cereți o invitație colegului"
    " care a început-o; dacă nu știți cine este, scrieți-ne din pagina de contact."
)


# --- the beginning ------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def inscrie(request):
    """Ask for the name first, and say kindly when the organisation is already here."""
    form = InscriereForm(request.POST if request.method == "POST" else None)
    potriviri = []
    if form.is_valid():
        nume, cif, numar = (form.cleaned_data[c] for c in ("denumire", "cif", "nr_registru_national"))
        potriviri = pentru_inscriere(nume, cif, numar, request.user)
        if cif_ocupat(cif) and not any(p.organizatie.cif == cif for p in potriviri):
            form.add_error("cif", _CIF_IN_CURS)
        confirmat = "continua" in request.POST and not any(p.sigura for p in potriviri)
        if form.is_valid() and (confirmat or not potriviri):
            try:
                organizatie = incepe(form.save(commit=False), request.user)
            except TranzitieInterzisa as e:
                form.add_error(None, str(e))
            else:
                return redirect("organizatii:modifica", organizatie.pk, "identitate")
    context = {"form": form, "potriviri": potriviri, "sigura": any(p.sigura for p in potriviri)}
    return render(request, "organizatii/inscrie.html", context)


@require_safe
@login_required
def potriviri(request):
    """What is already here of what has been typed so far: a fragment for the form, asked for as she goes."""
    form = InscriereForm(request.GET)
    form.is_valid()  # what does not pass yet is left out of the question
    nume, cif, numar = (form.cleaned_data.get(c, "") for c in ("denumire", "cif", "nr_registru_national"))
    gasite = pentru_inscriere(nume, cif, numar, request.user) if nume or cif or numar else []
    context = {"potriviri": gasite, "sigura": any(p.sigura for p in gasite), "vii": True}
    return render(request, "organizatii/potriviri.html", context)


# --- page by page -------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def modifica(request, pk, sectiune):
    """One page of the profile. A draft is written; of something public, moderated fields wait and the rest applies."""
    organizatie = _a_mea(request, pk)
    pagini = sectiunile(organizatie)
    pagina = next((s for s in pagini if s.cod == sectiune), None)
    if pagina is None:
        raise Http404
    if pagina.form is None:
        return redirect("organizatii:documente", organizatie.pk)
    revizie = revizie_in_asteptare(organizatie) if organizatie.stare == Stare.PUBLICAT else None
    date = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = form_sectiune(pagina, organizatie, request.user, revizie, *date)
    if form.is_valid():
        try:
            rezultat = propune_modificari(organizatie, form, de=request.user)
        except TranzitieInterzisa as e:
            form.add_error(None, str(e))
        except ValidationError as e:
            form.add_error(None, e.messages)
        else:
            form.elibereaza()
            _anunta(request, organizatie, form, rezultat)
            return redirect(_urmatoarea(request, organizatie, pagini, pagina))
    if form.is_bound:
        form.parcheaza()
    return render(request, "organizatii/modifica.html", _context_pagina(request, organizatie, pagini, pagina, form))


def _anunta(request, organizatie, form, rezultat):
    if organizatie.stare == Stare.PUBLICAT or not (rezultat.aplicate or rezultat.asteapta):
        messages.success(request, rezultat.mesaj)
    else:
        messages.success(request, _("Am salvat. Puteți continua acum sau altă dată."))
    for propozitie in getattr(form, "avertismente", list)():
        messages.warning(request, propozitie)


def _urmatoarea(request, organizatie, pagini, pagina):
    """Where to after saving: the next page of a draft, the organisation's own page otherwise."""
    if "iesire" in request.POST or organizatie.stare == Stare.PUBLICAT:
        return organizatie.get_spatiu_url()
    rest = pagini[pagini.index(pagina) + 1 :]
    return reverse("organizatii:modifica", args=[organizatie.pk, rest[0].cod])


def _context_pagina(request, organizatie, pagini, pagina, form):
    editabila = organizatie.stare in EDITABILE
    if not editabila:
        for camp in form.fields.values():
            camp.disabled = True
    loc = pagini.index(pagina)
    return {
        "organizatie": organizatie,
        "situatie": situatie(organizatie, request.user),
        "form": form,
        "pagina": pagina,
        "pasi": pasi(organizatie),
        "numar": loc + 1,
        "inapoi": pagini[loc - 1] if loc else None,
        "editabila": editabila,
    }


@require_safe
@login_required
def previzualizare(request, pk):
    """The profile exactly as the public will see it, with the pending changes on it."""
    organizatie = get_object_or_404(cu_detalii().editabile_de(request.user), pk=pk)
    revizie = revizie_in_asteptare(organizatie)
    propusa = copy.copy(organizatie)
    if revizie is not None:
        revizie.aseaza(propusa)
    context = {"public": organizatie, "revizie": revizie, **profil_context(propusa)}
    return render(request, "organizatii/previzualizare.html", context)


# --- moves --------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def trimite(request, pk):
    """Send a draft, or what was sent back for completion, to the moderators."""
    organizatie = _a_mea(request, pk)
    revizie = revizie_in_asteptare(organizatie) if organizatie.stare == Stare.PUBLICAT else None
    if (revizie or organizatie).stare not in EDITABILE_DIRECT:
        return _altcineva_a_mutat(request, organizatie)
    form = TrimitereForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            muta(revizie or organizatie, Actiune.TRIMITE, request.user, motiv=form.cleaned_data["mesaj"])
        except TranzitieInterzisa:
            return _altcineva_a_mutat(request, organizatie)
        except ValidationError as e:
            form.add_error(None, e.messages)
        else:
            mesaj = _("Am trimis spre validare. Un moderator citește și vă scrie la %(email)s.")
            messages.success(request, mesaj % {"email": request.user.email})
            return redirect(organizatie.get_spatiu_url())
    context = {
        "organizatie": organizatie,
        "revizie": revizie,
        "form": form,
        "pasi": pasi(organizatie),
        "lipsuri": organizatie.lipsuri(),
    }
    return render(request, "organizatii/trimite.html", context)


def _muta_si_intoarce(request, organizatie, obiect, actiune, mesaj):
    try:
        muta(obiect, actiune, request.user)
    except TranzitieInterzisa:
        return _altcineva_a_mutat(request, organizatie)
    messages.success(request, mesaj)
    return redirect(organizatie.get_spatiu_url())


def _altcineva_a_mutat(request, organizatie):
    """Back to the profile's page, which tells where it stands; never who of the staff decided."""
    messages.error(request, _("Acest lucru nu se poate face acum: starea profilului este alta."))
    return redirect(organizatie.get_spatiu_url())


@require_POST
@login_required
def retrage(request, pk):
    organizatie = _a_mea(request, pk)
    mesaj = _("Ați retras profilul. Modificați-l și trimiteți-l din nou când este gata.")
    return _muta_si_intoarce(request, organizatie, organizatie, Actiune.RETRAGE, mesaj)


@require_POST
@login_required
def redeschide(request, pk):
    organizatie = _a_mea(request, pk)
    mesaj = _("Ați redeschis profilul. Corectați-l și trimiteți-l din nou.")
    return _muta_si_intoarce(request, organizatie, organizatie, Actiune.REDESCHIDE, mesaj)


@require_POST
@login_required
def renunta(request, pk):
    """Withdraw the pending change; the public profile stays as it is."""
    organizatie = _a_mea(request, pk)
    revizie = revizie_in_asteptare(organizatie)
    if revizie is None:
        messages.info(request, _("Nicio modificare nu mai este în verificare."))
        return redirect(organizatie.get_spatiu_url())
    mesaj = _("Ați retras modificarea. Profilul public a rămas cum era.")
    return _muta_si_intoarce(request, organizatie, revizie, Actiune.ANULEAZA, mesaj)


@require_http_methods(["GET", "POST"])
@login_required
def arhiveaza(request, pk):
    """An administrator takes the profile off the public site; nothing is lost."""
    organizatie = get_object_or_404(Organizatie.objects.administrate_de(request.user), pk=pk)
    form = ArhivareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            muta(organizatie, Actiune.ARHIVEAZA, request.user, motiv=form.cleaned_data["motiv"])
        except TranzitieInterzisa:
            return _altcineva_a_mutat(request, organizatie)
        messages.success(request, _("Profilul a fost arhivat și nu mai este public."))
        return redirect(organizatie.get_spatiu_url())
    return render(request, "organizatii/arhiveaza.html", {"organizatie": organizatie, "form": form})


@require_http_methods(["GET", "POST"])
@login_required
def sterge(request, pk):
    """An administrator deletes a draft that was never sent."""
    ciorne = Organizatie.objects.administrate_de(request.user).filter(stare=Stare.CIORNA)
    organizatie = get_object_or_404(ciorne, pk=pk)
    if request.method == "POST":
        try:
            sterge_ciorna(organizatie, request.user)
        except TranzitieInterzisa as e:
            messages.error(request, str(e))
            return redirect(organizatie.get_spatiu_url())
        messages.success(request, _("Ciorna a fost ștearsă."))
        return redirect("organizatii:spatiu")
    return render(request, "organizatii/sterge.html", {"organizatie": organizatie})
