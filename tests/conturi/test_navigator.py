"""The account in a real browser, under the real security policy: passkeys, and the whole way without scripts."""

import time

import pytest

from platforma.conturi.models import Utilizator
from tests.conftest import PAROLA, persoana
from tests.conturi.ajutor import legatura
from tests.navigator import abateri_axe, apasa

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def cu_cheie(pagina):
    """A virtual security key that verifies its owner, as a telephone does."""
    cdp = pagina.context.new_cdp_session(pagina)
    cdp.send("WebAuthn.enable")
    optiuni = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**optiuni, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    return cdp


def test_cheia_de_acces_se_adauga_si_deschide_contul(pagini):
    persoana("ana@exemplu.test", "Ana Pop")
    pagina = pagini()
    cu_cheie(pagina)
    pagina.goto("/cont/login/?next=/cont/2fa/")
    pagina.fill("[name=login]", "ana@exemplu.test")
    pagina.fill("[name=password]", PAROLA)
    apasa(pagina.locator("form.formular button.buton").first)
    pagina.wait_for_url("**/cont/2fa/")
    pagina.goto("/cont/2fa/webauthn/add/")
    pagina.fill("[name=password]", PAROLA)
    apasa(pagina.locator("form.formular button.buton").first)
    pagina.wait_for_url("**/webauthn/add/")
    pagina.fill("[name=name]", "Telefonul meu")
    pagina.check("[name=passwordless]")
    apasa(pagina.locator("form.formular button.buton").first)
    pagina.wait_for_url("**/recovery-codes/**")
    pagina.goto("/cont/logout/")
    apasa(pagina.locator("main form button").first)
    pagina.wait_for_url("**/")
    pagina.goto("/cont/login/?next=/cont/date/")
    apasa(pagina.get_by_role("button", name="Autentificare cu o cheie de acces"))
    pagina.wait_for_url("**/cont/date/")
    assert pagina.input_value("[name=nume]") == "Ana Pop"


@pytest.mark.parametrize("tema", ["light", "dark"])
def test_datele_mele_si_pagina_limitei(pagini, reprezentant, tema):
    pagina = pagini(reprezentant, tema=tema, latime=320)
    pagina.goto("/cont/date/")
    assert abateri_axe(pagina) == []
    for _ in range(6):
        pagina.goto("/cont/password/change/")
        apasa(pagina.locator("form.formular button.buton").first)
    assert pagina.locator("h1").inner_text() == "Prea multe încercări într-un timp scurt"
    assert abateri_axe(pagina) == []


@pytest.mark.parametrize("js", [True, False])
def test_de_la_inscriere_la_cont_pe_telefon(pagini, js):
    pagina = pagini(js=js, latime=360)
    pagina.goto("/cont/signup/?next=/cont/date/")
    pagina.fill("[name=nume]", "Ana Pop")
    pagina.fill("[name=email]", "ana@exemplu.test")
    pagina.fill("[name=password1]", PAROLA)
    pagina.check("[name=acord]")
    time.sleep(3)  # as a person would
    apasa(pagina.locator("form.formular button.buton").first)
    pagina.wait_for_url("**/cont/confirm-email/")
    assert Utilizator.objects.get().nume == "Ana Pop"
    pagina.goto(legatura())
    apasa(pagina.locator("form.formular button.buton").first)
    pagina.wait_for_url("**/cont/date/")
    assert pagina.locator("h1").inner_text() == "Datele mele"
