"""Attendance of a session: who may take it, what an organiser sees of a code, and what goes to the journal.

The rule itself (one row for a person, the nonce, refused scans, closing) is `platforma.prezenta.marcare`. Seats are
given for the series and under its lock, ticks are made under the session's; the row of the learner is locked in both,
so a tick and a withdrawal never cross.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cursuri.models import Ce, Cerere, Fapta, Motivare, Prezenta, ScanareRespinsa, Serie, Sesiune, StareSerie
from organizatii.models import pliat
from organizatii.models.expresii import CheieSortare, Pliat
from platforma.locuri.ocupare import Refuzat, sub_lacat
from platforma.prezenta import marcare
from platforma.prezenta.marcare import Respins
from platforma.prezenta.models import DESCHIDERE, MotivRespingere, SursaPrezenta
from platforma.text import normalizeaza

DUPA_SFARSIT = timedelta(hours=12)  # so long after the end somebody may still be at the door with the phone


# --- the list -----------------------------------------------------------------------------------------------------
def cursanti(serie):
    """Those who learn, in Romanian order."""
    return serie.cereri.confirmate().select_related("organizatie").order_by(CheieSortare("nume"), "pk")


def lista(sesiune, text=""):
    """Those who learn, each with her row of this session (or None) as `prezenta`; `text` is a name, or the code."""
    cereri = cursanti(sesiune.serie)
    if text := normalizeaza(text):
        cautat = pliat(text)
        cereri = cereri.alias(nume_pliat=Pliat("nume")).filter(
            Q(nume_pliat__contains=cautat)
            | Q(organizatie__denumire_pliata__contains=cautat)
            | Q(cod="".join(text.lower().split()))
        )
    return cu_prezenta(sesiune, cereri)


def cu_prezenta(sesiune, cereri):
    """These applications as a list, with `prezenta`."""
    randuri = marcare.randurile(Prezenta, sesiune)
    cereri = list(cereri)
    for cerere in cereri:
        cerere.prezenta = randuri.get(cerere.pk)
    return cereri


def nebifati(sesiune):
    """Those not marked as present."""
    return [c for c in lista(sesiune) if c.prezenta is None or c.prezenta.stare != marcare.PREZENT]


def venite(sesiune):
    """How many have come."""
    return Prezenta.ale(sesiune).prezenti().count()


# --- a code at the door -------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Scanare:
    """What an organiser is told of a code: the session at whose door she stands, the learner, why not."""

    sesiune: Sesiune
    cerere: Cerere | None
    motiv: MotivRespingere | None


def citeste(cod, persoana):
    """The Scanare of a code, or None for whoever keeps no room: she learns nothing, not even whether the code exists.

    An unknown code and one of a room that is not hers look the same to an organiser too; only the row that is kept
    tells them apart.
    """
    if not persoana.is_authenticated:
        return None
    cerere = Cerere.objects.select_related("serie__tema", "organizatie").filter(cod=cod).first()
    if cerere is not None and cerere.serie.poate_organiza(persoana):
        sesiune = sesiunea_de_acum(cerere.serie)
        if sesiune is not None:
            cerere.prezenta = Prezenta.ale(sesiune).filter(cerere=cerere).first()
            return Scanare(sesiune, cerere, sesiune.de_ce_nu_se_bifeaza(timezone.now()))
    sesiune = in_sala(persoana).first()
    if sesiune is None:
        return None
    motiv = MotivRespingere.COD_NEVALABIL if cerere is None else MotivRespingere.ALT_EVENIMENT
    return Scanare(sesiune, None, motiv)


def sesiunea_de_acum(serie):
    """The session whose door is open, the latest begun; else the next one, else the last one; None without any."""
    acum = timezone.now()
    sesiuni = list(serie.sesiuni.tinute().order_by("incepe_la", "pk"))
    for sesiune in sesiuni:
        sesiune.serie = serie
    la_usa = [s for s in sesiuni if s.prezenta_de_la <= acum < s.se_incheie_la + DUPA_SFARSIT]
    deschise = [s for s in la_usa if s.prezenta_inchisa_la is None]
    urmeaza = [s for s in sesiuni if s.prezenta_de_la > acum]
    return (deschise[-1:] or la_usa[-1:] or urmeaza[:1] or sesiuni[-1:] or [None])[0]


def in_sala(persoana):
    """The sessions at whose door this person may stand now, the latest begun first."""
    acum = timezone.now()
    return (
        Sesiune.objects.tinute()
        .select_related("serie__tema")
        .filter(serie__in=Serie.objects.organizate_de(persoana).filter(stare=StareSerie.PUBLICATA).values("pk"))
        .filter(incepe_la__lte=acum + DESCHIDERE, se_incheie_la__gt=acum - DUPA_SFARSIT, prezenta_inchisa_la=None)
        .order_by("-incepe_la", "-pk")
    )


def scaneaza(scanare, de, nonce):
    """Mark the person of a code; returns (Prezenta, whether this made it so). Raises Respins, Aglomerat."""
    if scanare.cerere is None:
        pastreaza_respingerea(scanare, de, nonce)
        raise Respins(scanare.motiv)
    return bifeaza(scanare.sesiune, scanare.cerere.pk, marcare.PREZENT, de=de, sursa=SursaPrezenta.QR, nonce=nonce)


def pastreaza_respingerea(scanare, de, nonce):
    """Keep that this code was turned away at the door."""
    marcare.respinge(
        ScanareRespinsa,
        scanare.motiv,
        sursa=SursaPrezenta.QR,
        de=de,
        nonce=nonce,
        sesiune=scanare.sesiune,
        cerere=scanare.cerere,
    )


# --- verbs --------------------------------------------------------------------------------------------------------
def bifeaza(sesiune, cerere_pk, stare, *, de, sursa=SursaPrezenta.MANUAL, nonce=None):
    numai_organizatori(sesiune.serie, de)
    return marcare.marcheaza(Prezenta, sesiune, cerere_pk, stare, sursa=sursa, de=de, nonce=nonce)


def bifeaza_mai_multi(sesiune, cereri_pk, de, sursa):
    """Those on a signed list (HARTIE) or in a file (IMPORT); returns how many were not marked before.

    Raises Refuzat unless attendance is open.
    """
    numai_organizatori(sesiune.serie, de)
    return marcare.marcheaza_mai_multi(Prezenta, sesiune, cereri_pk, sursa=sursa, de=de)


@transaction.atomic
def inchide(sesiune, de):
    """Freeze the attendance; returns {state: how many}, or None when somebody has closed it already.

    Whoever has an approved reason and did not come is absent with a reason.
    """
    numai_organizatori(sesiune.serie, de)
    motivati = Motivare.objects.aprobate().filter(sesiune=sesiune).values_list("cerere_id", flat=True)
    stari = marcare.inchide(Prezenta, sesiune, de=de, motivati=set(motivati))
    if stari is not None:
        detalii = {"sesiune": sesiune.pk, **stari}
        Fapta.objects.create(serie=sesiune.serie, ce=Ce.PREZENTA_INCHISA, de=de, detalii=detalii)
    return stari


def redeschide(sesiune, de, motiv):
    """Let the attendance be corrected, for a reason that stays on record. Raises Refuzat once the series has ended."""
    numai_organizatori(sesiune.serie, de)
    with sub_lacat(Serie, sesiune.serie_id) as (serie,):
        if serie.stare != StareSerie.PUBLICATA:
            raise Refuzat(_("Seria s-a încheiat. Redeschideți întâi seria."))
        motiv = marcare.redeschide(Prezenta, sesiune, motiv=motiv)
        detalii = {"sesiune": sesiune.pk}
        Fapta.objects.create(serie=serie, ce=Ce.PREZENTA_REDESCHISA, de=de, motiv=motiv, detalii=detalii)


def numai_organizatori(serie, de):
    if not serie.poate_organiza(de):
        raise PermissionDenied
