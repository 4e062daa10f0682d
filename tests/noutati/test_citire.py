"""The list, the item's page, and news on the home page and on a profile."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from noutati.models import Noutate
from organizatii.harta import harta
from platforma.nomenclatoare.models import Domeniu
from tests.noutati.conftest import noutate, poza

pytestmark = pytest.mark.django_db
INTEROGARI_LISTA, INTEROGARI_ARTICOL, INTEROGARI_ACASA = 7, 8, 12  # of a visitor, whatever there is


def titluri(raspuns):
    return re.findall(r'class="stire-titlu"><a href="[^"]*">([^<]*)<', raspuns.content.decode())


# --- the list -----------------------------------------------------------------------------------------------------
@pytest.fixture
def patru(organizatie, alta_organizatie):
    """One row for each corner of the filters, the first the newest."""
    verzi, sociale = Domeniu.objects.get(slug="spatii-verzi"), Domeniu.objects.get(slug="servicii-sociale")
    acum = timezone.now()
    noutate("Unu", organizatie, domenii=[verzi], sectoare=[1], categorie="apel", vizibila_din=acum - timedelta(days=1))
    noutate("Doi", alta_organizatie, domenii=[verzi, sociale], sectoare=[1, 2], text="Facem compost în curte.")
    Noutate.objects.filter(titlu="Doi").update(vizibila_din=acum - timedelta(days=2))
    noutate("Trei", None, sectoare=[3], categorie="rezultat", vizibila_din=datetime(2024, 12, 31, 22, 30, tzinfo=UTC))
    noutate("Patru", organizatie, fixata=True, vizibila_din=datetime(2023, 5, 5, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("sir", "asteptate"),
    [
        ("", ["Patru", "Unu", "Doi", "Trei"]),
        ("q=compost", ["Doi"]),
        ("q=COMPÓST  curte", ["Doi"]),
        ("categorie=apel", ["Unu"]),
        ("categorie=anunt", ["Doi", "Patru"]),
        ("sector=1", ["Unu", "Doi"]),
        ("sector=2&sector=3", ["Doi", "Trei"]),
        ("domeniu=spatii-verzi", ["Unu", "Doi"]),
        ("domeniu=spatii-verzi&domeniu=servicii-sociale&sector=2", ["Doi"]),
        ("organizatie=asociatia-cartierul-nostru", ["Unu", "Patru"]),
        ("organizatie=echipa", ["Trei"]),
        ("an=2025", ["Trei"]),  # half past midnight in Bucharest, still 2024 in Greenwich
        ("an=2024", ["Patru", "Unu", "Doi", "Trei"]),  # a year without news is not offered, so it is not understood
        ("an=2023", ["Patru"]),
        ("categorie=barfa&sector=9&an=x&organizatie=nimeni&domeniu=nimic&pagina=abc", ["Patru", "Unu", "Doi", "Trei"]),
        ("q=%00%FF", []),
        ("q=zzzz", []),
    ],
)
def test_filtrele(client, patru, sir, asteptate):
    raspuns = client.get(f"/noutati/?{sir}")
    assert raspuns.status_code == 200
    assert titluri(raspuns) == asteptate


def test_paginile_pastreaza_filtrele(client, organizatie):
    for n in range(13):
        noutate(f"Apel {n}", organizatie, categorie="apel")
    raspuns = client.get("/noutati/?categorie=apel")
    assert len(titluri(raspuns)) == 12
    assert 'href="?categorie=apel&amp;pagina=2"' in raspuns.content.decode()
    assert len(titluri(client.get("/noutati/?categorie=apel&pagina=2"))) == 1


def test_numai_lista_fara_filtre_este_pentru_motoare(client, patru):
    assert '<meta name="robots" content="noindex, follow">' in client.get("/noutati/?sector=1").content.decode()
    assert "noindex" not in client.get("/noutati/").content.decode()


def test_lista_goala_spune_ce_se_poate_face(client):
    raspuns = client.get("/noutati/")
    assert "Încă nu este nicio noutate." in raspuns.content.decode()
    assert "Nu am găsit noutăți pentru „zzz”." in client.get("/noutati/?q=zzz").content.decode()


@pytest.mark.parametrize("cate", [1, 3])
def test_lista_pune_aceleasi_intrebari(client, organizatie, cate, django_assert_num_queries):
    for n in range(cate):
        noutate(f"Noutate {n}", organizatie, domenii=Domeniu.objects.all()[:cate], sectoare=range(1, cate + 1))
    with django_assert_num_queries(INTEROGARI_LISTA):
        client.get("/noutati/?sector=1")


@pytest.mark.parametrize("adresa", ["/noutati/", "/noutati/gradina-de-pe-strada-lirei/", "/noutati/flux.atom"])
def test_se_citeste_numai(client, publica, adresa):
    assert client.post(adresa).status_code == 405
    assert client.head(adresa).status_code == 200


# --- the item -----------------------------------------------------------------------------------------------------
def test_articolul_spune_ce_cine_unde_si_cand(client, organizatie):
    noutate(
        "Grădina",
        organizatie,
        domenii=Domeniu.objects.filter(slug="spatii-verzi"),
        sectoare=[3],
        categorie="rezultat",
        text="Avem **tei**.\n\n<script>alert(1)</script>",
        vizibila_din=datetime(2026, 5, 5, 9, 7, tzinfo=UTC),
    )
    html = client.get("/noutati/gradina/").content.decode()
    for parte in (
        "<h1>Grădina</h1>",
        "Rezumatul: Grădina.",
        '<a href="/organizatii/asociatia-cartierul-nostru/">Asociația Cartierul Nostru</a>',
        "5 mai 2026, ora 12:07",
        "<strong>tei</strong>",
        "Sectorul 3",
        'href="/noutati/?domeniu=spatii-verzi"',
        'href="/noutati/?categorie=rezultat"',
    ):
        assert parte in html
    assert "<script>alert" not in html


def test_semnatura_echipei(client):
    noutate("De la noi")
    assert "Echipa proiectului" in client.get("/noutati/de-la-noi/").content.decode()


def test_inrudite_intai_ale_organizatiei_apoi_cele_cu_mai_multe_in_comun(client, organizatie, alta_organizatie):
    verzi, sociale = Domeniu.objects.get(slug="spatii-verzi"), Domeniu.objects.get(slug="servicii-sociale")
    noutate("Aceasta", organizatie, domenii=[verzi, sociale], sectoare=[3])
    noutate("Străină de tot", alta_organizatie, sectoare=[6])
    noutate("Un domeniu", alta_organizatie, domenii=[verzi])
    noutate("Două domenii", alta_organizatie, domenii=[verzi, sociale])
    noutate("Două domenii și sectorul", alta_organizatie, domenii=[verzi, sociale], sectoare=[3])
    noutate("A lor", organizatie)
    inrudite = client.get("/noutati/aceasta/").context["articol"].inrudite
    assert [n.titlu for n in inrudite] == ["A lor", "Două domenii și sectorul", "Două domenii"]


def test_datele_pentru_masini(client, organizatie, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    noutate(
        "Titlu </script> „ciudat”",
        organizatie,
        domenii=Domeniu.objects.filter(slug="spatii-verzi"),
        sectoare=[3],
        vizibila_din=datetime(2026, 5, 5, 9, tzinfo=UTC),
        **poza(),
    )
    html = client.get("/noutati/titlu-script-ciudat/").content.decode()
    date = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    adresa = "https://exemplu.test/noutati/titlu-script-ciudat/"
    imagine = date.pop("image")[0]
    assert imagine.startswith("https://exemplu.test/media/noutati/")
    editor = {"@type": "Organization", "name": "Bucureștiul social și solidar", "url": "https://exemplu.test/"}
    assert date == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": adresa,
        "mainEntityOfPage": adresa,
        "headline": "Titlu </script> „ciudat”",
        "description": "Rezumatul: Titlu </script> „ciudat”.",
        "inLanguage": "ro",
        "articleSection": "Anunț",
        "datePublished": "2026-05-05T09:00:00+00:00",
        "dateModified": date["dateModified"],
        "author": {
            "@type": "Organization",
            "name": "Asociația Cartierul Nostru",
            "url": "https://exemplu.test/organizatii/asociatia-cartierul-nostru/",
        },
        "publisher": editor,
        "about": ["Spații verzi"],
        "contentLocation": ["Sectorul 3, București"],
    }
    for nume, valoare in [("og:type", "article"), ("og:url", adresa), ("og:image", imagine)]:
        assert f'<meta property="{nume}" content="{valoare}">' in html


def test_imaginea_are_latimi_descriere_si_autor(client, organizatie):
    rand = noutate("Cu imagine", organizatie, **poza())
    html = client.get("/noutati/cu-imagine/").content.decode()
    baza = rand.imagine.url.removesuffix(".jpg")
    assert f'srcset="{baza}-480.jpg 480w, {baza}-960.jpg 960w, {baza}.jpg 1600w"' in html
    assert 'width="1600" height="900" alt="O grădină între blocuri."' in html
    assert "Imagine: Ana Pop" in html


def test_in_lista_imaginile_se_incarca_cand_se_ajunge_la_ele(client, organizatie):
    noutate("Prima", organizatie, **poza())
    noutate("A doua", organizatie, vizibila_din=timezone.now() - timedelta(days=1), **poza())
    imagini = re.findall(r"<img src=[^>]*>", client.get("/noutati/").content.decode())
    assert ['fetchpriority="high"' in i for i in imagini] == [True, False]
    assert ['loading="lazy"' in i for i in imagini] == [False, True]


@pytest.mark.parametrize("cate", [1, 3])
def test_articolul_pune_aceleasi_intrebari(client, organizatie, cate, django_assert_num_queries):
    rand = noutate("Noutate", organizatie, domenii=Domeniu.objects.all()[:cate], sectoare=range(1, cate + 1))
    for n in range(cate):
        rand.documente.create(titlu=f"D{n}", fisier="x", nume_fisier="x.pdf", marime=1)
        noutate(f"Alta {n}", organizatie)
    with django_assert_num_queries(INTEROGARI_ARTICOL):
        client.get("/noutati/noutate/")


def test_documentul_unei_noutati_publice_il_descarca_oricine(client, publica):
    document = publica.documente.create(
        titlu="Buget", fisier=ContentFile(b"%PDF-1.4", "b.pdf"), nume_fisier="buget.pdf", marime=8
    )
    raspuns = client.get(document.get_absolute_url())
    assert b"".join(raspuns.streaming_content) == b"%PDF-1.4"
    assert raspuns["Content-Disposition"] == 'attachment; filename="buget.pdf"'


# --- on other pages -----------------------------------------------------------------------------------------------
def test_prima_pagina_intreaba_ce_se_intampla(client, organizatie):
    assert "Ce se întâmplă acum" not in client.get("/").content.decode()
    for n in range(6):
        noutate(f"Noutate {n}", organizatie, vizibila_din=timezone.now() - timedelta(hours=n + 1))
    Noutate.objects.filter(titlu="Noutate 5").update(fixata=True)
    raspuns = client.get("/")
    assert titluri(raspuns) == ["Noutate 5", "Noutate 0", "Noutate 1", "Noutate 2", "Noutate 3"]
    intrebari = re.findall(r"<h2 id=\"[\w-]+\">([^<]*)</h2>", raspuns.content.decode())
    assert intrebari == ["Ce se întâmplă acum", "Cine este aici", "Cum luați parte", "De unde vine platforma"]


@pytest.mark.parametrize("cate", [1, 3])
def test_prima_pagina_pune_aceleasi_intrebari(client, organizatie, cate, django_assert_num_queries):
    for n in range(cate):
        noutate(f"Noutate {n}", organizatie, **poza())
    harta()  # a process reads it whole once
    with django_assert_num_queries(INTEROGARI_ACASA):
        client.get("/")


def test_profilul_arata_ultimele_trei_si_unde_sunt_celelalte(client, organizatie, alta_organizatie):
    noutate("A altora", alta_organizatie)
    adresa = "/organizatii/asociatia-cartierul-nostru/"
    assert titluri(client.get(adresa)) == []
    for n in range(4):
        noutate(f"Noutate {n}", organizatie, vizibila_din=timezone.now() - timedelta(days=n + 1))
    raspuns = client.get(adresa)
    assert titluri(raspuns) == ["Noutate 0", "Noutate 1", "Noutate 2"]
    assert 'href="/noutati/?organizatie=asociatia-cartierul-nostru"' in raspuns.content.decode()


def test_harta_pentru_motoare(client, publica, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    assert "<loc>https://exemplu.test/noutati/gradina-de-pe-strada-lirei/</loc>" in (
        client.get("/sitemap-noutati.xml").content.decode()
    )
