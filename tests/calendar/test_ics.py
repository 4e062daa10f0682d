"""The builder of iCalendar: what a calendar program reads out of it, on ordinary days and on those of the clock."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from platforma.calendar.ics import FUS, Eveniment, Metoda, Participant, fisier, flux, scrisoare

UID = UUID("12345678-1234-4234-8234-123456789abc")
CREAT = datetime(2026, 5, 1, 9, tzinfo=UTC)
ANA = Participant("Ana „Anca” Pop; șefă", "ana@exemplu.test")


def eveniment(**campuri):
    implicite = {
        "uid": UID,
        "titlu": "Cum lucrăm cu piețele",
        "incepe": datetime(2026, 6, 2, 10, tzinfo=FUS),
        "se_incheie": datetime(2026, 6, 2, 13, tzinfo=FUS),
        "creat": CREAT,
        "modificat": CREAT + timedelta(seconds=90.9),
        "adresa": "/ateliere/cum-lucram/",
        "descriere": "Ce rămâne nevândut.",
        "loc": "Sala Mare, Bd. Unirii nr. 1",
        "ocupat": True,
    }
    return Eveniment(**{**implicite, **campuri})


def citit(text):
    """The one event of a calendar, as a program reads it."""
    (gasit,) = Calendar.from_ical(text).walk("VEVENT")
    return gasit


@pytest.fixture(autouse=True)
def _adresa(settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    settings.DEFAULT_FROM_EMAIL = "Bucureștiul social și solidar <nu-raspundeti@exemplu.test>"


@pytest.mark.parametrize("metoda", [Metoda.REQUEST, Metoda.CANCEL])
def test_scrisoarea_are_metoda_organizatorul_si_pe_cine_priveste(metoda):
    text = scrisoare(eveniment(), metoda, ANA)
    assert Calendar.from_ical(text)["METHOD"] == metoda
    e = citit(text)
    assert e["ORGANIZER"] == "mailto:nu-raspundeti@exemplu.test"
    assert e["ATTENDEE"] == "mailto:ana@exemplu.test"
    asteptat = {"CN": ANA.nume, "PARTSTAT": "ACCEPTED", "RSVP": "FALSE", "ROLE": "REQ-PARTICIPANT"}
    assert {**e["ATTENDEE"].params} == asteptat
    assert e["STATUS"] == ("CANCELLED" if metoda == Metoda.CANCEL else "CONFIRMED")
    assert (str(e["UID"]), e["SEQUENCE"]) == (str(UID), 90)


def test_proprietatile_evenimentului():
    e = citit(fisier(eveniment(editat=CREAT + timedelta(days=1))))
    assert (e["SUMMARY"], e["LOCATION"]) == ("Cum lucrăm cu piețele", "Sala Mare, Bd. Unirii nr. 1")
    assert e["URL"] == "https://exemplu.test/ateliere/cum-lucram/"
    assert e["DESCRIPTION"] == "Ce rămâne nevândut.\n\nhttps://exemplu.test/ateliere/cum-lucram/"
    assert e["DTSTAMP"].dt == CREAT + timedelta(seconds=90)
    assert e["LAST-MODIFIED"].dt == CREAT + timedelta(days=1)
    assert e["TRANSP"] == "OPAQUE"
    assert citit(fisier(eveniment(ocupat=False)))["TRANSP"] == "TRANSPARENT"
    assert citit(fisier(eveniment(anulat=True)))["STATUS"] == "CANCELLED"


def test_fisierul_si_fluxul_nu_numesc_pe_nimeni():
    text = flux([eveniment()], "Ateliere", "/ateliere/calendar.ics")
    calendar = Calendar.from_ical(text)
    assert (calendar["METHOD"], calendar["NAME"], calendar["X-WR-CALNAME"]) == ("PUBLISH", "Ateliere", "Ateliere")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in text
    assert "SOURCE;VALUE=URI:https://exemplu.test/ateliere/calendar.ics\r\n" in text
    for fara in (text, fisier(eveniment())):
        assert not {"ORGANIZER", "ATTENDEE"} & set(citit(fara))


def test_aceleasi_valori_dau_aceiasi_octeti(time_machine):
    prima = flux([eveniment()], "Ateliere", "/x.ics")
    time_machine.move_to("2031-01-01")
    assert flux([eveniment()], "Ateliere", "/x.ics") == prima


def test_randurile_au_cel_mult_75_de_octeti_si_diacriticele_raman_intregi():
    lung = "Șosea, țărm; înălțare \\ „ghilimele” – a\nrând nou " * 8
    text = scrisoare(eveniment(titlu=lung, descriere=lung, loc=lung), Metoda.REQUEST, ANA)
    octeti = text.encode()
    assert max(map(len, octeti.split(b"\r\n"))) <= 75
    assert b"\n" not in octeti.replace(b"\r\n", b"")
    for rand in octeti.split(b"\r\n"):
        rand.decode()  # no letter is cut in two
    e = citit(text)
    assert (e["SUMMARY"], e["LOCATION"]) == (lung, lung)
    assert e["DESCRIPTION"].startswith(lung)


def test_nimic_din_text_nu_poate_deveni_proprietate():
    rau = Participant('X"\r\nATTENDEE:mailto:rau@exemplu.test', "ana@exemplu.test")
    text = scrisoare(eveniment(titlu="A\r\nMETHOD:CANCEL", loc="B\nEND:VEVENT"), Metoda.REQUEST, rau)
    assert Calendar.from_ical(text)["METHOD"] == "REQUEST"
    assert citit(text)["ATTENDEE"] == "mailto:ana@exemplu.test"
    assert text.count("\r\nATTENDEE") == 1


@pytest.mark.parametrize(
    ("inceput", "sfarsit", "scris"),
    [
        # 25 October 2026: from 04:00 back to 03:00
        ("2026-10-25T10:00+02:00", "2026-10-25T13:00+02:00", "20261025T100000"),
        ("2026-10-25T02:30+03:00", "2026-10-25T05:00+02:00", "20261025T023000"),
        ("2026-10-25T03:30+03:00", "2026-10-25T05:00+02:00", "20261025T033000"),  # the first half past three
        # 29 March 2026: from 03:00 on to 04:00
        ("2026-03-29T10:00+03:00", "2026-03-29T13:00+03:00", "20260329T100000"),
        ("2026-03-28T22:00+02:00", "2026-03-29T04:30+03:00", "20260328T220000"),
    ],
)
def test_in_zilele_schimbarii_orei_ora_ramane_cea_de_pe_afis(inceput, sfarsit, scris):
    inceput, sfarsit = datetime.fromisoformat(inceput), datetime.fromisoformat(sfarsit)
    text = fisier(eveniment(incepe=inceput, se_incheie=sfarsit))
    assert f"DTSTART;TZID=Europe/Bucharest:{scris}\r\n" in text
    e = citit(text)
    # compared in UTC: Python finds an hour that comes twice different from everything in another zone (PEP 495)
    assert [e[n].dt.astimezone(UTC) for n in ("DTSTART", "DTEND")] == [m.astimezone(UTC) for m in (inceput, sfarsit)]


def test_ora_care_vine_a_doua_oara_se_scrie_in_utc():
    a_doua = datetime(2026, 10, 25, 3, 30, fold=1, tzinfo=FUS)
    text = fisier(eveniment(incepe=a_doua, se_incheie=a_doua + timedelta(hours=2)))
    assert "DTSTART:20261025T013000Z\r\n" in text


def test_regula_din_vtimezone_este_cea_a_fusului():
    """What a program that knows no tz database computes out of the file, hour by hour over the days of the clock."""
    (zona,) = Calendar.from_ical(fisier(eveniment())).walk("VTIMEZONE")
    din_fisier, fus = zona.to_tz(lookup_tzid=False), ZoneInfo("Europe/Bucharest")
    for an in range(2024, 2038):
        for luna, zi in ((1, 15), (3, 31), (7, 1), (10, 31)):
            ore = [datetime(an, luna, zi, tzinfo=UTC) - timedelta(hours=n) for n in range(24 * 8)]
            for moment in ore if luna in (3, 10) else ore[:1]:
                local = moment.astimezone(fus).replace(tzinfo=None)
                if moment.astimezone(fus).fold or not _exista(local, fus):
                    continue
                assert local.replace(tzinfo=din_fisier).utcoffset() == local.replace(tzinfo=fus).utcoffset(), local


def _exista(local, fus):
    return local.replace(tzinfo=fus).astimezone(UTC).astimezone(fus).replace(tzinfo=None) == local


def test_secventa_nu_scade_sub_zero():
    assert eveniment(modificat=CREAT - timedelta(milliseconds=1)).secventa == 0
