"""A workshop in people's calendars: one event everywhere, newer after a relevant change, gone when it is gone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.forms import modelform_factory
from django.utils import timezone
from icalendar import Calendar

from ateliere import inscrieri, organizare, stari
from ateliere.models import Atelier, Tema
from platforma.calendar.models import AdresaCalendar
from platforma.formulare import CampAdresaWeb
from platforma.mesaje.models import Mesaj
from tests.ateliere.conftest import MOTIV, atelier_publicat, inscris
from tests.conftest import organizatie_publicata

pytestmark = pytest.mark.django_db
LINK = "https://intalnire.exemplu.test/cod-secret"


def ics(client, adresa):
    raspuns = client.get(adresa)
    assert (raspuns.status_code, raspuns["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return raspuns.content.decode()


def evenimente(text):
    return Calendar.from_ical(text).walk("VEVENT")


def calendarul(cheie):
    """(METHOD, the event) that the mail with this key brings, or None."""
    text = Mesaj.objects.get(cheie=cheie).calendar
    if not text:
        return None
    (e,) = evenimente(text)
    return str(Calendar.from_ical(text)["METHOD"]), e


def schimba(atelier, de, **campuri):
    """What staff's form does, with only these fields on it."""
    clasa = modelform_factory(Atelier, fields=list(campuri), field_classes={"link_online": CampAdresaWeb})
    form = clasa(campuri, instance=Atelier.objects.get(pk=atelier.pk))
    assert form.is_valid(), form.errors
    return organizare.modifica(atelier, form, de)


def inscrie(atelier, nume, organizatie, de, **campuri):
    email = f"{nume.lower()}@exemplu.test"
    return inscrieri.inscrie(atelier.pk, nume=nume, email=email, organizatie=organizatie, de=de, **campuri)[0]


@pytest.fixture
def multi(organizatie, reprezentant):
    return organizatie, reprezentant


# --- mails --------------------------------------------------------------------------------------------------------
def test_numai_cine_are_loc_primeste_intrarea_si_linkul(primarie, multi):
    atelier = atelier_publicat(primarie, capacitate=1, format="mixt", link_online=LINK)
    ana, ion = inscrie(atelier, "Ana", *multi), inscrie(atelier, "Ion", *multi)
    metoda, e = calendarul(f"atelier:confirmare:{ana.pk}")
    assert (metoda, e["UID"], e["STATUS"]) == ("REQUEST", str(atelier.ics_uid), "CONFIRMED")
    assert e["ATTENDEE"] == "mailto:ana@exemplu.test"
    assert LINK in e["DESCRIPTION"]
    assert calendarul(f"atelier:asteptare:{ion.pk}") is None
    inscrieri.anuleaza(ana, de=None)
    assert calendarul(f"atelier:anulare:{ana.pk}")[0] == "CANCEL"
    metoda, e = calendarul(f"atelier:promovare:{ion.pk}")
    assert (metoda, e["ATTENDEE"]) == ("REQUEST", "mailto:ion@exemplu.test")
    assert LINK in e["DESCRIPTION"]


def test_cine_asteapta_si_renunta_nu_primeste_nimic_in_calendar(primarie, multi, secretariat):
    atelier = atelier_publicat(primarie, capacitate=1)
    inscris(atelier, "Altcineva")
    ana = inscris(atelier, "Ana", organizatie=multi[0], stare="asteptare")
    ion = inscris(atelier, "Ion", organizatie=multi[0], stare="asteptare")
    inscrieri.anuleaza(ana, de=None)
    inscrieri.refuza(ion, secretariat, MOTIV)
    assert calendarul(f"atelier:anulare:{ana.pk}") is None
    assert calendarul(f"atelier:refuz:{ion.pk}") is None


def test_refuzata_iese_din_calendar(atelier, multi, secretariat):
    ana = inscris(atelier, "Ana", organizatie=multi[0])
    inscrieri.refuza(ana, secretariat, MOTIV)
    assert calendarul(f"atelier:refuz:{ana.pk}")[0] == "CANCEL"


def test_atelierul_anulat_iese_din_calendarul_celor_cu_loc(atelier, multi, secretariat):
    ana = inscris(atelier, "Ana", organizatie=multi[0])
    ion = inscris(atelier, "Ion", organizatie=multi[0], stare="asteptare")
    stari.muta(atelier, stari.Miscare.ANULEAZA, secretariat, MOTIV)
    metoda, e = calendarul(f"atelier:anulat:{ana.pk}")
    assert (metoda, e["STATUS"]) == ("CANCEL", "CANCELLED")
    assert calendarul(f"atelier:anulat:{ion.pk}") is None


def test_schimbarea_locului_ajunge_in_calendarul_celor_cu_loc(atelier, multi, secretariat):
    ana = inscris(atelier, "Ana", organizatie=multi[0])
    ion = inscris(atelier, "Ion", organizatie=multi[0], stare="asteptare")
    assert schimba(atelier, secretariat, loc_nume="Sala Mică") == 2
    cheie = Atelier.objects.get().ics_modificat_la.timestamp()
    metoda, e = calendarul(f"atelier:schimbare:{ana.pk}:{cheie}")
    assert (metoda, e["LOCATION"]) == ("REQUEST", "Sala Mică, Bd. Unirii nr. 1")
    assert calendarul(f"atelier:schimbare:{ion.pk}:{cheie}") is None


@pytest.mark.parametrize(
    ("avea", "are", "mutare", "scoatere"),
    [
        ("confirmata", "confirmata", ("REQUEST", "nou"), ("CANCEL", "vechi")),
        ("confirmata", "asteptare", ("CANCEL", "vechi"), None),
        ("asteptare", "confirmata", ("REQUEST", "nou"), None),
        ("asteptare", "asteptare", None, None),
    ],
)
def test_mutata_iese_dintr_un_loc_si_intra_in_celalalt(avea, are, mutare, scoatere, primarie, multi, secretariat):
    vechi = atelier_publicat(primarie)
    nou = atelier_publicat(primarie, slug="nou", titlu="Celălalt", capacitate=1)
    if are == "asteptare":
        inscris(nou, "Altcineva")
    veche = inscris(vechi, "Ana", organizatie=multi[0], stare=avea)
    noua = inscrieri.muta_la(veche, nou.pk, secretariat)
    uid = {"vechi": str(vechi.ics_uid), "nou": str(nou.ics_uid)}
    gasit = calendarul(f"atelier:mutare:{noua.pk}")
    assert (gasit and (gasit[0], str(gasit[1]["UID"]))) == (mutare and (mutare[0], uid[mutare[1]]))
    gasite = Mesaj.objects.filter(cheie=f"atelier:scoatere:{veche.pk}")
    assert gasite.exists() is (scoatere is not None)
    if scoatere:
        metoda, e = calendarul(f"atelier:scoatere:{veche.pk}")
        assert (metoda, str(e["UID"])) == ("CANCEL", uid["vechi"])


# --- one event everywhere -----------------------------------------------------------------------------------------
def test_acelasi_uid_peste_tot_si_dupa_orice_schimbare(
    atelier, multi, secretariat, client_pentru, settings, time_machine
):
    organizatie, reprezentant = multi
    ana = inscrieri.inscrie(
        atelier.pk, nume="Raluca", email=reprezentant.email, organizatie=organizatie, de=reprezentant
    )[0]
    personal = AdresaCalendar.objects.create(persoana=reprezentant)
    client = client_pentru(None)

    def uiduri():
        slug = Atelier.objects.get().slug
        adrese = [
            "/ateliere/calendar.ics",
            "/ateliere/tema/economie-circulara/calendar.ics",
            "/ateliere/sectorul/3/calendar.ics",
            f"/ateliere/{slug}/calendar.ics",
            f"{ana.get_absolute_url()}calendar.ics",
            personal.get_absolute_url(),
        ]
        return {str(e["UID"]) for adresa in adrese for e in evenimente(ics(client, adresa))}

    assert uiduri() == {str(atelier.ics_uid)} == {str(calendarul(f"atelier:confirmare:{ana.pk}")[1]["UID"])}
    settings.ADRESA_SITE = "https://alt-nume.test"
    Atelier.objects.update(slug="alta-adresa", gazda=organizatie_publicata("Alta", "alta", tip="autoritate"))
    assert uiduri() == {str(atelier.ics_uid)}


def test_secventa_creste_numai_cu_ce_conteaza_si_nu_scade_niciodata(
    primarie, multi, secretariat, client_pentru, time_machine
):
    ceas = datetime(2026, 5, 4, 9, tzinfo=UTC)
    time_machine.move_to(ceas, tick=False)
    atelier = atelier_publicat(primarie)
    secvente, client = [], client_pentru(None)

    def inainteaza(minute=1):
        nonlocal ceas
        ceas += timedelta(minutes=minute)
        time_machine.move_to(ceas, tick=False)

    def noteaza(cheie):
        _metoda, e = calendarul(cheie)
        assert e["DTSTAMP"].dt == atelier.creat_la + timedelta(seconds=e["SEQUENCE"])
        secvente.append(e["SEQUENCE"])

    inainteaza()
    ana = inscrie(atelier, "Ana", *multi)
    noteaza(f"atelier:confirmare:{ana.pk}")
    din_pagina = ics(client, f"{ana.get_absolute_url()}calendar.ics")
    inainteaza()
    schimba(atelier, secretariat, titlu="Alt titlu", rezumat="Altceva.")
    (e,) = evenimente(ics(client, f"{ana.get_absolute_url()}calendar.ics"))
    assert e["SEQUENCE"] == evenimente(din_pagina)[0]["SEQUENCE"] == secvente[0]
    assert e["LAST-MODIFIED"].dt == ceas
    inainteaza()
    schimba(atelier, secretariat, loc_nume="Sala Mică")
    noteaza(f"atelier:schimbare:{ana.pk}:{Atelier.objects.get().ics_modificat_la.timestamp()}")
    inainteaza()
    inscrieri.anuleaza(ana, de=None)
    noteaza(f"atelier:anulare:{ana.pk}")
    inainteaza()
    din_nou = inscrie(atelier, "Ana", *multi)
    noteaza(f"atelier:confirmare:{din_nou.pk}")
    inainteaza()
    stari.muta(atelier, stari.Miscare.ANULEAZA, secretariat, MOTIV)
    noteaza(f"atelier:anulat:{din_nou.pk}")
    assert secvente == [60, 180, 240, 300, 360]


# --- feeds --------------------------------------------------------------------------------------------------------
def test_fluxurile_pe_teme_si_sectoare(primarie, client):
    tema = Tema.objects.get(slug="servicii-sociale")
    atelier_publicat(primarie, titlu="Unu", slug="unu", sector_id=1, tema=tema)
    atelier_publicat(primarie, titlu="Doi", slug="doi", sector_id=2, tema=tema)
    atelier_publicat(primarie, titlu="Trei", slug="trei", sector_id=1)
    atelier_publicat(primarie, titlu="Ciornă", slug="ciorna", stare="ciorna", publicat_la=None)

    def titluri(adresa):
        return [str(e["SUMMARY"]) for e in evenimente(ics(client, adresa))]

    assert titluri("/ateliere/calendar.ics") == ["Unu", "Doi", "Trei"]
    assert titluri("/ateliere/tema/servicii-sociale/calendar.ics") == ["Unu", "Doi"]
    assert titluri("/ateliere/sectorul/1/calendar.ics") == ["Unu", "Trei"]
    assert titluri("/ateliere/unu/calendar.ics") == ["Unu"]
    calendar = Calendar.from_ical(ics(client, "/ateliere/sectorul/1/calendar.ics"))
    assert calendar["NAME"] == "Ateliere: Sectorul 1 – Bucureștiul social și solidar"
    for adresa in ("/ateliere/ciorna/", "/ateliere/tema/nu-exista/", "/ateliere/sectorul/7/", "/ateliere/nu-exista/"):
        assert client.get(f"{adresa}calendar.ics").status_code == 404
    assert client.post("/ateliere/calendar.ics").status_code == 405


def test_un_eveniment_public_nu_are_date_personale_si_nici_linkul(primarie, multi, client):
    atelier = atelier_publicat(primarie, format="online", link_online=LINK, loc_nume="", loc_adresa="")
    ana = inscrie(atelier, "Ana", *multi, functie="director", nevoi="scaun rulant")
    for adresa in ("/ateliere/calendar.ics", f"/ateliere/{atelier.slug}/calendar.ics"):
        text = ics(client, adresa).replace("\r\n ", "")
        for interzis in ("Ana", "ana@", "Raluca", "reprezentant@", "director", "scaun", "intalnire.exemplu", ana.cod):
            assert interzis not in text
        (e,) = evenimente(text)
        assert (e["LOCATION"], e["TRANSP"]) == ("Online", "TRANSPARENT")
        assert not {"ATTENDEE", "ORGANIZER"} & set(e)


def test_fisierul_inscrierii_este_numai_al_cui_are_loc(atelier, multi, client):
    atelier.format, atelier.link_online = "mixt", LINK
    atelier.save()
    ana = inscris(atelier, "Ana", organizatie=multi[0])
    raspuns = client.get(f"{ana.get_absolute_url()}calendar.ics")
    (e,) = evenimente(raspuns.content)
    assert LINK in e["DESCRIPTION"]
    assert (e["TRANSP"], raspuns["Cache-Control"]) == ("OPAQUE", "private, no-cache")
    for stare in ("asteptare", "anulata", "refuzata"):
        altul = inscris(atelier, f"Om {stare}", organizatie=multi[0], stare=stare)
        assert client.get(f"{altul.get_absolute_url()}calendar.ics").status_code == 404
    assert client.get("/inscrieri/1:fals/calendar.ics").status_code == 404


def test_un_atelier_anulat_ramane_in_flux_30_de_zile_ca_anulat(atelier, secretariat, client, time_machine):
    stari.muta(atelier, stari.Miscare.ANULEAZA, secretariat, MOTIV)
    (e,) = evenimente(ics(client, "/ateliere/calendar.ics"))
    assert (e["STATUS"], e["UID"]) == ("CANCELLED", str(atelier.ics_uid))
    acum = timezone.now()
    time_machine.move_to(acum + timedelta(days=30, minutes=-1))
    assert len(evenimente(ics(client, "/ateliere/calendar.ics"))) == 1
    time_machine.move_to(acum + timedelta(days=30, minutes=1))
    assert evenimente(ics(client, "/ateliere/calendar.ics")) == []


def test_cine_are_deja_fluxul_primeste_304(atelier, secretariat, client):
    prima = client.get("/ateliere/calendar.ics")
    assert prima["Cache-Control"] == "public, max-age=900"
    for antet, valoare in (("If-None-Match", prima["ETag"]), ("If-Modified-Since", prima["Last-Modified"])):
        raspuns = client.get("/ateliere/calendar.ics", headers={antet: valoare})
        assert (raspuns.status_code, raspuns.content) == (304, b"")
    schimba(atelier, secretariat, titlu="Alt titlu")
    raspuns = client.get("/ateliere/calendar.ics", headers={"If-None-Match": prima["ETag"]})
    assert (raspuns.status_code, raspuns["ETag"] == prima["ETag"]) == (200, False)


def test_plecat_dintr_o_tema_fluxul_ei_nu_mai_este_cel_vechi(primarie, secretariat, client, time_machine):
    """A program that knows no ETag asks by date: the feed has become shorter, so it must not hear „not modified”."""
    time_machine.move_to("2026-05-04 09:00+03:00", tick=False)
    atelier = atelier_publicat(primarie)
    adresa = "/ateliere/tema/economie-circulara/calendar.ics"
    prima = client.get(adresa)
    time_machine.move_to("2026-05-04 10:00+03:00", tick=False)
    schimba(atelier, secretariat, tema=Tema.objects.get(slug="economie-sociala").pk)
    raspuns = client.get(adresa, headers={"If-Modified-Since": prima["Last-Modified"]})
    assert (raspuns.status_code, evenimente(raspuns.content)) == (200, [])


@pytest.mark.parametrize("cate", [1, 3])
def test_fluxul_are_acelasi_numar_de_interogari(cate, primarie, client, django_assert_num_queries):
    for n in range(cate):
        atelier_publicat(primarie, slug=f"atelier-{n}")
    with django_assert_num_queries(2):
        client.get("/ateliere/calendar.ics")


def test_slugul_calendar_este_luat():
    assert organizare.slug_liber("Calendar") == "calendar-2"


# --- one's own calendar -------------------------------------------------------------------------------------------
def test_calendarul_personal_are_numai_locurile_ei(primarie, multi, coleg, client):
    organizatie, reprezentant = multi
    for n, (persoana, stare) in enumerate(
        [(reprezentant, "confirmata"), (reprezentant, "asteptare"), (reprezentant, "anulata"), (coleg, "confirmata")]
    ):
        atelier = atelier_publicat(primarie, slug=f"a-{n}", titlu=f"Al {n}-lea", format="mixt", link_online=LINK)
        inscris(atelier, f"Om {n}", organizatie=organizatie, persoana=persoana, stare=stare)
    adresa = AdresaCalendar.objects.create(persoana=reprezentant).get_absolute_url()
    (e,) = evenimente(ics(client, adresa))
    assert (e["SUMMARY"], e["TRANSP"]) == ("Al 0-lea", "OPAQUE")
    assert LINK in e["DESCRIPTION"]
    assert "Om 0" not in e.to_ical().decode()


@pytest.mark.parametrize("cate", [1, 3])
def test_calendarul_personal_are_acelasi_numar_de_interogari(cate, primarie, multi, client, django_assert_num_queries):
    organizatie, reprezentant = multi
    for n in range(cate):
        atelier = atelier_publicat(primarie, slug=f"a-{n}")
        inscris(atelier, "Raluca", organizatie=organizatie, persoana=reprezentant)
    adresa = AdresaCalendar.objects.create(persoana=reprezentant).get_absolute_url()
    with django_assert_num_queries(3):
        client.get(adresa)
