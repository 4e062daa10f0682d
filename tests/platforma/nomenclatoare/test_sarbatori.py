from datetime import date

import pytest

from platforma.nomenclatoare.sarbatori import pasti, sarbatori_legale

PASTI = [
    date(2023, 4, 16),
    date(2024, 5, 5),
    date(2025, 4, 20),
    date(2026, 4, 12),
    date(2027, 5, 2),
    date(2028, 4, 16),
    date(2029, 4, 8),
    date(2030, 4, 28),
]


@pytest.mark.parametrize("zi", PASTI, ids=str)
def test_pastile_ortodoxe(zi):
    assert pasti(zi.year) == zi


@pytest.mark.parametrize("an", [1899, 2100])
def test_pastile_numai_unde_calendarele_difera_cu_13_zile(an):
    with pytest.raises(ValueError, match="1900 and 2099"):
        pasti(an)


def test_zilele_lucratoare_pierdute_in_2026():
    """The list printed by the press for 2026: weekdays only."""
    assert [zi for zi, _nume in sarbatori_legale(2026) if zi.weekday() < 5] == [
        date(2026, 1, 1),
        date(2026, 1, 2),
        date(2026, 1, 6),
        date(2026, 1, 7),
        date(2026, 4, 10),
        date(2026, 4, 13),
        date(2026, 5, 1),
        date(2026, 6, 1),
        date(2026, 11, 30),
        date(2026, 12, 1),
        date(2026, 12, 25),
    ]


def test_boboteaza_e_libera_din_2024():
    assert date(2023, 1, 6) not in dict(sarbatori_legale(2023))
    assert dict(sarbatori_legale(2024))[date(2024, 1, 6)] == "Boboteaza"


def test_doua_sarbatori_in_aceeasi_zi_fac_un_rand():
    """Whit Monday of 2026 falls on the 1st of June."""
    assert dict(sarbatori_legale(2026))[date(2026, 6, 1)] == "Ziua Copilului · A doua zi de Rusalii"
