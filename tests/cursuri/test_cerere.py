"""The applicant's pages: applying, the page behind its own address, confirming and giving up."""

import pytest

from cursuri.models import Cerere, Serie
from platforma.mesaje.models import Mesaj
from tests.cursuri.conftest import MOTIV, MOTIVATIE, cerere_pentru

pytestmark = pytest.mark.django_db


@pytest.fixture
def adresa(serie):
    return f"{serie.get_absolute_url()}cerere/"


def date(organizatie, **campuri):
    return {
        "organizatie": organizatie.pk,
        "nume": "Ana Pop",
        "email": "Ana.Pop@exemplu.test",
        "functie": "directoare",
        "motivatie": MOTIVATIE,
        "fapta": "depune",
        **campuri,
    }


def stare(cerere):
    return Cerere.objects.get(pk=cerere.pk).stare


def test_cererea_se_depune(adresa, organizatie, reprezentant, client_pentru):
    client = client_pentru(reprezentant)
    raspuns = client.post(adresa, date(organizatie), follow=True)
    cerere = Cerere.objects.get()
    assert raspuns.redirect_chain == [(cerere.get_absolute_url(), 302)]
    assert (cerere.stare, cerere.email, cerere.functie) == ("depusa", "ana.pop@exemplu.test", "directoare")
    assert "Cererea pentru Ana Pop este depusă. Am trimis un e-mail la ana.pop@exemplu.test." in (
        raspuns.content.decode()
    )
    client.post(adresa, date(organizatie))
    assert (Cerere.objects.count(), Mesaj.objects.count()) == (1, 1)


def test_ciorna_se_continua_si_se_depune(adresa, organizatie, reprezentant, strain, client_pentru):
    client = client_pentru(reprezentant)
    raspuns = client.post(adresa, date(organizatie, motivatie="Pe scurt.", fapta="ciorna"), follow=True)
    ciorna = Cerere.objects.get()
    jeton = ciorna.get_absolute_url().split("/")[-2]
    assert f"{adresa}?ciorna={jeton}" in raspuns.content.decode()
    assert 'value="ana.pop@exemplu.test"' in client.get(f"{adresa}?ciorna={jeton}").content.decode()
    assert "Pe scurt." not in client_pentru(strain).get(f"{adresa}?ciorna={jeton}").content.decode()
    client.post(f"{adresa}?ciorna={jeton}", date(organizatie, nume="Ana Popa"))
    assert list(Cerere.objects.values_list("pk", "nume", "stare")) == [(ciorna.pk, "Ana Popa", "depusa")]
    assert client.get(f"{adresa}?ciorna=fals").status_code == 404


@pytest.mark.parametrize(
    ("campuri", "camp", "mesaj"),
    [
        ({"motivatie": "Puțin."}, "motivatie", "Scrieți cel puțin 100 de caractere."),
        ({"motivatie": ""}, "motivatie", "Câmp obligatoriu."),
        ({"email": "nu e adresă"}, "email", "Introduceți o adresă de e-mail validă, de exemplu nume@domeniu.ro."),
        ({"nume": "Ana 1800101221144"}, "nume", None),
    ],
)
def test_formularul_gresit_spune_langa_camp_ce_nu_este_bine(
    campuri, camp, mesaj, adresa, organizatie, reprezentant, client_pentru
):
    raspuns = client_pentru(reprezentant).post(adresa, date(organizatie, **campuri))
    assert (raspuns.status_code, Cerere.objects.count()) == (200, 0)
    erori = raspuns.context["form"].errors
    assert list(erori) == [camp]
    assert mesaj is None or list(erori[camp]) == [mesaj]


def test_ce_refuza_verbul_se_vede_in_formular(adresa, serie, organizatie, reprezentant, client_pentru):
    for n in range(2):
        cerere_pentru(serie, f"Om {n}", organizatie, "depusa")
    raspuns = client_pentru(reprezentant).post(adresa, date(organizatie))
    assert "se primesc cel mult 2 cereri" in raspuns.content.decode()
    assert Cerere.objects.count() == 2


def test_cine_nu_poate_depune(adresa, serie, organizatie, strain, moderator, client_pentru, client):
    assert client.get(adresa).url == f"/cont/login/?next={adresa}"
    raspuns = client_pentru(strain).post(adresa, date(organizatie))
    assert list(raspuns.context["form"].errors) == ["organizatie"]
    assert "Nu sunteți încă în echipa unei astfel de organizații." in (
        client_pentru(moderator).get(adresa).content.decode()
    )
    Serie.objects.filter(pk=serie.pk).update(stare="anulata", motiv_anulare=MOTIV)
    assert "Seria a fost anulată." in client_pentru(strain).get(adresa).content.decode()
    Serie.objects.filter(pk=serie.pk).update(stare="ciorna")
    assert client_pentru(strain).get(adresa).status_code == 404


@pytest.mark.parametrize(
    ("stare", "fraza"),
    [
        ("ciorna", "Cererea este o ciornă"),
        ("depusa", "Am primit cererea."),
        ("acceptata", "Aveți un loc. Confirmați până pe"),
        ("rezerva", "Sunteți pe locul 1 pe lista de rezervă."),
        ("confirmata", "Locul este al dumneavoastră. Vă așteptăm!"),
        ("respinsa", MOTIV),
        ("retrasa", "Cererea a fost retrasă pe"),
    ],
)
def test_pagina_cererii_spune_unde_se_afla(stare, fraza, serie, organizatie, client):
    serie.sesiuni.update(link_online="https://intalniri.exemplu.test/x")
    cerere = cerere_pentru(serie, "Ana Pop", organizatie, stare, motivatie=MOTIVATIE)
    html = client.get(cerere.get_absolute_url()).content.decode()
    assert fraza in html
    assert ("intalniri.exemplu.test" in html) == (stare in ("acceptata", "confirmata"))
    assert ("/confirma/" in html) == (stare == "acceptata")
    assert ("/retrage/" in html) == (stare not in ("respinsa", "retrasa"))
    assert '<meta name="robots" content="noindex">' in html


def test_confirmarea_de_pe_adresa_din_mesaj(serie, organizatie, client):
    cerere = cerere_pentru(serie, "Ana Pop", organizatie, "acceptata")
    adresa = cerere.get_absolute_url()
    assert client.get(f"{adresa}confirma/").status_code == 405
    assert stare(cerere) == "acceptata"
    assert "Locul este confirmat." in client.post(f"{adresa}confirma/", follow=True).content.decode()
    assert stare(cerere) == "confirmata"
    assert "Locul era deja confirmat." in client.post(f"{adresa}confirma/", follow=True).content.decode()


def test_retragerea_de_pe_adresa_din_mesaj_si_pe_nume(serie, organizatie, client, client_pentru, coleg):
    pe_adresa, pe_nume = (cerere_pentru(serie, n, organizatie) for n in ("Ana Pop", "Dan Pop"))
    assert client.get(f"{pe_adresa.get_absolute_url()}retrage/").status_code == 405
    client.post(f"{pe_adresa.get_absolute_url()}retrage/")
    client_pentru(coleg).post(f"{pe_nume.get_absolute_url()}retrage/")
    assert [(c, stare(c), c.fapte.get().de) for c in (pe_adresa, pe_nume)] == [
        (pe_adresa, "retrasa", None),
        (pe_nume, "retrasa", coleg),
    ]
    raspuns = client.post(f"{pe_adresa.get_absolute_url()}retrage/", follow=True)
    assert "Cererea era deja încheiată." in raspuns.content.decode()


@pytest.mark.parametrize("fapta", ["", "confirma/", "retrage/"])
def test_o_adresa_ghicita_nu_exista(fapta, serie, organizatie, client):
    cerere = cerere_pentru(serie, "Ana Pop", organizatie)
    metoda = client.post if fapta else client.get
    assert metoda(f"/cereri/{cerere.pk}:fals/{fapta}").status_code == 404


def test_ce_refuza_confirmarea_se_spune(serie, organizatie, client):
    cerere = cerere_pentru(serie, "Ana Pop", organizatie, "depusa")
    raspuns = client.post(f"{cerere.get_absolute_url()}confirma/", follow=True)
    assert "Cererea nu are acum un loc de confirmat." in raspuns.content.decode()
