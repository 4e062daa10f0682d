"""States of everything that staff moderate, the table of moves between them, and the one function that moves.

Nobody else writes `stare`: views, admin, bulk actions, commands and tests call `muta`.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from psycopg.errors import UniqueViolation

from platforma.text import normalizeaza_bloc

MOTIV_MINIM = 20  # characters; below it nobody learns why she was refused


def motiv_curat(motiv):
    """A reason as it is kept. Raises ValidationError for `motiv` when it is too short to help anybody."""
    motiv = normalizeaza_bloc(motiv)
    if len(motiv) < MOTIV_MINIM:
        raise ValidationError(
            {"motiv": gettext("Scrieți motivul în cel puțin %(n)s de caractere.") % {"n": MOTIV_MINIM}}
        )
    return motiv


class Stare(models.TextChoices):
    CIORNA = "ciorna", _("Ciornă")
    TRIMIS = "trimis", _("În verificare")
    COMPLETARI = "completari", _("Completări cerute")
    PUBLICAT = "publicat", _("Publicat")
    RESPINS = "respins", _("Respins")
    ARHIVAT = "arhivat", _("Arhivat")


class Actiune(models.TextChoices):
    TRIMITE = "trimite", _("Trimis spre validare")
    RETRAGE = "retrage", _("Retras de autor")
    APROBA = "aproba", _("Aprobat")
    CERE_COMPLETARI = "cere_completari", _("S-au cerut completări")
    RESPINGE = "respinge", _("Respins")
    REDESCHIDE = "redeschide", _("Redeschis de autor")
    ARHIVEAZA = "arhiveaza", _("Arhivat")
    RESTAUREAZA = "restaureaza", _("Restaurat")
    ANULEAZA = "anuleaza", _("Anulat")
    REASEAZA = "reaseaza", _("Reașezat pe versiunea publică de acum")
    PUBLICA = "publica", _("Publicat de echipă")


AUTOR, MODERATOR = "autor", "moderator"


@dataclass(frozen=True)
class Tranzitie:
    din: frozenset
    spre: Stare
    cine: frozenset = field(default_factory=lambda: frozenset({MODERATOR}))
    motiv_cerut: bool = False
    anunta: bool = False  # the author gets a mail


def _t(*din, spre, cine=MODERATOR, **rest):
    return Tranzitie(frozenset(din), spre, frozenset(cine.split()), **rest)


TRANZITII = {
    Actiune.TRIMITE: _t(Stare.CIORNA, Stare.COMPLETARI, spre=Stare.TRIMIS, cine=AUTOR, anunta=True),
    Actiune.RETRAGE: _t(Stare.TRIMIS, spre=Stare.CIORNA, cine=AUTOR),
    Actiune.APROBA: _t(Stare.TRIMIS, spre=Stare.PUBLICAT, anunta=True),
    Actiune.CERE_COMPLETARI: _t(Stare.TRIMIS, spre=Stare.COMPLETARI, motiv_cerut=True, anunta=True),
    Actiune.RESPINGE: _t(Stare.TRIMIS, spre=Stare.RESPINS, motiv_cerut=True, anunta=True),
    Actiune.REDESCHIDE: _t(Stare.RESPINS, spre=Stare.CIORNA, cine=AUTOR),
    Actiune.ARHIVEAZA: _t(
        Stare.PUBLICAT, spre=Stare.ARHIVAT, cine=f"{AUTOR} {MODERATOR}", motiv_cerut=True, anunta=True
    ),
    Actiune.RESTAUREAZA: _t(Stare.ARHIVAT, spre=Stare.PUBLICAT, anunta=True),
    Actiune.ANULEAZA: _t(Stare.TRIMIS, Stare.COMPLETARI, spre=Stare.ARHIVAT, cine=f"{AUTOR} {MODERATOR}"),
    # Staff's own words, not sent to anybody: open only where `este_autor` names who may (see ACTIUNI of each kind).
    Actiune.PUBLICA: _t(Stare.CIORNA, spre=Stare.PUBLICAT, cine=AUTOR),
}
PUBLICARI = frozenset({Actiune.APROBA, Actiune.PUBLICA})

# What a submission may do; a pending change and a claim have fewer moves than a thing of their own (see models).
ACTIUNI_CONTINUT = frozenset(TRANZITII) - {Actiune.ANULEAZA, Actiune.PUBLICA}
ACTIUNI_CERERE = frozenset(
    {Actiune.TRIMITE, Actiune.APROBA, Actiune.CERE_COMPLETARI, Actiune.RESPINGE, Actiune.ANULEAZA}
)


class TranzitieInterzisa(Exception):
    """The move is not in the table for this state: somebody else moved first, or it never was possible.

    `str()` is a Romanian sentence for the person who tried.
    """


def poate_face(obiect, actiune, de):
    """Whether this person has the right to this move, whatever the state. `de=None` is the system itself."""
    if de is None:
        return True
    cine = TRANZITII[actiune].cine
    return (MODERATOR in cine and de.poate_modera) or (AUTOR in cine and obiect.este_autor(de, actiune))


def actiuni_posibile(obiect, de):
    """The moves open to this person from the present state, in the table's order."""
    return [
        a for a, t in TRANZITII.items() if a in obiect.ACTIUNI and obiect.stare in t.din and poate_face(obiect, a, de)
    ]


@contextmanager
def _unicitatea_ca_propozitie():
    """Two different things may claim one CIF in the same second; the index lets one through, the other is told."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as e:
        if not isinstance(e.__cause__, UniqueViolation):
            raise
        raise ValidationError(
            _("Chiar acum altcineva a înregistrat aceleași date de identificare. Verificați lista de profiluri.")
        ) from e


@transaction.atomic
def muta(obiect, actiune, de, motiv="", dosar=None):
    """Move `obiect` by `actiune`, and write the decision, the queue's entry and the mail in the same transaction.

    `de` is the person who decides (None: the system, in imports and scheduled work); `dosar` the submission that a
    moderator has read, so that a decision never falls on a newer one. The row is locked first and its state read
    again under the lock: of two people deciding at once, one does and the other gets TranzitieInterzisa.
    Raises PermissionDenied, TranzitieInterzisa, or ValidationError (reason too short; the content no longer valid).
    Returns the Decizie.
    """
    from platforma.moderare.anunturi import anunta_decizia, deja_decis
    from platforma.moderare.models import Decizie, Dosar

    tranzitie = TRANZITII[actiune]
    blocat = type(obiect).blocheaza(obiect.pk)
    if not poate_face(blocat, actiune, de):
        raise PermissionDenied
    if dosar is not None and not Dosar.objects.deschise().pentru(blocat).filter(pk=dosar.pk).exists():
        raise TranzitieInterzisa(deja_decis(blocat, dosar))
    if actiune not in blocat.ACTIUNI or blocat.stare not in tranzitie.din:
        raise TranzitieInterzisa(deja_decis(blocat))
    motiv = normalizeaza_bloc(motiv)
    motiv_cerut = tranzitie.motiv_cerut and de is not None
    if motiv_cerut and len(motiv) < MOTIV_MINIM:
        raise ValidationError(
            {
                "motiv": _("Scrieți motivul în cel puțin %(n)s de caractere, ca să ajute pe cine îl citește.")
                % {"n": MOTIV_MINIM}
            }
        )
    if actiune == Actiune.TRIMITE or actiune in PUBLICARI:
        blocat.valideaza_trimiterea()
    if actiune == Actiune.RESTAUREAZA:
        blocat.valideaza_unicitatea()
    acum = timezone.now()
    din = blocat.stare
    with _unicitatea_ca_propozitie():
        if actiune in PUBLICARI:
            blocat.la_aprobare(de, acum)
        if not type(blocat).objects.filter(pk=blocat.pk, stare=din).update(stare=tranzitie.spre, stare_din=acum):
            raise TranzitieInterzisa(deja_decis(blocat))
    blocat.stare, blocat.stare_din = tranzitie.spre, acum
    decizie = Decizie.objects.create(
        obiect=blocat,
        dosar=_inchide_dosarul(blocat, tranzitie, de, acum) or _deschide_dosarul(blocat, de, acum),
        actiune=actiune,
        din=din,
        spre=tranzitie.spre,
        de=de,
        motiv=motiv,
        la=acum,
        instantaneu=blocat.instantaneu(),
    )
    if tranzitie.anunta:
        anunta_decizia(blocat, decizie)
    obiect.stare, obiect.stare_din = blocat.stare, blocat.stare_din
    return decizie


def _inchide_dosarul(blocat, tranzitie, de, acum):
    """Close what waited in the queue; whoever decides on what nobody had taken has taken it."""
    from platforma.moderare.models import Dosar

    dosar = Dosar.objects.deschise().pentru(blocat).first()
    if dosar is not None:
        dosar.inchis_la = acum
        if dosar.preluat_de is None and MODERATOR in tranzitie.cine and de is not None and de.poate_modera:
            dosar.preluat_de, dosar.preluat_la = de, acum
        dosar.save(update_fields=["inchis_la", "preluat_de", "preluat_la"])
    return dosar


def _deschide_dosarul(blocat, de, acum):
    """Put what has just been sent in the queue. What comes back comes back to the moderator who has read it."""
    from platforma.moderare.models import Dosar

    if blocat.stare != Stare.TRIMIS:
        return None
    cititor = Dosar.objects.pentru(blocat).filter(preluat_de__is_active=True).select_related("preluat_de").last()
    return Dosar.objects.create(
        obiect=blocat,
        tip=blocat.TIP_DOSAR,
        titlu=blocat.titlu_dosar()[:400],
        depus_la=acum,
        depus_de=de,
        preluat_de=cititor and cititor.preluat_de,
        preluat_la=cititor and acum,
    )
