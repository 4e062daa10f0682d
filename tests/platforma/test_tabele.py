"""Tables out: no cell is a formula."""

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platforma.cnp import contine_cnp, fara_cnp
from platforma.tabele import Coloana, ScriitorCSV, celula_sigura, tabel

CNP = "1800101221144"  # synthetic


@pytest.mark.parametrize("text", ["=1+1", "+40722123456", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_o_formula_devine_text(text):
    assert celula_sigura(text) == f"'{text}"


@pytest.mark.parametrize(("valoare", "celula"), [(None, ""), (0, "0"), ("a=b", "a=b"), ("", ""), ("Țară", "Țară")])
def test_restul_ramane(valoare, celula):
    assert celula_sigura(valoare) == celula


def test_csv_cum_il_deschide_excel():
    fisier = io.StringIO(newline="")
    ScriitorCSV(fisier, ["nume", "suma"]).rand("Școala; „Doi”", "=1")
    assert fisier.getvalue() == '\ufeffnume;suma\r\n"Școala; „Doi”";\'=1\r\n'


@pytest.mark.parametrize(
    ("text", "curat"),
    [
        (f"a {CNP} b", "a […] b"),
        ("a 1-800101-221144, b", "a […], b"),
        (f"{CNP}{CNP}", f"{CNP}{CNP}"),
        (f"{CNP}, {CNP}", "[…], […]"),
        ("telefon 0213142315", "telefon 0213142315"),
    ],
)
def test_fara_cnp(text, curat):
    assert fara_cnp(text) == curat


@given(st.text(alphabet="180012. -a", max_size=60))
def test_fara_cnp_nu_lasa_niciunul(text):
    assert not contine_cnp(fara_cnp(text))


# --- whole files --------------------------------------------------------------------------------------------------
PERICULOASE = ["=1+1", "+40722123456", "-5", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "http://exemplu.ro"]


def foaia(fisier):
    """The XML of the only sheet."""
    with zipfile.ZipFile(fisier) as arhiva:
        return arhiva.read("xl/worksheets/sheet1.xml").decode()


def celule(xml):
    """The texts of the cells, in order, as a spreadsheet program reads them."""
    return [
        re.sub(r"_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), unescape(text, {"&quot;": '"'}))
        for text in re.findall(r"<t(?: [^>]*)?>(.*?)</t>", xml, re.DOTALL)
    ]


@pytest.mark.parametrize("text", PERICULOASE)
def test_nicio_celula_nu_este_formula(text):
    coloane = [Coloana("Nume", lambda rand: rand)]
    fisier, randuri = tabel("csv", coloane, [text])
    with fisier:
        rand = list(csv.reader(io.StringIO(fisier.read().decode("utf-8-sig"), newline=""), delimiter=";"))[1]
    assert randuri == 1
    assert rand == [text if text.startswith("http") else f"'{text}"]
    fisier, _randuri = tabel("xlsx", coloane, [text])
    with fisier:
        xml = foaia(fisier)
    assert celule(xml) == ["Nume", text]
    assert "<f" not in xml.replace("<fr", "") and "<hyperlink" not in xml


def test_valorile_in_amandoua_formatele():
    moment = datetime(2026, 5, 5, 9, 7, tzinfo=UTC)
    valori = [7, 2.5, True, None, "", date(2026, 5, 5), moment, "Țară; „x”"]
    coloane = [Coloana(str(i), lambda rand, i=i: rand[i]) for i in range(len(valori))]
    fisier, randuri = tabel("csv", coloane, [valori])
    with fisier:
        continut = fisier.read()
    assert randuri == 1
    assert continut.startswith(b"\xef\xbb\xbf0;1;2")
    assert continut.decode("utf-8-sig").splitlines()[1] == '7;2.5;da;;;05.05.2026;05.05.2026 12:07;"Țară; „x”"'
    fisier, _randuri = tabel("xlsx", coloane, [valori])
    with fisier:
        xml = foaia(fisier)
    rand = xml[xml.index('<row r="2"') :]
    assert re.findall(r"<v>(.*?)</v>", rand) == ["7", "2.5", "46147", "46147.50486111111"]
    assert celule(rand) == ["da", "Țară; „x”"]


def test_un_text_prea_lung_sau_cu_semne_nevazute_nu_strica_fisierul():
    fisier, randuri = tabel("xlsx", [Coloana("Nume", lambda rand: rand)], ["x" * 40000, "a\x01b\x0bc", "_x000D_"])
    with fisier:
        xml = foaia(fisier)
    assert randuri == 3
    ElementTree.fromstring(xml)
    assert len(celule(xml)[1]) == 32767


def test_multe_randuri_se_scriu_pe_rand():
    """The rows are taken from the iterator one by one, never as a list."""
    fisier, randuri = tabel("xlsx", [Coloana("n", lambda n: n)], iter(range(2000)))
    with fisier:
        assert foaia(fisier).count("<row ") == 2001
    assert randuri == 2000
