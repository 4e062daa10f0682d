import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizatii.models import Organizatie
from platforma.moderare.comparatie import Rand, diferente, randuri

TEXT = st.text(alphabet="aăb țș.,\n«1", max_size=40)


@pytest.mark.parametrize(
    ("veche", "noua", "bucati"),
    [
        ("la fel", "la fel", [("la_fel", "la fel")]),
        ("", "nou", [("pus", "nou")]),
        ("vechi", "", [("scos", "vechi")]),
        ("Asociația Verde", "Asociația Verde Viu", [("la_fel", "Asociația Verde"), ("pus", " Viu")]),
        (
            "unu doi trei patru",
            "unu 2 3 patru",
            [("la_fel", "unu "), ("scos", "doi trei"), ("pus", "2 3"), ("la_fel", " patru")],
        ),
        ("școală", "scoală", [("scos", "școală"), ("pus", "scoală")]),  # whole words, never letters
    ],
)
def test_diferente(veche, noua, bucati):
    assert diferente(veche, noua) == bucati


@given(veche=TEXT, noua=TEXT)
def test_din_bucati_se_refac_ambele_texte(veche, noua):
    bucati = diferente(veche, noua)
    assert "".join(text for fel, text in bucati if fel != "pus") == veche
    assert "".join(text for fel, text in bucati if fel != "scos") == noua
    assert all(text for _fel, text in bucati)


def test_textele_foarte_lungi_nu_se_compara_cuvant_cu_cuvant():
    assert diferente("a " * 3000, "b") == [("scos", "a " * 3000), ("pus", "b")]


def test_un_rand_fara_ce_compara_nu_este_schimbat():
    assert (Rand("x", "X", "nou").comparat, Rand("x", "X", "nou").schimbat) == (False, False)
    assert Rand("x", "X", "nou", acum="").schimbat is True
    assert Rand("x", "X", ["b"], acum=["a", "b"]).schimbat is True


@pytest.mark.django_db
def test_valorile_se_citesc_ca_de_un_om(organizatie):
    Organizatie.objects.filter(pk=organizatie.pk).update(
        tip="intreprindere_insertie", data_registru_special="2020-05-05", email_public=True, instanta=1
    )
    o = Organizatie.objects.get(pk=organizatie.pk)
    nume = ["tip", "data_registru_special", "email_public", "instanta", "sectoare", "sediu_sector", "acronim", "logo"]
    assert [(r.eticheta, r.propus) for r in randuri(o, nume)] == [
        ("tipul entității", "Întreprindere socială de inserție"),
        ("data înscrierii în registrul special", "5 mai 2020"),
        ("e-mailul este public", "da"),
        ("instanța", str(o.instanta)),
        ("sectoare de activitate", ["Sectorul 3"]),
        ("sectorul sediului", "Sectorul 3"),
    ]


@pytest.mark.django_db
def test_se_compara_cu_un_instantaneu(organizatie):
    vechi = organizatie.instantaneu() | {"scop": "Alt scop.", "sectoare": [1, 2], "sediu_sector_id": 1, "acronim": "AB"}
    nume = ["denumire", "scop", "sectoare", "sediu_sector", "acronim"]
    assert [(r.nume, r.acum, r.propus) for r in randuri(organizatie, nume, vechi) if r.schimbat] == [
        ("scop", "Alt scop.", "Sprijină oamenii din cartier să lucreze împreună."),
        ("sectoare", ["Sectorul 1", "Sectorul 2"], ["Sectorul 3"]),
        ("sediu_sector", "Sectorul 1", "Sectorul 3"),
        ("acronim", "AB", ""),
    ]
