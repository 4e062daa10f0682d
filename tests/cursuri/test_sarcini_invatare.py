"""The jobs of learning: run twice in a row, the second run writes nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cursuri import absente
from cursuri.models import Sesiune
from tests.ateliere.test_sarcini import scrieri
from tests.cursuri.conftest import cerere_pentru, serie_publicata

pytestmark = pytest.mark.django_db


def reamintire(primarie, organizatie):
    acum = timezone.now()
    serie = serie_publicata(primarie, sesiuni=1, incepe=acum + timedelta(hours=20))
    Sesiune.objects.update(ics_modificat_la=acum - timedelta(days=9))
    cerere_pentru(serie, "Ana", organizatie, stare_din=acum - timedelta(days=9))


def motiv_vechi(primarie, organizatie):
    serie = serie_publicata(primarie, sesiuni=1, incepe=timezone.now() - timedelta(days=100))
    absente.cere(cerere_pentru(serie, "Ana", organizatie), serie.sesiuni.get(), "Sunt la tratament.")


@pytest.mark.parametrize(
    ("sarcina", "de_facut"),
    [("cursuri.tasks.trimite_mementourile_sesiunilor", reamintire), ("cursuri.tasks.curata", motiv_vechi)],
)
def test_rulata_de_doua_ori_la_rand_a_doua_oara_nu_scrie_nimic(sarcina, de_facut, primarie, organizatie):
    de_facut(primarie, organizatie)
    assert scrieri(sarcina) != []
    assert scrieri(sarcina) == []
