"""The jobs of beat: run twice in a row, the second run writes nothing."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from organizatii.models import CerereAlaturare, Cuvant, Organizatie, PerecheDubla, Sesizare
from platforma.mesaje.models import Mesaj
from tests.conftest import organizatie_publicata

SARCINI = sorted(s["task"] for s in settings.CELERY_BEAT_SCHEDULE.values() if s["task"].startswith("organizatii."))


def starea_lumii():
    """What the jobs may have written."""
    return [
        list(model.objects.order_by("pk").values_list(*coloane))
        for model, coloane in (
            (Mesaj, ["cheie"]),
            (PerecheDubla, ["pk", "gasita_la"]),
            (Sesizare, ["pk", "email"]),
            (Cuvant, ["pk"]),
        )
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("sarcina", SARCINI)
def test_rulata_de_doua_ori_la_rand_a_doua_oara_nu_schimba_nimic(sarcina, organizatie, reprezentant, strain):
    acum = timezone.now()
    Organizatie.objects.filter(pk=organizatie.pk).update(
        confirmata_la=acum - timedelta(days=366),
        atestat_numar="1",
        atestat_valabil_pana=timezone.localdate() + timedelta(days=20),
    )
    organizatie_publicata("Fundația Cartierul Nostru", "cartierul-2")
    Sesizare.objects.create(
        organizatie=organizatie,
        ce="contact",
        text="x",
        email="v@exemplu.test",
        stare="publicat",
        stare_din=acum - timedelta(days=40),
    )
    CerereAlaturare.objects.create(organizatie=organizatie, utilizator=strain, functie="voluntară")
    urme = [starea_lumii()]
    for _de_doua_ori in range(2):
        import_string(sarcina)()
        urme.append(starea_lumii())
    assert urme[1] != urme[0]
    assert urme[2] == urme[1]
