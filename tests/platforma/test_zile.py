from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platforma.nomenclatoare.models import ZiNelucratoare
from platforma.zile import acum_zile_lucratoare, peste_zile_lucratoare, zile_libere, zile_lucratoare

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("de_la", "pana_la", "zile"),
    [
        (date(2026, 5, 5), date(2026, 5, 5), 0),  # the same Tuesday
        (date(2026, 5, 5), date(2026, 5, 6), 1),
        (date(2026, 5, 8), date(2026, 5, 11), 1),  # Friday to Monday
        (date(2026, 5, 9), date(2026, 5, 10), 0),  # Saturday to Sunday
        (date(2026, 5, 11), date(2026, 5, 8), 0),  # the wrong way round
        (date(2026, 4, 9), date(2026, 4, 14), 1),  # Maundy Thursday; Good Friday and Easter Monday are holidays
        (date(2026, 4, 30), date(2026, 5, 4), 1),  # 1 May is a Friday
        (date(2026, 5, 29), date(2026, 6, 2), 1),  # 1 June is Children's Day and the second day of Rusalii
        (date(2026, 11, 27), date(2026, 12, 2), 1),  # 30 November and 1 December
        (date(2026, 12, 31), date(2027, 1, 8), 3),  # 4, 5 and 8 January; the 1st, 6th and 7th are holidays
        (date(2026, 8, 14), date(2026, 8, 17), 1),  # 15 August falls on a Saturday and is not moved
        (date(2025, 12, 31), date(2026, 12, 31), 250),  # 261 weekdays, 11 of them holidays
    ],
)
def test_zile_lucratoare(de_la, pana_la, zile):
    assert zile_lucratoare(de_la, pana_la) == zile


def test_zilele_lucratoare_pierdute_in_2026():
    libere = zile_libere(date(2026, 1, 1), date(2026, 12, 31))
    assert sorted(zi.strftime("%d.%m") for zi in libere if zi.weekday() < 5) == sorted(
        ["01.01", "02.01", "06.01", "07.01", "10.04", "13.04", "01.05", "01.06", "30.11", "01.12", "25.12"]
    )


def test_ziua_este_cea_din_bucuresti():
    joi_seara = datetime(2026, 5, 7, 21, 30, tzinfo=UTC)  # already Friday, 00:30, in Bucharest
    assert zile_lucratoare(joi_seara, datetime(2026, 5, 8, 10, 0, tzinfo=UTC)) == 0


def test_o_punte_adaugata_de_personal_se_scade():
    ZiNelucratoare.objects.create(data=date(2026, 5, 4), nume="Zi liberă acordată prin hotărâre")
    assert zile_lucratoare(date(2026, 4, 30), date(2026, 5, 5)) == 1


def test_calendarul_se_citeste_o_data(django_assert_num_queries):
    with django_assert_num_queries(1):
        libere = zile_libere(date(2026, 1, 1), date(2026, 12, 31))
        for zi in range(1, 29):
            zile_lucratoare(date(2026, 4, zi), date(2026, 12, 1), libere)


def test_pragul_sare_peste_paste():
    """On Wednesday 15 April 2026 only Tuesday and Wednesday have been worked since Thursday the 9th."""
    acum = datetime(2026, 4, 15, 9, 0, tzinfo=UTC)
    assert acum_zile_lucratoare(3, acum).isoformat() == "2026-04-08T00:00:00+03:00"


@given(
    pana_la=st.datetimes(datetime(2023, 2, 1), datetime(2030, 12, 31), timezones=st.just(UTC)),
    vechime=st.timedeltas(timedelta(0), timedelta(days=60)),
    zile=st.integers(0, 20),
)
def test_pragul_spune_acelasi_lucru_ca_numararea(pana_la, vechime, zile):
    depus = pana_la - vechime
    assert (depus < acum_zile_lucratoare(zile, pana_la)) == (zile_lucratoare(depus, pana_la) > zile)


@given(de_la=st.dates(date(2024, 1, 1), date(2029, 1, 1)), cate=st.integers(0, 500))
def test_numararea_pe_saptamani_este_cea_pe_zile(de_la, cate):
    pana_la = de_la + timedelta(days=cate)
    libere = zile_libere(de_la, pana_la)
    una_cate_una = [de_la + timedelta(days=n) for n in range(1, cate + 1)]
    assert zile_lucratoare(de_la, pana_la, libere) == sum(z.weekday() < 5 and z not in libere for z in una_cate_una)


@given(de_la=st.dates(date(2024, 1, 1), date(2029, 1, 1)), zile=st.integers(0, 20))
def test_termenul_este_prima_zi_in_care_au_trecut_zilele(de_la, zile):
    pana_la = peste_zile_lucratoare(de_la, zile)
    assert zile_lucratoare(de_la, pana_la) == zile
    assert zile == 0 or zile_lucratoare(de_la, pana_la - timedelta(days=1)) == zile - 1
