"""The home page with everything that the apps show on it: how many questions it asks, and how much travels."""

import gzip
import re
from datetime import timedelta

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone

from organizatii.harta import harta
from tests.ateliere.conftest import atelier_publicat
from tests.noutati.conftest import noutate, poza

pytestmark = pytest.mark.django_db
INTEROGARI_MAXIM = 12
OCTETI_MAXIM = 100_000  # transferred, without pictures


@pytest.fixture
def plina(organizatie, primarie):
    for n in range(6):
        noutate(f"Noutate {n}", organizatie, **poza())
    for n in range(4):
        atelier_publicat(primarie, slug=f"atelier-{n}", incepe_la=timezone.now() + timedelta(days=10 + n))


def test_cel_mult_douasprezece_interogari(client, plina, django_assert_max_num_queries):
    harta()  # a process reads it whole once
    with django_assert_max_num_queries(INTEROGARI_MAXIM):
        raspuns = client.get("/").content.decode()
    assert raspuns.count('class="stire-titlu"') == 5
    assert "Ateliere care urmează" in raspuns


def test_sub_o_suta_de_mii_de_octeti_fara_imagini(client, plina):
    """As the proxy sends them, compressed: the page, its style sheets, its script and the pictograms it names."""
    pagina = client.get("/").content
    fisiere = set(re.findall(r"/static/([\w./-]+\.(?:css|js|svg))", pagina.decode()))
    assert {f.rpartition(".")[2] for f in fisiere} == {"css", "js", "svg"}
    octeti = len(gzip.compress(pagina))
    for fisier in fisiere:
        with open(finders.find(fisier), "rb") as deschis:
            octeti += len(gzip.compress(deschis.read()))
    assert octeti < OCTETI_MAXIM


def test_toate_imaginile_afara_de_prima_se_incarca_cand_se_ajunge_la_ele(client, plina):
    imagini = re.findall(r"<img [^>]*>", client.get("/").content.decode())
    assert len(imagini) == 5
    assert ['loading="lazy"' in imagine for imagine in imagini] == [False, True, True, True, True]
    assert all("srcset=" in imagine and 'width="1600"' in imagine for imagine in imagini)
