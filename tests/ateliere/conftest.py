"""One workshop on the programme, and quick ways to fill it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ateliere.models import Atelier, Inscriere, ProcesVerbal, StareInscriere, Tema, VersiuneProces
from organizatii.models import Membru
from platforma.locuri.models import Parte
from platforma.prezenta.coduri import cod_nou
from tests.conftest import organizatie_publicata, persoana

MOTIV = "Un motiv destul de lung, ca să se înțeleagă."


def atelier_publicat(gazda, **campuri):
    """A workshop in ten days, open for registration since yesterday."""
    acum = timezone.now().replace(second=0, microsecond=0)
    incepe = campuri.pop("incepe_la", acum + timedelta(days=10))
    implicite = {
        "titlu": "Cum lucrăm cu piețele",
        "slug": "cum-lucram-cu-pietele",
        "tema": Tema.objects.get(slug="economie-circulara"),
        "rezumat": "Ce se poate face cu ce rămâne nevândut.",
        "gazda": gazda,
        "incepe_la": incepe,
        "se_incheie_la": incepe + timedelta(hours=3),
        "loc_nume": "Sala Mare",
        "loc_adresa": "Bd. Unirii nr. 1",
        "sector_id": 3,
        "capacitate": 2,
        "inscrieri_de_la": min(acum, incepe) - timedelta(days=1),
        "inscrieri_pana_la": incepe - timedelta(hours=1),
        "promovare_pana_la": incepe - timedelta(hours=24),
        "stare": "publicat",
        "publicat_la": acum,
    }
    return Atelier.objects.create(**{**implicite, **campuri})


def inscris(atelier, nume, *, organizatie=None, stare=StareInscriere.CONFIRMATA, **campuri):
    """A registration as it stands, without the verbs; the trigger still counts."""
    implicite = {
        "email": f"{nume.lower().replace(' ', '.')}@exemplu.test",
        "parte": Parte.ONG if organizatie else Parte.CETATEAN,
        "cod": cod_nou() if stare == StareInscriere.CONFIRMATA else None,
        "incheiata_la": timezone.now() if stare in (StareInscriere.ANULATA, StareInscriere.REFUZATA) else None,
    }
    return Inscriere.objects.create(
        atelier=atelier, nume=nume, organizatie=organizatie, stare=stare, **{**implicite, **campuri}
    )


def ong_cu_om(n):
    """A published organisation and its administrator."""
    organizatie = organizatie_publicata(f"Asociația {n}", f"asociatia-{n}")
    om = persoana(f"om{n}@exemplu.test", f"Om {n}")
    Membru.objects.create(organizatie=organizatie, utilizator=om, rol=Membru.Rol.ADMINISTRATOR)
    return organizatie, om


@pytest.fixture
def atelier(primarie):
    return atelier_publicat(primarie)


@pytest.fixture
def in_curs(primarie):
    """A workshop that began ten minutes ago."""
    return atelier_publicat(primarie, incepe_la=timezone.now() - timedelta(minutes=10), capacitate=20)


@pytest.fixture
def ana(in_curs, organizatie):
    """She has a place at the one that is under way."""
    return inscris(in_curs, "Ana Pop", organizatie=organizatie, functie="directoare")


def atelier_tinut(gazda, **campuri):
    """A workshop that was held two days ago."""
    acum = timezone.now().replace(second=0, microsecond=0)
    return atelier_publicat(gazda, **{"incepe_la": acum - timedelta(days=2), "stare": "desfasurat", **campuri})


@pytest.fixture
def tinut(primarie):
    return atelier_tinut(primarie, capacitate=30)


TEXT_PV = "S-a lucrat **pe grupe**.\n\n- piețe\n- deșeuri"


def proces_publicat(atelier, de, text=TEXT_PV, **campuri):
    """Minutes as they stand when they are public, without the verbs."""
    acum = campuri.pop("publicat_la", timezone.now())
    proces = ProcesVerbal.objects.create(
        atelier=atelier, text=text, autor=de, stare="publicat", versiune=1, publicat_la=acum, **campuri
    )
    VersiuneProces.objects.create(proces=proces, numar=1, text=text, publicat_la=acum, publicat_de=de)
    return proces
