"""The jobs of beat: run twice in a row, the second run writes nothing; and when the digest of matches leaves."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.module_loading import import_string

from parteneriate.models import Parteneriat, Verificare
from tests.parteneriate.ajutor import anunt, interes
from tests.parteneriate.ajutor_verificari import deschisa
from tests.parteneriate.conftest import parteneriat

pytestmark = pytest.mark.django_db
SARCINI = [
    f"parteneriate.tasks.{nume}"
    for nume in (
        "aminteste_anunturile",
        "aminteste_interesele",
        "rezumatul_potrivirilor",
        "aminteste_rapoartele",
        "intreaba_de_parteneriate",
        "verificarile",
    )
]
SCRIERI = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def de_facut(organizatie, reprezentant, alta_organizatie, strain, primarie, autoritate, semnat):
    """A notice near its end, an answer that waits since 11 days, what fits whom; a partnership that owes a report
    and was silent for 200 days; checks to write, ask of and close."""
    rand = anunt("Pe sfârșite", organizatie, valabil_pana=timezone.localdate() + timedelta(days=3))
    interes(rand, alta_organizatie, strain, trimis_la=timezone.now() - timedelta(days=11))
    deschisa(semnat, zile=46)
    Verificare.objects.create(
        parteneriat=semnat, ocazie="incheiere", de_la=semnat.semnat_la, scadenta=timezone.localdate()
    )
    p = parteneriat("Tăcut", organizatie, primarie, etapa="implementare")
    azi, demult = timezone.localdate(), timedelta(days=200)
    Parteneriat.objects.filter(pk=p.pk).update(
        semnat_la=azi - demult, incepe_la=azi - demult, modificat_la=timezone.now() - demult
    )


def scrieri(sarcina):
    """The statements of one run that write."""
    with CaptureQueriesContext(connection) as jurnal:
        import_string(sarcina)()
    return [i["sql"] for i in jurnal if i["sql"].lstrip("( ").upper().startswith(SCRIERI)]


@pytest.mark.parametrize("sarcina", SARCINI)
def test_rulata_de_doua_ori_la_rand_a_doua_oara_nu_scrie_nimic(sarcina, de_facut):
    assert scrieri(sarcina) != []
    assert scrieri(sarcina) == []


def test_toate_sunt_in_program():
    programate = {s["task"] for s in settings.CELERY_BEAT_SCHEDULE.values()}
    assert set(SARCINI) <= programate


@pytest.mark.parametrize(
    ("acum", "urmatorul"),
    [
        (datetime(2026, 10, 23, 12, tzinfo=UTC), datetime(2026, 10, 26, 6, tzinfo=UTC)),  # clocks went back on Sunday
        (datetime(2027, 3, 26, 12, tzinfo=UTC), datetime(2027, 3, 29, 5, tzinfo=UTC)),  # and forward
    ],
)
def test_rezumatul_pleaca_lunea_la_8_la_bucuresti(acum, urmatorul):
    from platforma.celery import app

    orar = settings.CELERY_BEAT_SCHEDULE["parteneriate-potriviri"]["schedule"]
    orar.app, orar.nowfun = app, lambda: acum.astimezone(app.timezone)
    assert acum + orar.remaining_estimate(acum) == urmatorul
