"""What happens once when an item appears, and the hours that the clock skips or repeats."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from noutati import aparitii
from noutati.models import Noutate
from noutati.tasks import aparitii as sarcina
from platforma.moderare.tranzitii import Actiune, Stare, muta
from tests.curse import deodata
from tests.noutati.conftest import noutate

pytestmark = pytest.mark.django_db


def test_se_insemneaza_ce_a_aparut_si_numai_o_data(publica, ascunse):
    assert aparitii.anunta_aparitiile() == [publica]
    publica.refresh_from_db()
    prima_data = publica.aparuta_la
    assert prima_data >= publica.vizibila_din
    assert aparitii.anunta_aparitiile() == []
    publica.refresh_from_db()
    assert publica.aparuta_la == prima_data


def test_cea_programata_la_ora_ei(organizatie):
    maine = timezone.now() + timedelta(days=1)
    rand = noutate("Programată", organizatie, vizibila_din=maine)
    assert aparitii.anunta_aparitiile() == []
    with time_machine.travel(maine - timedelta(seconds=1), tick=False):
        assert aparitii.anunta_aparitiile() == []
    with time_machine.travel(maine, tick=False):
        assert aparitii.anunta_aparitiile() == [rand]
        rand.refresh_from_db()
        assert rand.aparuta_la == maine


def test_cea_retrasa_inainte_sa_fie_vazuta_se_insemneaza_cand_revine(publica, reprezentant, moderator):
    muta(publica, Actiune.ARHIVEAZA, reprezentant, "A fost trimisă din greșeală de un coleg.")
    assert aparitii.anunta_aparitiile() == []
    muta(publica, Actiune.RESTAUREAZA, moderator)
    assert aparitii.anunta_aparitiile() == [publica]


def test_sarcina_din_program_exista(settings, publica):
    assert {r["task"] for r in settings.CELERY_BEAT_SCHEDULE.values()} >= {sarcina.name}
    sarcina()
    assert Noutate.objects.exclude(aparuta_la=None).get() == publica


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_rand", range(3))
def test_doi_lucratori_deodata_insemneaza_fiecare_o_data(organizatie, _rand):
    for n in range(20):
        noutate(f"Noutate {n}", organizatie)
    unul, altul = deodata(aparitii.anunta_aparitiile, aparitii.anunta_aparitiile)
    assert sorted(len(x) for x in (unul, altul)) == [0, 20]


@pytest.mark.django_db(transaction=True)
def test_fara_lacat_amandoi_le_gasesc(organizatie, monkeypatch):
    """The harness sees the bug: without the lock, the row locks and the second look, both report the same items."""
    for n in range(20):
        noutate(f"Noutate {n}", organizatie)
    from threading import Barrier

    bariera = Barrier(2)

    def neatent():
        acum = timezone.now()
        noi = list(Noutate.objects.neaparute(acum))
        bariera.wait(10)
        Noutate.objects.filter(pk__in=[n.pk for n in noi], aparuta_la=None).update(aparuta_la=acum)
        return noi

    unul, altul = deodata(neatent, neatent)
    assert [len(unul), len(altul)] == [20, 20]


@pytest.mark.django_db(transaction=True)
def test_o_perioada_inchisa_sub_lacat_nu_scapa_nimic(organizatie):
    """While the lock is held nothing gets an earlier `aparuta_la` than what is read under it."""
    from threading import Event

    from django.db import transaction

    noutate("Noutate", organizatie)
    tinut = Event()

    def perioada():
        with transaction.atomic():
            aparitii.blocheaza_aparitiile()
            tinut.set()
            pana_la = timezone.now()
            Event().wait(0.3)
            return pana_la, Noutate.objects.filter(aparuta_la__lte=pana_la).count()

    def lucrator():
        tinut.wait(10)
        return aparitii.anunta_aparitiile()

    (pana_la, cate), noi = deodata(perioada, lucrator)
    assert cate == 0
    assert noi[0].aparuta_la > pana_la


# --- clocks that are moved ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2026-10-24T10:00", datetime(2026, 10, 24, 7, tzinfo=UTC)),
        ("2026-10-25T02:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25T03:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # comes twice: the first time
        ("2026-10-25T04:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2027-03-28T02:59", datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        ("2027-03-28T04:00", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
    ],
)
def test_ora_aleasa_este_a_bucurestiului(ciorna, reprezentant, moderator, client_pentru, local, utc):
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC)):
        client = client_pentru(reprezentant)
        date = {"titlu": ciorna.titlu, "categorie": "anunt", "rezumat": "Un rezumat.", "text": "Un text."}
        raspuns = client.post(f"/spatiu/noutati/{ciorna.pk}/modifica/", {**date, "publica_la": local})
        assert raspuns.status_code == 302
        muta(ciorna, Actiune.TRIMITE, reprezentant)
        muta(ciorna, Actiune.APROBA, moderator)
    ciorna.refresh_from_db()
    assert ciorna.vizibila_din == utc
    assert Noutate.objects.publice(utc).exists()
    assert not Noutate.objects.publice(utc - timedelta(seconds=1)).exists()


@pytest.mark.parametrize("local", ["2027-03-28T03:00", "2027-03-28T03:59"])
def test_ora_care_nu_exista_se_refuza_cu_vorbe(ciorna, reprezentant, client_pentru, local):
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC)):
        raspuns = client_pentru(reprezentant).post(
            f"/spatiu/noutati/{ciorna.pk}/modifica/", {"titlu": "T", "categorie": "anunt", "publica_la": local}
        )
    asteptat = f"Ora {local[-5:]} nu există pe 28 martie 2027: ceasurile se dau înainte. Alegeți altă oră."
    assert raspuns.context["form"].errors["publica_la"] == [asteptat]


def test_ora_care_vine_de_doua_ori_se_spune(ciorna, reprezentant, client_pentru):
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC)):
        raspuns = client_pentru(reprezentant).post(
            f"/spatiu/noutati/{ciorna.pk}/modifica/",
            {"titlu": "T", "categorie": "anunt", "publica_la": "2026-10-25T03:30"},
            follow=True,
        )
    asteptat = "Ora 03:30 vine de două ori pe 25 octombrie 2026, când se dau ceasurile înapoi: am luat-o pe prima."
    assert asteptat in [str(m) for m in raspuns.context["messages"]]


# --- the moment may move until it has come ------------------------------------------------------------------------
@pytest.fixture
def programata(organizatie):
    moment = timezone.now() + timedelta(days=2)
    return noutate("Programată", organizatie, publica_la=moment, vizibila_din=moment)


def _schimba_ora(client, noutate, moment):
    local = timezone.localtime(moment)
    date = {"titlu": noutate.titlu, "categorie": "anunt", "rezumat": noutate.rezumat, "text": noutate.text}
    return client.post(f"/spatiu/noutati/{noutate.pk}/modifica/", {**date, "publica_la": f"{local:%Y-%m-%dT%H:%M}"})


def test_cea_programata_se_poate_muta(programata, reprezentant, client_pentru):
    altul = (timezone.now() + timedelta(days=5)).replace(second=0, microsecond=0)
    assert _schimba_ora(client_pentru(reprezentant), programata, altul).status_code == 302
    programata.refresh_from_db()
    assert programata.publica_la == programata.vizibila_din == altul
    assert programata.stare == Stare.PUBLICAT


def test_cea_aparuta_nu_se_mai_muta(publica, reprezentant, client_pentru):
    inainte = publica.vizibila_din
    _schimba_ora(client_pentru(reprezentant), publica, timezone.now() + timedelta(days=5))
    publica.refresh_from_db()
    assert (publica.vizibila_din, publica.publica_la) == (inainte, None)
