"""Documents and photographs: who may have which, and that nobody's face is shown without somebody answering for it."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from ateliere import materiale as verbe
from ateliere.models import SEMNATAR, Atelier, Fotografie, Material
from platforma.models import FisierParcat
from tests.ateliere.conftest import inscris
from tests.organizatii.test_inscriere import png

OCTETI = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n"


def pdf(nume="Prezentarea noastră.pdf"):
    return SimpleUploadedFile(nume, OCTETI, "application/pdf")


def adresa(atelier, rest):
    return f"/spatiu/ateliere/{atelier.pk}/{rest}"


@pytest.fixture
def material(tinut, secretariat):
    def fa(titlu, vizibil="public", **campuri):
        return Material.objects.create(
            atelier=tinut, titlu=titlu, vizibil=vizibil, fisier=ContentFile(OCTETI, "a.pdf"), incarcat_de=secretariat,
            nume_fisier=f"{titlu}.pdf", marime=len(OCTETI), **campuri,
        )  # fmt: skip

    return fa


@pytest.fixture
def fotografie(tinut, secretariat):
    def fa(alt="Oameni la o masă de lucru.", acord=True):
        declarat = {"acord_la": timezone.now(), "acord_de": secretariat} if acord else {}
        return Fotografie.objects.create(
            atelier=tinut, alt=alt, imagine=png("poza.png"), incarcat_de=secretariat, **declarat
        )

    return fa


# --- adding -------------------------------------------------------------------------------------------------------
def test_organizatorii_adauga_un_material(tinut, autoritate, client_pentru):
    client = client_pentru(autoritate)
    cale = adresa(tinut, "materiale/")
    raspuns = client.post(cale, {"titlu": "Prezentare", "fel": "prezentare", "vizibil": "inscrisi", "fisier": pdf()})
    assert (raspuns.status_code, raspuns.url) == (302, cale)
    m = Material.objects.get()
    assert (m.atelier, m.titlu, m.fel, m.vizibil, m.nume_fisier, m.marime, m.incarcat_de) == (
        tinut, "Prezentare", "prezentare", "inscrisi", "Prezentarea noastră.pdf", len(OCTETI), autoritate,
    )  # fmt: skip
    assert m.fisier.name.startswith("ateliere/") and "rezentarea" not in m.fisier.name
    assert "Prezentarea noastră.pdf" in client.get(cale).content.decode()


@pytest.mark.parametrize(
    ("date_", "camp"),
    [
        ({"titlu": ""}, "titlu"),
        ({"fel": "altceva"}, "fel"),
        ({"vizibil": ""}, "vizibil"),
        ({"fisier": SimpleUploadedFile("a.docx", b"PK\x03\x04")}, "fisier"),
        ({"fel": "lista"}, "vizibil"),
    ],
)
def test_un_material_gresit(tinut, secretariat, client_pentru, date_, camp):
    implicite = {"titlu": "Prezentare", "fel": "prezentare", "vizibil": "public", "fisier": pdf()}
    raspuns = client_pentru(secretariat).post(adresa(tinut, "materiale/"), implicite | date_)
    assert list(raspuns.context["form"].errors) == [camp]
    assert Material.objects.count() == 0


def test_fisierul_bun_nu_se_alege_din_nou(tinut, secretariat, client_pentru):
    client, cale = client_pentru(secretariat), adresa(tinut, "materiale/")
    raspuns = client.post(cale, {"titlu": "", "fel": "prezentare", "vizibil": "public", "fisier": pdf()})
    camp = raspuns.context["form"]["fisier"].subwidgets[0].data
    date_ = {"titlu": "T", "fel": "prezentare", "vizibil": "public", camp["nume_parcat"]: camp["jeton"]}
    assert client.post(cale, date_).status_code == 302
    assert (Material.objects.get().nume_fisier, FisierParcat.objects.count()) == ("Prezentarea noastră.pdf", 0)


def test_lista_semnata_nu_se_publica_nici_in_sql(material):
    with pytest.raises(IntegrityError, match="lista_nu_se_publica"), transaction.atomic():
        material("Lista", fel="lista")
    material("Lista", "organizatori", fel="lista")


def test_cel_mult_atatea_fisiere(tinut, material, secretariat, client_pentru, monkeypatch):
    monkeypatch.setattr(verbe, "MATERIALE_MAXIM", 2)
    material("Unu"), material("Doi")
    raspuns = client_pentru(secretariat).post(
        adresa(tinut, "materiale/"), {"titlu": "Trei", "fel": "prezentare", "vizibil": "public", "fisier": pdf()}
    )
    assert raspuns.context["form"].non_field_errors() == [
        "Atelierul are deja 2 fișiere. Ștergeți unul, apoi adăugați altul."
    ]


def test_fotografia_cu_acord_retine_cine_si_cand(tinut, autoritate, client_pentru):
    cale = adresa(tinut, "fotografii/")
    raspuns = client_pentru(autoritate).post(
        cale,
        {"imagine": png("poza.png", (90, 60)), "alt": "Trei oameni.", "credit": "Ana Pop", "acord": "on"},
    )
    assert (raspuns.status_code, raspuns.url) == (302, cale)
    f = Fotografie.objects.get()
    assert (f.alt, f.credit, f.acord_de, f.incarcat_de) == (
        "Trei oameni.",
        "Ana Pop",
        autoritate,
        autoritate,
    )
    assert f.acord_la is not None
    assert (f.latime, f.inaltime) == (90, 60)


@pytest.mark.parametrize(
    ("date_", "camp"),
    [({"alt": ""}, "alt"), ({"imagine": pdf()}, "imagine"), ({"imagine": ""}, "imagine"), ({"alt": "x" * 251}, "alt")],
)
def test_o_fotografie_gresita(tinut, secretariat, client_pentru, date_, camp):
    raspuns = client_pentru(secretariat).post(
        adresa(tinut, "fotografii/"), {"imagine": png("poza.png"), "alt": "Oameni.", **date_}
    )
    assert list(raspuns.context["form"].errors) == [camp]
    assert Fotografie.objects.count() == 0


def test_acordul_retras_ascunde_fotografia_iar_cel_vechi_isi_pastreaza_numele(
    tinut, fotografie, secretariat, autoritate, client_pentru
):
    f = fotografie()
    cale = adresa(tinut, f"fotografii/{f.uuid}/")
    client = client_pentru(autoritate)
    client.post(cale, {"alt": "Alt text.", "credit": "Dan", "acord": "on"})
    f.refresh_from_db()
    assert (f.alt, f.credit, f.acord_de) == ("Alt text.", "Dan", secretariat)
    client.post(cale, {"alt": "Alt text.", "credit": "Dan"})
    f.refresh_from_db()
    assert (f.acord_la, f.acord_de) == (None, None)
    assert client_pentru(None).get(f"/ateliere/fotografii/{f.uuid}/").status_code == 404
    raspuns = client.get(f"/ateliere/fotografii/{f.uuid}/")
    assert (raspuns.status_code, bool(b"".join(raspuns))) == (200, True)
    assert list(client.post(cale, {"alt": ""}).context["form"].errors) == ["alt"]


# --- who may have it ----------------------------------------------------------------------------------------------
CINE_CE = {
    "vizitator": (200, 404, 404),
    "strain": (200, 404, 404),
    "moderator": (200, 404, 404),
    "coleg": (200, 200, 404),
    "reprezentant": (200, 200, 404),
    "autoritate": (200, 200, 200),
    "secretariat": (200, 200, 200),
}


@pytest.mark.parametrize("rol", CINE_CE)
def test_cine_poate_descarca(rol, request, tinut, material, organizatie, client_pentru, coleg):
    """`coleg` is of the organisation in whose name somebody had a place; the host keeps the room."""
    inscris(tinut, "Ana Pop", organizatie=organizatie)
    client = client_pentru(request.getfixturevalue(rol))
    raspunsuri = []
    for vizibil in ("public", "inscrisi", "organizatori"):
        raspuns = client.get(material(vizibil, vizibil).get_absolute_url())
        raspunsuri.append(raspuns.status_code)
        if raspuns.status_code == 200:
            assert b"".join(raspuns) == OCTETI
    assert tuple(raspunsuri) == CINE_CE[rol]


@pytest.mark.parametrize("stare", ["asteptare", "anulata"])
def test_fara_loc_nu_se_vad_materialele_celor_inscrisi(stare, tinut, material, organizatie, coleg, client_pentru):
    inscris(tinut, "Ana Pop", organizatie=organizatie, stare=stare, persoana=coleg)
    assert client_pentru(coleg).get(material("M", "inscrisi").get_absolute_url()).status_code == 404


def test_cu_adresa_inscrierii_si_fara_cont(tinut, material, organizatie, client):
    cu_loc = inscris(tinut, "Ana Pop", organizatie=organizatie)
    fara = inscris(tinut, "Dan Pop", organizatie=organizatie, stare="anulata")
    coduri = {}
    for vizibil in ("public", "inscrisi", "organizatori"):
        m = material(vizibil, vizibil)
        for i in (cu_loc, fara):
            raspuns = client.get(f"/inscrieri/{SEMNATAR.sign(i.pk)}/materiale/{m.uuid}/")
            coduri[vizibil, i.nume] = raspuns.status_code
            if raspuns.streaming:
                assert b"".join(raspuns) == OCTETI
    assert [v for v, cod in coduri.items() if cod == 200] == [
        ("public", "Ana Pop"), ("public", "Dan Pop"), ("inscrisi", "Ana Pop"),
    ]  # fmt: skip
    assert client.get(f"/inscrieri/{cu_loc.pk}:fals/materiale/{m.uuid}/").status_code == 404


def test_ale_unei_ciorne_nu_se_vad(tinut, material, fotografie, client):
    Atelier.objects.update(stare="ciorna")
    for ce in (material("M"), fotografie()):
        assert client.get(ce.get_absolute_url()).status_code == 404


def test_fisierul_disparut_este_404(material, fotografie, client):
    for rand, fisier in ((m := material("M"), m.fisier), (f := fotografie(), f.imagine)):
        fisier.storage.delete(fisier.name)
        assert client.get(rand.get_absolute_url()).status_code == 404


def test_fotografia_se_arata_si_nu_se_descarca(fotografie, client):
    raspuns = client.get(fotografie().get_absolute_url())
    assert raspuns.status_code == 200
    assert raspuns["Content-Type"] == "image/png" and raspuns["Content-Disposition"].startswith("inline")
    assert b"".join(raspuns)


# --- taking away --------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_stergerea_ia_si_fisierul(tinut, material, fotografie, autoritate, client_pentru):
    m, f = material("M"), fotografie()
    client = client_pentru(autoritate)
    for cale in (f"materiale/{m.uuid}/sterge/", f"fotografii/{f.uuid}/sterge/"):
        assert client.get(adresa(tinut, cale)).status_code == 405
        assert client.post(adresa(tinut, cale)).status_code == 302
    assert (Material.objects.count(), Fotografie.objects.count()) == (0, 0)
    assert not m.fisier.storage.exists(m.fisier.name)
    assert not f.imagine.storage.exists(f.imagine.name)


def test_strainii_nu_adauga_si_nu_sterg(tinut, material, fotografie, strain, moderator, client_pentru):
    m, f = material("M"), fotografie()
    una = [f"fotografii/{f.uuid}/", f"materiale/{m.uuid}/sterge/", f"fotografii/{f.uuid}/sterge/"]
    for cale in ["materiale/", "fotografii/", *una]:
        assert [client_pentru(cine).post(adresa(tinut, cale)).status_code for cine in (None, strain, moderator)] == [
            302, 404, 404,
        ]  # fmt: skip
    assert client_pentru(None).get(f"/ateliere/materiale/{uuid.uuid4()}/").status_code == 404
    assert (Material.objects.count(), Fotografie.objects.count()) == (1, 1)
