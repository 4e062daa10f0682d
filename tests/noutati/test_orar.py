"""Terms of digests: 8:00 by the clock of Bucharest, whatever that clock does."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noutati.orar import ultimul_termen, urmatorul_termen
from tests.noutati.ajutor_abonari import BUCURESTI, la

MOMENTE = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("saptamanal", "moment", "ultimul", "urmatorul"),
    [
        (False, la(2026, 5, 5, 7, 59), la(2026, 5, 4, 8), la(2026, 5, 5, 8)),
        (False, la(2026, 5, 5, 8), la(2026, 5, 5, 8), la(2026, 5, 6, 8)),
        (False, la(2026, 3, 28, 9), la(2026, 3, 28, 8), la(2026, 3, 29, 8)),  # 23 hours: summer time begins
        (False, la(2026, 10, 24, 9), la(2026, 10, 24, 8), la(2026, 10, 25, 8)),  # 25 hours: it ends
        (True, la(2026, 5, 4, 7, 59), la(2026, 4, 27, 8), la(2026, 5, 4, 8)),
        (True, la(2026, 5, 4, 8), la(2026, 5, 4, 8), la(2026, 5, 11, 8)),  # a Monday
        (True, la(2026, 5, 10, 23), la(2026, 5, 4, 8), la(2026, 5, 11, 8)),
    ],
)
def test_termenele_dinainte_si_de_dupa(saptamanal, moment, ultimul, urmatorul):
    assert (ultimul_termen(saptamanal, moment), urmatorul_termen(saptamanal, moment)) == (ultimul, urmatorul)


@given(moment=MOMENTE, saptamanal=st.booleans())
def test_orice_moment_sta_intre_doua_termene_vecine(moment, saptamanal):
    inainte, dupa = ultimul_termen(saptamanal, moment), urmatorul_termen(saptamanal, moment)
    assert inainte <= moment < dupa
    assert ultimul_termen(saptamanal, dupa) == dupa
    assert ultimul_termen(saptamanal, dupa - timedelta(seconds=1)) == inainte
    local = dupa.astimezone(BUCURESTI)
    assert (local.hour, local.minute) == (8, 0)
    assert not saptamanal or local.weekday() == 0
    durata = (dupa.astimezone(UTC) - inainte.astimezone(UTC)) - timedelta(days=7 if saptamanal else 1)
    assert abs(durata) in (timedelta(), timedelta(hours=1))
