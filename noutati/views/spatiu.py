"""The workspace: the news of an organisation, for its members."""

import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noutati import documente as verbe
from noutati.articol import articol_context, cu_detalii
from noutati.forms import ArhivareForm, DocumentForm, form_noutate
from noutati.models import DocumentNoutate, Noutate
from noutati.parcurs import ce_urmeaza, parcurs, situatie, situatii
from noutati.scriere import incepe, se_poate_sterge, sterge_ciorna
from organizatii.models import Organizatie
from platforma.moderare.comparatie import randuri
from platforma.moderare.revizii import EDITABILE_DIRECT, propune_modificari, revizie_in_asteptare
from platforma.moderare.tranzitii import Actiune, Stare, TranzitieInterzisa, muta


def _a_mea(request, pk):
    return get_object_or_404(Noutate.objects.editabile_de(request.user).select_related("organizatie"), pk=pk)


@require_safe
@login_required
def ale_organizatiei(request, pk):
    """The organisation's news with their states in words, what asks for something first."""
    organizatie = get_object_or_404(Organizatie.objects.editabile_de(request.user), pk=pk)
    noutati = organizatie.noutati.defer("text", "cautare").order_by("-modificat_la", "-pk")
    context = {
        "organizatie": organizatie,
        "situatii": situatii(noutati),
        "poate_scrie": organizatie.stare == Stare.PUBLICAT,
    }
    return render(request, "noutati/ale_organizatiei.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def scrie(request, pk):
    """Begin an item: a draft that only the organisation's people see."""
    organizatie = get_object_or_404(Organizatie.objects.publice().editabile_de(request.user), pk=pk)
    form = form_noutate(Noutate(organizatie=organizatie), request.user, None, *_date(request))
    if form.is_valid():
        try:
            noutate = incepe(form, organizatie, request.user)
        except TranzitieInterzisa as e:
            form.add_error(None, str(e))
        else:
            form.elibereaza()
            _avertizeaza(request, form)
            messages.success(request, _("Am salvat ciorna. O vedeți numai dumneavoastră și colegii."))
            return redirect(_dupa_salvare(request, noutate))
    if form.is_bound:
        form.parcheaza()
    return render(request, "noutati/scrie.html", {"organizatie": organizatie, "form": form})


@require_http_methods(["GET", "POST"])
@login_required
def modifica(request, pk):
    """A draft is written; of something public, words and picture wait for a moderator and the rest applies."""
    noutate = _a_mea(request, pk)
    if noutate.stare not in EDITABILE_DIRECT | {Stare.PUBLICAT}:
        return _altcineva_a_mutat(request, noutate)
    form = form_noutate(noutate, request.user, _revizia(noutate), *_date(request))
    if form.is_valid():
        try:
            rezultat = propune_modificari(noutate, form, de=request.user)
        except (TranzitieInterzisa, ValidationError) as e:
            form.add_error(None, getattr(e, "messages", str(e)))
        else:
            form.elibereaza()
            _avertizeaza(request, form)
            messages.success(request, rezultat.mesaj)
            return redirect(_dupa_salvare(request, noutate))
    if form.is_bound:
        form.parcheaza()
    context = {"noutate": noutate, "organizatie": noutate.organizatie, "form": form}
    return render(request, "noutati/modifica.html", context)


def _date(request):
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _revizia(noutate):
    return revizie_in_asteptare(noutate) if noutate.stare == Stare.PUBLICAT else None


def _avertizeaza(request, form):
    for propozitie in form.avertismente():
        messages.warning(request, propozitie)


def _dupa_salvare(request, noutate):
    """Where to after saving: to see how it will look, or to the item's own page."""
    if "previzualizare" in request.POST:
        return reverse("noutati:previzualizare", args=[noutate.pk])
    return noutate.get_spatiu_url()


@require_safe
@login_required
def spatiu_noutate(request, pk):
    """Where it stands, what happens next, and the moves open to its people."""
    noutate = _a_mea(request, pk)
    situatia = situatie(noutate)
    revizie = situatia.revizie
    context = {
        "noutate": noutate,
        "organizatie": noutate.organizatie,
        "situatie": situatia,
        "lipsuri": noutate.lipsuri() if noutate.stare in EDITABILE_DIRECT else [],
        "ce_urmeaza": ce_urmeaza(noutate),
        "comparatie": _propuneri(noutate, revizie) if revizie else [],
        "documente": noutate.documente.all(),
        "parcurs": parcurs(noutate),
        "se_poate_sterge": se_poate_sterge(noutate),
    }
    return render(request, "noutati/spatiu_noutate.html", context)


def _propuneri(noutate, revizie):
    """Rows (label, public value, proposed value) of a pending change, in the order of the model's fields."""
    propusa = revizie.aseaza(copy.copy(noutate))
    nume = [camp.name for camp in noutate._meta.concrete_fields if camp.name in revizie.campuri]
    return [(rand.eticheta, rand.acum, rand.propus) for rand in randuri(propusa, nume, revizie.inainte())]


@require_safe
@login_required
def previzualizare(request, pk):
    """The item exactly as the public will see it, with the pending changes on it."""
    noutate = get_object_or_404(cu_detalii().editabile_de(request.user), pk=pk)
    revizie = _revizia(noutate)
    propusa = copy.copy(noutate)
    if revizie is not None:
        revizie.aseaza(propusa)
    context = {"publica": noutate, "revizie": revizie, "organizatie": noutate.organizatie, **articol_context(propusa)}
    return render(request, "noutati/previzualizare.html", context)


# --- moves --------------------------------------------------------------------------------------------------------
def _muta_si_intoarce(request, noutate, obiect, actiune, mesaj):
    try:
        muta(obiect, actiune, request.user)
    except TranzitieInterzisa:
        return _altcineva_a_mutat(request, noutate)
    except ValidationError as e:
        for propozitie in e.messages:
            messages.error(request, propozitie)
    else:
        messages.success(request, mesaj)
    return redirect(noutate.get_spatiu_url())


def _altcineva_a_mutat(request, noutate):
    """Back to the item's page, which tells where it stands; never who of the staff decided."""
    messages.error(request, _("Acest lucru nu se poate face acum: starea noutății este alta."))
    return redirect(noutate.get_spatiu_url())


@require_POST
@login_required
def trimite(request, pk):
    """Send a draft, or what was sent back for completion, to the moderators."""
    noutate = _a_mea(request, pk)
    mesaj = _("Am trimis spre verificare. Un moderator citește și vă scrie la %(email)s.")
    obiect = _revizia(noutate) or noutate
    return _muta_si_intoarce(request, noutate, obiect, Actiune.TRIMITE, mesaj % {"email": request.user.email})


@require_POST
@login_required
def retrage(request, pk):
    noutate = _a_mea(request, pk)
    mesaj = _("Ați retras noutatea. Modificați-o și trimiteți-o din nou când este gata.")
    return _muta_si_intoarce(request, noutate, noutate, Actiune.RETRAGE, mesaj)


@require_POST
@login_required
def redeschide(request, pk):
    noutate = _a_mea(request, pk)
    mesaj = _("Ați redeschis noutatea. Corectați-o și trimiteți-o din nou.")
    return _muta_si_intoarce(request, noutate, noutate, Actiune.REDESCHIDE, mesaj)


@require_POST
@login_required
def renunta(request, pk):
    """Withdraw the pending change; what is public stays as it is."""
    noutate = _a_mea(request, pk)
    revizie = revizie_in_asteptare(noutate)
    if revizie is None:
        messages.info(request, _("Nicio modificare nu mai este în verificare."))
        return redirect(noutate.get_spatiu_url())
    mesaj = _("Ați retras modificarea. Noutatea publică a rămas cum era.")
    return _muta_si_intoarce(request, noutate, revizie, Actiune.ANULEAZA, mesaj)


@require_http_methods(["GET", "POST"])
@login_required
def arhiveaza(request, pk):
    """Take it off the public site; nothing is lost."""
    noutate = _a_mea(request, pk)
    form = ArhivareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            muta(noutate, Actiune.ARHIVEAZA, request.user, motiv=form.cleaned_data["motiv"])
        except TranzitieInterzisa:
            return _altcineva_a_mutat(request, noutate)
        messages.success(request, _("Noutatea a fost arhivată și nu mai este publică."))
        return redirect(noutate.get_spatiu_url())
    context = {"noutate": noutate, "organizatie": noutate.organizatie, "form": form}
    return render(request, "noutati/arhiveaza.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def sterge(request, pk):
    """Delete a draft that was never sent."""
    ciorne = Noutate.objects.editabile_de(request.user).filter(stare=Stare.CIORNA)
    noutate = get_object_or_404(ciorne.select_related("organizatie"), pk=pk)
    if request.method == "POST":
        try:
            sterge_ciorna(noutate, request.user)
        except TranzitieInterzisa as e:
            messages.error(request, str(e))
            return redirect(noutate.get_spatiu_url())
        messages.success(request, _("Ciorna a fost ștearsă."))
        return redirect("noutati:ale_organizatiei", noutate.organizatie_id)
    return render(request, "noutati/sterge.html", {"noutate": noutate, "organizatie": noutate.organizatie})


# --- documents ----------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def documente(request, pk):
    """The list, and the form that adds one while the item may be written."""
    noutate = _a_mea(request, pk)
    form = DocumentForm(*_date(request), de=request.user)
    if form.is_valid():
        try:
            adaugat = verbe.adauga(noutate, form, request.user)
        except (TranzitieInterzisa, ValidationError) as e:
            form.add_error(None, getattr(e, "messages", str(e)))
        else:
            form.elibereaza()
            messages.success(request, _("Am adăugat documentul „%(titlu)s”.") % {"titlu": adaugat.titlu})
            return redirect("noutati:documente", noutate.pk)
    if form.is_bound:
        form.parcheaza()
    context = {
        "noutate": noutate,
        "organizatie": noutate.organizatie,
        "documente": noutate.documente.all(),
        "form": form,
        "se_adauga": noutate.stare in EDITABILE_DIRECT,
        "se_sterge": noutate.stare in EDITABILE_DIRECT | {Stare.PUBLICAT},
    }
    return render(request, "noutati/documente.html", context)


@require_POST
@login_required
def sterge_document(request, pk, uuid):
    ale_mele = DocumentNoutate.objects.filter(noutate__in=Noutate.objects.editabile_de(request.user))
    document = get_object_or_404(ale_mele, noutate_id=pk, uuid=uuid)
    try:
        verbe.sterge(document)
    except TranzitieInterzisa as e:
        messages.error(request, str(e))
    else:
        messages.success(request, _("Documentul a fost șters."))
    return redirect("noutati:documente", pk)
