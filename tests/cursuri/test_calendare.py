"""The sessions in people's calendars: reminders carry them, changes move them, a seat given up takes them out."""

from datetime import datetime, timedelta

import pytest
from django.forms import modelform_factory
from icalendar import Calendar

from cursuri import mementouri_sesiuni, organizare, selectie, stari
from cursuri.models import SEMNATAR, Serie, Sesiune
from platforma.calendar.models import AdresaCalendar
from platforma.mesaje.models import Mesaj
from tests.cursuri.conftest import MOTIV, cerere_pentru, serie_publicata

pytestmark = pytest.mark.django_db
DEMULT = datetime.fromisoformat("2026-05-01T09:00+03:00")
INCEPE = datetime.fromisoformat("2026-05-20T10:00+03:00")
LINK = "https://intalnire.exemplu.test/cod-secret"


@pytest.fixture
def curs(primarie, time_machine):
    """Two sessions, on 20 and 21 May 2026 at 10."""
    time_machine.move_to(DEMULT, tick=False)
    return serie_publicata(primarie, incepe=INCEPE)


@pytest.fixture
def prima(curs):
    return curs.sesiuni.first()


def ruleaza(time_machine, inainte):
    """The beat's run so long before the first session."""
    time_machine.move_to(INCEPE - inainte, tick=False)
    return mementouri_sesiuni.trimite()


def mementourile():
    return list(Mesaj.objects.filter(cheie__startswith="curs:sesiune_memento:").order_by("pk"))


def evenimente(text):
    return Calendar.from_ical(text).walk("VEVENT")


def calendarul(mesaj):
    """(METHOD, UID, the person) of the one event that a mail carries."""
    (e,) = evenimente(mesaj.calendar)
    return str(Calendar.from_ical(mesaj.calendar)["METHOD"]), str(e["UID"]), str(e["ATTENDEE"])


def schimba(sesiune, de, **campuri):
    clasa = modelform_factory(Sesiune, fields=list(campuri))
    form = clasa(campuri, instance=Sesiune.objects.get(pk=sesiune.pk))
    assert form.is_valid(), form.errors
    return organizare.modifica_sesiune(sesiune, form, de)


# --- reminders ----------------------------------------------------------------------------------------------------
def test_cu_o_zi_inainte_de_fiecare_sesiune_cu_intrarea_ei(curs, prima, organizatie, time_machine):
    ana = cerere_pentru(curs, "Ana", organizatie)
    ore = [25, 24, 23, 0, -1, -23]
    assert [ruleaza(time_machine, timedelta(hours=h)) for h in ore] == [0, 1, 0, 1, 0, 0]
    a_doua = curs.sesiuni.last()
    unu, doi = mementourile()
    assert [m.cheie for m in (unu, doi)] == [
        f"curs:sesiune_memento:{ana.pk}:{s.pk}:{int(s.incepe_la.timestamp())}" for s in (prima, a_doua)
    ]
    assert calendarul(unu) == ("REQUEST", str(prima.ics_uid), "mailto:ana@exemplu.test")
    assert calendarul(doi) == ("REQUEST", str(a_doua.ics_uid), "mailto:ana@exemplu.test")
    assert (unu.subiect, unu.sensibil) == ("Vă așteptăm pe 20 mai 2026, ora 10:00: Sesiunea 1", True)


def test_o_ora_mutata_da_inca_unul_si_numai_celor_cu_loc(curs, prima, organizatie, secretariat, time_machine):
    cerere_pentru(curs, "Ana", organizatie)
    for stare in ("depusa", "acceptata", "rezerva", "retrasa"):
        cerere_pentru(curs, f"Om {stare}", organizatie, stare)
    assert ruleaza(time_machine, timedelta(days=1)) == 1
    nou = INCEPE + timedelta(days=7)
    schimba(prima, secretariat, incepe_la=nou, se_incheie_la=nou + timedelta(hours=3))
    assert [ruleaza(time_machine, -timedelta(days=6)) for _n in range(2)] == [1, 0]
    assert {m.catre for m in mementourile()} == {"ana@exemplu.test"}


def test_cui_i_s_a_scris_de_curand_si_ce_nu_se_tine_nu_se_aminteste(
    curs, prima, organizatie, secretariat, time_machine
):
    cerere_pentru(curs, "Ana", organizatie, stare_din=INCEPE - timedelta(hours=35))
    time_machine.move_to(INCEPE - timedelta(hours=35), tick=False)
    assert ruleaza(time_machine, timedelta(days=1)) == 0
    cerere_pentru(curs, "Dan", organizatie, stare_din=DEMULT)
    schimba(prima, secretariat, anulata=True)
    assert ruleaza(time_machine, timedelta(hours=20)) == 0
    Serie.objects.filter(pk=curs.pk).update(stare="ciorna")
    assert ruleaza(time_machine, timedelta(0)) == 0


@pytest.mark.parametrize("cati", [1, 3])
def test_acelasi_numar_de_interogari(cati, curs, organizatie, time_machine, django_assert_num_queries):
    for n in range(cati):
        cerere_pentru(curs, f"Om {n}", organizatie)
    time_machine.move_to(INCEPE - timedelta(days=1), tick=False)
    with django_assert_num_queries(13):
        assert mementouri_sesiuni.trimite() == cati


# --- changes ------------------------------------------------------------------------------------------------------
def test_schimbarea_unei_sesiuni_duce_noua_intrare_celor_cu_loc_confirmat(
    curs, prima, organizatie, secretariat, time_machine
):
    ana = cerere_pentru(curs, "Ana", organizatie)
    dan = cerere_pentru(curs, "Dan", organizatie, "acceptata")
    time_machine.move_to(DEMULT + timedelta(days=1), tick=False)
    assert schimba(prima, secretariat, loc_nume="Sala Mică") == 2
    al_anei, al_lui = (Mesaj.objects.get(cheie__startswith=f"curs:schimbare:{c.pk}:{prima.pk}:") for c in (ana, dan))
    assert calendarul(al_anei) == ("REQUEST", str(prima.ics_uid), "mailto:ana@exemplu.test")
    (e,) = evenimente(al_anei.calendar)
    assert (e["LOCATION"], e["SEQUENCE"]) == ("Sala Mică", 86400)
    assert al_lui.calendar == ""
    schimba(prima, secretariat, descriere="Altceva.")
    assert Mesaj.objects.filter(cheie__startswith="curs:schimbare:").count() == 2


def test_o_sesiune_care_nu_se_mai_tine_iese_din_calendar(curs, prima, organizatie, secretariat):
    ana = cerere_pentru(curs, "Ana", organizatie)
    schimba(prima, secretariat, anulata=True)
    mesaj = Mesaj.objects.get(cheie__startswith=f"curs:schimbare:{ana.pk}:")
    assert calendarul(mesaj)[:2] == ("CANCEL", str(prima.ics_uid))


# --- a seat given up ----------------------------------------------------------------------------------------------
def test_cine_renunta_scoate_numai_ce_i_am_pus(curs, prima, organizatie, time_machine):
    ana, dan = (cerere_pentru(curs, n, organizatie) for n in ("Ana", "Dan"))
    selectie.retrage(dan, None)
    assert not Mesaj.objects.filter(cheie__startswith="curs:scoatere:").exists()
    ruleaza(time_machine, timedelta(hours=23))
    selectie.retrage(ana, None)
    (mesaj,) = Mesaj.objects.filter(cheie__startswith="curs:scoatere:")
    assert mesaj.cheie == f"curs:scoatere:{ana.pk}:{prima.pk}"
    assert calendarul(mesaj) == ("CANCEL", str(prima.ics_uid), "mailto:ana@exemplu.test")
    (pus,), (scos,) = (evenimente(m.calendar) for m in (mementourile()[0], mesaj))
    assert scos["SEQUENCE"] > pus["SEQUENCE"]


def test_o_serie_anulata_scoate_si_ea(curs, prima, organizatie, secretariat, time_machine):
    cerere_pentru(curs, "Ana", organizatie)
    ruleaza(time_machine, timedelta(hours=23))
    stari.muta(curs, stari.Miscare.ANULEAZA, secretariat, MOTIV)
    mesaj = Mesaj.objects.get(cheie__startswith="curs:scoatere:")
    assert calendarul(mesaj)[:2] == ("CANCEL", str(prima.ics_uid))
    assert "s-a anulat cursul" in mesaj.text


# --- files and feeds ----------------------------------------------------------------------------------------------
def test_calendarul_public_al_seriei_nu_spune_nimic_despre_nimeni(curs, prima, organizatie, client):
    cerere_pentru(curs, "Ana Pop", organizatie)
    curs.sesiuni.update(link_online=LINK)
    adresa = f"{curs.get_absolute_url()}calendar.ics"
    raspuns = client.get(adresa)
    assert (raspuns.status_code, raspuns["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    text = raspuns.text.replace("\r\n ", "")
    assert {str(e["UID"]) for e in evenimente(raspuns.text)} == {str(s.ics_uid) for s in curs.sesiuni.all()}
    for ascuns in ("Ana", "ATTENDEE", "ORGANIZER", LINK):
        assert ascuns not in text
    assert client.get(adresa, headers={"If-None-Match": raspuns["ETag"]}).status_code == 304
    Serie.objects.update(stare="ciorna")
    assert client.get(adresa).status_code == 404


def test_calendarul_cursantei_are_si_linkul(curs, organizatie, client):
    ana = cerere_pentru(curs, "Ana", organizatie)
    dan = cerere_pentru(curs, "Dan", organizatie, "acceptata")
    curs.sesiuni.update(link_online=LINK)
    raspuns = client.get(f"/cereri/{SEMNATAR.sign(ana.pk)}/calendar.ics")
    assert LINK in raspuns.text.replace("\r\n ", "")
    assert raspuns["Cache-Control"] == "private, no-cache"
    assert client.get(f"/cereri/{SEMNATAR.sign(dan.pk)}/calendar.ics").status_code == 404
    assert client.get(f"/cereri/{ana.pk}:fals/calendar.ics").status_code == 404


def test_calendarul_personal_are_sesiunile_ei_nu_pe_ale_colegilor(curs, organizatie, coleg, reprezentant, client):
    cerere_pentru(curs, "Cosmin Coleg", organizatie, persoana=coleg)
    for persoana, cate in ((coleg, 2), (reprezentant, 0)):
        AdresaCalendar.objects.create(persoana=persoana)
        adresa = AdresaCalendar.objects.get(persoana=persoana).get_absolute_url()
        assert len(evenimente(client.get(adresa).text)) == cate


def test_o_sesiune_anulata_ramane_ca_anulata(curs, prima, client):
    Sesiune.objects.filter(pk=prima.pk).update(anulata=True)
    stari_ics = [str(e["STATUS"]) for e in evenimente(client.get(f"{curs.get_absolute_url()}calendar.ics").text)]
    assert sorted(stari_ics) == ["CANCELLED", "CONFIRMED"]
