"""The jobs of beat: run twice in a row, the second run writes nothing. And what a crash leaves behind."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.module_loading import import_string

from ateliere import inscrieri
from ateliere.models import Atelier, Concluzie, Fapta, Inscriere
from platforma.mesaje import lucrator
from platforma.mesaje.models import INCHIRIERE, Mesaj
from tests.ateliere.conftest import atelier_publicat, inscris, proces_publicat
from tests.mesaje.test_expediere import fara_broker  # noqa: F401 - a fixture
from tests.mesaje.test_lucrator import proces

pytest_plugins = ["tests.mesaje.smtp"]
SARCINI = sorted(s["task"] for s in settings.CELERY_BEAT_SCHEDULE.values() if s["task"].startswith("ateliere."))
SCRIERI = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def de_facut(primarie, organizatie, reprezentant, secretariat):
    """Work for each job: a place not given, a workshop over by the clock, a need to forget, a reminder due, a
    conclusion near its term."""
    acum = timezone.now()
    cu_coada = atelier_publicat(primarie, slug="coada", capacitate=1)
    inscris(cu_coada, "Asteapta", organizatie=organizatie, stare="asteptare")
    atelier_publicat(primarie, slug="trecut", incepe_la=acum - timedelta(hours=5))
    demult = atelier_publicat(primarie, slug="demult", incepe_la=acum - timedelta(days=40), stare="desfasurat")
    inscris(demult, "Ana", nevoi="scaun rulant")
    proces_publicat(demult, secretariat)
    Concluzie.objects.create(
        atelier=demult, text="Un compost în curte.", responsabil=organizatie, termen=timezone.localdate()
    )
    aproape = atelier_publicat(primarie, slug="aproape", incepe_la=acum + timedelta(hours=20))
    Atelier.objects.filter(pk=aproape.pk).update(ics_modificat_la=acum - timedelta(days=9))
    inscris(aproape, "Ion", stare_din=acum - timedelta(days=9))


def scrieri(sarcina):
    """The statements of one run that write."""
    with CaptureQueriesContext(connection) as jurnal:
        import_string(sarcina)()
    return [i["sql"] for i in jurnal if i["sql"].lstrip("( ").upper().startswith(SCRIERI)]


@pytest.mark.django_db
@pytest.mark.parametrize("sarcina", SARCINI)
def test_rulata_de_doua_ori_la_rand_a_doua_oara_nu_scrie_nimic(sarcina, de_facut):
    assert scrieri(sarcina) != []
    assert scrieri(sarcina) == []


@pytest.mark.django_db(transaction=True)
def test_o_exceptie_inainte_de_commit_nu_lasa_nici_loc_nici_mesaj_nici_jurnal(atelier, organizatie, reprezentant):
    def fapta():
        with transaction.atomic():
            inscrieri.inscrie(
                atelier.pk, nume="Ana", email="ana@exemplu.test", organizatie=organizatie, de=reprezentant
            )
            assert (Inscriere.objects.count(), Mesaj.objects.count(), Fapta.objects.count()) == (1, 1, 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fapta()
    assert (Inscriere.objects.count(), Mesaj.objects.count(), Fapta.objects.count()) == (0, 0, 0)


def vine(atelier, organizatie, reprezentant):
    return inscrieri.inscrie(
        atelier.pk, nume="Ana", email="ana@exemplu.test", organizatie=organizatie, de=reprezentant
    )[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("fara_broker")
def test_fara_broker_inscrierea_reuseste_si_maturarea_trimite_mesajul(smtp, atelier, organizatie, reprezentant):
    vine(atelier, organizatie, reprezentant)
    assert Mesaj.objects.get().stare == "in_coada"
    assert smtp.primite == []
    assert lucrator.trimite_scadente() == 1  # what the sweep of every 30 seconds does
    (primit,) = smtp.primite
    assert [p.get_content_type() for p in primit.iter_parts()] == ["text/plain", "text/html", "text/calendar"]


@pytest.mark.django_db(transaction=True)
def test_lucratorul_omorat_trimite_din_nou_aceeasi_intrare_in_calendar(smtp, atelier, organizatie, reprezentant):
    """Whatever the first one still did before it died, the second sends the same id and the same event."""
    vine(atelier, organizatie, reprezentant)
    lucrator.preia()  # and then nothing more of this worker is heard
    Mesaj.objects.update(preluat_la=timezone.now() - INCHIRIERE - timedelta(seconds=1))
    asteptat = Mesaj.objects.get()
    assert proces(smtp).wait(60) == 0
    (primit,) = smtp.primite
    assert primit["Message-ID"].startswith(f"<{asteptat.uuid}@")
    calendar = list(primit.iter_parts())[-1].get_content()
    assert calendar.splitlines() == asteptat.calendar.splitlines()
