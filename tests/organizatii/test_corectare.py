"""What the directory says when a text finds little: never another text in place of the typed one without a word."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizatii import harta, vocabular
from organizatii.models import Cuvant, Organizatie
from organizatii.tasks import reface_cuvintele
from tests.conftest import organizatie_publicata

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organizatii(db):
    Organizatie.objects.all().delete()
    harta.uita()
    organizatie_publicata("Asociația Ateliere Fără Frontiere", "aff")
    organizatie_publicata("Fundația Grădina Țăranului", "gradina")
    organizatie_publicata("Asociația Ciorna Tainică", "ciorna", stare="ciorna")
    organizatie_publicata("Asociația Radiatoarelor", "radiata", stare_registru="radiata")
    vocabular.reface()


def listate(raspuns):
    return re.findall(r'class="fisa-nume"[^>]*><a href="/organizatii/([\w-]+)/"', raspuns.content.decode())


def text(raspuns):
    return " ".join(re.sub(r"<[^>]*>", " ", raspuns.content.decode()).split())


# --- the words ----------------------------------------------------------------------------------------------------
def test_cuvintele_sunt_ale_organizatiilor_listate_cu_diacriticele_lor():
    forme = dict(Cuvant.objects.values_list("cuvant", "forma"))
    assert {c: forme.get(c) for c in ("gradina", "taranului", "frontiere", "tainica", "radiatoarelor")} == {
        "gradina": "grădina",
        "taranului": "țăranului",
        "frontiere": "frontiere",
        "tainica": None,
        "radiatoarelor": None,
    }


def test_cuvintele_urmeaza_organizatiile_si_a_doua_oara_nu_se_scrie_nimic():
    organizatie_publicata("Asociația Lăstunul", "lastunul")
    Organizatie.objects.filter(slug="gradina").delete()
    reface_cuvintele()
    assert set(Cuvant.objects.filter(cuvant__in=["lastunul", "taranului"]).values_list("cuvant", flat=True)) == {
        "lastunul"
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(xmin::text || cuvant ORDER BY cuvant) FROM organizatii_cuvant")
        inainte = cursor.fetchone()
        reface_cuvintele()
        cursor.execute("SELECT array_agg(xmin::text || cuvant ORDER BY cuvant) FROM organizatii_cuvant")
        assert cursor.fetchone() == inainte


# --- what may have been meant -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("scris", "varianta"),
    [
        ("atelere fara frontiere", "ateliere fara frontiere"),
        ("atelieer fara frontiere", "ateliere fara frontiere"),
        ("fornttiere", "frontiere"),
        ("„gardina”", "„grădina”"),
        ("ateliere fara frontiere", None),
        ("atelierelor", None),  # a form that no name has, of a word that is known
        ("zzzzzz", None),
        ("4267117", None),
        ("???", None),
        ("", None),
    ],
)
def test_varianta(scris, varianta):
    assert vocabular.varianta(scris) == varianta


@pytest.mark.parametrize(
    ("a", "b", "distanta"),
    [("atelier", "atelier", 0), ("atelir", "atelier", 1), ("ateleir", "atelier", 1), ("a", "", 1), ("ab", "cd", 2)],
)
def test_distanta(a, b, distanta):
    assert vocabular.distanta(a, b) == vocabular.distanta(b, a) == distanta


# --- the page -----------------------------------------------------------------------------------------------------
def test_fara_rezultate_arata_ale_textului_corectat_si_o_spune(client):
    raspuns = client.get("/organizatii/?q=atelere&sector=3")
    assert listate(raspuns) == ["aff"]
    assert "Pentru „atelere” nu am găsit nimic. Vedeți rezultatele pentru „ateliere” ." in text(raspuns)
    assert 'href="?q=atelere&amp;sector=3&amp;intocmai=da">Căutați întocmai „atelere”</a>' in raspuns.content.decode()
    assert re.search(r'name="q"[^>]* value="atelere"', raspuns.content.decode())  # what was typed stays in the box
    assert "1 organizație pentru „ateliere”" in text(raspuns)


def test_intocmai_inseamna_intocmai(client):
    raspuns = client.get("/organizatii/?q=atelere&intocmai=da")
    assert listate(raspuns) == []
    assert "Ați căutat: „ateliere” ?" in text(raspuns)
    assert 'href="?q=ateliere">„ateliere”</a>' in raspuns.content.decode()
    assert "Nu am găsit rezultate pentru „atelere”." in text(raspuns)


def test_cu_rezultate_putine_ramane_lista_si_se_ofera_numai_legatura(client):
    for n in range(25):
        organizatie_publicata(f"Asociația Speranța {n}", f"speranta-{n}")
    organizatie_publicata("Asociația Sperantza", "sperantza")
    vocabular.reface()
    raspuns = client.get("/organizatii/?q=sperantza")
    assert listate(raspuns) == ["sperantza"]
    assert "Ați căutat: „speranța” ?" in text(raspuns)
    assert "Ați căutat" not in text(client.get("/organizatii/?q=speranța"))


@pytest.mark.parametrize("adresa", ["/organizatii/?q=zzzzzz", "/organizatii/?q=ateliere", "/organizatii/"])
def test_fara_o_varianta_mai_buna_nu_se_spune_nimic(client, adresa):
    assert "corectura" not in client.get(adresa).content.decode()


def test_ce_s_a_scris_gresit_nu_devine_cod(client):
    raspuns = client.get("/organizatii/", {"q": "<b>atelere</b>"}).content.decode()
    assert "<b>atelere" not in raspuns
    assert "&lt;b&gt;" in raspuns


@pytest.mark.parametrize("cate", [1, 3])
def test_interogarile_unei_pagini_corectate_nu_cresc_cu_lista(client, cate):
    for n in range(cate):
        organizatie_publicata(f"Asociația Lăstunul {n}", f"lastunul-{n}")
    vocabular.reface()
    client.get("/organizatii/")  # the bitmaps
    with CaptureQueriesContext(connection) as interogari:
        raspuns = client.get("/organizatii/?q=lasutnul")
    assert (len(listate(raspuns)), len(interogari)) == (cate, 8)
