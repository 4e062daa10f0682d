"""The printed list of signatures: what stands on it, for whom it reads aloud, and who may have it."""

from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pdfua
import pytest
from django.core.files.base import ContentFile
from PIL import Image

from ateliere.lista_semnaturi import lista_semnaturi
from ateliere.models import Serie
from platforma.nomenclatoare.models import Proiect
from platforma.pdf.semnaturi import GOALE
from tests import pdf
from tests.ateliere.conftest import atelier_publicat, inscris


@pytest.fixture
def atelier(primarie):
    inceput = datetime(2027, 5, 5, 10, tzinfo=ZoneInfo("Europe/Bucharest"))
    serie = Serie.objects.get()
    return atelier_publicat(
        primarie, incepe_la=inceput, inscrieri_de_la=inceput - timedelta(days=9), capacitate=50, serie=serie,
        nr_in_serie=7,
    )  # fmt: skip


def poza(format_imagine):
    octeti = BytesIO()
    Image.new("RGB", (90, 60), "#003399").save(octeti, format_imagine)
    return ContentFile(octeti.getvalue(), f"sigla.{format_imagine.lower()}")


def test_ce_scrie_pe_foaie(atelier, organizatie):
    inscris(atelier, "Țuțu Ștefan", organizatie=organizatie, functie="director")
    inscris(atelier, "Âna Îlie")
    inscris(atelier, "Ana #panic() *b*", organizatie=organizatie)
    inscris(atelier, "Dan Asteapta", stare="asteptare")
    inscris(atelier, "Eva Anulata", stare="anulata")
    (pagina,) = pdf.text(lista_semnaturi(atelier))
    for text in (
        "Programul Operațional Capacitate Administrativă 2014-2020",
        "cod MySMIS 131435",
        "cod SIPOCA 1085",
        "Listă de prezență · Atelierul 7 din 16",
        "Cum lucrăm cu piețele",
        "miercuri, 5 mai 2027, 10:00–13:00",
        "Sala Mare, Bd. Unirii nr. 1",
        "Primăria de Probă",
        "1 Ana #panic() *b* Asociația Cartierul Nostru 2 Âna Îlie 3 Țuțu Ștefan Asociația Cartierul Nostru director",
        "Conținutul acestui material nu reprezintă în mod obligatoriu",
        "pagina 1 / 1",
    ):
        assert text in pagina
    assert "Dan Asteapta" not in pagina
    assert "Eva Anulata" not in pagina
    assert f" {3 + GOALE} " in pagina.split("director")[1]
    assert f" {3 + GOALE + 1} " not in pagina.split("director")[1]


def test_pe_mai_multe_pagini_se_repeta_banda_si_capul_de_tabel(atelier):
    for n in range(40):
        inscris(atelier, f"Persoana {n:02}")
    pagini = pdf.text(lista_semnaturi(atelier))
    assert len(pagini) == 3
    for n, pagina in enumerate(pagini, start=1):
        assert f"pagina {n} / 3" in pagina
        assert "cod MySMIS 131435" in pagina
        assert "Semnătura" in pagina


def test_foaia_se_citeste_cu_voce(atelier):
    """PDF/UA-1: title, language, structure, header cells; `pdfua` checks a part of the rules (it is not veraPDF)."""
    inscris(atelier, "Ana Pop")
    octeti = lista_semnaturi(atelier)
    with pdf.deschide(octeti) as foaie:
        assert str(foaie.Root.Lang) == "ro-RO"
        assert str(foaie.docinfo["/Title"]) == "Listă de prezență: Cum lucrăm cu piețele"
        assert foaie.Root.ViewerPreferences.DisplayDocTitle
        assert foaie.Root.MarkInfo.Marked
        with foaie.open_metadata() as metadate:
            assert metadate["pdfuaid:part"] == "1"
    etichete = pdf.etichete(octeti)
    assert etichete.count("H1") == 1
    assert (etichete.count("TH"), etichete.count("TR")) == (5, 1 + 1 + GOALE)
    assert [str(gasit) for gasit in pdfua.validate(BytesIO(octeti)).findings] == []


def test_aceleasi_randuri_aceiasi_octeti(atelier):
    inscris(atelier, "Ana Pop")
    assert lista_semnaturi(atelier) == lista_semnaturi(atelier)


@pytest.mark.parametrize("format_imagine", ["PNG", "WEBP", "JPEG"])
def test_siglele_incarcate_sunt_pe_foaie_iar_cea_pierduta_lipseste(atelier, format_imagine):
    proiect = Proiect.objects.curent()
    fara = lista_semnaturi(atelier)
    prima, a_doua = proiect.sigle.all()[:2]
    for sigla in (prima, a_doua):
        sigla.imagine.save(f"sigla.{format_imagine.lower()}", poza(format_imagine))
    cu_doua = lista_semnaturi(atelier)
    a_doua.imagine.storage.delete(a_doua.imagine.name)
    cu_una = lista_semnaturi(atelier)

    def imagini(octeti):
        with pdf.deschide(octeti) as foaie:
            return sum(str(ob.get("/Subtype", "")) == "/Image" for ob in foaie.objects if hasattr(ob, "keys"))

    assert (imagini(fara), imagini(cu_doua), imagini(cu_una)) == (0, 1, 1)  # one picture drawn twice is stored once
    assert len(cu_una) != len(cu_doua)


def test_fara_fisa_proiectului_foaia_se_tipareste(atelier):
    Proiect.objects.update(activ=False)
    assert "Cum lucrăm cu piețele" in pdf.text(lista_semnaturi(atelier))[0]


def test_un_semn_fara_font_nu_opreste_foaia(atelier):
    inscris(atelier, "Li 李 Wang")
    assert "Li ▯ Wang" in pdf.text(lista_semnaturi(atelier))[0]


def test_fisierul_se_descarca_numai_de_organizatori(atelier, autoritate, strain, client_pentru):
    adresa = f"/spatiu/ateliere/{atelier.pk}/prezenta/lista.pdf"
    raspuns = client_pentru(autoritate).get(adresa)
    assert raspuns.content.startswith(b"%PDF-")
    assert raspuns["Content-Type"] == "application/pdf"
    assert raspuns["Content-Disposition"] == 'attachment; filename="lista-prezenta-cum-lucram-cu-pietele.pdf"'
    assert client_pentru(strain).get(adresa).status_code == 404
    assert client_pentru(autoritate).post(adresa).status_code == 405
