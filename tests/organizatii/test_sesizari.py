"""„Raportați o informație greșită”: without an account, into the queue, with an answer for whoever wants one."""

import re
import time
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from organizatii import sesizari
from organizatii.models import Organizatie, Sesizare
from organizatii.stergere import sterge_persoana
from platforma import antispam
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, Dosar, Nota
from platforma.moderare.tranzitii import Actiune, Stare, TranzitieInterzisa, muta
from tests.conftest import persoana

pytestmark = pytest.mark.django_db
CALE = "/organizatii/asociatia-cartierul-nostru/sesizare/"
MOTIV = "Am sunat la organizație: adresa de pe pagină este cea bună."


def date(**altele):
    return {
        "ce": "contact",
        "text": "Telefonul nu mai este  bun.",
        "email": "",
        "comentariu": "",
        "clipa": antispam.clipa(time.time() - 60),
        **altele,
    }


@pytest.fixture
def sesizare(client, organizatie):
    client.post(CALE, date(email="Vecina@exemplu.test"))
    return Sesizare.objects.get()


def test_oricine_semnaleaza_fara_cont_si_semnalarea_intra_in_coada(client, organizatie):
    pagina = client.get(f"/organizatii/{organizatie.slug}/").content.decode()
    assert f'<a href="{CALE}">Raportați o informație greșită</a>' in pagina
    assert "Ce este greșit?" in client.get(CALE).content.decode()
    raspuns = client.post(CALE, date(), follow=True)
    assert raspuns.redirect_chain == [(f"/organizatii/{organizatie.slug}/", 302)]
    assert "Mulțumim! Verificăm" in raspuns.content.decode()
    sesizare = Sesizare.objects.get()
    assert (sesizare.organizatie, sesizare.ce, sesizare.text, sesizare.email, sesizare.stare) == (
        organizatie,
        "contact",
        "Telefonul nu mai este bun.",
        "",
        Stare.TRIMIS,
    )
    dosar = Dosar.objects.deschise().get()
    assert (dosar.obiect, dosar.tip, dosar.depus_de) == (sesizare, "sesizare", None)
    assert Mesaj.objects.count() == 0


@pytest.mark.parametrize(
    ("gresit", "campuri"),
    [
        ({"ce": ""}, ["ce"]),
        ({"ce": "altul"}, ["ce"]),
        ({"text": " "}, ["text"]),
        ({"text": "CNP 1800101221144"}, ["text"]),
        ({"email": "nu-e-adresa"}, ["email"]),
        ({"comentariu": "câștigați bani"}, ["__all__"]),
        ({"clipa": ""}, ["__all__"]),
        ({"clipa": "falsa"}, ["__all__"]),
        ({"clipa": antispam.clipa(2**31)}, ["__all__"]),
    ],
)
def test_ce_nu_se_primeste(gresit, campuri, client, organizatie):
    raspuns = client.post(CALE, date(**gresit))
    assert (raspuns.status_code, list(raspuns.context["form"].errors)) == (200, campuri)
    assert not Sesizare.objects.exists()


def test_o_adresa_ip_nu_umple_coada(client, organizatie):
    for n in range(7):
        raspuns = client.post(CALE, date(text=f"Greșeala {n}"))
    assert (raspuns.status_code, Sesizare.objects.count()) == (200, 5)
    assert "mai multe semnalări în ultima oră" in raspuns.content.decode()


def test_aceleasi_cuvinte_de_doua_ori_sunt_o_semnalare(client, organizatie):
    for _de_doua_ori in range(2):
        assert client.post(CALE, date()).status_code == 302
    assert (Sesizare.objects.count(), Dosar.objects.count()) == (1, 1)


def test_despre_o_pagina_asteapta_cel_mult_douazeci(client, organizatie):
    for n in range(sesizari.DESCHISE_MAXIM):
        Sesizare.objects.create(organizatie=organizatie, ce="contact", text=f"x{n}", stare=Stare.TRIMIS)
    assert "Am primit deja mai multe semnalări" in client.post(CALE, date()).content.decode()
    assert Sesizare.objects.count() == sesizari.DESCHISE_MAXIM


@pytest.mark.parametrize("stare", [s for s in Stare if s != Stare.PUBLICAT])
def test_numai_despre_profiluri_publice(stare, client, organizatie):
    Organizatie.objects.filter(pk=organizatie.pk).update(stare=stare)
    assert (client.get(CALE).status_code, client.post(CALE, date()).status_code) == (404, 404)


def test_alta_metoda(client, organizatie):
    assert client.put(CALE).status_code == 405


# --- the moderator ------------------------------------------------------------------------------------------------
def test_moderatorul_citeste_si_hotaraste_fara_sa_vada_adresa(sesizare, moderator, client_pentru):
    client = client_pentru(moderator)
    dosar = Dosar.objects.get()
    pagina = client.get(f"/admin/moderare/dosar/{dosar.pk}/change/").content.decode()
    assert "Telefonul nu mai este bun." in pagina
    assert "da, a lăsat o adresă" in pagina
    assert "vecina@exemplu.test" not in pagina
    assert "Cereți completări" not in pagina
    client.post(f"/admin/moderare/dosar/{dosar.pk}/change/", {"actiune": "aproba", "motiv": ""})
    sesizare.refresh_from_db()
    assert (sesizare.stare, sesizare.eticheta_stare) == (Stare.PUBLICAT, "Rezolvată")


def test_cine_a_lasat_adresa_afla_raspunsul_o_data(sesizare, moderator, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    muta(sesizare, Actiune.RESPINGE, moderator, MOTIV)
    mesaj = Mesaj.objects.get()
    assert (mesaj.catre, mesaj.subiect) == (
        "vecina@exemplu.test",
        "Ce am aflat despre informația semnalată: Asociația Cartierul Nostru",
    )
    assert MOTIV in mesaj.text
    assert "Vedeți pagina: https://exemplu.test/organizatii/asociatia-cartierul-nostru/\n" in mesaj.text
    assert not re.search(r"[{}]|\n\n\n| \n|  ", mesaj.text.replace("-- \n", ""))
    assert sesizare.eticheta_stare == "Neconfirmată"


def test_mesajul_unei_semnalari_rezolvate(sesizare, moderator):
    muta(sesizare, Actiune.APROBA, moderator)
    mesaj = Mesaj.objects.get()
    assert mesaj.subiect == "Am corectat ce ați semnalat: Asociația Cartierul Nostru"
    assert not re.search(r"[{}]|\n\n\n| \n|  ", mesaj.text.replace("-- \n", ""))


def test_ce_nu_se_poate_hotari(sesizare, moderator):
    with pytest.raises(TranzitieInterzisa):
        muta(sesizare, Actiune.CERE_COMPLETARI, moderator, MOTIV)
    with pytest.raises(ValidationError):
        muta(sesizare, Actiune.RESPINGE, moderator, "nu")
    assert Mesaj.objects.count() == 0


def test_decizia_nu_pastreaza_nici_adresa_nici_cuvintele(sesizare, moderator):
    muta(sesizare, Actiune.APROBA, moderator)
    pastrate = str(list(Decizie.objects.values_list("instantaneu", flat=True)))
    assert "vecina" not in pastrate
    assert "Telefonul" not in pastrate


# --- erasure ------------------------------------------------------------------------------------------------------
def test_adresa_se_sterge_la_30_de_zile_dupa_raspuns(sesizare, moderator):
    acum = timezone.now()
    assert sesizari.uita_adresele(acum + timedelta(days=400)) == 0  # not answered yet
    muta(sesizare, Actiune.APROBA, moderator)
    assert sesizari.uita_adresele(acum + timedelta(days=29)) == 0
    assert sesizari.uita_adresele(acum + timedelta(days=31)) == 1
    assert sesizari.uita_adresele(acum + timedelta(days=31)) == 0
    sesizare.refresh_from_db()
    mesaj = Mesaj.objects.get()
    assert (sesizare.email, mesaj.catre, mesaj.text) == ("", "sters@sters.invalid", "")


def test_stergerea_contului_sterge_si_adresa_lasata(sesizare):
    sterge_persoana(persoana("vecina@exemplu.test", "Vecina"))
    sesizare.refresh_from_db()
    assert sesizare.email == ""


# --- internal notes of the dossier --------------------------------------------------------------------------------
def test_notele_interne_raman_intre_moderatori(sesizare, moderator, alt_moderator, client_pentru):
    dosar = Dosar.objects.get()
    raspuns = client_pentru(moderator).post(
        f"/admin/moderare/dosar/{dosar.pk}/noteaza/", {"text": "Am sunat,  revin luni."}, follow=True
    )
    nota = Nota.objects.get()
    assert (nota.dosar, nota.de, nota.text) == (dosar, moderator, "Am sunat, revin luni.")
    assert "Am păstrat nota." in raspuns.content.decode()
    citita = client_pentru(alt_moderator).get(f"/admin/moderare/dosar/{dosar.pk}/change/").content.decode()
    assert "Am sunat, revin luni." in citita
    muta(sesizare, Actiune.APROBA, moderator)
    assert "Am sunat" not in Mesaj.objects.get().text


@pytest.mark.parametrize("text", ["", "x" * 2001, "CNP 1800101221144"])
def test_o_nota_gresita_nu_se_pastreaza(text, sesizare, moderator, client_pentru):
    dosar = Dosar.objects.get()
    client_pentru(moderator).post(f"/admin/moderare/dosar/{dosar.pk}/noteaza/", {"text": text})
    assert Nota.objects.count() == 0
