"""What the tests of news share: an item in each state that could leak, and the public ones beside it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from noutati.models import Noutate, slug_liber
from platforma.moderare.tranzitii import Stare


def noutate(titlu, organizatie=None, *, domenii=(), sectoare=(), **campuri):
    """A published item, seen for an hour, unless the fields say otherwise."""
    acum = timezone.now()
    implicite = {
        "stare": Stare.PUBLICAT,
        "vizibila_din": acum - timedelta(hours=1),
        "rezumat": f"Rezumatul: {titlu}.",
        "text": "Un paragraf despre ce se întâmplă în cartier.",
    }
    rand = Noutate.objects.create(
        titlu=titlu, slug=slug_liber(titlu), organizatie=organizatie, **{**implicite, **campuri}
    )
    rand.domenii.set(domenii)
    rand.sectoare.set(sectoare)
    return rand


@pytest.fixture
def ciorna(organizatie):
    """A complete draft of `organizatie`."""
    return noutate("Atelier de reparat biciclete", organizatie, stare=Stare.CIORNA, vizibila_din=None)


@pytest.fixture
def publica(organizatie):
    return noutate("Grădina de pe strada Lirei", organizatie)


@pytest.fixture
def ascunse(organizatie, alta_organizatie):
    """Everything that a citizen may not see, each with the word „ascunsa” in its title."""
    acum = timezone.now()
    o_ora = timedelta(hours=1)
    from tests.conftest import organizatie_publicata

    arhivata = organizatie_publicata("Asociația Arhivată", "asociatia-arhivata", stare=Stare.ARHIVAT)
    return [
        noutate("Ascunsa ciornă", organizatie, stare=Stare.CIORNA, vizibila_din=None),
        noutate("Ascunsa trimisă", organizatie, stare=Stare.TRIMIS, vizibila_din=None),
        noutate("Ascunsa cu completări", organizatie, stare=Stare.COMPLETARI, vizibila_din=None),
        noutate("Ascunsa respinsă", organizatie, stare=Stare.RESPINS, vizibila_din=None),
        noutate("Ascunsa arhivată", organizatie, stare=Stare.ARHIVAT),
        noutate("Ascunsa programată", organizatie, vizibila_din=acum + o_ora),
        noutate("Ascunsa expirată", organizatie, vizibila_din=acum - 2 * o_ora, retrage_la=acum - o_ora),
        noutate("Ascunsa a unei organizații arhivate", arhivata),
    ]
