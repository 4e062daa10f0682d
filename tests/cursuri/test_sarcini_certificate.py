"""The jobs of certificates: run twice in a row, the second run writes nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cursuri import loturi
from cursuri.models import Certificat
from platforma.nomenclatoare.models import Proiect
from tests.ateliere.test_sarcini import scrieri
from tests.cursuri.conftest import absolvent


@pytest.mark.parametrize("sarcina", ["cursuri.tasks.certificate", "cursuri.tasks.curata"])
def test_a_doua_oara_nu_scrie_nimic(sarcina, terminata, absolventa, organizatie, secretariat):
    absolvent(terminata, "Dan Ene", organizatie)
    loturi.porneste(terminata, secretariat, 2)
    if sarcina.endswith("curata"):
        loturi.lucreaza()
        Proiect.objects.update(pastrare_pana_la=timezone.localdate() - timedelta(days=1))
    assert scrieri(sarcina) != []
    assert scrieri(sarcina) == []
    assert Certificat.objects.count() == 2
