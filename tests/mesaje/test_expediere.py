"""The outbox: one mail for each deed, if and only if the deed was committed."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from platforma.celery import app
from platforma.mesaje.expediere import abandoneaza, pune, pune_multe, retrimite, sterge_textele, uita
from platforma.mesaje.models import Mesaj, StareMesaj

DECIZIE = {
    "persoana": None,
    "titlu": "Asociația „Ochi & Urechi”",
    "tip": "publicare",
    "decizie": {"actiune": "respinge", "motiv": "Lipsește <b>scopul</b>.", "la": None},
    "cale": "/spatiu/organizatii/1/",
}


def scrie(cheie="proba:1", **campuri):
    argumente = {"catre": "ana@exemplu.test", "sablon": "moderare/email/decizie", "context": DECIZIE, **campuri}
    return pune(cheie=cheie, **argumente)


DEZABONARE = {
    "List-Unsubscribe": "<https://exemplu.test/x/>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
}


def in_coada(**campuri):
    implicite = {"cheie": f"proba:{Mesaj.objects.count()}", "catre": "ana@exemplu.test", "subiect": "S", "text": "T"}
    return Mesaj.objects.create(**{**implicite, **campuri})


@pytest.mark.django_db
def test_un_mesaj_are_subiect_text_si_html_din_acelasi_sablon(settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    assert scrie() is True
    mesaj = Mesaj.objects.get()
    assert mesaj.subiect == "Profil neaprobat: Asociația „Ochi & Urechi”"
    assert "Lipsește <b>scopul</b>." in mesaj.text
    assert "Lipsește &lt;b&gt;scopul&lt;/b&gt;." in mesaj.html
    assert "Redeschideți profilul: https://exemplu.test/spatiu/organizatii/1/\n" in mesaj.text
    assert 'href="https://exemplu.test/spatiu/organizatii/1/"' in mesaj.html
    assert "Ochi & Urechi" in mesaj.text
    assert "Ochi &amp; Urechi" in mesaj.html
    assert "\n\n\n" not in mesaj.text
    assert (mesaj.stare, mesaj.incercari) == (StareMesaj.IN_COADA, 0)


@pytest.mark.django_db
def test_aceeasi_cheie_nu_scrie_al_doilea_mesaj():
    assert [scrie("a"), scrie("a"), scrie("b")] == [True, False, True]
    assert sorted(Mesaj.objects.values_list("cheie", flat=True)) == ["a", "b"]


@pytest.mark.django_db(transaction=True)
def test_aceeasi_cheie_deodata_din_mai_multe_tranzactii_spune_da_o_singura_data():
    bariera, rezultate = threading.Barrier(8), []

    def fapta():
        try:
            with transaction.atomic():
                bariera.wait()
                rezultate.append(scrie("deodata"))
        finally:
            connection.close()

    fire = [threading.Thread(target=fapta) for _ in range(8)]
    for fir in fire:
        fir.start()
    for fir in fire:
        fir.join()
    assert sorted(rezultate) == [False] * 7 + [True]
    assert Mesaj.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_o_tranzactie_intoarsa_nu_lasa_mesaj():
    def fapta():
        with transaction.atomic():
            scrie()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fapta()
    assert Mesaj.objects.count() == 0


@pytest.fixture
def fara_broker():
    """Nobody listens where Celery looks for its broker."""
    vechi = app.conf.broker_url
    app.conf.broker_url = "redis://127.0.0.1:1/0"
    app.amqp._producer_pool = None
    yield
    app.conf.broker_url = vechi
    app.amqp._producer_pool = None


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("fara_broker")
def test_fara_broker_fapta_reuseste_si_mesajul_ramane_in_coada():
    inceput = timezone.now()
    assert scrie() is True
    assert timezone.now() - inceput < timedelta(seconds=5)
    assert Mesaj.objects.get().stare == StareMesaj.IN_COADA


@pytest.mark.django_db
@pytest.mark.parametrize("stare", ["esuat", "abandonat", "reincercare"])
def test_retrimite_reia_de_la_inceput(stare):
    mesaj = in_coada(stare=stare, incercari=6, eroare="550", urmatoarea_la=timezone.now() + timedelta(hours=1))
    assert retrimite(mesaj) is True
    mesaj.refresh_from_db()
    assert (mesaj.stare, mesaj.incercari, mesaj.eroare) == ("in_coada", 0, "")
    assert list(Mesaj.objects.scadente()) == [mesaj]


@pytest.mark.django_db
def test_retrimite_un_mesaj_trimis_scrie_altul_o_data_pe_minut(time_machine):
    time_machine.move_to("2026-05-05 12:00:10+03:00", tick=False)
    trimis = in_coada(stare="trimis", trimis_la=timezone.now())
    assert [retrimite(trimis), retrimite(trimis)] == [True, False]
    copie = Mesaj.objects.exclude(pk=trimis.pk).get()
    assert (copie.stare, copie.catre, copie.text) == ("in_coada", trimis.catre, trimis.text)
    assert copie.uuid != trimis.uuid


@pytest.mark.django_db
@pytest.mark.parametrize(
    "campuri",
    [
        {"stare": "esuat", "text": ""},
        {"stare": "trimis", "text": "", "trimis_la": timezone.now()},
        {"stare": "in_coada"},
        {"stare": "in_curs"},
    ],
)
def test_retrimite_refuza_ce_nu_mai_are_text_sau_pleaca_deja(campuri):
    mesaj = in_coada(**campuri)
    assert retrimite(mesaj) is False
    assert Mesaj.objects.get().stare == campuri["stare"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stare", "se_poate"),
    [
        ("in_coada", True),
        ("reincercare", True),
        ("esuat", True),
        ("in_curs", False),
        ("trimis", False),
        ("abandonat", False),
    ],
)
def test_abandoneaza_numai_ce_nu_a_plecat(stare, se_poate):
    mesaj = in_coada(stare=stare, trimis_la=timezone.now() if stare == "trimis" else None)
    assert abandoneaza(mesaj) is se_poate
    assert Mesaj.objects.get().stare == ("abandonat" if se_poate else stare)


@pytest.mark.django_db
def test_abandonat_un_mesaj_sensibil_isi_pierde_textul():
    mesaj = in_coada(sensibil=True, html="<p>")
    abandoneaza(mesaj)
    mesaj.refresh_from_db()
    assert (mesaj.text, mesaj.html) == ("", "")


@pytest.mark.django_db
def test_un_mesaj_poate_avea_antete_din_lista_si_numai_din_ea():
    scrie(antete=DEZABONARE)
    assert Mesaj.objects.get().antete == DEZABONARE
    for nume, valoare in [
        ("Bcc", "altul@exemplu.test"),
        ("List-Unsubscribe", "<https://exemplu.test/>\r\nBcc: altul@exemplu.test"),
        ("List-Unsubscribe", "<https://exemplu.test/>\nX: y"),
        ("List-Unsubscribe", "<https://exemplu.test/ș>"),
        ("Message-ID", "<altul@exemplu.test>"),
    ]:
        with pytest.raises(ValueError, match="may not have the header"):
            scrie("alta", antete={nume: valoare})
    assert Mesaj.objects.count() == 1


@pytest.mark.django_db
def test_antetele_se_sterg_odata_cu_textul():
    """They hold a personal link, like the body."""
    acum = timezone.now()
    abandoneaza(in_coada(sensibil=True, antete=DEZABONARE))
    in_coada(stare="trimis", trimis_la=acum, creat_la=acum - timedelta(days=91), antete=DEZABONARE)
    sterge_textele()
    in_coada(catre="ion@exemplu.test", antete=DEZABONARE)
    uita(["ion@exemplu.test"], "sters@sters.invalid")
    assert list(Mesaj.objects.values_list("antete", flat=True)) == [{}, {}, {}]


@pytest.mark.django_db
def test_retrimis_un_mesaj_isi_pastreaza_antetele():
    retrimite(in_coada(stare="trimis", trimis_la=timezone.now(), antete=DEZABONARE, in_masa=True))
    assert list(Mesaj.objects.values_list("antete", "in_masa")) == [(DEZABONARE, True)] * 2


@pytest.mark.django_db
def test_multe_deodata_fiecare_cheie_o_data(django_assert_num_queries):
    def scrisoare(n):
        adresa, sablon = f"om{n}@exemplu.test", "moderare/email/decizie"
        return {"cheie": f"multe:{n}", "catre": adresa, "sablon": sablon, "context": DECIZIE, "antete": DEZABONARE}

    scrie("multe:1", catre="om1@exemplu.test")
    with django_assert_num_queries(2):
        randuri = pune_multe([scrisoare(n) for n in range(3)])
    assert randuri == dict(Mesaj.objects.values_list("cheie", "pk"))
    assert list(Mesaj.objects.order_by("catre").values_list("catre", "in_masa", "antete")) == [
        ("om0@exemplu.test", True, DEZABONARE),
        ("om1@exemplu.test", False, {}),
        ("om2@exemplu.test", True, DEZABONARE),
    ]
    assert pune_multe([scrisoare(n) for n in range(3)]) == randuri
    assert pune_multe([]) == {}


@pytest.mark.django_db
def test_un_mesaj_din_multe_intarzie_dupa_trei_ore():
    in_coada(in_masa=True, urmatoarea_la=timezone.now() - timedelta(hours=2, minutes=59))
    assert Mesaj.objects.intarziate().count() == 0
    Mesaj.objects.update(urmatoarea_la=timezone.now() - timedelta(hours=3, minutes=1))
    assert Mesaj.objects.intarziate().count() == 1


@pytest.mark.django_db
def test_textele_vechi_se_sterg_cele_sensibile_mai_devreme():
    acum = timezone.now()
    zile = {
        "veche": in_coada(stare="trimis", trimis_la=acum, creat_la=acum - timedelta(days=91)),
        "noua": in_coada(stare="trimis", trimis_la=acum, creat_la=acum - timedelta(days=89)),
        "sensibila_esuata": in_coada(stare="esuat", sensibil=True, creat_la=acum - timedelta(days=4)),
        "sensibila_noua": in_coada(stare="esuat", sensibil=True, creat_la=acum - timedelta(days=2)),
        "inca_in_coada": in_coada(creat_la=acum - timedelta(days=91)),
    }
    assert sterge_textele() == 2
    assert sterge_textele() == 0
    fara_text = {nume for nume, m in zile.items() if not Mesaj.objects.get(pk=m.pk).text}
    assert fara_text == {"veche", "sensibila_esuata"}
