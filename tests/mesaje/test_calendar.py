"""A mail that brings an event: its part, its method, the same bytes on each try, wiped with the rest."""

import pytest
from django.utils import timezone

from platforma.calendar.ics import Metoda, scrisoare
from platforma.mesaje import lucrator
from platforma.mesaje.expediere import pune, retrimite, uita
from platforma.mesaje.models import Mesaj
from tests.calendar.test_ics import ANA, eveniment
from tests.mesaje.test_expediere import DECIZIE, in_coada

pytest_plugins = ["tests.mesaje.smtp"]
pytestmark = pytest.mark.django_db


def ics(metoda=Metoda.REQUEST):
    return scrisoare(eveniment(titlu="Ședință în Țărm"), metoda, ANA)


@pytest.mark.parametrize("metoda", [Metoda.REQUEST, Metoda.CANCEL])
def test_partea_de_calendar_are_metoda_din_corp(smtp, metoda):
    in_coada(html="<p>T</p>", calendar=ics(metoda))
    assert lucrator.trimite_scadente() == 1
    (primit,) = smtp.primite
    assert primit.get_content_type() == "multipart/alternative"
    parti = list(primit.iter_parts())
    assert [p.get_content_type() for p in parti] == ["text/plain", "text/html", "text/calendar"]
    assert {**parti[-1]["Content-Type"].params} == {"method": metoda.value, "charset": "utf-8"}
    assert parti[-1].get_content().replace("\r\n", "\n") == ics(metoda).replace("\r\n", "\n")


def test_fiecare_incercare_duce_aceiasi_octeti(smtp):
    in_coada(calendar=ics())
    smtp.la_continut["ana@exemplu.test"] = "451 mai tarziu"
    trimise = []
    for _incercare in range(2):
        mesaj = lucrator.preia()
        trimise.append(lucrator.compune(mesaj).message().get_payload()[-1].as_bytes())
        Mesaj.objects.update(stare="in_coada", preluat_la=None)
    assert trimise[0] == trimise[1]


def test_calendarul_se_scrie_prin_pune_si_ramane_la_retrimitere():
    pune(cheie="a", catre="ana@exemplu.test", sablon="moderare/email/decizie", context=DECIZIE, calendar=ics())
    Mesaj.objects.update(stare="trimis", trimis_la=timezone.now())
    retrimite(Mesaj.objects.get())
    assert list(Mesaj.objects.values_list("calendar", flat=True)) == [ics(), ics()]


def test_calendarul_se_sterge_odata_cu_textul(smtp):
    """It names a person, and may hold the address of an online meeting."""
    in_coada(calendar=ics(), sensibil=True)
    lucrator.trimite_scadente()
    in_coada(catre="ion@exemplu.test", calendar=ics())
    uita(["ion@exemplu.test"], "sters@sters.invalid")
    assert set(Mesaj.objects.values_list("calendar", flat=True)) == {""}


def test_fara_calendar_mesajul_ramane_cum_era(smtp):
    in_coada(html="<p>T</p>")
    lucrator.trimite_scadente()
    assert [p.get_content_type() for p in smtp.primite[0].iter_parts()] == ["text/plain", "text/html"]
