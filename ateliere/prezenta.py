"""Attendance of a workshop: who may take it, what an organiser sees of a code, and what goes to the journal.

The rule itself (one row for a person, the nonce, refused scans, closing) is `platforma.prezenta.marcare`.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ateliere.models import AVUTE_LOC, IN_PROGRAM, Atelier, Ce, Fapta, Inscriere, Prezenta, ScanareRespinsa
from organizatii.models import Organizatie, pliat
from organizatii.models.expresii import CheieSortare, Pliat
from platforma.prezenta import marcare
from platforma.prezenta.marcare import Respins
from platforma.prezenta.models import DESCHIDERE, MotivRespingere, SursaPrezenta
from platforma.text import normalizeaza

DUPA_SFARSIT = timedelta(hours=12)  # so long after the end somebody may still be at the door with the phone


# --- the list -----------------------------------------------------------------------------------------------------
def lista(atelier, text=""):
    """Those with a place, in Romanian order, with their row of attendance; `text` is a name, or the code on paper."""
    inscrieri = atelier.inscrieri.confirmate().select_related("organizatie", "prezenta")
    inscrieri = inscrieri.order_by(CheieSortare("nume"), "pk")
    if text := normalizeaza(text):
        cautat = pliat(text)
        inscrieri = inscrieri.alias(nume_pliat=Pliat("nume")).filter(
            Q(nume_pliat__contains=cautat)
            | Q(organizatie__denumire_pliata__contains=cautat)
            | Q(cod="".join(text.lower().split()))
        )
    return inscrieri


def venite(atelier):
    """How many have come."""
    return Prezenta.ale(atelier).prezenti().count()


# --- a code at the door -------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Scanare:
    """What an organiser is told of a code: the workshop at whose door she stands, the person, why not."""

    atelier: Atelier
    inscriere: Inscriere | None
    motiv: MotivRespingere | None


def citeste(cod, persoana):
    """The Scanare of a code, or None for whoever keeps no room: she learns nothing, not even whether the code exists.

    An unknown code and one of a room that is not hers look the same to an organiser too; only the row that is kept
    tells them apart.
    """
    if not persoana.is_authenticated:
        return None
    inscriere = Inscriere.objects.select_related("atelier", "organizatie", "prezenta").filter(cod=cod).first()
    if inscriere is not None and inscriere.atelier.poate_organiza(persoana):
        return Scanare(inscriere.atelier, inscriere, inscriere.atelier.de_ce_nu_se_bifeaza(timezone.now()))
    atelier = in_sala(persoana).first()
    if atelier is None:
        return None
    motiv = MotivRespingere.COD_NEVALABIL if inscriere is None else MotivRespingere.ALT_EVENIMENT
    return Scanare(atelier, None, motiv)


def in_sala(persoana):
    """The workshops at whose door this person may stand now, the latest begun first."""
    acum = timezone.now()
    return (
        Atelier.objects.organizate_de(persoana)
        .filter(stare__in=[*IN_PROGRAM, *AVUTE_LOC], prezenta_inchisa_la=None)
        .filter(incepe_la__lte=acum + DESCHIDERE, se_incheie_la__gt=acum - DUPA_SFARSIT)
        .order_by("-incepe_la", "-pk")
    )


def scaneaza(scanare, de, nonce):
    """Mark the person of a code; returns (Prezenta, whether this made it so). Raises Respins, Aglomerat."""
    if scanare.inscriere is None:
        pastreaza_respingerea(scanare, de, nonce)
        raise Respins(scanare.motiv)
    return bifeaza(scanare.atelier, scanare.inscriere.pk, marcare.PREZENT, de=de, sursa=SursaPrezenta.QR, nonce=nonce)


def pastreaza_respingerea(scanare, de, nonce):
    """Keep that this code was turned away at the door."""
    marcare.respinge(
        ScanareRespinsa,
        scanare.motiv,
        sursa=SursaPrezenta.QR,
        de=de,
        nonce=nonce,
        atelier=scanare.atelier,
        inscriere=scanare.inscriere,
    )


# --- verbs --------------------------------------------------------------------------------------------------------
def bifeaza(atelier, inscriere_pk, stare, *, de, sursa=SursaPrezenta.MANUAL, nonce=None):
    _numai_organizatori(atelier, de)
    return marcare.marcheaza(Prezenta, atelier, inscriere_pk, stare, sursa=sursa, de=de, nonce=nonce)


def bifeaza_din_hartie(atelier, inscrieri_pk, de):
    """Those who signed on paper; returns how many were not marked before. Raises Refuzat unless attendance is open."""
    _numai_organizatori(atelier, de)
    return marcare.marcheaza_mai_multi(Prezenta, atelier, inscrieri_pk, sursa=SursaPrezenta.HARTIE, de=de)


@transaction.atomic
def inchide(atelier, de, motivati=()):
    """Freeze the attendance; returns {state: how many}, or None when somebody has closed it already."""
    _numai_organizatori(atelier, de)
    stari = marcare.inchide(Prezenta, atelier, de=de, motivati=set(motivati))
    if stari is not None:
        Fapta.objects.create(atelier=atelier, ce=Ce.PREZENTA_INCHISA, de=de, detalii=stari)
    return stari


@transaction.atomic
def redeschide(atelier, de, motiv):
    """Let the attendance be corrected, for a reason that stays on record."""
    _numai_organizatori(atelier, de)
    motiv = marcare.redeschide(Prezenta, atelier, motiv=motiv)
    Fapta.objects.create(atelier=atelier, ce=Ce.PREZENTA_REDESCHISA, de=de, motiv=motiv)


def _numai_organizatori(atelier, de):
    if not atelier.poate_organiza(de):
        raise PermissionDenied


# --- what is known from it ----------------------------------------------------------------------------------------
def organizatii_prezente(atelier):
    """The organisations on whose behalf somebody came."""
    venite = Prezenta.ale(atelier).prezenti()
    return Organizatie.objects.filter(pk__in=venite.values("inscriere__organizatie"))


def ateliere_la_care_a_fost(organizatie):
    """The workshops at which an organisation was, once their attendance is closed; the latest first."""
    fost = Prezenta.objects.prezenti().filter(inscriere__organizatie=organizatie)
    return Atelier.objects.publice().filter(pk__in=fost.values("inscriere__atelier"), prezenta_inchisa_la__isnull=False)
