"""Health: alive without asking anybody, ready when everything behind it is."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from platforma.mesaje.models import Mesaj
from platforma.mesaje.tasks import expediaza


def mesaj(**campuri):
    return Mesaj.objects.create(cheie="c", catre="ana@exemplu.test", subiect="S", text="T", **campuri)


def pregatit(client):
    raspuns = client.get("/stare/pregatit")
    return raspuns.status_code, raspuns.json()


def test_viu_nu_intreaba_pe_nimeni(client, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1"}}
    raspuns = client.get("/stare/viu")  # without the db mark any query fails the test
    assert (raspuns.status_code, raspuns.json()) == (200, {"stare": "bine"})
    assert "no-store" in raspuns.headers["Cache-Control"]


@pytest.mark.django_db
def test_pregatit_cand_totul_merge(client, mailoutbox):
    pregatit(client)  # the first request of a process loads everything, which takes seconds on a busy machine
    expediaza()
    assert pregatit(client) == (
        200,
        {
            "stare": "bine",
            "baza": "bine",
            "cache": "bine",
            "migrari": "bine",
            "posta": "bine",
            "mesaj_scadent_de": 0,
            "lucrator_vazut_acum": 0,
        },
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("secunde", "cod", "posta"), [(290, 200, "bine"), (310, 503, "defect")])
def test_un_mesaj_intarziat_peste_cinci_minute_il_inroseste(client, secunde, cod, posta):
    mesaj(urmatoarea_la=timezone.now() - timedelta(seconds=secunde))
    raspuns = pregatit(client)
    assert (raspuns[0], raspuns[1]["posta"], raspuns[1]["mesaj_scadent_de"] // 10) == (cod, posta, secunde // 10)


@pytest.mark.django_db
def test_un_buletin_care_pleaca_incet_nu_il_inroseste(client):
    mesaj(urmatoarea_la=timezone.now() - timedelta(hours=2), in_masa=True)
    raspuns = pregatit(client)
    assert (raspuns[0], raspuns[1]["posta"], raspuns[1]["mesaj_scadent_de"]) == (200, "bine", 7200)


@pytest.mark.django_db
def test_o_migrare_neaplicata_il_inroseste(client):
    MigrationRecorder(connection).record_unapplied("mesaje", "0001_initial")
    cod, raspuns = pregatit(client)
    assert (cod, raspuns["migrari"], raspuns["baza"]) == (503, "defect", "bine")


@pytest.mark.django_db
def test_fara_baza_raspunde_503_si_nu_spune_nimic_secret(client):
    def cade(executa, sql, parametri, multe, context):
        raise OperationalError("parola=secret gazda=db.intern")

    with connection.execute_wrapper(cade):
        cod, raspuns = pregatit(client)
    assert (cod, raspuns["baza"], raspuns["migrari"], raspuns["posta"], raspuns["cache"]) == (
        503,
        "defect",
        "defect",
        "defect",
        "bine",
    )
    assert "secret" not in str(raspuns)


@pytest.mark.django_db
def test_fara_cache_raspunde_503(client, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1"}}
    cod, raspuns = pregatit(client)
    assert (cod, raspuns["cache"], raspuns["baza"]) == (503, "defect", "bine")
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": settings.REDIS_URL}}


@pytest.mark.django_db
@pytest.mark.parametrize("cale", ["/stare/viu", "/stare/pregatit"])
def test_numai_get(client, cale):
    assert client.post(cale).status_code == 405
