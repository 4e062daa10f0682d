"""What staff see of the post: the outbox in the admin, its two verbs, the banner, the local mails."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Template
from django.utils import timezone

from platforma.mesaje.fisiere import EmailBackend, nume
from platforma.mesaje.models import Mesaj
from tests.mesaje.test_expediere import in_coada

LISTA = "/admin/mesaje/mesaj/"


@pytest.fixture
def ca(client_pentru):
    return client_pentru


def test_lista_filtreaza_si_cauta(ca, secretariat):
    in_coada(catre="unu@exemplu.test", urmatoarea_la=timezone.now() - timedelta(minutes=6))
    in_coada(catre="doi@exemplu.test", stare="esuat")
    client = ca(secretariat)
    adrese = {
        filtru: sorted(m.catre for m in client.get(f"{LISTA}?{filtru}").context["cl"].queryset)
        for filtru in ("", "intarziate=da", "stare__exact=esuat", "q=doi@")
    }
    assert adrese == {
        "": ["doi@exemplu.test", "unu@exemplu.test"],
        "intarziate=da": ["unu@exemplu.test"],
        "stare__exact=esuat": ["doi@exemplu.test"],
        "q=doi@": ["doi@exemplu.test"],
    }


@pytest.mark.parametrize("cate", [1, 3])
def test_lista_are_acelasi_numar_de_interogari(ca, secretariat, cate, django_assert_num_queries):
    for _ in range(cate):
        in_coada()
    client = ca(secretariat)
    client.get(LISTA)
    with django_assert_num_queries(7):  # one of them for the banner of late mails
        client.get(LISTA)


def test_pagina_arata_textul_dar_nu_pe_cel_sensibil(ca, secretariat):
    client = ca(secretariat)
    obisnuit = client.get(f"{LISTA}{in_coada(text='Vedeți https://exemplu.test/a <b>').pk}/change/").content.decode()
    assert '<a href="https://exemplu.test/a"' in obisnuit
    assert "&lt;b&gt;" in obisnuit
    sensibil = in_coada(text="https://exemplu.test/cheie-secreta", sensibil=True)
    pagina = client.get(f"{LISTA}{sensibil.pk}/change/").content.decode()
    assert "cheie-secreta" not in pagina
    assert "link de unică folosință" in pagina


def test_nici_administratorul_nu_adauga_nu_schimba_si_nu_sterge(ca, admin):
    mesaj = in_coada()
    client = ca(admin)
    assert client.get(f"{LISTA}add/").status_code == 403
    assert client.post(f"{LISTA}{mesaj.pk}/change/", {"catre": "rau@exemplu.test"}).status_code == 403
    assert client.post(f"{LISTA}{mesaj.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(LISTA, {"action": "delete_selected", "_selected_action": [mesaj.pk], "post": "yes"})
    assert Mesaj.objects.get().catre == "ana@exemplu.test"


@pytest.mark.parametrize(
    ("actiune", "dupa", "spune"),
    [
        ("retrimite", "in_coada", "1 mesaj se retrimite."),
        ("abandoneaza", "abandonat", "1 mesaj a fost abandonat."),
    ],
)
def test_verbele_cer_intai_confirmare(ca, secretariat, actiune, dupa, spune):
    mesaj, plecat = in_coada(stare="esuat"), in_coada(stare="in_curs")
    client = ca(secretariat)
    date = {"action": actiune, "_selected_action": [mesaj.pk, plecat.pk]}
    assert client.post(LISTA, date).status_code == 200
    assert Mesaj.objects.get(pk=mesaj.pk).stare == "esuat"
    raspuns = client.post(LISTA, {**date, "confirmat": "da"}, follow=True)
    assert Mesaj.objects.get(pk=mesaj.pk).stare == dupa
    assert Mesaj.objects.get(pk=plecat.pk).stare == "in_curs"
    assert [str(m) for m in raspuns.context["messages"]] == [
        spune,
        "1 mesaj a rămas cum era: fie pleacă deja, fie textul lui a fost șters.",
    ]
    assert list(LogEntry.objects.values_list("object_id", "user_id")) == [(str(mesaj.pk), secretariat.pk)]


@pytest.mark.parametrize(
    ("campuri", "butoane"),
    [
        ({"stare": "esuat"}, ["Retrimiteți", "Abandonați"]),
        ({"stare": "in_coada"}, ["Abandonați"]),
        ({"stare": "abandonat"}, ["Retrimiteți"]),
        ({"stare": "in_curs"}, []),
        ({"stare": "trimis", "trimis_la": timezone.now()}, ["Retrimiteți"]),
        ({"stare": "trimis", "trimis_la": timezone.now(), "text": ""}, []),
    ],
)
def test_pagina_ofera_numai_ce_se_mai_poate(ca, secretariat, campuri, butoane):
    pagina = ca(secretariat).get(f"{LISTA}{in_coada(**campuri).pk}/change/").content.decode()
    assert [b for b in ("Retrimiteți", "Abandonați") if f">{b}</button>" in pagina] == butoane


def test_moderatorul_vede_dar_nu_retrimite(ca, moderator):
    mesaj = in_coada(stare="esuat")
    client = ca(moderator)
    pagina = client.get(f"{LISTA}{mesaj.pk}/change/")
    assert pagina.status_code == 200
    assert "Retrimiteți" not in pagina.content.decode()
    client.post(LISTA, {"action": "retrimite", "_selected_action": [mesaj.pk], "confirmat": "da"})
    assert Mesaj.objects.get().stare == "esuat"


# --- banner -------------------------------------------------------------------------------------------------------
def banner(rf, utilizator):
    request = rf.get("/admin/")
    request.user = utilizator
    return Template("{% load posta %}{% banner_posta %}").render(Context({"request": request})).strip()


def test_bannerul_apare_dupa_cinci_minute_si_numai_cui_vede_posta(rf, moderator, reprezentant):
    in_coada(urmatoarea_la=timezone.now() - timedelta(minutes=4))
    assert banner(rf, moderator) == ""
    in_coada(urmatoarea_la=timezone.now() - timedelta(minutes=6))
    assert "1 mesaj nu a plecat la timp." in banner(rf, moderator)
    assert f"{LISTA}?intarziate=da" in banner(rf, moderator)
    assert banner(rf, reprezentant) == ""


def test_prima_pagina_spune_ce_asteapta_si_unde_sunt_mesajele(ca, moderator, settings):
    in_coada(stare="esuat")
    in_coada(urmatoarea_la=timezone.now() - timedelta(minutes=6))

    def randuri():
        cutii = ca(moderator).get("/admin/").context["cutii"]
        return [(r.eticheta, r.valoare, r.adresa) for c in cutii if c.titlu == "Poșta" for r in c.randuri]

    intarziate, esuate = ("Întârziate", "1", f"{LISTA}?intarziate=da"), ("Eșuate", "1", f"{LISTA}?stare__exact=esuat")
    assert randuri() == [intarziate, esuate, ("Mesajele acestei mașini", "", "/admin/posta/")]
    settings.LOCAL = False
    assert randuri() == [intarziate, esuate]


# --- mails of the local mode --------------------------------------------------------------------------------------
@pytest.fixture
def dosar(settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path / "posta")
    return tmp_path / "posta"


def trimite(subiect="Subiect ț", text="Confirmați: https://exemplu.test/cheie\n<script>"):
    mesaj = EmailMultiAlternatives(subiect, text, "noi@exemplu.test", ["ana@exemplu.test"])
    mesaj.attach_alternative("<p>HTML</p>", "text/html")
    assert EmailBackend().send_messages([mesaj]) == 1


def test_mesajele_locale_se_citesc_cele_noi_intai(ca, moderator, dosar):
    trimite("Primul")
    trimite("Al doilea")
    assert [f.suffix for f in dosar.iterdir()] == [".eml", ".eml"]
    client = ca(moderator)
    lista = client.get("/admin/posta/")
    assert [m["subiect"] for m in lista.context["mesaje"]] == ["Al doilea", "Primul"]
    assert all(timezone.now() - m["la"] < timedelta(minutes=1) for m in lista.context["mesaje"])
    pagina = client.get(f"/admin/posta/{nume()[0]}/").content.decode()
    assert '<a href="https://exemplu.test/cheie"' in pagina
    assert "&lt;script&gt;" in pagina


def test_posta_fara_mesaje_spune_ce_urmeaza(ca, moderator, dosar):
    assert "Niciun mesaj încă." in ca(moderator).get("/admin/posta/").content.decode()


@pytest.mark.parametrize("cale", ["nimic.eml", "..%2f..%2fetc%2fpasswd", ".ascuns.eml"])
def test_nu_se_citeste_alt_fisier(ca, moderator, dosar, cale):
    trimite()
    (dosar / ".ascuns.eml").write_text("Subject: x\n\n")
    assert ca(moderator).get(f"/admin/posta/{cale}/").status_code == 404


def test_in_productie_posta_nu_exista(ca, moderator, dosar, settings):
    trimite()
    settings.LOCAL = False
    client = ca(moderator)
    assert client.get("/admin/posta/").status_code == 404
    assert client.get(f"/admin/posta/{nume()[0]}/").status_code == 404


def test_posta_este_numai_a_personalului(ca, dosar, reprezentant):
    assert ca(None).get("/admin/posta/").headers["Location"] == "/admin/login/?next=/admin/posta/"
    assert ca(reprezentant).get("/admin/posta/", follow=True).status_code == 403
