"""The public page: the state first, every printed word, and no way to find what one has no code for."""

import pytest
from django.core.cache import cache

from cursuri import randare
from cursuri.certificare import cere_initiale, emite, inlocuieste, revoca
from cursuri.models import Certificat
from cursuri.views.verificare import CAMPURI, PE_MINUT
from platforma.nomenclatoare.models import Proiect
from tests.cursuri.conftest import MOTIV
from tests.organizatii.test_inscriere import png

CHEI = sorted(CAMPURI)


@pytest.fixture
def certificat(absolventa, secretariat):
    Proiect.objects.curent().sigle.create(text_alternativ="Uniunea Europeană", imagine=png())
    return randare.randeaza(emite(absolventa, secretariat).pk)


def adresa(certificat):
    return f"/verifica/{certificat.cod}/"


def test_cheile_sunt_cele_tiparite(certificat):
    assert sorted(certificat.date) == CHEI


@pytest.mark.parametrize("cheie", CHEI)
def test_pagina_si_geamanul_ei_arata_fiecare_camp_tiparit(certificat, client, cheie):
    """An altered PDF shows: whatever it says is beside what it should say."""
    valoare = certificat.date[cheie]
    valoare = valoare[0]["text"] if cheie == "sigle" else valoare
    assert valoare in client.get(adresa(certificat)).content.decode()
    assert client.get(f"/verifica/{certificat.cod}.json").json()["tiparit"][cheie] == valoare


@pytest.mark.parametrize("scris", ["{}", "{}-{}-{}", " {} {} {} ", "{}–{}–{}"])
def test_formularul_duce_la_pagina(certificat, client, scris):
    parti = [certificat.cod] if scris == "{}" else [certificat.cod[i : i + 4] for i in (0, 4, 8)]
    raspuns = client.get("/verifica/", {"cod": scris.format(*parti).lower()})
    assert (raspuns.status_code, raspuns["Location"]) == (302, adresa(certificat))


def test_starea_este_prima(certificat, client):
    html = client.get(adresa(certificat)).content.decode()
    assert html.index('data-verdict="emis"') < html.index("Ce scrie pe certificat")
    assert 'class="verdict-cuvant">Valabil<' in html
    assert f'data-amprenta="{certificat.sha256}"' in html


def test_revocat_ramane_la_vedere_cu_data_si_felul_motivului(certificat, client, secretariat):
    revoca(certificat, secretariat, categorie="fals", motiv="Un motiv secret, cu nume de oameni.")
    raspuns = client.get(adresa(certificat))
    html = raspuns.content.decode()
    assert raspuns.status_code == 200
    assert 'class="verdict-cuvant">Revocat<' in html
    assert "s-a emis pe baza unor date neadevărate" in html
    assert "secret" not in html
    json = client.get(f"/verifica/{certificat.cod}.json").json()
    assert (json["stare"], json["de_ce"], "secret" in str(json)) == ("revocat", "fals", False)


def test_cel_inlocuit_spune_numarul_noului_fara_cod_si_fara_nume(certificat, client, secretariat):
    """The old paper may be anywhere; whoever has it must not learn the new name from it."""
    nou = inlocuieste(certificat, secretariat, nume="Andrei Absolvent", organizatie="Org", motiv=MOTIV)
    html = client.get(adresa(certificat)).content.decode()
    assert 'class="verdict-cuvant">Înlocuit<' in html
    assert nou.numar in html
    for ascuns in (nou.cod, nou.cod_afisat, "Andrei", MOTIV):
        assert ascuns not in html
        assert ascuns not in client.get(f"/verifica/{certificat.cod}.json").content.decode()
    html = client.get(adresa(nou)).content.decode()
    assert "Andrei Absolvent" in html
    assert certificat.numar not in html, "nor the old name from the new paper"


def test_titularul_a_cerut_initiale(certificat, client):
    cere_initiale(certificat, True)
    for cale in (adresa(certificat), f"/verifica/{certificat.cod}.json"):
        text = client.get(cale).content.decode()
        assert "A. A." in text
        assert "Absolventa" not in text


def test_pdf_in_pregatire(absolventa, secretariat, client):
    certificat = emite(absolventa, secretariat)
    html = client.get(adresa(certificat)).content.decode()
    assert "PDF în pregătire" in html
    assert "verifica.js" not in html


NECUNOSCUTE = [
    "000000000000",
    "7K3M-Q9ZX-2B4C",
    "x",
    "u" * 12,
    "%F0%9F%8E%93",
    "a" * 300,
    "' OR 1=1 --",
    "123456789012",
]


@pytest.mark.django_db
@pytest.mark.parametrize("cod", NECUNOSCUTE)
def test_necunoscut_si_gresit_primesc_exact_aceeasi_pagina(cod, client, django_assert_num_queries):
    """Status, bytes, headers and queries: none of them tells a code that is not there from what is no code."""
    pagina = client.get("/verifica/000000000000/")
    with django_assert_num_queries(3):  # the certificate; the project and its logos for the strip
        raspuns = client.get(f"/verifica/{cod}/")
    assert (raspuns.status_code, raspuns.content) == (404, pagina.content)
    assert dict(raspuns.headers) == dict(pagina.headers)
    formular = client.get("/verifica/", {"cod": cod})
    assert (formular.status_code, formular.content) == (404, pagina.content)
    json = client.get(f"/verifica/{cod}.json")
    assert (json.status_code, json.json()) == (404, {"stare": "necunoscut"})


@pytest.mark.parametrize("cale", ["/verifica/{}/", "/verifica/{}.json", "/verifica/000000000000/", "/verifica/?cod=x"])
def test_nu_se_indexeaza_nu_se_tine_minte_si_nu_spune_de_unde_vine(certificat, client, cale):
    raspuns = client.get(cale.format(certificat.cod))
    assert raspuns["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert raspuns["Referrer-Policy"] == "no-referrer"
    assert raspuns["Cache-Control"] == "private, no-store"
    assert "canonical" not in raspuns.content.decode()


@pytest.mark.parametrize("cale", ["/verifica/{}/", "/verifica/{}.json", "/verifica/?cod={}"])
def test_prea_multe_cereri_de_la_aceeasi_adresa(certificat, client, cale):
    for _n in range(PE_MINUT):
        client.get("/verifica/000000000000.json")
    assert client.get(cale.format(certificat.cod)).status_code == 429
    assert client.get("/verifica/").status_code == 200, "the form itself is never refused"
    cache.clear()
    assert client.get(cale.format(certificat.cod)).status_code in (200, 302)


def test_nicio_adresa_nu_listeaza_certificate_pentru_oricine(certificat, client):
    serie = certificat.cerere.serie
    cai = ["/", "/cursuri/", serie.tema.get_absolute_url(), serie.get_absolute_url(), "/verifica/", "/verifica/?q=Ana"]
    for cale in [*cai, "/sitemap.xml", "/sitemap-cursuri.xml", "/robots.txt"]:
        text = client.get(cale).content.decode()
        for ascuns in (certificat.numar, certificat.cod, certificat.cod_afisat, "Absolventa"):
            assert ascuns not in text, cale


def test_postul_nu_este_primit(certificat, client):
    for cale in ("/verifica/", adresa(certificat), f"/verifica/{certificat.cod}.json"):
        assert client.post(cale).status_code == 405


def test_get_nu_scrie_nimic(certificat, client):
    inainte = Certificat.objects.values().get()
    client.get(adresa(certificat))
    assert Certificat.objects.values().get() == inainte
