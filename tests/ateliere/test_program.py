"""The programme, its filters, the calendar and the page of a workshop, as citizens read them."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from ateliere.models import Atelier, PunctAgenda, Serie, Tema
from tests.ateliere.conftest import atelier_publicat, inscris
from tests.conftest import organizatie_publicata

pytestmark = pytest.mark.django_db
ACUM = timezone.now()
CE_URMEAZA = ["Școala de compost", "Închis", "Departe"]


def titluri(client, cerere=""):
    return [a.titlu for a in client.get(f"/ateliere/{cerere}").context["pagina"].object_list]


@pytest.fixture
def toate(primarie, alta_organizatie):
    """One workshop in each state and half of time."""
    alta = organizatie_publicata("Primăria Mică", "primaria-mica", tip="autoritate", forma_juridica="institutie")
    a = {
        "departe": atelier_publicat(primarie, titlu="Departe", slug="departe", incepe_la=ACUM + timedelta(days=40)),
        "aproape": atelier_publicat(alta, titlu="Școala de compost", slug="aproape", sector_id=5),
        "inchis": atelier_publicat(primarie, titlu="Închis", slug="inchis", stare="inchis"),
        "ciorna": atelier_publicat(primarie, titlu="Ciornă", slug="ciorna", stare="ciorna", publicat_la=None),
        "anulat": atelier_publicat(primarie, titlu="Anulat", slug="anulat", stare="anulat", motiv_anulare="Sala."),
        "trecut": atelier_publicat(
            primarie, titlu="Trecut", slug="trecut", stare="desfasurat", incepe_la=ACUM - timedelta(days=9)
        ),
        "uitat": atelier_publicat(primarie, titlu="Uitat", slug="uitat", incepe_la=ACUM - timedelta(days=3)),
    }
    Atelier.objects.filter(slug="aproape").update(tema=Tema.objects.get(slug="educatie-de-mediu-si-deseuri"))
    return a


def test_programul_are_ce_urmeaza_si_arhiva_ce_a_fost(client, toate):
    assert titluri(client) == CE_URMEAZA
    assert titluri(client, "?arhiva=da") == ["Uitat", "Trecut"]


@pytest.mark.parametrize(
    ("cerere", "gasite"),
    [
        ("?tema=educatie-de-mediu-si-deseuri", ["Școala de compost"]),
        ("?gazda=primaria-mica", ["Școala de compost"]),
        ("?sector=5", ["Școala de compost"]),
        ("?q=scoala", ["Școala de compost"]),
        ("?q=compost&sector=3", []),
        ("?q=%3F%3F", []),
        (
            "?tema=nu-exista&gazda=x&sector=9&luna=2026-13&pagina=zz&arhiva=poate",
            ["Școala de compost", "Închis", "Departe"],
        ),
    ],
)
def test_filtrele_si_ce_nu_inteleg(client, toate, cerere, gasite):
    assert titluri(client, cerere) == gasite


def test_luna_se_ia_dupa_ora_locala(client, primarie):
    """23:30 UTC on the last day of the month is the next month in Bucharest."""
    incepe = ACUM.replace(year=ACUM.year + 1, month=1, day=31, hour=23, minute=30, second=0, microsecond=0)
    atelier_publicat(primarie, titlu="La miezul nopții", incepe_la=incepe)
    assert titluri(client, f"?luna={ACUM.year + 1}-02") == ["La miezul nopții"]
    assert titluri(client, f"?luna={ACUM.year + 1}-01") == []


@pytest.mark.parametrize("cate", [1, 3])
def test_lista_costa_la_fel_oricate_randuri(client, primarie, cate, django_assert_num_queries):
    serie = Serie.objects.get()
    for n in range(cate):
        a = atelier_publicat(primarie, slug=f"a-{n}", serie=serie, nr_in_serie=n + 1)
        inscris(a, "Ana", organizatie=primarie, parte="autoritate")
    with django_assert_num_queries(6):
        assert len(titluri(client)) == cate


def test_pagina_arata_programul_si_ascunde_adresa_online(client, client_pentru, primarie, organizatie, reprezentant):
    a = atelier_publicat(primarie, format="mixt", link_online="https://intalniri.exemplu.test/x", rampa=True)
    PunctAgenda.objects.create(atelier=a, ora="10:30", titlu="A doua", vorbitori="Ana Pop")
    PunctAgenda.objects.create(atelier=a, ora="10:00", minute=30, titlu="Prima")
    pagina = client.get(f"/ateliere/{a.slug}/").content.decode()
    assert re.findall(r"Prima|A doua", pagina) == ["Prima", "A doua"]
    assert "intalniri.exemplu.test" not in pagina
    assert "Acces cu rampă" in pagina
    inscris(a, "Raluca", organizatie=organizatie, persoana=reprezentant, stare="asteptare")
    assert "intalniri.exemplu.test" not in client_pentru(reprezentant).get(f"/ateliere/{a.slug}/").content.decode()
    inscris(a, "Alt Coleg", organizatie=organizatie)
    assert "intalniri.exemplu.test" in client_pentru(reprezentant).get(f"/ateliere/{a.slug}/").content.decode()


def test_o_ciorna_nu_exista_iar_un_atelier_anulat_spune_de_ce(client, toate):
    assert client.get("/ateliere/ciorna/").status_code == 404
    raspuns = client.get("/ateliere/anulat/")
    assert raspuns.status_code == 200
    assert "Sala." in raspuns.content.decode()


def test_datele_pentru_masini(client, atelier):
    inscris(atelier, "Ana")
    pagina = client.get(f"/ateliere/{atelier.slug}/").content.decode()
    date = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', pagina, re.DOTALL)[1])
    assert (date["@type"], date["name"], date["remainingAttendeeCapacity"]) == ("Event", atelier.titlu, 1)
    assert date["startDate"] == timezone.localtime(atelier.incepe_la).isoformat()
    assert date["eventStatus"] == "https://schema.org/EventScheduled"


def test_calendarul_este_un_tabel_cu_saptamani(client, atelier):
    zi = timezone.localdate(atelier.incepe_la)
    raspuns = client.get(f"/ateliere/calendar/?luna={zi:%Y-%m}")
    celule = [c for s in raspuns.context["saptamani"] for c in s if c[1]]
    assert celule == [(zi, [atelier])]
    assert {len(s) for s in raspuns.context["saptamani"]} == {7}
    assert client.get("/ateliere/calendar/?luna=prostii").status_code == 200


def test_harta_site_ului_are_numai_ce_e_public(client, toate):
    harta = client.get("/sitemap-ateliere.xml").content.decode()
    assert "/ateliere/aproape/" in harta
    assert "/ateliere/ciorna/" not in harta


def test_pe_acasa_si_pe_profilul_gazdei(client, toate, primarie):
    acasa = client.get("/").content.decode()
    assert "Școala de compost" in acasa
    for ascuns in ("Ciornă</a>", "Anulat</a>", "Trecut</a>"):
        assert ascuns not in acasa
    profil = client.get(f"/organizatii/{primarie.slug}/").content.decode()
    assert "Departe</a>" in profil
    assert "Ciornă</a>" not in profil
