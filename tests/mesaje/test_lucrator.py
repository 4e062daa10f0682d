"""The worker: at least once, never silently not at all, each try the same mail."""

import os
import smtplib
import subprocess
import sys
import threading
import time
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from platforma.mesaje import lucrator, stare
from platforma.mesaje.models import INCHIRIERE, Mesaj
from tests.mesaje.test_expediere import DEZABONARE, in_coada

pytest_plugins = ["tests.mesaje.smtp"]


@pytest.mark.django_db
def test_mesajul_pleaca_cu_text_html_si_antetele_lui(smtp, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    mesaj = in_coada(subiect="Profil public: Țărmul", text="Bună ziua", html="<p>Bună ziua</p>")
    assert lucrator.trimite_scadente() == 1
    primit = smtp.primite[0]
    assert primit["Message-ID"] == f"<{mesaj.uuid}@exemplu.test>"
    assert primit["Auto-Submitted"] == "auto-generated"
    assert primit["List-Id"] == "<mesaje.exemplu.test>"
    assert (primit["Subject"], primit["To"]) == ("Profil public: Țărmul", "ana@exemplu.test")
    assert primit["From"].addresses[0].display_name == "Bucureștiul social și solidar"
    assert [p.get_content_type() for p in primit.iter_parts()] == ["text/plain", "text/html"]
    mesaj.refresh_from_db()
    assert (mesaj.stare, mesaj.incercari, mesaj.text) == ("trimis", 1, "Bună ziua")
    assert mesaj.trimis_la is not None
    assert lucrator.trimite_scadente() == 0


@pytest.mark.django_db
def test_un_mesaj_sensibil_isi_pierde_textul_la_trimitere(smtp):
    mesaj = in_coada(text="https://exemplu.test/cheie", html="<p>cheie</p>", sensibil=True)
    lucrator.trimite_scadente()
    mesaj.refresh_from_db()
    assert (mesaj.stare, mesaj.text, mesaj.html) == ("trimis", "", "")
    assert "cheie" in smtp.primite[0].get_body(["plain"]).get_content()


@pytest.mark.django_db
def test_pleaca_intai_cel_care_asteapta_de_mai_mult_si_nu_inainte_de_vreme(smtp):
    acum = timezone.now()
    in_coada(catre="doi@exemplu.test", urmatoarea_la=acum - timedelta(minutes=1))
    in_coada(catre="unu@exemplu.test", urmatoarea_la=acum - timedelta(minutes=2))
    in_coada(catre="maine@exemplu.test", urmatoarea_la=acum + timedelta(days=1))
    for stare_finala in ("esuat", "abandonat"):
        in_coada(catre="nu@exemplu.test", stare=stare_finala)
    assert lucrator.trimite_scadente() == 2
    assert [m["To"] for m in smtp.primite] == ["unu@exemplu.test", "doi@exemplu.test"]


@pytest.mark.django_db
def test_cel_al_unei_singure_persoane_nu_asteapta_dupa_cele_trimise_multora(smtp):
    acum = timezone.now()
    in_coada(catre="multi@exemplu.test", urmatoarea_la=acum - timedelta(hours=1), in_masa=True)
    in_coada(catre="una@exemplu.test", urmatoarea_la=acum)
    lucrator.trimite_scadente()
    assert [m["To"] for m in smtp.primite] == ["una@exemplu.test", "multi@exemplu.test"]


@pytest.mark.django_db
def test_antetele_mesajului_pleaca_cu_el_la_fiecare_incercare_cu_acelasi_message_id(smtp, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    antete = {"List-Id": "<noutati.exemplu.test>", **DEZABONARE}
    mesaj = in_coada(antete=antete, sensibil=True)
    smtp.la_continut["ana@exemplu.test"] = "451 mai tarziu"
    lucrator.trimite_scadente()
    Mesaj.objects.update(urmatoarea_la=timezone.now())
    del smtp.la_continut["ana@exemplu.test"]
    assert lucrator.trimite_scadente() == 1
    primit = smtp.primite[-1]
    assert {nume: primit[nume] for nume in antete} == antete
    assert primit["Message-ID"] == f"<{mesaj.uuid}@exemplu.test>"
    assert Mesaj.objects.get().antete == {}  # sensitive: the link goes with the body


@pytest.mark.django_db
def test_incercarile_se_raresc_si_a_sasea_este_ultima(smtp, time_machine):
    smtp.la_continut["ana@exemplu.test"] = "451 mai tarziu"
    mesaj = in_coada()
    asteptari = []
    for _incercare in range(6):
        inceput = timezone.now()
        time_machine.move_to(inceput, tick=False)
        assert lucrator.trimite_scadente() == 0
        mesaj.refresh_from_db()
        asteptari.append((mesaj.stare, round((mesaj.urmatoarea_la - inceput).total_seconds() / 60)))
        assert mesaj.eroare == "451 mai tarziu"
        assert not Mesaj.objects.scadente().exists()
        time_machine.move_to(mesaj.urmatoarea_la, tick=False)
    assert asteptari == [*(("reincercare", m) for m in (1, 5, 15, 60, 240)), ("esuat", 0)]
    assert mesaj.incercari == 6


@pytest.mark.django_db
@pytest.mark.parametrize("unde", ["la_destinatar", "la_continut"])
def test_un_refuz_definitiv_nu_se_mai_incearca(smtp, unde):
    getattr(smtp, unde)["ana@exemplu.test"] = "550 nu exista"
    mesaj = in_coada()
    lucrator.trimite_scadente()
    mesaj.refresh_from_db()
    assert (mesaj.stare, mesaj.incercari, mesaj.eroare) == ("esuat", 1, "550 nu exista")


@pytest.mark.django_db
def test_un_mesaj_refuzat_nu_le_opreste_pe_celelalte(smtp):
    smtp.la_continut["unu@exemplu.test"] = None  # the server hangs up
    smtp.la_destinatar["doi@exemplu.test"] = "450 cutie plina"
    for catre in ("unu@exemplu.test", "doi@exemplu.test", "trei@exemplu.test"):
        in_coada(catre=catre)
    assert lucrator.trimite_scadente() == 1
    assert dict(Mesaj.objects.values_list("catre", "stare")) == {
        "unu@exemplu.test": "reincercare",
        "doi@exemplu.test": "reincercare",
        "trei@exemplu.test": "trimis",
    }


@pytest.mark.parametrize(
    ("eroare", "este"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"")}), True),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"")}), False),
        (smtplib.SMTPDataError(554, b""), True),
        (smtplib.SMTPDataError(451, b""), False),
        (smtplib.SMTPSenderRefused(553, b"", "x"), True),
        (smtplib.SMTPAuthenticationError(535, b""), False),
        (smtplib.SMTPServerDisconnected(), False),
        (TimeoutError(), False),
    ],
)
def test_numai_ce_spune_serverul_despre_acest_mesaj_este_definitiv(eroare, este):
    assert lucrator.definitiv(eroare) is este


@pytest.mark.django_db
def test_cat_serverul_nu_raspunde_niciun_mesaj_nu_isi_consuma_incercarile(smtp):
    smtp.salut = "421 inchis pentru reparatii"
    for _ in range(3):
        in_coada(urmatoarea_la=timezone.now() - timedelta(minutes=6))
    assert lucrator.trimite_scadente() == 0
    assert set(Mesaj.objects.values_list("stare", "incercari")) == {("in_coada", 0)}
    assert stare.posta_intarziata().cate == 3
    assert stare.posta_intarziata().eroare == "421 inchis pentru reparatii"
    smtp.salut = "220 bine ati venit"
    assert lucrator.trimite_scadente() == 3
    assert stare.posta_intarziata() is None


@pytest.mark.django_db
def test_o_inchiriere_pierduta_se_reia_iar_cine_a_pierdut_o_nu_mai_strica_nimic(smtp):
    in_coada()
    primul = lucrator.preia()
    assert lucrator.preia() is None
    Mesaj.objects.update(preluat_la=timezone.now() - INCHIRIERE - timedelta(seconds=1))
    al_doilea = lucrator.preia()
    assert (al_doilea.pk, al_doilea.incercari) == (primul.pk, 2)
    lucrator._noteaza_esecul(primul, TimeoutError())  # the first worker wakes up, late
    assert Mesaj.objects.get().stare == "in_curs"


@pytest.mark.django_db
def test_un_mesaj_care_omoara_lucratorul_de_fiecare_data_ajunge_la_capat(smtp):
    mesaj = in_coada(stare="in_curs", incercari=6, preluat_la=timezone.now() - INCHIRIERE - timedelta(seconds=1))
    bun = in_coada(catre="bun@exemplu.test")
    assert lucrator.preia() == bun
    mesaj.refresh_from_db()
    assert (mesaj.stare, mesaj.eroare) == ("esuat", "Trimiterea a fost întreruptă de fiecare dată.")


@pytest.mark.django_db(transaction=True)
def test_mai_multi_lucratori_deodata_trimit_fiecare_mesaj_o_data(smtp):
    for n in range(60):
        in_coada(catre=f"om{n}@exemplu.test")
    bariera, trimise = threading.Barrier(4), []

    def munca():
        try:
            bariera.wait()
            trimise.append(lucrator.trimite_scadente())
        finally:
            connection.close()

    fire = [threading.Thread(target=munca) for _ in range(4)]
    for fir in fire:
        fir.start()
    for fir in fire:
        fir.join()
    assert sum(trimise) == 60
    assert sorted(m["To"] for m in smtp.primite) == sorted(f"om{n}@exemplu.test" for n in range(60))
    assert set(Mesaj.objects.values_list("stare", "incercari")) == {("trimis", 1)}


@pytest.mark.django_db(transaction=True)
def test_fara_blocarea_randului_proba_prinde_mesaje_trimise_de_doua_ori(smtp, monkeypatch):
    """The harness above is worth something: with the lock taken out, it does see doubles."""
    monkeypatch.setattr(type(Mesaj.objects.all()), "select_for_update", lambda self, **_optiuni: self, raising=True)
    test_mai_multi_lucratori = test_mai_multi_lucratori_deodata_trimit_fiecare_mesaj_o_data
    with pytest.raises(AssertionError):
        test_mai_multi_lucratori(smtp)


def proces(smtp):
    """A worker of its own, on the same database and mail server."""
    baza = urlsplit(settings.DATABASE_URL)._replace(path=f"/{connection.settings_dict['NAME']}")
    cod = "import django; django.setup(); from platforma.mesaje.lucrator import trimite_scadente; trimite_scadente()"
    mediu = {
        "DATABASE_URL": urlunsplit(baza),
        "REDIS_URL": settings.REDIS_URL,
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp.port}",
        "DJANGO_SETTINGS_MODULE": "platforma.settings",
    }
    return subprocess.Popen([sys.executable, "-c", cod], env={**os.environ, **mediu})


@pytest.mark.django_db(transaction=True)
def test_omorat_in_mijlocul_trimiterii_nu_pierde_nimic_si_retrimite_acelasi_message_id(smtp):
    mesaje = [in_coada(catre=f"om{n}@exemplu.test", text="T", sensibil=True) for n in range(5)]
    # 1. killed after the server has taken the third mail, before it says so
    ajuns = threading.Event()
    smtp.la_date = lambda catre: ajuns.set() if catre == "om2@exemplu.test" else None
    smtp.intarziere = 0.3
    victima = proces(smtp)
    try:
        assert ajuns.wait(30)
        time.sleep(0.1)
    finally:
        victima.kill()  # SIGKILL
        victima.wait()
    stari = list(Mesaj.objects.order_by("pk").values_list("stare", flat=True))
    assert stari == ["trimis", "trimis", "in_curs", "in_coada", "in_coada"]
    # 2. the lease runs out, another worker comes
    smtp.intarziere = 0
    Mesaj.objects.filter(stare="in_curs").update(preluat_la=timezone.now() - INCHIRIERE - timedelta(seconds=1))
    assert proces(smtp).wait(60) == 0
    assert set(Mesaj.objects.values_list("stare", flat=True)) == {"trimis"}
    primite = [(m["To"], m["Message-ID"].split("@")[0].lstrip("<")) for m in smtp.primite]
    asteptate = [(m.catre, str(m.uuid)) for m in mesaje]
    assert set(primite) == set(asteptate)
    assert sorted(primite) == sorted([*asteptate, asteptate[2]])  # the interrupted one twice, with the same id
