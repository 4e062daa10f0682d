"""States of a workshop, the table of moves between them, and the one function that moves: nobody else writes them."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ateliere import emails
from ateliere.models import Atelier, Ce, Fapta, ProcesVerbal, StareAtelier
from platforma.locuri.ocupare import sub_lacat
from platforma.moderare.tranzitii import MOTIV_MINIM
from platforma.text import normalizeaza_bloc


class Miscare(models.TextChoices):
    PUBLICA = "publica", _("Publicați atelierul")
    INCHIDE = "inchide", _("Închideți înscrierile")
    REDESCHIDE = "redeschide", _("Redeschideți înscrierile")
    DESFASURAT = "desfasurat", _("Marcați ca desfășurat")
    INCHEIE = "incheie", _("Încheiați, cu concluzii publice")
    ANULEAZA = "anuleaza", _("Anulați atelierul")


@dataclass(frozen=True)
class Tranzitie:
    din: frozenset
    spre: StareAtelier
    ce: Ce


def _t(*din, spre, ce):
    return Tranzitie(frozenset(din), spre, ce)


TRANZITII = {
    Miscare.PUBLICA: _t(StareAtelier.CIORNA, spre=StareAtelier.PUBLICAT, ce=Ce.PUBLICAT),
    Miscare.INCHIDE: _t(StareAtelier.PUBLICAT, spre=StareAtelier.INCHIS, ce=Ce.INSCRIERI_INCHISE),
    Miscare.REDESCHIDE: _t(StareAtelier.INCHIS, spre=StareAtelier.PUBLICAT, ce=Ce.INSCRIERI_REDESCHISE),
    Miscare.DESFASURAT: _t(StareAtelier.PUBLICAT, StareAtelier.INCHIS, spre=StareAtelier.DESFASURAT, ce=Ce.DESFASURAT),
    Miscare.INCHEIE: _t(StareAtelier.DESFASURAT, spre=StareAtelier.INCHEIAT, ce=Ce.INCHEIAT),
    Miscare.ANULEAZA: _t(StareAtelier.PUBLICAT, StareAtelier.INCHIS, spre=StareAtelier.ANULAT, ce=Ce.ANULAT),
}


class MiscareInterzisa(Exception):
    """The move is not in the table for this state, or its hour has not come. `str()` is a Romanian sentence."""


def miscari_posibile(atelier, acum=None):
    """The moves open to staff from the present state, in the table's order."""
    acum = acum or timezone.now()
    return [m for m, t in TRANZITII.items() if atelier.stare in t.din and not piedica(atelier, m, acum)]


def piedica(atelier, miscare, acum):
    """A sentence that says why not yet (or no longer), or nothing."""
    if miscare == Miscare.DESFASURAT and acum < atelier.incepe_la:
        return _("Atelierul nu a început încă.")
    if miscare == Miscare.ANULEAZA and acum >= atelier.se_incheie_la:
        return _("Atelierul a avut loc; nu se mai poate anula.")
    if miscare == Miscare.REDESCHIDE and acum >= atelier.incepe_la:
        return _("Atelierul a început; înscrierile nu se mai pot redeschide.")
    if miscare == Miscare.PUBLICA and acum >= atelier.incepe_la:
        return _("Data atelierului a trecut. Schimbați-o, apoi publicați-l.")
    if miscare == Miscare.INCHEIE and not ProcesVerbal.objects.publicate().filter(atelier=atelier).exists():
        return _("Atelierul se încheie după ce procesul-verbal este publicat.")
    return ""


def muta(atelier, miscare, de, motiv=""):
    """Move a workshop, with its journal entry and its mails in the same transaction.

    `de` is a person who may organise every workshop, or None for the system (the hour has passed). Raises
    PermissionDenied, MiscareInterzisa, Refuzat (lock not had), ValidationError (a cancellation without a reason).
    """
    if de is not None and not de.has_perm("ateliere.organizeaza"):
        raise PermissionDenied
    tranzitie = TRANZITII[miscare]
    motiv = normalizeaza_bloc(motiv)
    if miscare == Miscare.ANULEAZA and len(motiv) < MOTIV_MINIM:
        raise ValidationError(
            {
                "motiv": _("Scrieți motivul în cel puțin %(n)s de caractere; îl primesc toți cei înscriși.")
                % {"n": MOTIV_MINIM}
            }
        )
    with sub_lacat(Atelier, atelier.pk) as (blocat,):
        acum = timezone.now()
        if blocat.stare not in tranzitie.din:
            raise MiscareInterzisa(
                _("Atelierul este acum în starea „%(stare)s”; altcineva l-a schimbat între timp.")
                % {"stare": blocat.get_stare_display()}
            )
        if mesaj := piedica(blocat, miscare, acum):
            raise MiscareInterzisa(str(mesaj))
        blocat.stare, blocat.stare_din, campuri = tranzitie.spre, acum, ["stare", "stare_din", "modificat_la"]
        blocat.modificat_la = acum
        if miscare == Miscare.PUBLICA:
            blocat.publicat_la = acum
            campuri.append("publicat_la")
        if miscare == Miscare.ANULEAZA:
            blocat.motiv_anulare, blocat.ics_modificat_la = motiv, acum
            campuri += ["motiv_anulare", "ics_modificat_la"]
        blocat.save(update_fields=campuri)
        Fapta.objects.create(atelier=blocat, ce=tranzitie.ce, de=de, la=acum, motiv=motiv)
        if miscare == Miscare.PUBLICA:
            emails.invita(blocat)
        if miscare == Miscare.ANULEAZA:
            emails.anunta_anularea(blocat)
    for camp in campuri:
        setattr(atelier, camp, getattr(blocat, camp))


def inchide_ce_s_a_incheiat(acum=None):
    """What is over by the clock counts as held; called by beat, and twice in a row the second finds nothing."""
    acum = acum or timezone.now()
    incheiate = list(Atelier.objects.filter(stare__in=TRANZITII[Miscare.DESFASURAT].din, se_incheie_la__lte=acum))
    for atelier in incheiate:
        try:
            muta(atelier, Miscare.DESFASURAT, de=None)
        except MiscareInterzisa:  # staff did it a moment ago
            continue
    return len(incheiate)
