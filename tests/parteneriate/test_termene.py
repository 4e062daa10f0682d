"""Calendar months: the ends of months, both changes of the clock, and the same answer row by row and in SQL."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parteneriate.models import Parteneriat
from parteneriate.termene import acum_luni, peste_luni, tace, tacut_dinainte

ZILE = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("zi", "luni", "atunci"),
    [
        (date(2026, 1, 15), 3, date(2026, 4, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_peste_luni(zi, luni, atunci):
    assert peste_luni(zi, luni) == atunci


@given(ZILE, st.integers(1, 24))
def test_acum_luni_este_ultima_zi_de_la_care_au_trecut(zi, luni):
    atunci = acum_luni(zi, luni)
    assert peste_luni(atunci, luni) <= zi < peste_luni(atunci + timedelta(days=1), luni)


@pytest.mark.parametrize(
    ("actualizat", "azi", "tacut"),
    [
        # 23:30 UTC is already the next day in Bucharest, in winter and in summer
        (datetime(2026, 3, 10, 21, 30, tzinfo=UTC), date(2026, 9, 10), True),
        (datetime(2026, 3, 10, 22, 30, tzinfo=UTC), date(2026, 9, 10), False),
        (datetime(2026, 3, 10, 22, 30, tzinfo=UTC), date(2026, 9, 11), True),
        (datetime(2026, 7, 10, 20, 59, tzinfo=UTC), date(2027, 1, 10), True),
        (datetime(2026, 7, 10, 21, 30, tzinfo=UTC), date(2027, 1, 10), False),
        (datetime(2026, 8, 31, 9, tzinfo=UTC), date(2027, 2, 27), False),
        (datetime(2026, 8, 31, 9, tzinfo=UTC), date(2027, 2, 28), True),
        # the days on which the clocks move themselves
        (datetime(2026, 3, 28, 22, 30, tzinfo=UTC), date(2026, 9, 28), False),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 9, 29), True),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2027, 4, 25), True),
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2027, 4, 25), False),
    ],
)
def test_tace(actualizat, azi, tacut):
    assert tace(actualizat, azi) is tacut
    assert (actualizat < tacut_dinainte(azi)) is tacut


@given(st.datetimes(datetime(2025, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)), ZILE)
def test_intrebarea_si_randul_spun_la_fel(actualizat, azi):
    assert tace(actualizat, azi) is (actualizat < tacut_dinainte(azi))


@pytest.mark.django_db
def test_neactualizate(semnat, public):
    acum = datetime(2026, 3, 1, 10, tzinfo=UTC)
    Parteneriat.objects.update(modificat_la=acum)
    Parteneriat.objects.filter(pk=public.pk).update(etapa="incheiat")
    assert list(Parteneriat.objects.neactualizate(date(2026, 8, 31))) == []
    assert list(Parteneriat.objects.neactualizate(date(2026, 9, 1))) == [semnat]
