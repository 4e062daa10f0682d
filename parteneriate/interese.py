"""Expressions of interest: sent, answered, withdrawn, reminded of.

`TRANZITII` is the table of moves, `muta` the only function that makes one: under the row's lock, with the old state as
a condition, and the mail in the same transaction.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii.models import Membru
from parteneriate import blocari, emails_interes
from parteneriate.models import AMINTIRI, Anunt, Interes, StareInteres
from platforma.conturi.models import Utilizator
from platforma.conturi.stergere import la_stergere
from platforma.moderare.tranzitii import MOTIV_MINIM, Stare
from platforma.text import normalizeaza_bloc

ANUNT, RASPUNDE = "anunt", "raspunde"  # the two sides: whose notice it is, and who answers it


class MutareInterzisa(Exception):
    """The move is not in the table for this state; `str()` is a Romanian sentence for the person who tried."""


@dataclass(frozen=True)
class Mutare:
    din: frozenset
    spre: StareInteres
    cine: str


TRANZITII = {
    "accepta": Mutare(frozenset({StareInteres.TRIMIS}), StareInteres.ACCEPTAT, ANUNT),
    "refuza": Mutare(frozenset({StareInteres.TRIMIS}), StareInteres.REFUZAT, ANUNT),
    "retrage": Mutare(frozenset({StareInteres.TRIMIS, StareInteres.ACCEPTAT}), StareInteres.RETRAS, RASPUNDE),
}


def poate_manifesta(anunt, organizatii):
    """Whether one of these organisations (keys) may answer the notice: it is open, and not only its own."""
    return anunt.deschis and bool(set(organizatii) - {anunt.organizatie_id})


@transaction.atomic
def manifesta(anunt, organizatie, form, de):
    """Save a valid InteresForm; returns the Interes. Both sides get a mail.

    Under the notice's lock, so that it is open while it is answered, then the pair's, so that neither has blocked the
    other. Raises MutareInterzisa when it is not, and when this organisation has an open one already; PermissionDenied
    for whoever is not of it, or answers her own.
    """
    blocat = Anunt.blocheaza(anunt.pk)
    if organizatie.pk == blocat.organizatie_id or not _este_din(de, organizatie.pk):
        raise PermissionDenied
    if not blocat.deschis or organizatie.stare != Stare.PUBLICAT:
        raise MutareInterzisa(_("Anunțul nu mai este deschis."))
    if blocat.interese.deschise().filter(organizatie=organizatie).exists():
        raise MutareInterzisa(_("Organizația are deja o manifestare de interes la acest anunț."))
    blocari.lacat(organizatie.pk, blocat.organizatie_id)
    if piedica := blocari.piedica(organizatie.pk, blocat.organizatie_id):
        raise MutareInterzisa(piedica)
    interes = form.save(commit=False)
    interes.anunt, interes.organizatie, interes.stare = blocat, organizatie, StareInteres.TRIMIS
    interes.stare_din = interes.trimis_la = timezone.now()
    interes.save()
    emails_interes.trimis(interes, oameni(blocat.organizatie_id), oameni(organizatie.pk))
    return interes


@transaction.atomic
def muta(interes, mutare, de, raspuns="", contact=None):
    """Make one move. Raises PermissionDenied, MutareInterzisa (somebody moved first), ValidationError (a refusal has to
    say why). `contact`: the person that the notice's side names when it accepts, else the one who accepts.

    Once one side has blocked the other, nothing is accepted (names would be exchanged); the other moves end something,
    so they stay open, and whoever has blocked is not written to."""
    regula = TRANZITII[mutare]
    blocat = Interes.objects.select_for_update(of=("self",)).select_related("anunt", "organizatie").get(pk=interes.pk)
    partea = blocat.anunt.organizatie_id if regula.cine == ANUNT else blocat.organizatie_id
    if not _este_din(de, partea):
        raise PermissionDenied
    if blocat.stare not in regula.din:
        raise MutareInterzisa(
            _("Nu se mai poate: manifestarea de interes este acum „%(stare)s”.")
            % {"stare": blocat.get_stare_display().lower()}
        )
    al_anuntului, raspunde = blocat.anunt.organizatie_id, blocat.organizatie_id
    blocari.lacat(al_anuntului, raspunde)
    if regula.spre == StareInteres.ACCEPTAT and (piedica := blocari.piedica(al_anuntului, raspunde)):
        raise MutareInterzisa(piedica)
    raspuns = normalizeaza_bloc(raspuns)
    if regula.spre == StareInteres.REFUZAT and len(raspuns) < MOTIV_MINIM:
        raise ValidationError(
            {"raspuns": _("Scrieți în cel puțin %(n)s de caractere de ce, cu cuvinte bune.") % {"n": MOTIV_MINIM}}
        )
    acum = timezone.now()
    campuri = {"stare": regula.spre, "stare_din": acum, "raspuns": raspuns}
    if regula.spre == StareInteres.ACCEPTAT:
        campuri["contact_anunt"] = contact or de
    if not Interes.objects.filter(pk=blocat.pk, stare__in=regula.din).update(**campuri):
        raise MutareInterzisa(_("Altcineva a răspuns chiar acum. Încărcați din nou pagina."))
    blocat.refresh_from_db()
    emails_interes.mutat(blocat, _de_anuntat(al_anuntului, raspunde), _de_anuntat(raspunde, al_anuntului))
    return blocat


def aminteste(acum=None):
    """Gently remind the notice's people of what waits for 10 and for 25 days; returns how many mails.

    `amintiri` counts what was sent for each row, under its lock, so a second run writes nothing; one that was late (no
    worker for a month) sends the latest reminder only.
    """
    acum = acum or timezone.now()
    prima = acum - timedelta(days=AMINTIRI[0])
    scrise = 0
    for pk in Interes.objects.filter(stare=StareInteres.TRIMIS, trimis_la__lte=prima).values_list("pk", flat=True):
        scrise += _aminteste_unul(pk, acum)
    return scrise


@transaction.atomic
def _aminteste_unul(pk, acum):
    randuri = Interes.objects.select_for_update(of=("self",), skip_locked=True).select_related("anunt", "organizatie")
    interes = randuri.filter(pk=pk, stare=StareInteres.TRIMIS).first()
    datorate = sum(interes.trimis_la <= acum - timedelta(days=zile) for zile in AMINTIRI) if interes else 0
    if interes is None or datorate <= interes.amintiri:
        return 0
    Interes.objects.filter(pk=pk).update(amintiri=datorate)
    return emails_interes.memento(interes, datorate, _de_anuntat(interes.anunt.organizatie_id, interes.organizatie_id))


def intai_ce_asteapta(interese):
    """What waits for an answer first, the oldest at the top; then the others, the newest first."""
    asteapta = Q(stare=StareInteres.TRIMIS)
    return interese.order_by(
        Case(When(asteapta, then=0), default=1), Case(When(asteapta, then="trimis_la")), "-stare_din", "-pk"
    )


def oameni(organizatie_pk):
    """The people of an organisation, to be written to."""
    return list(Utilizator.objects.filter(calitati__organizatie=organizatie_pk, is_active=True).order_by("pk"))


def _de_anuntat(organizatie, despre):
    """The people of `organizatie` (a key), unless they do not want to hear from `despre`."""
    return [] if blocari.a_blocat(organizatie, despre) else oameni(organizatie)


def _este_din(persoana, organizatie_pk):
    return Membru.objects.filter(utilizator=persoana, organizatie=organizatie_pk).exists()


@la_stergere
def uita_persoana(persoana, adrese):
    """The named contact goes; the expression of interest is the organisation's and stays."""
    Interes.objects.filter(contact=persoana).update(contact=None)
    Interes.objects.filter(contact_anunt=persoana).update(contact_anunt=None)
