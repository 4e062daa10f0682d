"""The jobs of beat about applications: run twice in a row, the second run writes nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.module_loading import import_string

from cursuri.models import Cerere
from tests.ateliere.test_sarcini import scrieri
from tests.cursuri.conftest import cerere_pentru, serie_publicata

pytestmark = pytest.mark.django_db
SARCINI = ["expira_locurile", "verifica_cozile", "trimite_mementouri", "curata"]


@pytest.fixture
def de_facut(primarie, organizatie):
    """Work for each job: a term that passed, a seat not given, a term near, a draft to forget."""
    acum = timezone.now()
    trecut = serie_publicata(primarie, capacitate=1)
    cerere_pentru(trecut, "Trecut", organizatie, "acceptata", confirmare_pana_la=acum - timedelta(minutes=1))
    cu_coada = serie_publicata(primarie, numar=2, capacitate=1)
    cerere_pentru(cu_coada, "Rezerva", organizatie, "rezerva")
    aproape = serie_publicata(primarie, numar=3)
    demult = {"stare_din": acum - timedelta(days=3), "confirmare_pana_la": acum + timedelta(hours=9)}
    cerere_pentru(aproape, "Aproape", organizatie, "acceptata", **demult)
    veche = serie_publicata(
        primarie,
        numar=4,
        inscrieri_de_la=acum - timedelta(days=50),
        inscrieri_pana_la=acum - timedelta(days=31),
    )
    for stare in ("ciorna", "retrasa"):
        cerere_pentru(veche, f"Uitata {stare}", organizatie, stare, depusa_la=None)
    cerere_pentru(veche, "Depusa", organizatie, "depusa")


@pytest.mark.parametrize("sarcina", SARCINI)
def test_rulata_de_doua_ori_la_rand_a_doua_oara_nu_scrie_nimic(sarcina, de_facut):
    assert scrieri(f"cursuri.tasks.{sarcina}") != []
    assert scrieri(f"cursuri.tasks.{sarcina}") == []


def test_ciornele_se_uita_la_o_luna_dupa_inchiderea_depunerii(de_facut):
    import_string("cursuri.tasks.curata")()
    assert sorted(Cerere.objects.values_list("nume", flat=True)) == ["Aproape", "Depusa", "Rezerva", "Trecut"]
