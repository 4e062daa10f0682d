"""Documents: who may read which, who may add, change and delete them."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from organizatii import documente as verbe
from organizatii.documente import DOCUMENTE_MAXIM
from organizatii.models import Document, Membru, Organizatie
from platforma.models import FisierParcat
from platforma.moderare.tranzitii import Actiune, Stare, muta
from tests.organizatii.test_inscriere import adresa, png

OCTETI = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n"


def pdf(nume="Statutul nostru.pdf"):
    return SimpleUploadedFile(nume, OCTETI, "text/html")


@pytest.fixture
def client_reprezentant(reprezentant, client_pentru):
    return client_pentru(reprezentant)


@pytest.fixture
def adauga(client_reprezentant, organizatie):
    def fa(titlu="Statut", fisier=None, **campuri):
        date_ = {"titlu": titlu, "fisier": fisier or pdf(), **campuri}
        return client_reprezentant.post(adresa(organizatie, "documente/"), date_)

    return fa


@pytest.fixture
def privat(adauga):
    adauga("Privat")
    return Document.objects.get(titlu="Privat")


@pytest.fixture
def public(adauga):
    adauga("Public", public="on")
    return Document.objects.get(titlu="Public")


# --- adding -------------------------------------------------------------------------------------------------------
def test_documentul_se_pastreaza_privat_cu_numele_lui(adauga, organizatie, reprezentant):
    raspuns = adauga("  Statut  ", pdf("../Statutul  nostru.exe"))
    assert (raspuns.status_code, raspuns.url) == (302, adresa(organizatie, "documente/"))
    d = Document.objects.get()
    assert (d.titlu, d.nume_fisier, d.marime, d.public, d.incarcat_de, d.organizatie) == (
        "Statut", "Statutul nostru.pdf", len(OCTETI), False, reprezentant, organizatie,
    )  # fmt: skip
    assert d.fisier.name.startswith("documente/") and "tatut" not in d.fisier.name and d.fisier.name.endswith(".pdf")


@pytest.mark.parametrize(
    ("date_", "camp"),
    [
        ({"titlu": ""}, "titlu"),
        ({"titlu": "CNP 1800101221144"}, "titlu"),
        ({"fisier": SimpleUploadedFile("a.docx", b"PK\x03\x04")}, "fisier"),
        ({"fisier": SimpleUploadedFile("a.pdf", b"")}, "fisier"),
        ({"fisier": SimpleUploadedFile("1800101221144.pdf", OCTETI)}, "fisier"),
        ({"fisier": ""}, "fisier"),
    ],
)
def test_un_document_gresit(client_reprezentant, organizatie, date_, camp):
    raspuns = client_reprezentant.post(adresa(organizatie, "documente/"), {"titlu": "Statut", "fisier": pdf(), **date_})
    assert list(raspuns.context["form"].errors) == [camp]
    assert Document.objects.count() == 0


def test_fisierul_ramane_cand_lipseste_titlul(client_reprezentant, organizatie):
    cale = adresa(organizatie, "documente/")
    raspuns = client_reprezentant.post(cale, {"titlu": "", "fisier": pdf()})
    assert "Fișier păstrat: Statutul nostru.pdf" in raspuns.content.decode()
    camp = raspuns.context["form"]["fisier"].subwidgets[0].data
    client_reprezentant.post(cale, {"titlu": "Statut", camp["nume_parcat"]: camp["jeton"]})
    with Document.objects.get().fisier as fisier:
        assert fisier.read() == OCTETI
    assert FisierParcat.objects.count() == 0


def test_o_poza_a_unui_act_devine_imagine(adauga):
    adauga("Act", png("act.pdf"))
    assert Document.objects.get().nume_fisier == "act.webp"


def test_cel_mult_atatea_documente(adauga, organizatie):
    Document.objects.bulk_create(
        Document(organizatie=organizatie, titlu=str(n), fisier="documente/x.pdf", nume_fisier="x.pdf", marime=1)
        for n in range(DOCUMENTE_MAXIM)
    )
    raspuns = adauga()
    assert raspuns.context["form"].non_field_errors() == [
        "Aveți deja 30 de documente. Ștergeți unul, apoi adăugați altul."
    ]
    assert Document.objects.count() == DOCUMENTE_MAXIM


def test_cat_se_verifica_documentele_nu_se_schimba(client_reprezentant, adauga, organizatie, privat):
    Organizatie.objects.filter(pk=organizatie.pk).update(stare=Stare.TRIMIS)
    assert adauga("Altul").url == adresa(organizatie, "documente/")
    html = client_reprezentant.get(adresa(organizatie, "documente/")).content.decode()
    assert "documentele nu se pot schimba" in html and "Adăugați documentul" not in html
    client_reprezentant.post(adresa(organizatie, f"documente/{privat.uuid}/"), {"titlu": "Altfel"})
    client_reprezentant.post(adresa(organizatie, f"documente/{privat.uuid}/sterge/"))
    assert [d.titlu for d in Document.objects.all()] == ["Privat"]


# --- changing and deleting ----------------------------------------------------------------------------------------
def test_titlul_si_vizibilitatea_se_schimba(client_reprezentant, organizatie, privat):
    cale = adresa(organizatie, f"documente/{privat.uuid}/")
    assert client_reprezentant.get(cale).status_code == 200
    raspuns = client_reprezentant.post(cale, {"titlu": "Statut nou", "public": "on", "nume_fisier": "furat.exe"})
    assert raspuns.url == adresa(organizatie, "documente/")
    privat.refresh_from_db()
    assert (privat.titlu, privat.public, privat.nume_fisier) == ("Statut nou", True, "Statutul nostru.pdf")
    raspuns = client_reprezentant.post(cale, {"titlu": ""})
    assert list(raspuns.context["form"].errors) == ["titlu"]


def test_documentul_se_sterge_cu_fisier_cu_tot(
    client_reprezentant, organizatie, privat, django_capture_on_commit_callbacks
):
    cale = adresa(organizatie, f"documente/{privat.uuid}/sterge/")
    assert "Ștergeți documentul?" in client_reprezentant.get(cale).content.decode()
    assert Document.objects.count() == 1
    depozit = privat.fisier.storage
    with django_capture_on_commit_callbacks(execute=True):
        raspuns = client_reprezentant.post(cale)
    assert raspuns.url == adresa(organizatie, "documente/")
    assert (Document.objects.count(), depozit.exists(privat.fisier.name)) == (0, False)


@pytest.mark.parametrize("rest", ["documente/", "documente/{0}/", "documente/{0}/sterge/"])
def test_numai_membrii_umbla_la_documente(client, client_pentru, organizatie, privat, strain, moderator, coleg, rest):
    cale = adresa(organizatie, rest.format(privat.uuid))
    for metoda in ("get", "post"):
        raspuns = getattr(client, metoda)(cale)
        assert (raspuns.status_code, raspuns.url) == (302, f"/cont/login/?next={cale}")
        assert getattr(client_pentru(strain), metoda)(cale).status_code == 404
        assert getattr(client_pentru(moderator), metoda)(cale).status_code == 404
    assert client_pentru(coleg).get(cale).status_code == 200
    assert client_pentru(coleg).put(cale).status_code == 405
    assert Document.objects.count() == 1


def test_documentul_altei_organizatii_nu_se_atinge_prin_a_mea(client_pentru, strain, alta_organizatie, privat):
    cale = adresa(alta_organizatie, f"documente/{privat.uuid}/sterge/")
    assert client_pentru(strain).post(cale).status_code == 404
    assert Document.objects.count() == 1


# --- reading the file ---------------------------------------------------------------------------------------------
def coduri(client_pentru, document, *oameni):
    raspunsuri = [client_pentru(om).get(f"/documente/{document.uuid}/") for om in oameni]
    return [raspuns.status_code for raspuns in raspunsuri if raspuns.status_code != 200 or octeti(raspuns) == OCTETI]


def octeti(raspuns):
    """Read to the end, which closes the file as a server would."""
    return b"".join(raspuns.streaming_content)


def test_cel_public_e_al_tuturor_cel_privat_al_membrilor_si_personalului(
    client_pentru, privat, public, vizitator, strain, secretariat, coleg, reprezentant, moderator, admin
):
    oameni = (vizitator, strain, secretariat, coleg, reprezentant, moderator, admin)
    assert coduri(client_pentru, public, *oameni) == [200] * 7
    assert coduri(client_pentru, privat, *oameni) == [404, 404, 200, 200, 200, 200, 200]


@pytest.mark.parametrize("stare", ["ciorna", "trimis", "completari", "respins", "arhivat"])
def test_cel_public_al_unei_organizatii_nepublice_nu_e_public(client_pentru, public, stare, vizitator, strain, coleg):
    Organizatie.objects.filter(pk=public.organizatie_id).update(stare=stare)
    assert coduri(client_pentru, public, vizitator, strain, coleg) == [404, 404, 200]


def test_un_membru_scos_nu_mai_citeste(client_pentru, privat, coleg):
    Membru.objects.filter(utilizator=coleg).delete()
    assert coduri(client_pentru, privat, coleg) == [404]


def test_fisierul_se_descarca_sub_numele_lui(client, public):
    raspuns = client.get(f"/documente/{public.uuid}/")
    assert octeti(raspuns) == OCTETI
    assert raspuns["Content-Disposition"] == 'attachment; filename="Statutul nostru.pdf"'
    assert (raspuns["Content-Type"], raspuns["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert raspuns["Cache-Control"] == "private, no-cache"
    assert raspuns["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_fisierul_pierdut_si_cel_inventat_sunt_404(client, public):
    public.fisier.storage.delete(public.fisier.name)
    assert client.get(f"/documente/{public.uuid}/").status_code == 404
    assert client.get(f"/documente/{uuid.uuid4()}/").status_code == 404
    assert client.post(f"/documente/{public.uuid}/").status_code == 405


def test_lista_are_aceleasi_interogari_la_unul_si_la_trei(
    client_reprezentant, organizatie, adauga, django_assert_num_queries
):
    adauga("A")
    client_reprezentant.get(adresa(organizatie, "documente/"))
    with django_assert_num_queries(16):
        client_reprezentant.get(adresa(organizatie, "documente/"))
    adauga("B"), adauga("C")
    client_reprezentant.get(adresa(organizatie, "documente/"))
    with django_assert_num_queries(16):
        raspuns = client_reprezentant.get(adresa(organizatie, "documente/"))
    assert [d.titlu for d in raspuns.context["documente"]] == ["A", "B", "C"]


def test_vizibile_pentru_un_moderator_care_e_si_membru(moderator, organizatie, privat):
    Membru.objects.create(organizatie=organizatie, utilizator=moderator)
    assert list(verbe.vizibile_pentru(moderator)) == [privat]


def test_arhivarea_ascunde_documentele_publice(client, organizatie, public, moderator):
    muta(organizatie, Actiune.ARHIVEAZA, moderator, "Motiv destul de lung ca să treacă.")
    assert client.get(f"/documente/{public.uuid}/").status_code == 404
