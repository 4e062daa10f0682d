"""The pages of certificates: issuing, correcting, revoking, downloading; whose they are and whose they are not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cursuri import loturi, randare
from cursuri.certificare import emite, revoca
from cursuri.models import Certificat, CertificatExtern, Lot
from tests.cursuri.conftest import MOTIV, absolvent, cerere_pentru
from tests.platforma.test_incarcari import PDF_BUN


@pytest.fixture
def certificat(absolventa, secretariat):
    return randare.randeaza(emite(absolventa, secretariat).pk)


def la(serie, rest=""):
    return f"/spatiu/cursuri/{serie.pk}/certificate/{rest}"


def al(certificat, rest=""):
    return f"/spatiu/cursuri/certificate/{certificat.pk}/{rest}"


# --- bulk issue ---------------------------------------------------------------------------------------------------
def test_pagina_spune_cine_poate_si_cine_nu(terminata, absolventa, organizatie, secretariat, client_pentru):
    cerere_pentru(terminata, "Zoe Absentă", organizatie)
    html = client_pentru(secretariat).get(la(terminata)).content.decode()
    assert "1 persoană poate primi certificatul" in html
    assert "Emiteți 1 certificat" in html
    assert "Prezența este 0 din 2; este nevoie de cel puțin 80 %." in html


def test_emiterea_porneste_cu_numarul_vazut(terminata, absolventa, secretariat, client_pentru):
    client = client_pentru(secretariat)
    assert "acum poate primi certificatul 1 persoană" in client.post(la(terminata), {"asteptati": "7"}).content.decode()
    assert "acum poate primi certificatul 1 persoană" in client.post(la(terminata)).content.decode()
    assert Lot.objects.count() == 0
    raspuns = client.post(la(terminata), {"asteptati": "1"})
    lot = Lot.objects.get()
    assert (raspuns.status_code, raspuns["Location"]) == (302, lot.get_absolute_url())
    html = client.get(lot.get_absolute_url()).content.decode()
    assert "Emise 0 din 1." in html and "hx-get" in html
    assert "Se emit acum certificate" in client.get(la(terminata)).content.decode()
    loturi.lucreaza()
    fragment = client.get(lot.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "Gata: 1 certificat emis." in fragment and "hx-get" not in fragment and "<html" not in fragment
    assert Certificat.objects.get().numar in client.get(la(terminata)).content.decode()


def test_cine_nu_certifica_nu_vede_pagina(
    terminata, certificat, coleg, reprezentant, moderator, autoritate, client_pentru
):
    """A trainer keeps the room and certifies nobody."""
    terminata.formatori.create(nume="Cosmin Coleg", cont=coleg)
    lot = Lot.objects.create(serie=terminata, de=certificat.emis_de, incheiat_la=timezone.now())
    for cale in (la(terminata), lot.get_absolute_url(), la(terminata, "anc/"), al(certificat)):
        assert client_pentru(None).get(cale).status_code == 302
        for cine in (coleg, reprezentant, moderator, autoritate):
            assert client_pentru(cine).get(cale).status_code == 404
    for cale in (la(terminata), *(al(certificat, f) for f in ("inlocuieste/", "revoca/", "emite-din-nou/"))):
        for cine in (coleg, reprezentant, moderator, autoritate):
            assert client_pentru(cine).post(cale, {"asteptati": "1"}).status_code == 404
    assert Certificat.objects.get().stare == "emis"


@pytest.mark.parametrize("cati", [1, 3])
def test_pagina_in_acelasi_numar_de_interogari(
    cati, terminata, organizatie, secretariat, client_pentru, django_assert_num_queries
):
    for n in range(cati):
        emite(absolvent(terminata, f"Om {n}", organizatie), secretariat)
    client = client_pentru(secretariat)
    client.get(la(terminata))
    with django_assert_num_queries(13):
        client.get(la(terminata))


# --- one certificate ----------------------------------------------------------------------------------------------
def test_corectura(certificat, secretariat, client_pentru):
    client = client_pentru(secretariat)
    date = {"inlocuire-nume": "Ana Absolventă", "inlocuire-organizatie": "Asociația Cartierul Nostru"}
    html = client.post(al(certificat, "inlocuieste/"), {**date, "inlocuire-motiv": "x"}).content.decode()
    assert "Scrieți motivul în cel puțin" in html and "Ana Absolventă" in html
    raspuns = client.post(al(certificat, "inlocuieste/"), {**date, "inlocuire-motiv": MOTIV})
    nou = Certificat.objects.valabile().get()
    assert (raspuns["Location"], nou.date["nume"], nou.inlocuieste) == (al(nou), "Ana Absolventă", certificat)
    html = client.get(al(certificat)).content.decode()
    assert nou.numar in html and "Corectați numele" not in html


def test_revocarea_si_emiterea_din_nou(certificat, secretariat, client_pentru):
    client = client_pentru(secretariat)
    assert client.post(al(certificat, "revoca/")).context["form_revocare"].errors.keys() == {"categorie", "motiv"}
    raspuns = client.post(al(certificat, "revoca/"), {"revocare-categorie": "greseala", "revocare-motiv": MOTIV})
    assert raspuns["Location"] == al(certificat)
    html = client.get(al(certificat)).content.decode()
    assert MOTIV in html and "Emiteți din nou" in html
    raspuns = client.post(al(certificat, "emite-din-nou/"))
    nou = Certificat.objects.valabile().get()
    assert raspuns["Location"] == al(nou)
    assert "Emiteți din nou" not in client.get(al(certificat)).content.decode()


def test_get_nu_schimba_nimic(certificat, secretariat, client_pentru):
    for fapta in ("inlocuieste/", "revoca/", "emite-din-nou/", "redeseneaza/"):
        assert client_pentru(secretariat).get(al(certificat, fapta)).status_code == 405


def test_un_nume_nedesenat_asteapta_pe_pagina_lui(terminata, organizatie, secretariat, client_pentru):
    ascuns = randare.randeaza(emite(absolvent(terminata, "Ana 李", organizatie), secretariat).pk)
    client = client_pentru(secretariat)
    html = client.get(al(ascuns)).content.decode()
    assert "PDF în pregătire" in html and "Semnul „李” nu se poate desena." in html
    assert client.get(al(ascuns, "certificat.pdf")).status_code == 404
    assert "nu se poate desena" in client.post(al(ascuns, "redeseneaza/"), follow=True).content.decode()
    assert "PDF în pregătire" in client.get(ascuns.get_titular_url()).content.decode()
    raspuns = client.post(
        al(ascuns, "inlocuieste/"),
        {"inlocuire-nume": "Ana Li", "inlocuire-organizatie": "Asociația Cartierul Nostru", "inlocuire-motiv": MOTIV},
    )
    assert raspuns.status_code == 302
    assert randare.randeaza_lipsa() == 1
    assert list(Certificat.objects.cu_problema()) == []


# --- the PDF ------------------------------------------------------------------------------------------------------
def test_cine_descarca(certificat, reprezentant, coleg, strain, autoritate, moderator, secretariat, client_pentru):
    """The organisation's administrators and staff; an editor and strangers not."""
    cale = al(certificat, "certificat.pdf")
    raspuns = client_pentru(reprezentant).get(cale)
    assert b"".join(raspuns).startswith(b"%PDF")
    assert raspuns["Content-Disposition"] == f'attachment; filename="{certificat.numar}.pdf"'
    asteptate = {None: 302, coleg: 404, strain: 404, autoritate: 404, moderator: 404, secretariat: 200}
    for cine, cod in asteptate.items():
        raspuns = client_pentru(cine).get(cale)
        assert raspuns.status_code == cod
        if cod == 200:
            b"".join(raspuns)
    type(certificat.cerere).objects.update(persoana=strain)
    b"".join(client_pentru(strain).get(cale))


def test_titularul_il_ia_de_pe_pagina_cererii(certificat, client, secretariat):
    pagina = certificat.get_titular_url()
    html = client.get(pagina).content.decode()
    assert certificat.numar in html and certificat.cod_afisat in html
    raspuns = client.get(f"{pagina}certificat.pdf")
    assert b"".join(raspuns).startswith(b"%PDF")
    assert client.post(f"{pagina}initiale/", {"initiale": "da"}).status_code == 302
    assert Certificat.objects.get().initiale
    assert "Arătați numele întreg" in client.get(pagina).content.decode()
    client.post(f"{pagina}initiale/", {"initiale": "nu"})
    assert not Certificat.objects.get().initiale
    assert client.get(f"{pagina}initiale/").status_code == 405
    revoca(certificat, secretariat, categorie="fals", motiv=MOTIV)
    assert client.get(f"{pagina}certificat.pdf").status_code == 404
    assert client.post(f"{pagina}initiale/", {"initiale": "da"}).status_code == 404
    assert client.get("/cereri/nimic:x/certificat.pdf").status_code == 404


# --- ANC ----------------------------------------------------------------------------------------------------------
EXTERN = {
    "serie_act": "I", "numar_act": "00123456", "data": "2026-06-20", "furnizor": "Furnizor de Probă SRL",
    "rnfpa": "40/123/2020",
}  # fmt: skip


def test_certificatul_anc_se_trece_cu_copia_lui(terminata, absolventa, secretariat, moderator, client_pentru):
    client = client_pentru(secretariat)
    date = {**EXTERN, "cerere": absolventa.pk, "scan": SimpleUploadedFile("scan.pdf", PDF_BUN, "application/pdf")}
    assert client.post(la(terminata, "anc/"), date).status_code == 302
    extern = CertificatExtern.objects.get()
    assert (str(extern), extern.adaugat_de) == ("I 00123456", secretariat)
    assert "40/123/2020" in client.get(la(terminata, "anc/")).content.decode()
    cale = f"/spatiu/cursuri/certificate/anc/{extern.uuid}/"
    assert b"".join(client.get(cale)).startswith(b"%PDF")
    assert client_pentru(moderator).get(cale).status_code == 404
    assert client_pentru(None).get(cale).status_code == 302
    assert Certificat.objects.count() == 0, "recorded, never generated"


def test_certificatul_anc_gresit_nu_se_trece(terminata, absolventa, secretariat, client_pentru, alta_organizatie):
    client = client_pentru(secretariat)
    for schimbare in (
        {"data": "2999-01-01"}, {"numar_act": "1800101221144"}, {"cerere": "999999"}, {"furnizor": ""},
    ):  # fmt: skip
        raspuns = client.post(la(terminata, "anc/"), {**EXTERN, "cerere": absolventa.pk, **schimbare})
        assert raspuns.status_code == 200
    assert CertificatExtern.objects.count() == 0
