"""Changing the address one signs in with."""

import pytest
from django.test import Client

from platforma.conturi.models import Utilizator
from platforma.mesaje.models import Mesaj
from tests.conftest import PAROLA
from tests.conturi.ajutor import autentificare, autentificat, legatura

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_pentru, reprezentant):
    """The representative, who has just typed her password."""
    client = client_pentru(reprezentant)
    client.post("/cont/reauthenticate/", {"password": PAROLA})
    return client


def cere(client, adresa):
    return client.post("/cont/email/", {"email": adresa, "action_add": ""})


def test_adresa_se_schimba_numai_dupa_confirmare(client, reprezentant):
    cere(client, "Noua@Exemplu.test")
    assert Utilizator.objects.get(pk=reprezentant.pk).email == "reprezentant@exemplu.test"
    assert client.post(legatura()).status_code == 302
    reprezentant.refresh_from_db()
    assert reprezentant.email == "noua@exemplu.test"
    assert list(reprezentant.emailaddress_set.values_list("email", "verified", "primary")) == [
        ("noua@exemplu.test", True, True)
    ]
    anunt = Mesaj.objects.get(subiect="Adresa contului s-a schimbat")
    assert anunt.catre == "reprezentant@exemplu.test"
    assert "din reprezentant@exemplu.test în noua@exemplu.test" in anunt.text
    assert autentificare(Client(), "noua@exemplu.test").headers["Location"] == "/spatiu/"
    assert autentificare(Client(), "reprezentant@exemplu.test").status_code == 200  # the form again, with its error


def test_la_renuntare_ramane_adresa_veche(client, reprezentant):
    cere(client, "noua@exemplu.test")
    link = legatura()
    client.post("/cont/email/", {"email": "noua@exemplu.test", "action_remove": ""})
    assert client.post(link).status_code == 404
    assert list(reprezentant.emailaddress_set.values_list("email", flat=True)) == ["reprezentant@exemplu.test"]


def test_fara_parola_proaspata_adresa_nu_se_schimba(client_pentru, reprezentant):
    client = client_pentru(reprezentant)
    raspuns = cere(client, "noua@exemplu.test")
    assert raspuns.headers["Location"].startswith("/cont/reauthenticate/")
    assert not Mesaj.objects.exists()


def test_o_adresa_gresita_si_neconfirmata_nu_da_contul_altcuiva(client, reprezentant):
    """Whoever owns the mistyped address cannot have the password reset through it."""
    cere(client, "gresita@exemplu.test")
    Mesaj.objects.all().delete()
    Client().post("/cont/password/reset/", {"email": "gresita@exemplu.test"})
    assert [(m.catre, m.subiect) for m in Mesaj.objects.all()] == [
        ("gresita@exemplu.test", "Nu există un cont cu această adresă")
    ]


def test_adresa_confirmata_intre_timp_de_altcineva_nu_se_ia(client, reprezentant, strain):
    cere(client, strain.email)
    assert client.get(legatura()).context["can_confirm"] is False
    client.post(legatura())
    reprezentant.refresh_from_db()
    assert reprezentant.email == "reprezentant@exemplu.test"
    assert Utilizator.objects.get(pk=strain.pk).email == "strain@exemplu.test"


def test_literele_mari_nu_fac_alta_adresa(reprezentant):
    client = Client()
    assert autentificare(client, " REPREZENTANT@Exemplu.TEST ").headers["Location"] == "/spatiu/"
    assert autentificat(client)
