"""The pages about the platform, the home page, and the error pages."""

import re
from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from organizatii.harta import harta
from platforma.forms import ContactForm
from platforma.mesaje.models import Mesaj
from platforma.nomenclatoare.models import Proiect
from tests.conftest import organizatie_publicata

PAGINI = ["/", "/despre/", "/accesibilitate/", "/confidentialitate/", "/termeni/", "/contact/"]
BANDA = "Proiect cofinanțat din Fondul Social European prin Programul Operațional Capacitate Administrativă 2014-2020"
RASPUNDERE = (
    "Conținutul acestui material nu reprezintă în mod obligatoriu poziția oficială a Uniunii Europene sau a "
    "Guvernului României."
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("adresa", PAGINI)
def test_page_opens_with_the_strip_and_the_disclaimer(client, adresa):
    raspuns = client.get(adresa)
    html = " ".join(raspuns.content.decode().split())
    assert raspuns.status_code == 200
    assert f'{BANDA} · <span class="coduri">cod MySMIS 131435 · cod SIPOCA 1085</span>' in html
    assert RASPUNDERE in html
    assert 'lang="ro"' in html
    assert re.findall(r'style="|<style|<script(?! (?:src|type="application/ld))', html) == []


@pytest.mark.parametrize("adresa", PAGINI)
def test_page_opens_without_a_project_record(client, adresa):
    Proiect.objects.all().delete()
    raspuns = client.get(adresa)
    assert raspuns.status_code == 200
    assert 'class="banda"' not in raspuns.content.decode()


@pytest.mark.parametrize("adresa", PAGINI[:-1])
def test_reading_pages_refuse_post(client, adresa):
    assert client.post(adresa).status_code == 405


def test_strip_shows_only_logos_whose_file_is_there(client):
    proiect = Proiect.objects.curent()
    assert 'class="sigle"' not in client.get("/").content.decode()
    prima = proiect.sigle.first()
    prima.imagine = "sigle/aa/x.png"
    prima.save()
    html = client.get("/").content.decode()
    assert re.findall(r'<img src="([^"]*)" alt="([^"]*)"', html) == [("/media/sigle/aa/x.png", "Uniunea Europeană")]


def test_about_page_says_where_the_money_comes_from(client):
    html = " ".join(client.get("/despre/").content.decode().split())
    randuri = re.findall(r'<th scope="row">([^<]*)</th><td class="cifre">(?:<b>)?([^<]*)(?:</b>)?</td>', html)
    assert [lei for _nume, lei in randuri] == ["294.682,45", "81.188,01", "375.870,46"]
    assert "1 august 2022" in html
    assert "august 2022 – septembrie 2023" in html


# --- home ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("cate", [1, 3])
def test_home_asks_the_same_questions_however_many_there_are(client, django_assert_num_queries, cate):
    for n in range(cate):
        organizatie_publicata(f"Asociația {n}", f"asociatia-{n}")
    harta()  # a process reads it whole once
    with django_assert_num_queries(12):
        client.get("/")


def test_home_counts_and_lists_what_is_public(client):
    inainte = {d.pk: d.cate for d in client.get("/").context["domenii"]}
    organizatie_publicata("Asociația Veche", "veche", publicat_la=timezone.now() - timedelta(days=9))
    organizatie_publicata("Asociația Nouă", "noua")
    organizatie_publicata("Asociația Ascunsă", "ascunsa", stare="ciorna")
    organizatie_publicata("Asociația din Registru", "registru", revendicata=False, sursa="registru")
    organizatie_publicata("Asociația Radiată", "radiata", stare_registru="radiata")
    raspuns = client.get("/")
    assert [o.denumire for o in raspuns.context["ultimele"]] == ["Asociația Nouă", "Asociația Veche"]
    assert raspuns.context["total"] == raspuns.context["autoritati"] + 3
    assert {d.pk: d.cate for d in raspuns.context["domenii"]} == inainte | {1: inainte.get(1, 0) + 3}


def test_menu_of_a_visitor_of_a_member_and_of_staff(client_pentru, vizitator, reprezentant, moderator):
    def locuri(persoana):
        html = client_pentru(persoana).get("/despre/").content.decode()
        return re.findall(r'href="([^"]*)"', html.split('<nav aria-label="Meniu principal">')[1].split("</nav>")[0])

    apelate = "organizatii autoritati parteneriate anunturi ateliere cursuri noutati despre"
    publice = [f"/{nume}/" for nume in apelate.split()]
    assert locuri(vizitator) == [*publice, "/cont/login/", "/cont/signup/"]
    assert locuri(reprezentant) == [*publice, "/spatiu/", "/cont/email/"]
    assert locuri(moderator) == [*publice, "/spatiu/", "/admin/", "/cont/email/"]


@pytest.mark.parametrize("adresa", ["/", "/nu-exista/"])
def test_headers(client, adresa):
    raspuns = client.get(adresa)
    assert raspuns["Permissions-Policy"] == "camera=(), microphone=(), geolocation=(), payment=()"
    assert raspuns["Cross-Origin-Opener-Policy"] == "same-origin"
    assert raspuns["X-Content-Type-Options"] == "nosniff"
    assert raspuns["X-Frame-Options"] == "DENY"
    assert "default-src 'self'" in raspuns["Content-Security-Policy"]
    assert "unsafe" not in raspuns["Content-Security-Policy"]


# --- when something goes wrong ------------------------------------------------------------------------------------
def test_not_found_is_in_the_look(client):
    raspuns = client.get("/nu-exista/")
    assert raspuns.status_code == 404
    assert "Pagina nu a fost găsită" in raspuns.content.decode()
    assert BANDA in raspuns.content.decode()


def test_server_error_is_in_the_look_even_without_a_database(client, settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.platforma.urls_care_cad"
    client.raise_request_exception = False
    raspuns = client.get("/cade/")
    assert raspuns.status_code == 500
    assert BANDA in raspuns.content.decode()

    def fara_baza(*_):
        raise RuntimeError("baza de date nu răspunde")

    monkeypatch.setattr("platforma.context.Proiect.objects.curent", fara_baza)
    raspuns = client.get("/cade/")
    assert raspuns.status_code == 500
    assert "A apărut o eroare. Am înregistrat problema." in raspuns.content.decode()


def test_expired_form_is_explained(client):
    from django.test import Client

    raspuns = Client(enforce_csrf_checks=True).post("/contact/", {"nume": "Ana"})
    assert raspuns.status_code == 403
    assert "Formularul a expirat" in raspuns.content.decode()


# --- contact ------------------------------------------------------------------------------------------------------
@pytest.fixture
def operator():
    proiect = Proiect.objects.curent()
    proiect.operator_email = "operator@exemplu.test"
    proiect.save()
    return proiect


@pytest.fixture
def trimite(client, operator, time_machine):
    """Opens the form, waits as a person would, sends it."""

    def fa(secunde=30, **campuri):
        inceput = timezone.now()
        time_machine.move_to(inceput, tick=False)
        html = client.get("/contact/").content.decode()
        clipa = re.search(r'name="clipa" value="([^"]*)"', html)[1]
        time_machine.move_to(inceput + timedelta(seconds=secunde), tick=False)
        date = {"nume": "Ana Pop", "email": "ana@exemplu.test", "mesaj": "Bună ziua!", "clipa": clipa}
        return client.post("/contact/", {**date, **campuri})

    return fa


def test_without_an_operator_address_there_is_no_form(client):
    assert '<form class="formular"' not in client.get("/contact/").content.decode()
    assert client.post("/contact/", {"nume": "Ana"}).status_code == 200
    assert Mesaj.objects.count() == 0


def test_contact_queues_one_mail_to_the_operator(trimite):
    raspuns = trimite(mesaj="Rând unu\nRând doi <b>&</b>")
    assert (raspuns.status_code, raspuns["Location"]) == (302, "/contact/")
    mesaj = Mesaj.objects.get()
    assert mesaj.catre == "operator@exemplu.test"
    assert mesaj.subiect == "Mesaj de pe site, de la Ana Pop"
    assert "Rând unu\nRând doi <b>&</b>" in mesaj.text
    assert "<b>&</b>" not in mesaj.html
    trimite(mesaj="Rând unu\nRând doi <b>&</b>")
    assert Mesaj.objects.count() == 1


def test_contact_keeps_what_was_typed_and_says_what_is_wrong(trimite):
    raspuns = trimite(email="ana@")
    html = raspuns.content.decode()
    assert raspuns.status_code == 200
    assert "Ana Pop" in html
    assert html.count("Introduceți o adresă de e-mail validă, de exemplu nume@domeniu.ro.") == 2  # summary and field
    assert Mesaj.objects.count() == 0


@pytest.mark.parametrize(
    ("secunde", "campuri", "eroare"),
    [
        (1, {}, "Formularul a fost trimis prea repede. Trimiteți-l din nou peste câteva secunde."),
        (25 * 3600, {}, "Pagina a stat deschisă prea mult. Verificați datele și trimiteți din nou."),
        (30, {"clipa": "nesemnat"}, "Pagina a stat deschisă prea mult. Verificați datele și trimiteți din nou."),
    ],
)
def test_contact_refuses_programs(trimite, secunde, campuri, eroare):
    assert eroare in trimite(secunde, **campuri).content.decode()
    assert Mesaj.objects.count() == 0


def test_a_form_left_open_too_long_can_be_sent_again(client, trimite):
    html = trimite(25 * 3600).content.decode()
    nou = re.search(r'name="clipa" value="([^"]*)"', html)[1]
    raspuns = trimite(clipa=nou)
    assert raspuns.status_code == 302


def test_the_trap_field_is_refused(trimite):
    assert "pare trimis de un program" in trimite(comentariu="http://exemplu.test").content.decode()
    assert Mesaj.objects.count() == 0


def test_contact_has_a_limit_on_each_address(trimite):
    raspunsuri = [trimite(mesaj=f"Mesajul {n}") for n in range(6)]
    assert [r.status_code for r in raspunsuri] == [302] * 5 + [200]
    assert Mesaj.objects.count() == 5


# --- the field template -------------------------------------------------------------------------------------------
def test_field_has_label_help_error_and_input_in_this_order(rf):
    form = ContactForm(rf.post("/", {"email": "ana@"}).POST, cerere=rf.get("/"))
    html = Template("{{ form.email.as_field_group }}").render(Context({"form": form}))
    ordine = ['<label class="camp-eticheta" for="id_email">', 'id="id_email_helptext"', 'id="id_email_error"', "<input"]
    assert sorted(ordine, key=html.index) == ordine
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'aria-invalid="true"' in html
