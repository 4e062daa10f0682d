"""Every change of a profile, whoever made it and by whatever way: read from the rows that the triggers keep."""

from dataclasses import dataclass
from datetime import datetime

from organizatii.models import Organizatie
from platforma.conturi.models import Utilizator
from platforma.moderare.comparatie import Rand, afisare

FARA = {"id", "modificat_la", "stare_din", "versiune", "demo"}  # they follow from the others


@dataclass(frozen=True)
class Schimbare:
    la: datetime
    cine: Utilizator | None  # None: an import, a command, a worker
    cale: str  # the page it was made on
    randuri: list


def schimbari(organizatie, cate=50):
    """The newest changes first. An event holds the row as it was before; after it comes the next one, or today's."""
    evenimente = list(
        organizatie.events.filter(pgh_label="update").select_related("pgh_context").order_by("-pgh_id")[:cate]
    )
    oameni = Utilizator.objects.in_bulk({_context(e).get("user") for e in evenimente} - {None})
    rezultat, dupa = [], organizatie
    for eveniment in evenimente:
        randuri = _diferente(eveniment, dupa)
        if randuri:
            context = _context(eveniment)
            rezultat.append(
                Schimbare(eveniment.pgh_created_at, oameni.get(context.get("user")), context.get("url", ""), randuri)
            )
        dupa = eveniment
    return rezultat


def _context(eveniment):
    return eveniment.pgh_context.metadata if eveniment.pgh_context else {}


def _diferente(inainte, dupa):
    urmarite = {c.name for c in inainte._meta.concrete_fields}
    rezultat = []
    for camp in Organizatie._meta.concrete_fields:
        if camp.name in FARA or camp.name not in urmarite:
            continue
        vechi, nou = getattr(inainte, camp.attname), getattr(dupa, camp.attname)
        if vechi != nou:
            rezultat.append(
                Rand(camp.name, str(camp.verbose_name), propus=afisare(camp, nou), acum=afisare(camp, vechi))
            )
    return rezultat
