"""Tables out: no cell is a formula."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platforma.cnp import contine_cnp, fara_cnp
from platforma.tabele import ScriitorCSV, celula_sigura

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
