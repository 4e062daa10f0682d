"""Pieces that apps show on pages below them, and links by address."""

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template

from platforma import legaturi, vitrina
from platforma.vitrina import Bucata, bucata, bucati


@pytest.fixture(autouse=True)
def proprii(monkeypatch):
    """Each test registers its own."""
    monkeypatch.setattr(vitrina, "_bucati", [])


def test_in_ordine_cele_care_au_ceva_de_aratat():
    @bucata("profil", ordine=20)
    def a_doua(organizatie):
        return Bucata("a.html", {"nume": organizatie})

    @bucata("profil", ordine=10)
    def prima(organizatie):
        return Bucata("b.html")

    @bucata("profil", ordine=5)
    def goala(organizatie):
        return None

    @bucata("acasa-acum", ordine=1)
    def in_alt_loc():
        raise AssertionError

    assert bucati("profil", "X") == [Bucata("b.html"), Bucata("a.html", {"nume": "X"})]


def test_un_loc_necunoscut_se_spune_la_inregistrare():
    with pytest.raises(ValueError, match="acasa-jos"):
        bucata("acasa-jos", ordine=1)


def test_eticheta_din_sablon_scrie_bucatile_iar_textul_lor_este_curatat():
    @bucata("acasa-acum", ordine=1)
    def una():
        return Bucata("platforma/_stare.html", {"stare": "publicat", "eticheta": "<b>", "semn": "stare-publicat"})

    iesire = Template('{% load platforma %}{% vitrina "acasa-acum" as x %}[{{ x }}]').render(Context())
    assert "&lt;b&gt;" in iesire
    assert iesire.startswith("[<span")


def test_fara_bucati_nu_ramane_nimic():
    sablon = Template('{% load platforma %}{% vitrina "acasa-urmari" as x %}{% if x %}da{% else %}nu{% endif %}')
    assert sablon.render(Context()) == "nu"


# --- links --------------------------------------------------------------------------------------------------------
PROFIL = "/organizatii/asociatia-cartierul-nostru/"


@pytest.mark.parametrize(
    "scris",
    [
        PROFIL,
        f"http://127.0.0.1:8000{PROFIL}",
        f"http://testserver{PROFIL}?pagina=2#contact",
        f"testserver{PROFIL}",
        f"  {PROFIL}  \n\n{PROFIL}",
    ],
)
def test_se_pastreaza_calea(organizatie, scris):
    assert legaturi.cai_curate(scris) == PROFIL


@pytest.mark.parametrize(
    "scris",
    [
        "https://www.exemplu.ro/organizatii/asociatia-cartierul-nostru/",
        "/organizatii/nu-exista/",
        "/organizatii/",
        "/admin/",
        "javascript:alert(1)",
        "//exemplu.ro/organizatii/asociatia-cartierul-nostru/",
        "ceva",
    ],
)
def test_numai_pagini_publice_de_aici(organizatie, scris):
    with pytest.raises(ValidationError, match="nu este adresa unei pagini publice"):
        legaturi.cai_curate(scris)


def test_cel_mult_cinci(organizatie, monkeypatch):
    monkeypatch.setitem(legaturi._titluri, "organizatii:profil", lambda slug: slug)
    with pytest.raises(ValidationError, match="Cel mult 5 legături"):
        legaturi.cai_curate("\n".join(f"/organizatii/o-{n}/" for n in range(6)))


def test_titlul_este_cel_de_azi(organizatie):
    assert legaturi.legaturile(PROFIL) == [legaturi.Legatura(PROFIL, "Asociația Cartierul Nostru")]
    type(organizatie).objects.update(denumire="Alt nume")
    assert legaturi.legaturile(PROFIL)[0].titlu == "Alt nume"
    type(organizatie).objects.update(stare="arhivat")
    assert legaturi.legaturile(f"{PROFIL}\n/nicaieri/") == []
