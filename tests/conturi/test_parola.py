"""Passwords: reset, change, and what they do to open sessions."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from platforma.mesaje.models import Mesaj
from tests.conftest import PAROLA
from tests.conturi.ajutor import autentificare, autentificat, legatura

pytestmark = pytest.mark.django_db
NOUA = "alta-parola-buna-2"


def intrat(email, parola=PAROLA):
    client = Client()
    autentificare(client, email, parola)
    assert autentificat(client)
    return client


def traieste(client):
    return client.get("/cont/email/").status_code == 200


def test_resetarea_inchide_sesiunile_si_linkul_merge_o_data(reprezentant, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    vechi = intrat(reprezentant.email)
    client = Client()
    client.post("/cont/password/reset/", {"email": "Reprezentant@exemplu.test"}, headers={"host": "localhost"})
    mesaj = Mesaj.objects.get()
    assert "https://exemplu.test/cont/password/reset/key/" in mesaj.text
    assert "localhost" not in mesaj.text + mesaj.html
    formular = client.get(legatura(mesaj)).headers["Location"]
    assert formular.endswith("-set-password/")  # the key does not stay in the address
    assert client.post(formular, {"password1": NOUA, "password2": NOUA}).status_code == 302
    assert not traieste(vechi)
    assert not autentificat(client)
    assert traieste(intrat(reprezentant.email, NOUA))
    assert autentificare(Client(), reprezentant.email).status_code == 200  # the old password opens nothing
    assert "-set-password" not in (Client().get(legatura(mesaj)).headers.get("Location") or "")
    assert list(Mesaj.objects.values_list("subiect", flat=True)) == ["Parola s-a schimbat", "Alegeți o parolă nouă"]


def test_schimbarea_parolei_pastreaza_numai_sesiunea_ei(reprezentant):
    aici, altundeva = intrat(reprezentant.email), intrat(reprezentant.email)
    cheie = aici.session.session_key
    aici.post("/cont/password/change/", {"oldpassword": PAROLA, "password1": NOUA, "password2": NOUA})
    assert traieste(aici)
    assert aici.session.session_key != cheie
    assert not traieste(altundeva)
    anunt = Mesaj.objects.get()
    assert (anunt.subiect, anunt.catre) == ("Parola s-a schimbat", reprezentant.email)
    assert "127.0.0.1" in anunt.text


def test_celelalte_sesiuni_se_pot_inchide(reprezentant):
    aici, altundeva = intrat(reprezentant.email), intrat(reprezentant.email)
    assert aici.get("/cont/sessions/").context["session_count"] == 2
    aici.post("/cont/sessions/")
    assert traieste(aici)
    assert not traieste(altundeva)


def test_activitatea_se_noteaza_la_zece_minute_nu_la_fiecare_pagina(reprezentant, time_machine):
    time_machine.move_to("2026-05-05 12:00:00+03:00")
    client = intrat(reprezentant.email)
    client.get("/cont/inactive/")
    with CaptureQueriesContext(connection) as interogari:
        client.get("/cont/inactive/")
    assert [q["sql"] for q in interogari if not q["sql"].startswith("SELECT")] == []
    assert reprezentant.usersession_set.get().last_seen_at.minute == 0
    cache.delete(f"sesiune:{client.session.session_key}")
    time_machine.move_to("2026-05-05 12:11:00+03:00")
    client.get("/cont/inactive/", headers={"user-agent": "Alt navigator"})
    sesiune = reprezentant.usersession_set.get()
    assert (sesiune.last_seen_at.minute, sesiune.user_agent) == (11, "Alt navigator")


@pytest.mark.parametrize("parola", ["scurta-1", "1234567890", "reprezentant@exemplu"])
def test_parolele_slabe_se_refuza(reprezentant, parola):
    client = intrat(reprezentant.email)
    raspuns = client.post("/cont/password/change/", {"oldpassword": PAROLA, "password1": parola, "password2": parola})
    assert raspuns.context["form"].errors["password1"]


def test_contul_inactiv_nu_intra_si_sesiunea_lui_se_inchide(reprezentant):
    client = intrat(reprezentant.email)
    reprezentant.is_active = False
    reprezentant.save()
    assert not traieste(client)
    nou = Client()
    assert autentificare(nou, reprezentant.email).headers["Location"] == "/cont/inactive/"
    assert not autentificat(nou)
    Client().post("/cont/password/reset/", {"email": reprezentant.email})
    assert Mesaj.objects.get().subiect == "Nu există un cont cu această adresă"


def test_cheia_sesiunii_se_schimba_la_autentificare(reprezentant):
    client = Client()
    client.get("/cont/login/")
    client.post("/cont/login/", {"login": "x@exemplu.test", "password": "y"})
    inainte = client.session.session_key
    autentificare(client, reprezentant.email)
    assert autentificat(client)
    assert client.session.session_key != inainte


def test_iesirea_cere_post(reprezentant):
    client = intrat(reprezentant.email)
    client.get("/cont/logout/")
    assert autentificat(client)
    client.post("/cont/logout/")
    assert not autentificat(client)
