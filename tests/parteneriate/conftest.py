"""What the tests of notices share: an open one, a draft, and everything that must not be seen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from platforma.moderare.tranzitii import Stare
from tests.conftest import organizatie_publicata
from tests.parteneriate.ajutor import anunt


@pytest.fixture
def deschis(organizatie):
    """An open need of `organizatie`."""
    return anunt("Căutăm o sală pentru cursuri", organizatie)


@pytest.fixture
def ciorna(organizatie):
    """A complete draft of `organizatie`."""
    return anunt("Căutăm mentori", organizatie, stare=Stare.CIORNA)


@pytest.fixture
def ascunse(organizatie):
    """Everything that a citizen may not see, each with the word „ascunsul” in its title."""
    azi = timezone.localdate()
    arhivata = organizatie_publicata("Asociația Arhivată", "asociatia-arhivata", stare=Stare.ARHIVAT)
    return [
        anunt("Ascunsul ciornă", organizatie, stare=Stare.CIORNA),
        anunt("Ascunsul trimis", organizatie, stare=Stare.TRIMIS),
        anunt("Ascunsul cu completări", organizatie, stare=Stare.COMPLETARI),
        anunt("Ascunsul respins", organizatie, stare=Stare.RESPINS),
        anunt("Ascunsul arhivat", organizatie, stare=Stare.ARHIVAT),
        anunt("Ascunsul expirat", organizatie, valabil_pana=azi - timedelta(days=1)),
        anunt("Ascunsul dintre membri", organizatie, vizibilitate="membri"),
        anunt("Ascunsul unei organizații arhivate", arhivata),
    ]
