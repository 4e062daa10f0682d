"""No answer of the site tells whether an address has an account; only its mailbox is told."""

import pytest
from django.test import Client

from platforma.conturi.models import Utilizator
from platforma.mesaje.models import Mesaj
from tests.conturi.ajutor import autentificare, corp, inscriere

pytestmark = pytest.mark.django_db
LIBERA = "nimeni@exemplu.test"


def vede(fapta, adresa):
    """Everything a visitor sees of `fapta(client)`: status, place, page, cookies; her own words hidden."""
    client = Client()
    raspuns = fapta(client, adresa)
    urmeaza = [(r.status_code, r.headers.get("Location"), sorted(client.cookies)) for r in [raspuns]]
    if raspuns.status_code == 302:
        raspuns = client.get(raspuns.headers["Location"])
    return [*urmeaza, raspuns.status_code, corp(raspuns, adresa)]


def mesaje(adresa):
    return [m.subiect for m in Mesaj.objects.filter(catre=adresa)]


def test_inscrierea(reprezentant):
    def inscrie(client, adresa):
        return client.post("/cont/signup/", inscriere(email=adresa))

    assert vede(inscrie, reprezentant.email) == vede(inscrie, LIBERA)
    assert mesaje(LIBERA) == ["Confirmați adresa de e-mail"]
    assert mesaje(reprezentant.email) == ["Aveți deja un cont"]
    assert Utilizator.objects.get(pk=reprezentant.pk).nume == "Raluca Reprezentant"


def test_inscrierea_a_doua_oara(reprezentant):
    """Repeating it reveals nothing either: the first sign-up has made an account of the free address too."""

    def de_doua_ori(client, adresa):
        client.post("/cont/signup/", inscriere(email=adresa))
        return Client().post("/cont/signup/", inscriere(email=adresa))

    assert vede(de_doua_ori, reprezentant.email) == vede(de_doua_ori, LIBERA)


def test_autentificarea(reprezentant):
    def intra(client, adresa):
        return autentificare(client, adresa, "parola-gresita-1")

    assert vede(intra, reprezentant.email) == vede(intra, LIBERA)


def test_autentificarea_pana_la_limita(reprezentant):
    def insista(client, adresa):
        for _ in range(5):
            autentificare(client, adresa, "parola-gresita-1")
        return autentificare(client, adresa, "parola-gresita-1")

    existent = vede(insista, reprezentant.email)
    assert "Prea multe" in existent[-1]
    assert existent == vede(insista, LIBERA)


def test_resetarea_parolei(reprezentant):
    def reseteaza(client, adresa):
        return client.post("/cont/password/reset/", {"email": adresa})

    assert vede(reseteaza, reprezentant.email) == vede(reseteaza, LIBERA)
    assert mesaje(reprezentant.email) == ["Alegeți o parolă nouă"]
    assert mesaje(LIBERA) == ["Nu există un cont cu această adresă"]


def test_schimbarea_adresei(strain, reprezentant, client_pentru):
    def schimba(_client, adresa):
        client = client_pentru(strain)
        client.post("/cont/reauthenticate/", {"password": "parola-de-proba-1"})
        client.post("/cont/email/", {"email": adresa, "action_add": ""})
        raspuns = client.get("/cont/email/")
        assert adresa in raspuns.content.decode()
        return raspuns

    ocupata = vede(schimba, reprezentant.email)
    libera = vede(schimba, LIBERA)
    assert ocupata[-1] == libera[-1]
    assert mesaje(LIBERA) == mesaje(reprezentant.email) == ["Confirmați adresa de e-mail"]


def test_cheia_de_acces_nu_intreaba_de_adresa(client):
    """Signing in with a passkey offers the same challenge to everybody; no address is asked for."""
    raspuns = client.get("/cont/2fa/webauthn/login/", headers={"accept": "application/json"})
    assert raspuns.json()["request_options"]["publicKey"]["allowCredentials"] == []
