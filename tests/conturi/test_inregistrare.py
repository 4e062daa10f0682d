"""From sign-up to a confirmed account."""

import threading
import time

import pytest
from django.db import connection
from django.test import Client

from platforma.antispam import clipa
from platforma.conturi.models import TERMENI, Utilizator
from platforma.mesaje.models import Mesaj
from tests.conftest import persoana
from tests.conturi.ajutor import autentificare, autentificat, inscriere, legatura

pytestmark = pytest.mark.django_db
INSCRIERE = "/cont/signup/"


def test_de_la_inscriere_la_cont_confirmat(client, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    raspuns = client.post(INSCRIERE, inscriere(email="Ana.POP@Exemplu.test"), headers={"host": "localhost"})
    assert (raspuns.status_code, raspuns.headers["Location"]) == (302, "/cont/confirm-email/")
    assert not autentificat(client)
    ana = Utilizator.objects.get()
    assert (ana.email, ana.nume, ana.acord_versiune) == ("ana.pop@exemplu.test", "Ana Pop", TERMENI.isoformat())
    assert ana.acord_la is not None
    assert (ana.is_staff, ana.is_superuser) == (False, False)
    mesaj = Mesaj.objects.get()
    assert (mesaj.catre, mesaj.sensibil, mesaj.stare) == ("ana.pop@exemplu.test", True, "in_coada")
    assert mesaj.text.count("https://exemplu.test/cont/confirm-email/") == 1
    assert "localhost" not in mesaj.text + mesaj.html
    assert "Ana Pop" not in mesaj.text + mesaj.html  # a stranger's address may have been typed: no words of the typist
    pagina = client.get(legatura())
    assert pagina.status_code == 200
    assert not ana.emailaddress_set.get().verified  # opening the link confirms nothing, the button does
    confirmat = client.post(legatura())
    assert (confirmat.status_code, confirmat.headers["Location"]) == (302, "/spatiu/")
    assert autentificat(client)
    adresa = ana.emailaddress_set.get()
    assert (adresa.email, adresa.verified, adresa.primary) == ("ana.pop@exemplu.test", True, True)


def test_fara_confirmare_nu_se_intra_in_cont_dar_mesajul_se_retrimite(client, time_machine):
    time_machine.move_to("2026-05-05 12:00:00+03:00")
    client.post(INSCRIERE, inscriere(clipa=clipa(time.time() - 10)))
    time_machine.move_to("2026-05-05 12:05:00+03:00")
    raspuns = autentificare(Client(), "ana@exemplu.test")
    assert raspuns.headers["Location"] == "/cont/confirm-email/"
    assert Mesaj.objects.count() == 2


def test_confirmarea_din_alt_navigator_cere_autentificarea(client):
    client.post(INSCRIERE, inscriere())
    telefon = Client()
    raspuns = telefon.post(legatura())
    assert raspuns.headers["Location"] == "/cont/login/"
    assert not autentificat(telefon)
    assert autentificare(telefon, "ana@exemplu.test").headers["Location"] == "/spatiu/"


def test_linkul_merge_o_singura_data_si_trei_zile(client, time_machine):
    time_machine.move_to("2026-05-05 12:00:00+03:00")
    client.post(INSCRIERE, inscriere(clipa=clipa(time.time() - 10)))
    link = legatura()
    time_machine.move_to("2026-05-08 12:00:01+03:00")
    assert client.post(link).status_code == 404
    time_machine.move_to("2026-05-08 11:59:00+03:00")
    assert client.post(link).status_code == 302
    assert client.post(link).status_code == 404


# --- where the person was going -----------------------------------------------------------------------------------
INVITATIE = "/invitatii/abc-DEF_123/"


def test_invitatia_supravietuieste_inscrierii_in_acelasi_navigator(client):
    pagina = client.get(f"{INSCRIERE}?next={INVITATIE}").content.decode()
    assert f'name="next" value="{INVITATIE}"' in pagina
    client.post(INSCRIERE, inscriere(next=INVITATIE))
    assert client.post(legatura()).headers["Location"] == INVITATIE


def test_invitatia_supravietuieste_si_pe_alt_dispozitiv(client):
    client.post(INSCRIERE, inscriere(next=INVITATIE))
    telefon = Client()
    pagina = telefon.get(legatura()).content.decode()
    assert f'name="next" value="{INVITATIE}"' in pagina
    link = legatura().partition("?")[0]
    assert telefon.post(link, {"next": INVITATIE}).headers["Location"] == INVITATIE
    assert autentificare(telefon, "ana@exemplu.test", next=INVITATIE).headers["Location"] == INVITATIE


@pytest.mark.parametrize("urmatoarea", ["https://rau.test/", "//rau.test/", "javascript:alert(1)", "/" + "a" * 600])
def test_un_next_strain_sau_prea_lung_nu_ajunge_in_mesaj(client, urmatoarea):
    client.post(INSCRIERE, inscriere(next=urmatoarea))
    assert "next=" not in Mesaj.objects.get().text


@pytest.mark.parametrize("urmatoarea", ["https://rau.test/", "//rau.test/", "javascript:alert(1)"])
def test_un_next_strain_lipit_de_link_nu_duce_nicaieri(client, urmatoarea):
    client.post(INSCRIERE, inscriere())
    assert client.post(f"{legatura()}?next={urmatoarea}").headers["Location"] == "/spatiu/"


# --- what is refused ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("campuri", "camp", "eroare"),
    [
        ({"nume": ""}, "nume", "Câmp obligatoriu."),
        ({"nume": "Câștigați pe www.rau.test"}, "nume", "Scrieți numele așa cum vă prezentați"),
        ({"nume": "rau.ro"}, "nume", "Scrieți numele așa cum vă prezentați"),
        ({"nume": "<b>Ana</b>"}, "nume", "Scrieți numele așa cum vă prezentați"),
        ({"nume": "Ana 0722123456"}, "nume", "Scrieți numele așa cum vă prezentați"),
        ({"nume": "---"}, "nume", "Scrieți numele așa cum vă prezentați"),
        ({"nume": "A" * 121}, "nume", "121"),
        ({"email": "ana"}, "email", "adresă de e-mail validă"),
        ({"password1": "scurta-1"}, "password1", "10 caractere"),
        ({"password1": "password123"}, "password1", "prea des folosită"),
        ({"acord": ""}, "acord", "Fără acord nu vă putem crea contul."),
    ],
)
def test_datele_gresite_se_explica_langa_camp(client, campuri, camp, eroare):
    raspuns = client.post(INSCRIERE, inscriere(**campuri))
    assert raspuns.status_code == 200
    assert eroare in " ".join(raspuns.context["form"].errors[camp])
    assert not Utilizator.objects.exists()


@pytest.mark.parametrize(
    ("scris", "pastrat"),
    [
        ("  Ana   Pop ", "Ana Pop"),
        ("Şerban Ţurcan", "Șerban Țurcan"),
        ("Dr. ing. Ana-Maria A.M. O’Brien", "Dr. ing. Ana-Maria A.M. O’Brien"),
        ("Олена Шевченко", "Олена Шевченко"),
        ("Ana\x00\u200b Pop", "Ana Pop"),
    ],
)
def test_numele_se_normalizeaza(client, scris, pastrat):
    client.post(INSCRIERE, inscriere(nume=scris))
    assert Utilizator.objects.get().nume == pastrat


def test_campurile_in_plus_nu_dau_drepturi(client):
    client.post(INSCRIERE, inscriere(is_staff="on", is_superuser="on", acord_versiune="0", groups="1"))
    ana = Utilizator.objects.get()
    assert (ana.is_staff, ana.is_superuser, ana.groups.count(), ana.acord_versiune) == (
        *(False, False, 0),
        TERMENI.isoformat(),
    )


def test_formularul_cere_numai_patru_lucruri(client):
    pagina = client.get(INSCRIERE)
    assert [c.name for c in pagina.context["form"].visible_fields()] == ["nume", "email", "password1", "acord"]
    assert 'href="/termeni/"' in pagina.content.decode()


# --- machines -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("campuri", "eroare"),
    [
        ({"comentariu": "cumpărați"}, "pare trimis de un program"),
        ({"clipa": ""}, "a stat deschisă prea mult"),
        ({"clipa": "fals:semn"}, "a stat deschisă prea mult"),
        ({"clipa": clipa(time.time() - 13 * 3600)}, "a stat deschisă prea mult"),
        ({"clipa": clipa(time.time() + 24 * 3600)}, "prea repede"),
    ],
)
def test_programele_se_impiedica(client, campuri, eroare):
    raspuns = client.post(INSCRIERE, inscriere(**campuri))
    assert eroare in raspuns.context["form"].non_field_errors()[0]
    assert not Utilizator.objects.exists()


def test_dupa_o_pagina_prea_veche_a_doua_trimitere_reuseste(client, time_machine):
    time_machine.move_to("2026-05-05 12:00:00+03:00")
    raspuns = client.post(INSCRIERE, inscriere(clipa="", nume="Ana Pop"))
    noua = raspuns.context["form"]["clipa"].value()
    time_machine.move_to("2026-05-05 12:00:10+03:00")
    assert client.post(INSCRIERE, inscriere(clipa=noua)).status_code == 302


def test_capcana_nu_se_vede_si_nu_se_aude(client):
    pagina = client.get(INSCRIERE).content.decode()
    assert '<span hidden aria-hidden="true"><label>Lăsați gol acest câmp <input type="text" name="comentariu"' in pagina


# --- two at once --------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_doua_inscrieri_deodata_cu_aceeasi_adresa_fac_un_singur_cont():
    bariera, raspunsuri = threading.Barrier(4), []

    def trimite():
        try:
            client = Client()
            client.get(INSCRIERE)
            bariera.wait()
            raspuns = client.post(INSCRIERE, inscriere())
            raspunsuri.append((raspuns.status_code, raspuns.headers.get("Location")))
        finally:
            connection.close()

    fire = [threading.Thread(target=trimite) for _ in range(4)]
    for fir in fire:
        fir.start()
    for fir in fire:
        fir.join()
    assert raspunsuri == [(302, "/cont/confirm-email/")] * 4
    assert Utilizator.objects.filter(email="ana@exemplu.test").count() == 1


def test_o_adresa_ceruta_de_altul_dar_neconfirmata_ramane_libera(client):
    """Asking for an address does not take it away from its owner."""
    altul = persoana("altul@exemplu.test", "Alt Om")
    altul.emailaddress_set.create(email="ana@exemplu.test", verified=False)
    client.post(INSCRIERE, inscriere())
    assert client.post(legatura()).headers["Location"] == "/spatiu/"
    ana = Utilizator.objects.get(email="ana@exemplu.test")
    assert ana.emailaddress_set.get(email="ana@exemplu.test").verified is True
