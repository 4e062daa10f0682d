"""Why each organisation was found: what is marked, and which text is shown."""

import re

import pytest

from organizatii import harta
from organizatii.evidentiere import Evidentiere
from organizatii.models import Organizatie
from platforma.nomenclatoare.models import Cartier, Domeniu
from tests.conftest import organizatie_publicata


@pytest.mark.parametrize(
    ("cautat", "scris", "marcat"),
    [
        ("scoala", "Școala din ȘCOLILE noastre", "<mark>Școala</mark> din <mark>ȘCOLILE</mark> noastre"),
        ("grădina", "GRADINILE", "<mark>GRADINILE</mark>"),
        ("ateliere și", "Ateliere și arte", "<mark>Ateliere</mark> și arte"),
        ("cart", "Cartierul", "<mark>Cartierul</mark>"),
        ("cart nostru", "Cartierul nostru", "Cartierul <mark>nostru</mark>"),
        ("exdetinuti", "Ex-Deținuți", "<mark>Ex-Deținuți</mark>"),
        ("ex-detinuti", "pentru deținuți", "pentru <mark>deținuți</mark>"),
        ("car", "C.A.R. Obor", "<mark>C.A.R</mark>. Obor"),
        ("tineri", "un tânăr", "un <mark>tânăr</mark>"),
        ("voluntar", "voluntariat", "<mark>voluntariat</mark>"),
        ("ani", "Ana are", "Ana are"),
        ("b", "<b>b</b>", "&lt;<mark>b</mark>&gt;<mark>b</mark>&lt;/<mark>b</mark>&gt;"),
        ("copii", "<script>copii", "&lt;script&gt;<mark>copii</mark>"),
        ("copii", "", ""),
    ],
)
def test_ce_se_marcheaza(cautat, scris, marcat):
    assert Evidentiere(cautat).marcheaza(scris) == marcat


def test_fragmentul_sta_in_jurul_cuvantului_gasit():
    cuvinte = [f"c{n}" for n in range(100)]
    assert Evidentiere("c50").fragment(" ".join(cuvinte)) == (
        "… " + " ".join(cuvinte[42:76]).replace("c50", "<mark>c50</mark>") + " …"
    )
    assert Evidentiere("c3").fragment("c1 c2 c3") == "c1 c2 <mark>c3</mark>"
    assert Evidentiere("c0").fragment(" ".join(cuvinte)).startswith("<mark>c0</mark> c1")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cautat", "scris"),
    [
        ("nostru", "Cartierul <mark>Nostru</mark> </a>"),
        ("compost", "Scop: Face <mark>compost</mark>."),
        ("balcoane", "Descriere: Avem <mark>balcoane</mark> verzi"),
        ("sală", "Ce oferim: O <mark>sală</mark> mare"),
        ("terenuri", "Ce căutăm: Un <mark>teren</mark>"),
        ("locuirea", "Domenii: <mark>Locuire</mark>"),
        ("titan", "Cartiere: <mark>Titan</mark>"),
        ("ro 25852660", "CIF: <mark>25852660</mark>"),
        ("01039/a/2023", "Nr. în Registrul național: <mark>1039/A/2023</mark>"),
        ("cartierul compost titan", "Cartiere: <mark>Titan</mark>"),
    ],
)
def test_fisa_spune_de_ce_a_fost_gasita(client, cautat, scris):
    Organizatie.objects.all().delete()
    harta.uita()
    organizatie = organizatie_publicata(
        "Asociația Cartierul Nostru",
        "a",
        scop="Face compost.",
        descriere="Avem **balcoane** verzi",
        ofera="O sală mare",
        cauta="Un teren",
        cif="25852660",
        nr_registru_national="1039/A/2023",
    )
    organizatie.domenii.set(Domeniu.objects.filter(slug="locuire"))
    organizatie.cartiere.set(Cartier.objects.filter(slug="titan"))
    fisa = re.search(
        r'<article class="fisa">.*?</article>', client.get("/organizatii/", {"q": cautat}).content.decode(), re.S
    )
    simplu = " ".join(re.sub(r"</?(?:span|p|strong|div)[^>]*>", " ", fisa.group()).split())
    assert scris.replace(" </a>", "</a>") in simplu
