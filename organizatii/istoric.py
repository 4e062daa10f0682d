"""Every change of a thing, whoever made it and by whatever way: read from the rows that the triggers keep."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from organizatii.models import (
    OrganizatieCartier,
    OrganizatieDomeniu,
    OrganizatieGrup,
    OrganizatieODD,
    OrganizatieSector,
)
from platforma.conturi.models import Utilizator
from platforma.moderare.comparatie import Rand, afisare, valoare

FARA = {"id", "modificat_la", "stare_din", "versiune", "demo"}  # they follow from the others
LISTE = {
    "domenii": OrganizatieDomeniu,
    "grupuri": OrganizatieGrup,
    "odd": OrganizatieODD,
    "sectoare": OrganizatieSector,
    "cartiere": OrganizatieCartier,
}


@dataclass(frozen=True)
class Schimbare:
    la: datetime
    cine: Utilizator | None  # None: an import, a command, a worker
    cale: str  # the page it was made on
    randuri: list


def schimbari(obiect, liste=LISTE, cate=50):
    """The newest changes first. What was written in one transaction is one change: the triggers note its time.

    `liste`: {list of the model: its tracked table}.
    """
    pe_moment, context = defaultdict(list), {}
    for eveniment, randuri in [*_din_coloane(obiect, cate), *_din_liste(obiect, liste)]:
        if randuri:
            pe_moment[eveniment.pgh_created_at] += randuri
            context[eveniment.pgh_created_at] = eveniment.pgh_context.metadata if eveniment.pgh_context else {}
    momente = sorted(pe_moment, reverse=True)[:cate]
    oameni = Utilizator.objects.in_bulk({context[la].get("user") for la in momente} - {None})
    return [
        Schimbare(la, oameni.get(context[la].get("user")), context[la].get("url", ""), _fara_urmari(pe_moment[la]))
        for la in momente
    ]


def _fara_urmari(randuri):
    """A change that goes public confirms the profile too; only a confirmation alone is worth a line."""
    return [r for r in randuri if r.nume != "confirmata_la"] or randuri


def _din_coloane(obiect, cate):
    """An event holds the row as it was before; after it comes the next one, or today's row."""
    dupa = obiect
    evenimente = obiect.events.filter(pgh_label="update").select_related("pgh_context").order_by("-pgh_id")
    for eveniment in evenimente[:cate]:
        yield eveniment, _diferente(type(obiect), eveniment, dupa)
        dupa = eveniment


def _diferente(model, inainte, dupa):
    urmarite = {c.name for c in inainte._meta.concrete_fields}
    rezultat = []
    for camp in model._meta.concrete_fields:
        if camp.name in FARA or camp.name not in urmarite:
            continue
        vechi, nou = getattr(inainte, camp.attname), getattr(dupa, camp.attname)
        if vechi != nou:
            rand = Rand(camp.name, str(camp.verbose_name), propus=afisare(camp, nou), acum=afisare(camp, vechi))
            rezultat.append(rand)
    return rezultat


def _din_liste(obiect, liste):
    """From today's list backwards: what was put in is taken out, what was taken out is put back."""
    for nume, legatura in liste.items():
        camp = obiect._meta.get_field(nume)
        cheie = f"{camp.m2m_reverse_field_name()}_id"
        evenimente = legatura.pgh_event_model.objects.filter(**{camp.m2m_field_name(): obiect.pk}).select_related(
            "pgh_context"
        )
        pe_moment = defaultdict(list)
        for eveniment in evenimente.order_by("-pgh_id"):
            pe_moment[eveniment.pgh_created_at].append(eveniment)
        dupa = set(valoare(obiect, camp))
        for grup in pe_moment.values():
            inainte = set(dupa)
            for eveniment in grup:
                (inainte.discard if eveniment.pgh_label == "insert" else inainte.add)(getattr(eveniment, cheie))
            if inainte != dupa:
                rand = Rand(nume, str(camp.verbose_name), propus=afisare(camp, dupa), acum=afisare(camp, inainte))
                yield grup[0], [rand]
            dupa = inainte
