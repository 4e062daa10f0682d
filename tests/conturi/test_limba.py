"""Every page of the account answers, in Romanian, in the platform's look; every mail that allauth sends is ours."""

import html
import re
from pathlib import Path

import allauth
import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.template.loader import get_template
from django.test import Client
from django.urls import get_resolver
from django.utils.translation.trans_real import translation

from platforma.conturi.adaptor import Adaptor
from platforma.conturi.emails import SCHIMBARI
from platforma.mesaje.expediere import pune
from platforma.mesaje.models import Mesaj
from tests.conftest import PAROLA
from tests.conturi.ajutor import autentificare, inscriere, legatura

pytestmark = pytest.mark.django_db


def cheie_de_acces(utilizator):
    return Authenticator.objects.create(
        user=utilizator, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefonul meu", "credential": {}}
    )


def anonim(client, utilizator):
    """Nobody signed in."""


def intrat(client, utilizator):
    client.force_login(utilizator)
    client.post("/cont/reauthenticate/", {"password": PAROLA})


def intrat_cu_doi_pasi(client, utilizator):
    intrat(client, utilizator)
    TOTP.activate(utilizator, generate_totp_secret())
    client.post("/cont/2fa/recovery-codes/generate/")


def fara_parola(client, utilizator):
    utilizator.set_unusable_password()
    utilizator.save()
    client.force_login(utilizator)


def la_jumatatea_autentificarii(client, utilizator):
    TOTP.activate(utilizator, generate_totp_secret())
    autentificare(client, utilizator.email)


def abia_inscris(client, utilizator):
    client.post("/cont/signup/", inscriere())


PAGINI = {  # name of the address → who opens it
    "account_login": anonim,
    "account_signup": anonim,
    "account_inactive": anonim,
    "account_reset_password": anonim,
    "account_reset_password_done": anonim,
    "account_reset_password_from_key_done": anonim,
    "account_email_verification_sent": abia_inscris,
    "account_logout": intrat,
    "account_reauthenticate": intrat,
    "account_email": intrat,
    "account_change_password": intrat,
    "account_set_password": fara_parola,
    "mfa_index": intrat,
    "mfa_authenticate": la_jumatatea_autentificarii,
    "mfa_reauthenticate": intrat_cu_doi_pasi,
    "mfa_activate_totp": intrat,
    "mfa_deactivate_totp": intrat_cu_doi_pasi,
    "mfa_view_recovery_codes": intrat_cu_doi_pasi,
    "mfa_generate_recovery_codes": intrat_cu_doi_pasi,
    "mfa_list_webauthn": intrat,
    "mfa_add_webauthn": intrat,
    "usersessions_list": intrat,
}
ALTFEL = {  # not a page, or one with a test of its own below
    "account_confirm_email",
    "account_reset_password_from_key",
    "account_confirm_login_code",  # sign-in by code is off: sends back to the sign-in page
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
}

FAMILIAR = re.compile(
    r"\b(?:tău|tăi|tale|contul ta|parola ta|ești|vei|ai uitat|te rugăm|introdu|alege|apasă)\b", re.IGNORECASE
)


def nume_allauth():
    """Names of every address that allauth answers at."""
    return {
        nume
        for nume in get_resolver().reverse_dict
        if isinstance(nume, str) and nume.startswith(("account_", "mfa_", "usersessions_"))
    }


def engleza():
    """English sentences of Django and its packages that have a Romanian translation."""
    catalog = translation("ro")._catalog
    perechi = {k: v for bucata in catalog._catalogs for k, v in bucata.items()}
    return {
        k
        for k, v in perechi.items()
        if isinstance(k, str) and k.isascii() and len(k) > 7 and v != k and "\x04" not in k
    }


def vazut(raspuns):
    """What a person reads on a page, with the names of its controls."""
    pagina = raspuns.content.decode()
    pagina = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", pagina, flags=re.DOTALL)
    atribute = " ".join(re.findall(r'(?:aria-label|placeholder|title|alt|content)="([^"]*)"', pagina))
    text = re.sub(r"<[^>]+>", " ", pagina) + re.sub(r"https?://\S+", " ", atribute)
    return " ".join(html.unescape(text).split())


def in_romaneste(raspuns):
    assert raspuns.status_code == 200
    pagina = raspuns.content.decode()
    assert '<html lang="ro">' in pagina
    assert pagina.count("<h1>") + pagina.count("<h1 ") == 1
    assert 'class="antet"' in pagina
    text = vazut(raspuns)
    assert {propozitie for propozitie in engleza() if re.search(rf"\b{re.escape(propozitie)}\b", text)} == set()
    assert re.findall(r"[şţŞŢ]", text) == []
    assert FAMILIAR.findall(text) == []


def test_fiecare_adresa_este_in_lista():
    assert nume_allauth() == {*PAGINI, *ALTFEL}


@pytest.mark.parametrize("nume", PAGINI)
def test_pagina_raspunde_in_romaneste(client, reprezentant, nume):
    PAGINI[nume](client, reprezentant)
    cale = get_resolver().reverse(nume)
    in_romaneste(client.get(f"/{cale}"))


@pytest.mark.parametrize(
    "nume", [n for n in PAGINI if n not in {"account_email_verification_sent", "account_inactive"}]
)
def test_trimisa_goala_pagina_explica_in_romaneste(client, reprezentant, nume):
    PAGINI[nume](client, reprezentant)
    raspuns = client.post(f"/{get_resolver().reverse(nume)}", {})
    if raspuns.status_code == 200:
        in_romaneste(raspuns)
    else:
        assert raspuns.status_code in {302, 405}


def test_confirmarea_adresei_si_linkul_ei_stricat(client):
    client.post("/cont/signup/", inscriere())
    in_romaneste(client.get(legatura()))
    in_romaneste(client.get("/cont/confirm-email/stricat/"))


def test_parola_noua_si_linkul_ei_stricat(client, reprezentant):
    client.post("/cont/password/reset/", {"email": reprezentant.email})
    in_romaneste(client.get(legatura(), follow=True))
    in_romaneste(client.get("/cont/password/reset/key/1-stricat/"))


@pytest.mark.parametrize("ce", ["edit", "remove"])
def test_cheile_de_acces(client, reprezentant, ce):
    intrat(client, reprezentant)
    in_romaneste(client.get(f"/cont/2fa/webauthn/keys/{cheie_de_acces(reprezentant).pk}/{ce}/"))
    in_romaneste(client.get("/cont/2fa/webauthn/"))
    in_romaneste(client.get("/cont/2fa/"))


def test_codurile_descarcate(client, reprezentant):
    intrat_cu_doi_pasi(client, reprezentant)
    raspuns = client.get("/cont/2fa/recovery-codes/download/")
    assert raspuns.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert len(re.findall(r"^\d{8}$", raspuns.content.decode(), re.MULTILINE)) == 10


def test_cheia_altuia_nu_exista(client, reprezentant, strain):
    intrat(client, reprezentant)
    assert client.get(f"/cont/2fa/webauthn/keys/{cheie_de_acces(strain).pk}/edit/").status_code == 404


# --- mails --------------------------------------------------------------------------------------------------------
OPRITE = {  # allauth's mails that our settings never send
    "account/email/login_code",
    "account/email/password_reset_code",
    "account/email/email_confirm",
}
LINKURI = [
    "email_confirmation_signup",
    "email_confirmation",
    "password_reset_key",
    "unknown_account",
    "account_already_exists",
]


def test_fiecare_mesaj_al_lui_allauth_are_cuvintele_noastre():
    radacina = Path(allauth.__file__).parent / "templates"
    ale_lui = {
        str(cale.relative_to(radacina)).removesuffix("_subject.txt")
        for grup in ("account", "mfa")
        for cale in (radacina / grup / "email").glob("*_subject.txt")
    }
    ale_noastre = {f"account/email/{nume}" for nume in LINKURI}
    assert ale_lui == {*ale_noastre, *SCHIMBARI, *OPRITE}
    for sablon in ale_noastre:
        assert get_template(f"{sablon}.subiect.txt") and get_template(f"{sablon}.txt")


@pytest.mark.parametrize("nume", SCHIMBARI)
def test_anunturile_spun_ce_s_a_schimbat_de_unde_si_ce_e_de_facut(rf, reprezentant, nume):
    adrese = {"from_email": "a@exemplu.test", "to_email": "b@exemplu.test", "deleted_email": "c@exemplu.test"}
    with request_context(rf.get("/", headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/130.0"})):
        Adaptor().send_notification_mail(nume, reprezentant, adrese)
    mesaj = Mesaj.objects.get()
    assert mesaj.subiect == SCHIMBARI[nume][0]
    assert "Adresa IP: 127.0.0.1\nNavigator: Firefox, Linux\n" in mesaj.text
    assert "/cont/password/reset/" in mesaj.text
    assert "%(" not in mesaj.text
    assert mesaj.sensibil is True


def test_mesajele_nu_scapa_de_marcaj(reprezentant):
    pune(
        cheie="x",
        catre="ana@exemplu.test",
        sablon="account/email/chemare",
        context={"persoana": type("P", (), {"nume": "Ana & <b>Pop</b>", "email": "ana@exemplu.test"})},
    )
    mesaj = Mesaj.objects.get()
    assert "Ana & <b>Pop</b>" in mesaj.text
    assert "Ana &amp; &lt;b&gt;Pop&lt;/b&gt;" in mesaj.html


def test_cine_numai_priveste_nu_primeste_sesiune():
    """No cookie is set for somebody who only looks."""
    client = Client()
    client.get("/cont/login/")
    assert sorted(client.cookies) == ["csrftoken"]
