"""What search engines are told: sitemap and robots.txt."""

import re

import pytest

from organizatii.models import Organizatie
from organizatii.sitemaps import OrganizatiiSitemap
from tests.conftest import organizatie_publicata

pytestmark = pytest.mark.django_db
SITE = "https://exemplu.test"


@pytest.fixture(autouse=True)
def alta_adresa(db, settings):
    """The public address differs from the request's host, so that mixing them up shows."""
    settings.ADRESA_SITE = SITE
    Organizatie.objects.all().delete()


def adrese(client, cale):
    raspuns = client.get(cale)
    assert raspuns.status_code == 200
    assert raspuns.headers["Content-Type"] == "application/xml"
    return re.findall(r"<loc>([^<]*)</loc>", raspuns.content.decode())


def test_sitemap_are_sectiuni_si_pagini(client, monkeypatch):
    monkeypatch.setattr(OrganizatiiSitemap, "limit", 2)
    for n in range(5):
        organizatie_publicata(f"Asociația {n}", f"o-{n}")
    profiluri = f"{SITE}/sitemap-organizatii.xml"
    assert adrese(client, "/sitemap.xml") == [
        f"{SITE}/sitemap-pagini.xml",
        profiluri,
        f"{profiluri}?p=2",
        f"{profiluri}?p=3",
        f"{SITE}/sitemap-ateliere.xml",
        f"{SITE}/sitemap-cursuri.xml",
        f"{SITE}/sitemap-parteneriate.xml",
        f"{SITE}/sitemap-anunturi.xml",
        f"{SITE}/sitemap-noutati.xml",
    ]
    assert adrese(client, "/sitemap-organizatii.xml?p=3") == [f"{SITE}/organizatii/o-4/"]


def test_profilurile_din_sitemap_sunt_cele_listate(client):
    organizatie_publicata("Listată", "listata")
    for stare in ("ciorna", "trimis", "completari", "respins", "arhivat"):
        organizatie_publicata(stare, stare, stare=stare)
    for stare in ("radiata", "dizolvata"):
        organizatie_publicata(stare, stare, stare_registru=stare)
    assert adrese(client, "/sitemap-organizatii.xml") == [f"{SITE}/organizatii/listata/"]


def test_sitemap_spune_cand_s_a_schimbat_profilul(client):
    organizatie = organizatie_publicata("Listată", "listata")
    raspuns = client.get("/sitemap-organizatii.xml").content.decode()
    assert f"<lastmod>{organizatie.modificat_la:%Y-%m-%d}</lastmod>" in raspuns


def test_sitemap_gol(client):
    assert adrese(client, "/sitemap-organizatii.xml") == []
    assert len(adrese(client, "/sitemap.xml")) == 7


def test_paginile_fixe(client):
    assert adrese(client, "/sitemap-pagini.xml")[:3] == [f"{SITE}/", f"{SITE}/organizatii/", f"{SITE}/autoritati/"]


@pytest.mark.parametrize(
    "adresa", ["/sitemap-alta.xml", "/sitemap-organizatii.xml?p=9", "/sitemap-organizatii.xml?p=x"]
)
def test_sectiunea_sau_pagina_care_nu_exista(client, adresa):
    assert client.get(adresa).status_code == 404


def test_robots(client):
    raspuns = client.get("/robots.txt")
    assert raspuns.headers["Content-Type"] == "text/plain; charset=utf-8"
    linii = raspuns.content.decode().splitlines()
    for linie in ("Disallow: /spatiu/", "Disallow: /cont/", "Disallow: /admin/", "Disallow: /*?"):
        assert linie in linii
    assert linii[-1] == f"Sitemap: {SITE}/sitemap.xml"


@pytest.mark.parametrize("adresa", ["/robots.txt", "/sitemap.xml", "/sitemap-pagini.xml"])
def test_se_citesc_numai(client, adresa):
    assert client.post(adresa).status_code == 405
