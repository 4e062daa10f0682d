"""Materials of a series: adding, who may have which, and taking away."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from cursuri import materiale as verbe
from cursuri.models import SEMNATAR, Material, Serie
from tests.cursuri.conftest import cerere_pentru, serie_publicata
from tests.organizatii.test_documente import OCTETI, pdf


@pytest.fixture
def material(in_curs, secretariat):
    def fa(titlu, vizibil="public", **campuri):
        return Material.objects.create(
            serie=in_curs, titlu=titlu, vizibil=vizibil, fisier=ContentFile(OCTETI, "a.pdf"), incarcat_de=secretariat,
            nume_fisier=f"{titlu}.pdf", marime=len(OCTETI), **campuri,
        )  # fmt: skip

    return fa


def adresa(serie, cale=""):
    return f"/spatiu/cursuri/{serie.pk}/materiale/{cale}"


def test_formatoarea_adauga_un_material_la_o_sesiune(in_curs, formator, client_pentru):
    client, sesiune = client_pentru(formator), in_curs.sesiuni.get()
    date = {"titlu": "Prezentare", "sesiune": sesiune.pk, "vizibil": "cursanti", "fisier": pdf()}
    raspuns = client.post(adresa(in_curs), date)
    assert (raspuns.status_code, raspuns.url) == (302, adresa(in_curs))
    m = Material.objects.get()
    assert (m.serie, m.sesiune, m.titlu, m.vizibil, m.nume_fisier, m.marime, m.incarcat_de) == (
        in_curs, sesiune, "Prezentare", "cursanti", "Statutul nostru.pdf", len(OCTETI), formator,
    )  # fmt: skip
    assert "Statutul nostru.pdf" in client.get(adresa(in_curs)).text


@pytest.mark.parametrize(
    ("date_", "camp"),
    [
        ({"titlu": ""}, "titlu"),
        ({"vizibil": "toti"}, "vizibil"),
        ({"sesiune": "x"}, "sesiune"),
        ({"fisier": SimpleUploadedFile("a.docx", b"PK\x03\x04")}, "fisier"),
    ],
)
def test_un_material_gresit(in_curs, secretariat, client_pentru, date_, camp):
    implicite = {"titlu": "Prezentare", "vizibil": "public", "fisier": pdf()}
    raspuns = client_pentru(secretariat).post(adresa(in_curs), implicite | date_)
    assert list(raspuns.context["form"].errors) == [camp]
    assert not Material.objects.exists()


def test_sesiunea_altei_serii_nu_se_poate_alege(in_curs, primarie, secretariat, client_pentru):
    alta = serie_publicata(primarie, numar=2).sesiuni.first()
    date = {"titlu": "P", "vizibil": "public", "fisier": pdf(), "sesiune": alta.pk}
    assert list(client_pentru(secretariat).post(adresa(in_curs), date).context["form"].errors) == ["sesiune"]


def test_cel_mult_atatea(in_curs, material, secretariat, client_pentru, monkeypatch):
    monkeypatch.setattr(verbe, "MATERIALE_MAXIM", 2)
    material("Unu"), material("Doi")
    raspuns = client_pentru(secretariat).post(adresa(in_curs), {"titlu": "T", "vizibil": "public", "fisier": pdf()})
    assert raspuns.context["form"].non_field_errors() == [
        "Seria are deja 2 materiale. Ștergeți unul, apoi adăugați altul."
    ]


CINE_CE = {
    "vizitator": (200, 404, 404),
    "strain": (200, 404, 404),
    "moderator": (200, 404, 404),
    "coleg": (200, 200, 404),
    "reprezentant": (200, 200, 404),
    "formator": (200, 200, 200),
    "secretariat": (200, 200, 200),
}


@pytest.mark.parametrize("rol", CINE_CE)
def test_cine_poate_descarca(rol, request, ana, material, client_pentru):
    """`coleg` and `reprezentant` are of the organisation that sends `ana`."""
    client = client_pentru(request.getfixturevalue(rol))
    raspunsuri = []
    for vizibil in ("public", "cursanti", "formatori"):
        raspuns = client.get(material(vizibil, vizibil).get_absolute_url())
        raspunsuri.append(raspuns.status_code)
        if raspuns.status_code == 200:
            assert b"".join(raspuns) == OCTETI
    assert tuple(raspunsuri) == CINE_CE[rol]


def test_cu_adresa_cererii_si_fara_cont(ana, in_curs, material, organizatie, client):
    fara = cerere_pentru(in_curs, "Dan Pop", organizatie, "depusa")
    coduri = {}
    for vizibil in ("public", "cursanti", "formatori"):
        m = material(vizibil, vizibil)
        for cerere in (ana, fara):
            raspuns = client.get(f"/cereri/{SEMNATAR.sign(cerere.pk)}/materiale/{m.uuid}/")
            coduri[vizibil, cerere.nume] = raspuns.status_code
            if raspuns.streaming:
                assert b"".join(raspuns) == OCTETI
    assert [cheie for cheie, cod in coduri.items() if cod == 200] == [
        ("public", "Ana Pop"), ("public", "Dan Pop"), ("cursanti", "Ana Pop"),
    ]  # fmt: skip
    assert client.get(f"/cereri/{ana.pk}:fals/materiale/{m.uuid}/").status_code == 404


def test_pe_pagina_publica_numai_cele_publice_iar_pe_a_ei_si_celelalte(ana, in_curs, material, client):
    material("Pentru toti"), material("Pentru cursanti", "cursanti"), material("Pentru formatori", "formatori")
    publica, a_ei = client.get(in_curs.get_absolute_url()).text, client.get(ana.get_absolute_url()).text
    titluri = ("Pentru toti", "Pentru cursanti", "Pentru formatori")
    assert [t in publica for t in titluri] == [True, False, False]
    assert [t in a_ei for t in titluri] == [True, True, False]


def test_ale_unei_ciorne_nu_se_vad(material, client):
    m = material("M")
    Serie.objects.update(stare="ciorna")
    assert client.get(m.get_absolute_url()).status_code == 404
    assert client.get(f"/cursuri/materiale/{uuid.uuid4()}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_stergerea_ia_si_fisierul_numai_pentru_cine_tine_sala(
    in_curs, material, formator, strain, vizitator, client_pentru
):
    m = material("M")
    cale = adresa(in_curs, f"{m.uuid}/sterge/")
    assert client_pentru(vizitator).post(cale).status_code == 302
    assert client_pentru(strain).post(cale).status_code == 404
    assert client_pentru(strain).post(adresa(in_curs), {}).status_code == 404
    assert client_pentru(formator).get(cale).status_code == 405
    assert Material.objects.count() == 1
    assert client_pentru(formator).post(cale).status_code == 302
    assert not Material.objects.exists()
    assert not m.fisier.storage.exists(m.fisier.name)
