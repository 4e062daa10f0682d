"""One decision about several applications: read from the page, shown again, then carried out one by one.

Each application is a transaction of its own, best mean first, so one that is refused (no more seats, a sheet missing)
does not undo the others; what was refused is told.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from cursuri import selectie
from cursuri.clasament import clasament
from cursuri.models import StareCerere
from platforma.locuri.ocupare import Refuzat


class Hotarare(models.TextChoices):
    ACCEPTA = "accepta", _("Acceptați cererile")
    REZERVA = "rezerva", _("Treceți cererile pe lista de rezervă")
    RESPINGE = "respinge", _("Respingeți cererile")


@dataclass(frozen=True)
class Multe:
    ce: Hotarare
    randuri: list  # of the ranking, best first
    motiv: str

    @property
    def cu_motiv(self):
        return self.ce == Hotarare.RESPINGE

    @property
    def chei(self):
        return [rand.cerere.pk for rand in self.randuri]


def din_cerere(serie, date):
    """The decision that a POST names, or None when there is nothing to decide."""
    if date.get("hotarare") not in Hotarare.values:
        return None
    bifate = set(date.getlist("cerere"))
    randuri = [
        r
        for r in clasament(serie)
        if str(r.cerere.pk) in bifate and r.cerere.stare in (StareCerere.DEPUSA, StareCerere.REZERVA)
    ]
    return Multe(Hotarare(date["hotarare"]), randuri, date.get("motiv", "")) if randuri else None


def aplica(hotarare, de):
    """Carry it out; returns (how many were done, sentences about the others). Raises ValidationError for the reason."""
    facute, refuzate = 0, []
    for rand in hotarare.randuri:
        try:
            if hotarare.ce == Hotarare.RESPINGE:
                selectie.respinge(rand.cerere, de, hotarare.motiv)
            elif hotarare.ce == Hotarare.REZERVA:
                selectie.trece_pe_rezerva(rand.cerere, de)
            else:
                selectie.accepta(rand.cerere, de)
            facute += 1
        except Refuzat as e:
            mesaj, cine = str(e), rand.cerere.nume
            refuzate.append(mesaj if mesaj.startswith(cine) else f"{cine}: {mesaj}")
    return facute, refuzate
