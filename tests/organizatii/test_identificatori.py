"""Identifiers: vectors with known owners, the refusals, and fuzz."""

import contextlib
import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from organizatii.identificatori import (
    Recunoscut,
    afiseaza_telefon,
    normalizeaza_cif,
    normalizeaza_nr_registru,
    normalizeaza_telefon,
    recunoaste,
)
from platforma.cnp import contine_cnp, este_cnp

CNP = "1800101221144"  # synthetic
CIF_VALIDE = [
    "4267117", "4316422", "25852660", "38320436", "4266456", "13729380", "4270740", "4305857", "4221306",
    "4505359", "4204038", "4420465", "4433953", "4340730", "12345674",
]  # fmt: skip


def refuz(functie, text):
    with pytest.raises(ValidationError) as exceptie:
        functie(text)
    assert not exceptie.value.params
    assert not set(re.findall("[0-9]{5,}", text)) & set(re.findall("[0-9]{5,}", str(exceptie.value)))
    return exceptie.value.code


@pytest.mark.parametrize("cif", CIF_VALIDE)
def test_cif_valid(cif):
    assert normalizeaza_cif(cif) == cif


@pytest.mark.parametrize(
    "text",
    [
        "RO4267117",
        "ro4267117",
        "RO 4267117",
        " Ro  4 267 117 ",
        "4.267.117",
        "R O 4267117",
        "004267117",
        "RO004267117",
        "0004267117",
        "4267117\u00a0",
        "CIF 4267117",
        "CUI: RO 4267117",
        "C.I.F. 4267117",
    ],
)
def test_cif_scris_altfel(text):
    assert normalizeaza_cif(text) == "4267117"


@pytest.mark.parametrize("text", ["4267118", "25852661", "12345678", "4420466"])
def test_cif_cu_alta_cifra_de_control(text):
    assert refuz(normalizeaza_cif, text) == "cif_control"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "RO", "1", "01", "0", "00", "12345678901", "1484155a", "RO1484155a", "abc", "４２６７１１７",
        "٤٢٦٧١١٧", "4267117RO", "RORO4267117", "-4267117", "4_267_117", "4267117.0e0", "²²", "0" * 40 + "4267117",
    ],
)  # fmt: skip
def test_cif_fara_forma(text):
    assert refuz(normalizeaza_cif, text) == "cif_format"


def test_cif_mesaje():
    with pytest.raises(ValidationError, match=r"cifra de control nu corespunde\. Verificați cifrele introduse\."):
        normalizeaza_cif("4267118")
    with pytest.raises(ValidationError, match=r"^\['Ați introdus un CNP\. Vă rugăm să nu comunicați date personale"):
        normalizeaza_cif(CNP)


@pytest.mark.parametrize("text", [CNP, f" {CNP} ", "1 800101 221144", f"RO{CNP}"])
def test_cnp_in_locul_cif_are_mesajul_lui(text):
    assert refuz(normalizeaza_cif, text) == "cnp"


@given(st.text(max_size=20) | st.from_regex(r"\A\s?(?:[rR][oO])?\s?[\d. ]{0,14}[a-z]?\Z"))
@example("1484155a")
@example("RO 14841555")
@example("ro14841555")
@example("")
def test_cif_nu_cade_niciodata(text):
    try:
        cif = normalizeaza_cif(text)
    except ValidationError:
        return
    assert re.fullmatch(r"[1-9][0-9]{1,9}", cif)
    assert normalizeaza_cif(cif) == normalizeaza_cif(f"RO {cif}") == normalizeaza_cif(f"0{cif}") == cif


@given(st.sampled_from(CIF_VALIDE), st.data())
def test_o_cifra_gresita_se_vede(cif, date):
    """Any single wrong digit is caught, unless the remainder 10 folds onto 0."""
    loc = date.draw(st.integers(0, len(cif) - 1))
    alta = date.draw(st.sampled_from([c for c in "0123456789" if c != cif[loc]]))
    gresit = cif[:loc] + alta + cif[loc + 1 :]
    with contextlib.suppress(ValidationError):
        assert normalizeaza_cif(gresit)[-1] == "0"


@pytest.mark.parametrize(
    ("text", "raspuns"),
    [
        (CNP, True),
        ("1800101221145", False),  # control digit
        ("1801301221144", False),  # month 13
        ("0800101221144", False),
        ("180010122114", False),
        ("", False),
        ("18001012211440", False),
        ("１８００１０１２２１１４４", False),
    ],
)
def test_este_cnp(text, raspuns):
    assert este_cnp(text) is raspuns


@pytest.mark.parametrize(
    ("text", "raspuns"),
    [
        (f"Mă numesc X, {CNP}.", True),
        ("CNP 1-800101-221144", True),
        (f"5 {CNP}", True),
        (f"{CNP} 5", True),
        (f"scan_{CNP}.pdf", True),
        (f"7{CNP}", False),
        (f"{CNP}7", False),
        ("CIF 4267117, telefon 0213142315", False),
        ("RO49AAAA1B31007593840000", False),
        ("", False),
    ],
)
def test_contine_cnp(text, raspuns):
    assert contine_cnp(text) is raspuns


@pytest.mark.parametrize(
    ("text", "e164", "afisat"),
    [
        ("021 314 23 15", "+40213142315", "021 314 23 15"),
        ("+40 (0)21/314.23.15", "+40213142315", "021 314 23 15"),
        ("0040-31-425-12-34", "+40314251234", "031 425 12 34"),
        ("0722123456", "+40722123456", "0722 123 456"),
        ("0256 123 456", "+40256123456", "0256 123 456"),
        ("0800 123 456", "+40800123456", "0800 123 456"),
    ],
)
def test_telefon(text, e164, afisat):
    assert normalizeaza_telefon(text) == e164
    assert afiseaza_telefon(e164) == afisat
    assert normalizeaza_telefon(afisat) == e164


@pytest.mark.parametrize(
    "text", ["", "112", "9524", "0122123456", "07221234567", "072212345", "+33722123456", "0722 123 45a", "٠٧٢٢١٢٣٤٥٦"]
)
def test_telefon_refuzat(text):
    assert refuz(normalizeaza_telefon, text) == "telefon"


def test_telefon_strain_se_afiseaza_cum_este():
    assert afiseaza_telefon("+33123456789") == "+33123456789"
    assert afiseaza_telefon("") == afiseaza_telefon(None) == ""


@pytest.mark.parametrize(
    ("text", "numar"),
    [
        ("1039/A/2023", "1039/A/2023"),
        (" 1039 / a / 2023 ", "1039/A/2023"),
        ("0039/B/1999", "39/B/1999"),
        ("1/PJ/2001", "1/PJ/2001"),
    ],
)
def test_nr_registru(text, numar):
    assert normalizeaza_nr_registru(text) == numar


@pytest.mark.parametrize("text", ["", "1039", "1039/2023", "1039/A/23", "0/A/2023", "1039-A-2023", "62/12.06.2009"])
def test_nr_registru_refuzat(text):
    assert refuz(normalizeaza_nr_registru, text) == "nr_registru"


@pytest.mark.parametrize(
    ("text", "raspuns"),
    [
        ("4267117", Recunoscut("cif", "4267117")),
        (" ro 4267117", Recunoscut("cif", "4267117")),
        ("1039/a/2023", Recunoscut("nr_registru", "1039/A/2023")),
        ("CIF 159", Recunoscut("cif", "159")),
        ("159", None),  # a number, valid by accident
        ("fundația", None),
        ("sector 3", None),
        ("", None),
        (CNP, None),
    ],
)
def test_recunoaste(text, raspuns):
    assert recunoaste(text) == raspuns


@given(st.text(max_size=30))
def test_recunoaste_nu_cade(text):
    recunoaste(text)
