"""Staff: how they come into the admin, and that they come with a second factor."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from platforma.mesaje.models import Mesaj
from tests.conftest import PAROLA
from tests.conturi.ajutor import autentificare, autentificat

pytestmark = pytest.mark.django_db
COADA = "/admin/mesaje/mesaj/"


def cod(secret):
    """What the telephone shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


# --- the door of the admin ----------------------------------------------------------------------------------------
def test_administrarea_cere_autentificarea_platformei(moderator):
    client = Client()
    raspuns = client.get(COADA, follow=True)
    assert [adresa for adresa, _cod in raspuns.redirect_chain] == [
        f"/admin/login/?next={COADA}",
        "/cont/login/?next=%2Fadmin%2Fmesaje%2Fmesaj%2F",
    ]
    assert autentificare(client, moderator.email, next=COADA).headers["Location"] == COADA
    assert client.get(COADA).status_code == 200


def test_cine_nu_este_din_personal_afla_ca_nu_are_dreptul(client_pentru, reprezentant):
    raspuns = client_pentru(reprezentant).get(COADA, follow=True)
    assert raspuns.status_code == 403
    assert len(raspuns.redirect_chain) == 1
    assert "Contul cu care ați intrat nu are acest drept." in raspuns.content.decode()


@pytest.mark.parametrize("metoda", ["get", "post"])
def test_personalul_autentificat_trece_de_usa(client_pentru, moderator, metoda):
    client = client_pentru(moderator)
    assert getattr(client, metoda)("/admin/login/").headers["Location"] == "/admin/"
    assert getattr(client, metoda)(f"/admin/login/?next={COADA}").headers["Location"] == COADA
    assert getattr(client, metoda)("/admin/login/?next=https://rau.test/").headers["Location"] == "/admin/"


def test_usa_administrarii_nu_primeste_parole(moderator):
    client = Client()
    client.post("/admin/login/", {"username": moderator.email, "password": PAROLA})
    assert not autentificat(client)


# --- the second factor --------------------------------------------------------------------------------------------
@pytest.fixture
def obligatoriu(settings):
    settings.MFA_OBLIGATORIU_PERSONAL = True


@pytest.mark.usefixtures("obligatoriu")
def test_fara_al_doilea_factor_nicio_pagina_a_personalului_nu_se_deschide(moderator):
    client = Client()
    autentificare(client, moderator.email)
    for cale in ("/admin/", COADA, "/admin/posta/", "/admin/jsi18n/", "/admin/nu-exista/"):
        assert client.get(cale).headers["Location"] == "/cont/2fa/", cale
        assert client.post(cale).headers["Location"] == "/cont/2fa/", cale
    pagina = client.get("/cont/2fa/").content.decode()
    assert "aveți nevoie de autentificarea în doi pași" in pagina
    client.post("/admin/logout/")
    assert not autentificat(client)


@pytest.mark.usefixtures("obligatoriu")
def test_de_la_activare_la_pagina_ceruta_si_la_urmatoarea_autentificare(moderator, django_capture_on_commit_callbacks):
    client = Client()
    autentificare(client, moderator.email)
    client.get(COADA)
    client.post("/cont/reauthenticate/", {"password": PAROLA})
    activare = client.get("/cont/2fa/totp/activate/")
    secret = activare.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        raspuns = client.post("/cont/2fa/totp/activate/", {"code": cod(secret)}, follow=True)
    assert raspuns.redirect_chain[-1][0] == "/cont/2fa/recovery-codes/"
    assert f'href="{COADA}"' in raspuns.content.decode()
    assert client.get(COADA).status_code == 200
    assert "Continuați spre administrare" not in client.get("/cont/2fa/").content.decode()
    assert Mesaj.objects.get().subiect == "Aplicație de autentificare activată"
    pastrate = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in pastrate  # a copy of the database opens no account
    # next time the password alone does not open the door
    alt = Client()
    assert autentificare(alt, moderator.email, next=COADA).headers["Location"] == "/cont/2fa/authenticate/"
    assert not autentificat(alt)
    assert alt.post("/cont/2fa/authenticate/", {"code": "000000"}).status_code == 200
    cache.clear()  # allauth takes each code once; this is the same half minute
    assert alt.post("/cont/2fa/authenticate/", {"code": cod(secret)}).headers["Location"] == COADA
    # and a recovery code does, once
    coduri = re.findall(r"\b\d{8}\b", raspuns.content.decode())
    for asteptat in (302, 200):
        cu_cod = Client()
        autentificare(cu_cod, moderator.email)
        assert cu_cod.post("/cont/2fa/authenticate/", {"code": coduri[0]}).status_code == asteptat


@pytest.mark.usefixtures("obligatoriu")
def test_al_doilea_factor_nu_se_cere_celorlalti(reprezentant, client_pentru):
    assert client_pentru(reprezentant).get("/cont/2fa/").status_code == 200
    assert client_pentru(reprezentant).get("/admin/login/").status_code == 403


def test_pe_masina_noului_venit_nu_este_obligatoriu(client_pentru, moderator):
    assert client_pentru(moderator).get(COADA).status_code == 200
