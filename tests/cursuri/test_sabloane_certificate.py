"""The mails about certificates: their subject, what they say, where their button leads."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from cursuri.certificare import emite, inlocuieste, revoca
from platforma.mesaje.models import Mesaj
from tests.cursuri.conftest import MOTIV

pytestmark = pytest.mark.django_db
CAZURI = {
    "certificat": (
        "Certificatul dumneavoastră {unu}",
        "aveți certificatul {unu}. Îl descărcați ca PDF de pe pagina cererii dumneavoastră.",
        "Descărcați certificatul: https://exemplu.test/cereri/",
    ),
    "certificat_inlocuit": (
        "Certificatul dumneavoastră, corectat: {doi}",
        "Am corectat certificatul {unu}: de acum este valabil certificatul {doi}.",
        "Descărcați certificatul: https://exemplu.test/cereri/",
    ),
    "certificat_revocat": (
        "Certificatul {doi} a fost revocat",
        f"Certificatul {{doi}} nu mai este valabil: a fost emis din greșeală. Iată motivul, pe care îl vedeți numai"
        f" dumneavoastră:\n\n{MOTIV}\n",
        "Vedeți cererea dumneavoastră: https://exemplu.test/cereri/",
    ),
}


@pytest.fixture
def mesaje(absolventa, secretariat, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    unu = emite(absolventa, secretariat)
    doi = inlocuieste(unu, secretariat, nume="Ana Corectată", organizatie="Org", motiv=MOTIV)
    revoca(doi, secretariat, categorie="greseala", motiv=MOTIV)
    return {"unu": unu, "doi": doi}


@pytest.mark.parametrize("fel", CAZURI)
def test_mesajul(fel, mesaje):
    numere = {nume: certificat.numar for nume, certificat in mesaje.items()}
    subiect, continut, buton = CAZURI[fel]
    gasit = Mesaj.objects.get(cheie__startswith=f"curs:{fel}:")
    assert (gasit.catre, gasit.sensibil) == ("ana.absolventa@exemplu.test", True)
    assert gasit.subiect == subiect.format(**numere)
    assert continut.format(**numere) in gasit.text
    assert len(re.findall(f"^{re.escape(buton)}", gasit.text, re.MULTILINE)) == 1
    assert not re.search(r"[{}]|\n\n\n| \n|  ", gasit.text.replace("-- \n", ""))
    assert gasit.html.count(f'href="{buton.partition(": ")[2]}') == 2


def test_codul_este_in_mesaj_ca_sa_poata_fi_dat_mai_departe(mesaje):
    text = Mesaj.objects.get(cheie__startswith="curs:certificat:").text
    assert mesaje["unu"].cod_afisat in text
    assert "https://exemplu.test/verifica/" in text


def test_fiecare_sablon_al_certificatelor_are_un_caz():
    dosar = Path(get_template("cursuri/email/certificat.txt").origin.name).parent
    assert sorted(f.name.removesuffix(".subiect.txt") for f in dosar.glob("certificat*.subiect.txt")) == sorted(CAZURI)
