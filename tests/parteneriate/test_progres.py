"""How far along: up or down, past the target, nowhere to go; and a drawing that stays inside its frame."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parteneriate.forms.monitorizare import CampNumar
from parteneriate.progres import DREAPTA, INALTIME, JOS, LATIME, STANGA, SUS, atinsa, grafic, procent, progres
from parteneriate.rezultate import cu_unitate

NUMERE = st.decimals(-10_000, 10_000, places=2)


@pytest.mark.parametrize(
    ("baza", "tinta", "valoare", "parte", "este_atinsa"),
    [
        (0, 12, 3, Decimal("0.25"), False),
        (0, 12, 12, 1, True),
        (0, 12, 15, Decimal("1.25"), True),
        (90, 30, 60, Decimal("0.5"), False),  # days of waiting: less is better
        (90, 30, 20, Decimal(7) / 6, True),
        (90, 30, 100, Decimal(-1) / 6, False),
        (50, 50, 50, 1, True),  # something to keep
        (50, 50, 49, 0, False),
        (5, None, 9, None, False),
    ],
)
def test_progres(baza, tinta, valoare, parte, este_atinsa):
    assert progres(Decimal(baza), tinta and Decimal(tinta), Decimal(valoare)) == parte
    assert atinsa(Decimal(baza), tinta and Decimal(tinta), Decimal(valoare)) is este_atinsa


@given(NUMERE, NUMERE, NUMERE)
def test_proprietatile_progresului(baza, tinta, valoare):
    if baza == tinta:
        assert progres(baza, tinta, valoare) == int(valoare == tinta)
        return
    assert (progres(baza, tinta, baza), progres(baza, tinta, tinta)) == (0, 1)
    parte = progres(baza, tinta, valoare)
    assert progres(-baza, -tinta, -valoare) == parte  # up and down are the same
    spre = (valoare - baza) * (tinta - baza)
    assert (parte > 0, parte < 0) == (spre > 0, spre < 0)
    assert atinsa(baza, tinta, valoare) == (abs(valoare - baza) >= abs(tinta - baza) and spre > 0)


def test_procentul_nu_se_rotunjeste_in_sus():
    assert [procent(Decimal(p)) for p in ("0.999", "1", "0.125", "-0.01")] == [99, 100, 12, -1]


@given(
    NUMERE, st.none() | NUMERE, st.lists(st.tuples(st.dates(date(2026, 1, 2), date(2027, 1, 1)), NUMERE), max_size=8)
)
def test_graficul_sta_in_rama(baza, tinta, valori):
    tinta_la = None if tinta is None else date(2026, 12, 1)
    g = grafic(baza, date(2026, 1, 1), tinta, tinta_la, valori)
    xs = [float(p.x) for p in g.puncte]
    assert xs == sorted(xs)
    assert all(STANGA <= x <= DREAPTA <= LATIME for x in xs)
    assert all(SUS <= float(p.y) <= JOS <= INALTIME for p in g.puncte)
    assert len(g.puncte) == len(valori) + 1
    if tinta is not None:
        assert 0 < float(g.tinta_text_y) < INALTIME


def test_ce_este_mai_mare_sta_mai_sus_si_ce_este_mai_tarziu_mai_la_dreapta():
    zi = date(2026, 1, 1)
    g = grafic(Decimal(0), zi, Decimal(10), zi + timedelta(days=100), [(zi + timedelta(days=50), Decimal(5))])
    assert [(p.x, p.y) for p in g.puncte] == [("6.0", "134.0"), ("160.0", "78.0")]
    assert (g.tinta_x, g.tinta_y, g.tinta_text_y) == ("314.0", "22.0", "15.0")


@pytest.mark.parametrize(
    ("scris", "numar"),
    [
        ("1.234,5", "1234.5"), ("1234,5", "1234.5"), ("1.234", "1234"),
        ("12.5", "12.5"), ("12", "12"), ("-3,25", "-3.25"),
        ("1 234,50", "1234.50"), ("1.234.567,89", "1234567.89"), (" 7 ", "7"), ("0,5", "0.5"),
    ],
)  # fmt: skip
def test_numere_romanesti(scris, numar):
    assert CampNumar().clean(scris) == Decimal(numar)


@pytest.mark.parametrize("scris", ["1.23.456", "1,234.5", "doi", "1,2,3", "NaN", "1e5", "1,234", "--3"])
def test_ce_nu_este_numar_este_intors(scris):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        CampNumar().clean(scris)


@pytest.mark.parametrize(
    ("cat", "unitate", "text"),
    [
        ("7", "curți", "7 curți"), ("20", "zile", "20 de zile"),
        ("61.00", "zile", "61 de zile"), ("119", "zile", "119 zile"),
        ("1234", "lei", "1.234 de lei"), ("12.50", "ore", "12,5 ore"), ("40", "%", "40 %"), ("30", "kg", "30 kg"),
        ("0", "persoane", "0 persoane"), ("100", "persoane", "100 de persoane"),
    ],
)  # fmt: skip
def test_cu_unitate(cat, unitate, text):
    assert cu_unitate(Decimal(cat), unitate).replace("\N{NO-BREAK SPACE}", " ") == text
