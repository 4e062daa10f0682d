"""Feeds: whole and valid by RFC 4287 and RSS 2.0, of everything and of each theme, announced by the pages."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from platforma.nomenclatoare.models import Domeniu
from tests.noutati.conftest import noutate

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://exemplu.test"


@pytest.fixture(autouse=True)
def alta_adresa(settings):
    """The public address differs from the request's host, so that mixing them up shows."""
    settings.ADRESA_SITE = SITE


@pytest.fixture
def doua(organizatie):
    verzi = Domeniu.objects.filter(slug="spatii-verzi")
    moment = datetime(2026, 5, 5, 9, 7, tzinfo=UTC)
    noutate("A doua & <ultima>", organizatie, domenii=verzi, sectoare=[3], categorie="apel", vizibila_din=moment)
    noutate("Prima", None, vizibila_din=moment - timedelta(days=1))


def atom(client, adresa):
    """Entries of an Atom feed as dictionaries, after checking what RFC 4287 requires of the feed and of each entry."""
    raspuns = client.get(adresa)
    assert (raspuns.status_code, raspuns["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    flux = ElementTree.fromstring(raspuns.content)
    assert flux.tag == f"{ATOM}feed"
    for nume in ("id", "title", "updated"):  # 4.1.1: exactly one of each
        assert [len(e.text) > 0 for e in flux.findall(ATOM + nume)] == [True]
    (proprie,) = [e.get("href") for e in flux.findall(f"{ATOM}link") if e.get("rel") == "self"]
    assert proprie == SITE + adresa
    intrari = []
    for e in flux.findall(f"{ATOM}entry"):
        for nume in ("id", "title", "updated"):  # 4.1.2
            assert len(e.findall(ATOM + nume)) == 1
        assert e.find(f"{ATOM}author/{ATOM}name").text
        assert datetime.fromisoformat(e.find(f"{ATOM}updated").text).tzinfo
        intrari.append(
            {
                "titlu": e.find(f"{ATOM}title").text,
                "id": e.find(f"{ATOM}id").text,
                "adresa": e.find(f"{ATOM}link").get("href"),
                "de": e.find(f"{ATOM}author/{ATOM}name").text,
                "publicat": e.find(f"{ATOM}published").text,
                "rezumat": e.find(f"{ATOM}summary").text,
                "categorii": [c.get("term") for c in e.findall(f"{ATOM}category")],
            }
        )
    assert len({i["id"] for i in intrari}) == len(intrari)
    return intrari


def test_atom(client, doua):
    adresa = f"{SITE}/noutati/a-doua-ultima/"
    assert atom(client, "/noutati/flux.atom")[0] == {
        "titlu": "A doua & <ultima>",
        "id": adresa,
        "adresa": adresa,
        "de": "Asociația Cartierul Nostru",
        "publicat": "2026-05-05T09:07:00+00:00",
        "rezumat": "Rezumatul: A doua & <ultima>.",
        "categorii": ["Apel", "Spații verzi"],
    }
    assert [i["titlu"] for i in atom(client, "/noutati/flux.atom")] == ["A doua & <ultima>", "Prima"]


def test_rss(client, doua):
    """RSS 2.0: title, link and description of the channel; of each item title, link, guid and date (RFC 822)."""
    raspuns = client.get("/noutati/flux.rss")
    assert raspuns["Content-Type"] == "application/rss+xml; charset=utf-8"
    radacina = ElementTree.fromstring(raspuns.content)
    assert (radacina.tag, radacina.get("version")) == ("rss", "2.0")
    canal = radacina.find("channel")
    assert canal.find("title").text == "Noutăți – Bucureștiul social și solidar"
    assert canal.find("link").text == f"{SITE}/noutati/"
    assert canal.find("description").text
    assert canal.find("language").text == "ro"
    (prima, a_doua) = canal.findall("item")
    assert prima.find("guid").text == prima.find("link").text == f"{SITE}/noutati/a-doua-ultima/"
    assert parsedate_to_datetime(prima.find("pubDate").text) == datetime(2026, 5, 5, 9, 7, tzinfo=UTC)
    assert a_doua.find("title").text == "Prima"


@pytest.mark.parametrize(
    ("tema", "titlul", "asteptate"),
    [
        ("categorie/apel", "Noutăți: Apeluri", ["A doua & <ultima>"]),
        ("categorie/rezultat", "Noutăți: Rezultate", []),
        ("domeniu/spatii-verzi", "Noutăți: Spații verzi", ["A doua & <ultima>"]),
        ("sector/3", "Noutăți: Sectorul 3", ["A doua & <ultima>"]),
        ("sector/1", "Noutăți: Sectorul 1", []),
        ("organizatie/asociatia-cartierul-nostru", "Noutăți: Asociația Cartierul Nostru", ["A doua & <ultima>"]),
        ("organizatie/echipa", "Noutăți: Echipa proiectului", ["Prima"]),
    ],
)
def test_pe_teme(client, doua, tema, titlul, asteptate):
    adresa = f"/noutati/flux/{tema}.atom"
    assert [i["titlu"] for i in atom(client, adresa)] == asteptate
    assert f"<title>{titlul} – " in client.get(adresa).content.decode()
    assert client.get(f"/noutati/flux/{tema}.rss").status_code == 200


@pytest.mark.parametrize(
    "adresa",
    [
        "flux.xml",
        "flux/categorie/barfa.atom",
        "flux/domeniu/nimic.atom",
        "flux/sector/7.atom",
        "flux/organizatie/nimeni.rss",
        "flux/autor/ana.atom",
    ],
)
def test_ce_nu_exista(client, doua, adresa):
    assert client.get(f"/noutati/{adresa}").status_code == 404


def test_cel_mult_treizeci_cele_mai_noi(client, organizatie):
    for n in range(31):
        noutate(f"Noutate {n}", organizatie, vizibila_din=timezone.now() - timedelta(hours=n + 1))
    intrari = atom(client, "/noutati/flux.atom")
    assert (len(intrari), intrari[0]["titlu"], intrari[-1]["titlu"]) == (30, "Noutate 0", "Noutate 29")


def test_cine_il_are_deja_nu_il_mai_primeste(client, doua):
    eticheta = client.get("/noutati/flux.atom")["ETag"]
    a_doua_oara = client.get("/noutati/flux.atom", headers={"If-None-Match": eticheta})
    assert (a_doua_oara.status_code, a_doua_oara.content) == (304, b"")
    noutate("A treia")
    assert client.get("/noutati/flux.atom", headers={"If-None-Match": eticheta}).status_code == 200


@pytest.mark.parametrize("cate", [1, 3])
def test_fluxul_pune_aceleasi_intrebari(client, organizatie, cate, django_assert_num_queries):
    for n in range(cate):
        noutate(f"Noutate {n}", organizatie, domenii=Domeniu.objects.all()[:cate])
    with django_assert_num_queries(2):
        client.get("/noutati/flux.atom")


def anuntate(client, adresa):
    html = client.get(adresa).content.decode()
    return re.findall(r'<link rel="alternate" type="application/atom\+xml" title="[^"]*" href="([^"]*)">', html)


def test_paginile_isi_anunta_fluxul(client, doua):
    assert anuntate(client, "/noutati/") == ["/noutati/flux.atom"]
    assert anuntate(client, "/noutati/?sector=3") == ["/noutati/flux/sector/3.atom"]
    assert anuntate(client, "/noutati/?domeniu=spatii-verzi") == ["/noutati/flux/domeniu/spatii-verzi.atom"]
    assert anuntate(client, "/noutati/?organizatie=echipa") == ["/noutati/flux/organizatie/echipa.atom"]
    assert anuntate(client, "/noutati/?sector=3&categorie=apel") == ["/noutati/flux.atom"]
    assert anuntate(client, "/noutati/a-doua-ultima/") == [
        "/noutati/flux.atom",
        "/noutati/flux/organizatie/asociatia-cartierul-nostru.atom",
    ]


def test_prima_pagina_si_profilul_isi_anunta_fluxul(client, doua):
    assert anuntate(client, "/") == ["/noutati/flux.atom"]
    asteptat = "/noutati/flux/organizatie/asociatia-cartierul-nostru.atom"
    assert anuntate(client, "/organizatii/asociatia-cartierul-nostru/") == [asteptat]
    assert client.get(asteptat).status_code == 200


def test_nicio_organizatie_nu_poate_lua_adresa_echipei():
    from organizatii.models import slug_baza

    assert slug_baza("Echipa") == "echipa"  # possible, so the filter and the feed ask for the team first
