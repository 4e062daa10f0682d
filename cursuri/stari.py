"""States of a series, the table of moves between them, and the one function that moves: nobody else writes them."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cursuri import emails, emails_invatare
from cursuri.models import Ce, Fapta, Serie, StareCerere, StareSerie
from platforma.locuri.ocupare import sub_lacat
from platforma.moderare.tranzitii import motiv_curat


class Miscare(models.TextChoices):
    PUBLICA = "publica", _("Publicați seria")
    INCHEIE = "incheie", _("Încheiați seria")
    REDESCHIDE = "redeschide", _("Redeschideți seria")
    ANULEAZA = "anuleaza", _("Anulați seria")


@dataclass(frozen=True)
class Tranzitie:
    din: StareSerie
    spre: StareSerie
    ce: Ce


TRANZITII = {
    Miscare.PUBLICA: Tranzitie(StareSerie.CIORNA, StareSerie.PUBLICATA, Ce.PUBLICATA),
    Miscare.INCHEIE: Tranzitie(StareSerie.PUBLICATA, StareSerie.INCHEIATA, Ce.INCHEIATA),
    Miscare.REDESCHIDE: Tranzitie(StareSerie.INCHEIATA, StareSerie.PUBLICATA, Ce.REDESCHISA),
    Miscare.ANULEAZA: Tranzitie(StareSerie.PUBLICATA, StareSerie.ANULATA, Ce.ANULATA),
}
CU_MOTIV = {Miscare.ANULEAZA, Miscare.REDESCHIDE}


class MiscareInterzisa(Exception):
    """The move is not in the table for this state, or something is missing. `str()` is a Romanian sentence."""


def miscari_posibile(serie, acum=None):
    """The moves open to the secretariat from the present state, in the table's order."""
    acum = acum or timezone.now()
    return [m for m, t in TRANZITII.items() if serie.stare == t.din and not piedica(serie, m, acum)]


def piedica(serie, miscare, acum):
    """A sentence that says why not yet (or no longer), or nothing."""
    sesiuni = serie.sesiuni.tinute()
    if miscare == Miscare.PUBLICA:
        if not sesiuni.exists():
            return _("Adăugați sesiunile, apoi publicați seria.")
        if not serie.criterii.exists():
            return _("Adăugați criteriile de selecție, apoi publicați seria.")
        if serie.inscrieri_pana_la <= acum:
            return _("Termenul de depunere a cererilor a trecut. Schimbați-l, apoi publicați seria.")
    if miscare == Miscare.INCHEIE:
        if sesiuni.filter(se_incheie_la__gt=acum).exists():
            return _("Mai sunt sesiuni de ținut.")
        if sesiuni.filter(prezenta_inchisa_la=None).exists():
            return _("Închideți întâi prezența la toate sesiunile.")
        if serie.cereri.filter(stare=StareCerere.DEPUSA).exists():
            return _("Mai sunt cereri fără răspuns.")
    if miscare == Miscare.ANULEAZA and sesiuni.filter(prezenta_inchisa_la__isnull=False).exists():
        return _("Cursul a început; seria nu se mai poate anula.")
    return ""


def muta(serie, miscare, de, motiv=""):
    """Move a series, with its journal entry and its mails in the same transaction.

    Raises PermissionDenied, MiscareInterzisa, Refuzat (lock not had), ValidationError (no reason where one is asked).
    """
    if not de.has_perm("cursuri.organizeaza"):
        raise PermissionDenied
    tranzitie = TRANZITII[miscare]
    motiv = motiv_curat(motiv) if miscare in CU_MOTIV else ""
    with sub_lacat(Serie, serie.pk) as (blocata,):
        acum = timezone.now()
        if blocata.stare != tranzitie.din:
            raise MiscareInterzisa(
                _("Seria este acum în starea „%(stare)s”; altcineva a schimbat-o între timp.")
                % {"stare": blocata.get_stare_display()}
            )
        if mesaj := piedica(blocata, miscare, acum):
            raise MiscareInterzisa(str(mesaj))
        blocata.stare, blocata.stare_din, blocata.modificat_la = tranzitie.spre, acum, acum
        campuri = ["stare", "stare_din", "modificat_la"]
        if miscare == Miscare.PUBLICA:
            blocata.publicat_la = acum
            campuri.append("publicat_la")
        if miscare == Miscare.ANULEAZA:
            blocata.motiv_anulare = motiv
            campuri.append("motiv_anulare")
        blocata.save(update_fields=campuri)
        Fapta.objects.create(serie=blocata, ce=tranzitie.ce, de=de, la=acum, motiv=motiv)
        if miscare == Miscare.ANULEAZA:
            emails.anunta_anularea(blocata)
            for cerere in blocata.cereri.confirmate():
                cerere.serie = blocata
                emails_invatare.scoate_din_calendar(cerere, acum)
    for camp in campuri:
        setattr(serie, camp, getattr(blocata, camp))
