"""What the search box offers while somebody types."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizatii.models import Organizatie
from organizatii.views.sugestii import CERERI_PE_MINUT
from platforma.nomenclatoare.models import Domeniu
from tests.conftest import organizatie_publicata

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organizatii(db):
    Organizatie.objects.all().delete()
    organizatie_publicata("Asociația Locul Nostru", "locul")
    organizatie_publicata("Fundația „Casa din Locaș”", "casa")
    organizatie_publicata("Asociația Loc în Ciornă", "ciorna", stare="ciorna")
    organizatie_publicata("Asociația Loc Radiat", "radiata", stare_registru="radiata")


def oferite(client, text):
    raspuns = client.get("/sugestii/", {"q": text})
    assert raspuns.status_code == 200
    return re.findall(
        r'data-adresa="([^"]+)"><span>(.*?)</span> <small>(.*?)</small>', html.unescape(raspuns.content.decode())
    )


def test_intai_numele_care_incep_asa_apoi_cele_cu_un_cuvant_apoi_listele(client):
    assert oferite(client, "LOC") == [
        ("/organizatii/locul/", "Asociația Locul Nostru", "organizație"),
        ("/organizatii/casa/", "Fundația „Casa din Locaș”", "organizație"),
        ("/organizatii/?domeniu=locuire", "Locuire", "domeniu"),
    ]
    assert oferite(client, "asociatia locul") == [("/organizatii/locul/", "Asociația Locul Nostru", "organizație")]
    assert oferite(client, "ferent") == [("/organizatii/?cartier=ferentari", "Ferentari", "cartier")]


def test_un_domeniu_scos_din_uz_nu_se_ofera(client):
    Domeniu.objects.filter(slug="locuire").update(activ=False)
    assert oferite(client, "locuire") == []


@pytest.mark.parametrize("text", ["", "l", "asoc", "Asociația", "fund", "???", "\x00", "%", "_", "\\", "zzz", "'" * 90])
def test_fara_nimic_de_oferit(client, text):
    assert oferite(client, text) == []
    assert "Nicio sugestie." in client.get("/sugestii/", {"q": text}).content.decode()


def test_numele_nu_devin_cod(client):
    organizatie_publicata("<b>Locomotiva</b>", "loco")
    raspuns = client.get("/sugestii/?q=locomotiva").content.decode()
    assert "<b>" not in raspuns
    assert "&lt;" in raspuns


def test_raspunsul_se_poate_pastra_un_minut_si_nu_tine_de_persoana(client):
    raspuns = client.get("/sugestii/?q=loc")
    assert raspuns["Cache-Control"] == "public, max-age=60"
    assert not raspuns.cookies
    assert "Cookie" not in raspuns.get("Vary", "")


def test_prea_multe_cereri_sunt_refuzate(client):
    for _n in range(CERERI_PE_MINUT):
        assert client.get("/sugestii/").status_code == 200
    assert client.get("/sugestii/?q=loc").status_code == 429


@pytest.mark.parametrize("cate", [1, 3])
def test_interogarile_nu_cresc(client, cate):
    for n in range(cate):
        organizatie_publicata(f"Asociația Zmeura {n}", f"zmeura-{n}")
    with CaptureQueriesContext(connection) as interogari:
        gasite = oferite(client, "zmeura")
    assert (len(gasite), len(interogari)) == (cate, 2)


@pytest.mark.parametrize("adresa", ["/", "/organizatii/", "/autoritati/?q=x"])
def test_caseta_e_un_camp_obisnuit_fara_script(client, adresa):
    pagina = client.get(adresa).content.decode()
    assert pagina.count('hx-get="/sugestii/"') == 1
    assert 'role="combobox"' not in pagina
    assert re.search(r'<ul class="sugestii"[^>]* hidden></ul>', pagina)
