"""What the tests of news share: an item in each state that could leak, and the public ones beside it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from noutati.models import Noutate, slug_liber
from platforma.moderare.tranzitii import Stare
from tests.conftest import organizatie_publicata


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


def jpeg(latime=1600, inaltime=900):
    memorie = BytesIO()
    Image.new("RGB", (latime, inaltime), "#0d5c54").save(memorie, "JPEG")
    return memorie.getvalue()


def poza():
    """The fields of a picture of 1600 × 900 pixels."""
    imagine = ContentFile(jpeg(), name="gradina.jpg")
    return {"imagine": imagine, "imagine_alt": "O grădină între blocuri.", "imagine_credit": "Ana Pop"}


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
