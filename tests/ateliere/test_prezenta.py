"""The attendance of a workshop: the verbs, the list, from paper, closing and reopening."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from ateliere import inscrieri, prezenta
from ateliere.models import Fapta, Inscriere, Prezenta, ScanareRespinsa
from platforma.locuri.ocupare import Refuzat
from platforma.prezenta.marcare import Respins
from tests.ateliere.conftest import MOTIV, atelier_publicat, inscris

ABSENT, PREZENT = {"stare": "absent"}, {"stare": "prezent"}


def stari(atelier):
    return dict(Prezenta.ale(atelier).values_list("inscriere__nume", "stare"))


def lista(atelier):
    return f"/spatiu/ateliere/{atelier.pk}/prezenta/"


def bifa(inscriere):
    return f"{lista(inscriere.atelier)}{inscriere.pk}/"


# --- verbs --------------------------------------------------------------------------------------------------------
def test_bifata_si_debifata_este_acelasi_rand_cu_istoric(in_curs, ana, secretariat, autoritate):
    rand, acum = prezenta.bifeaza(in_curs, ana.pk, "prezent", de=secretariat)
    assert (rand.stare, rand.sursa, rand.marcat_de, acum) == ("prezent", "manual", secretariat, True)
    assert prezenta.bifeaza(in_curs, ana.pk, "prezent", de=autoritate) == (rand, False)
    rand, acum = prezenta.bifeaza(in_curs, ana.pk, "absent", de=autoritate)
    assert (rand.stare, rand.marcat_de, acum) == ("absent", autoritate, True)
    assert list(rand.events.values_list("stare", "marcat_de")) == [("prezent", secretariat.pk)]
    assert Prezenta.objects.count() == 1


def test_cine_nu_organizeaza_nu_bifeaza(in_curs, ana, strain, reprezentant):
    for persoana in (strain, reprezentant):
        with pytest.raises(PermissionDenied):
            prezenta.bifeaza(in_curs, ana.pk, "prezent", de=persoana)
        with pytest.raises(PermissionDenied):
            prezenta.bifeaza_din_hartie(in_curs, [ana.pk], persoana)
        with pytest.raises(PermissionDenied):
            prezenta.inchide(in_curs, persoana)
        with pytest.raises(PermissionDenied):
            prezenta.redeschide(in_curs, persoana, MOTIV)
    assert not Prezenta.objects.exists()


@pytest.mark.parametrize("stare", ["asteptare", "anulata", "refuzata"])
def test_cine_nu_are_loc_nu_se_bifeaza_si_incercarea_ramane(in_curs, secretariat, stare):
    dan = inscris(in_curs, "Dan", stare=stare)
    with pytest.raises(Respins, match="nu are loc confirmat"):
        prezenta.bifeaza(in_curs, dan.pk, "prezent", de=secretariat)
    respinsa = ScanareRespinsa.objects.get()
    assert (respinsa.motiv, respinsa.inscriere, respinsa.atelier, respinsa.de) == (
        "fara_loc", dan, in_curs, secretariat,
    )  # fmt: skip
    assert not Prezenta.objects.exists()


def test_cineva_de_la_alt_atelier_nu_se_bifeaza_aici(in_curs, primarie, secretariat):
    alta = inscris(atelier_publicat(primarie, slug="altul"), "Ion")
    with pytest.raises(Respins, match="alt eveniment"):
        prezenta.bifeaza(in_curs, alta.pk, "prezent", de=secretariat)
    assert list(ScanareRespinsa.objects.values_list("motiv", "inscriere", "atelier")) == [
        ("alt_eveniment", None, in_curs.pk)
    ]


def test_se_deschide_cu_o_ora_inainte(primarie, secretariat, time_machine):
    atelier = atelier_publicat(primarie)
    ana = inscris(atelier, "Ana")
    time_machine.move_to(atelier.incepe_la - timedelta(minutes=61))
    with pytest.raises(Respins, match="nu s-a deschis încă"):
        prezenta.bifeaza(atelier, ana.pk, "prezent", de=secretariat)
    assert list(ScanareRespinsa.objects.values_list("motiv", flat=True)) == ["prea_devreme"]
    time_machine.move_to(atelier.incepe_la - timedelta(minutes=60))
    assert prezenta.bifeaza(atelier, ana.pk, "prezent", de=secretariat)[1]


@pytest.mark.parametrize(
    ("inceput", "de_la"),
    [
        (datetime(2027, 3, 28, 4, 30), "28 martie 2027, ora 02:30"),  # the clock skips from 3 to 4
        (datetime(2027, 3, 28, 10, 0), "28 martie 2027, ora 09:00"),
        (datetime(2026, 10, 25, 10, 0), "25 octombrie 2026, ora 09:00"),
        (datetime(2026, 10, 25, 4, 0), "25 octombrie 2026, ora 03:00"),  # 3 comes twice; the later one
    ],
)
def test_in_zilele_in_care_se_schimba_ora(primarie, client_pentru, autoritate, time_machine, inceput, de_la):
    incepe = inceput.replace(tzinfo=ZoneInfo("Europe/Bucharest"))
    time_machine.move_to(incepe - timedelta(days=2), tick=False)
    atelier = atelier_publicat(primarie, incepe_la=incepe.astimezone(ZoneInfo("UTC")))
    assert atelier.incepe_la - atelier.prezenta_de_la == timedelta(hours=1)
    assert f"cu o oră înainte: {de_la}." in client_pentru(autoritate).get(lista(atelier)).text


def test_la_un_atelier_anulat_nu_se_noteaza_nimic(in_curs, ana, secretariat, client_pentru):
    in_curs.stare, in_curs.motiv_anulare = "anulat", MOTIV
    in_curs.save()
    with pytest.raises(Respins, match="nu se ține"):
        prezenta.bifeaza(in_curs, ana.pk, "prezent", de=secretariat)
    assert "prezența nu se notează" in client_pentru(secretariat).get(lista(in_curs)).text


def test_cine_a_venit_nu_mai_poate_pierde_locul(primarie, organizatie, reprezentant, secretariat):
    """Before the beginning the doors are open already: a place given up after the tick would leave a ghost."""
    atelier = atelier_publicat(primarie, incepe_la=timezone.now() + timedelta(minutes=30))
    altul = atelier_publicat(primarie, slug="altul")
    ana = inscris(atelier, "Ana", organizatie=organizatie)
    prezenta.bifeaza(atelier, ana.pk, "prezent", de=secretariat)
    for drum in (
        lambda: inscrieri.anuleaza(ana, reprezentant),
        lambda: inscrieri.refuza(ana, secretariat, MOTIV),
        lambda: inscrieri.muta_la(ana, altul.pk, secretariat),
    ):
        with pytest.raises(Refuzat, match="bifată ca prezentă"):
            drum()
    prezenta.bifeaza(atelier, ana.pk, "absent", de=secretariat)
    assert inscrieri.anuleaza(ana, reprezentant)


def test_baza_de_date_refuza_pe_orice_alt_drum(in_curs, ana, secretariat):
    in_coada = inscris(in_curs, "Dan", stare="asteptare")
    rand = {"stare": "prezent", "sursa": "manual", "marcat_de": secretariat}
    with pytest.raises(IntegrityError, match="prezent fara loc"), transaction.atomic():
        Prezenta.objects.create(inscriere=in_coada, **rand)
    Prezenta.objects.create(inscriere=ana, **rand)
    in_curs.prezenta_inchisa_la = timezone.now()
    in_curs.save()
    maria = inscris(in_curs, "Maria")
    for drum in (
        lambda: Prezenta.objects.create(inscriere=maria, **rand),
        lambda: Prezenta.objects.update(stare="absent"),
        lambda: Prezenta.objects.all().delete(),
        lambda: Prezenta.objects.bulk_create([Prezenta(inscriere=maria, **rand)]),
    ):
        with pytest.raises(IntegrityError, match="prezenta este inchisa"), transaction.atomic():
            drum()
    assert stari(in_curs) == {"Ana Pop": "prezent"}


def test_o_scanare_respinsa_nu_se_schimba_si_nu_se_sterge(in_curs, secretariat):
    ScanareRespinsa.objects.create(atelier=in_curs, motiv="inchisa", sursa="qr", de=secretariat)
    for drum in (
        lambda: ScanareRespinsa.objects.update(motiv="fara_loc"),
        lambda: ScanareRespinsa.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match=r"Cannot (update|delete)"), transaction.atomic():
            drum()


# --- the list -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("cati", [1, 3])
def test_lista_cere_la_fel_de_multe_interogari(
    in_curs, organizatie, autoritate, client_pentru, django_assert_num_queries, cati
):
    for n in range(cati):
        om = inscris(in_curs, f"Om {n}", organizatie=organizatie)
        prezenta.bifeaza(in_curs, om.pk, "prezent", de=autoritate)
        with pytest.raises(Respins):
            prezenta.bifeaza(in_curs, inscris(in_curs, f"In coada {n}", stare="asteptare").pk, "prezent", de=autoritate)
    client = client_pentru(autoritate)
    client.get(lista(in_curs))
    with django_assert_num_queries(9):
        raspuns = client.get(lista(in_curs))
    assert len(raspuns.context["locuri"]) == cati


def test_lista_are_ordinea_romaneasca_si_numai_locurile_confirmate(in_curs, autoritate, client_pentru):
    for nume in ("Ștefan", "Sandu", "Țuțu", "Tudor", "Zoe", "Âna", "Ana"):
        inscris(in_curs, nume)
    inscris(in_curs, "Dan", stare="asteptare")
    inscris(in_curs, "Eva", stare="anulata")
    raspuns = client_pentru(autoritate).get(lista(in_curs))
    assert [i.nume for i in raspuns.context["locuri"]] == ["Ana", "Âna", "Sandu", "Ștefan", "Tudor", "Țuțu", "Zoe"]
    assert "Au venit <b>0</b> din 7" in raspuns.text


def test_cautarea_dupa_nume_organizatie_si_cod(in_curs, ana, autoritate, client_pentru):
    inscris(in_curs, "Ștefania Țîrcă")
    client = client_pentru(autoritate)

    def gasite(text):
        return [i.nume for i in client.get(lista(in_curs), {"q": text}).context["locuri"]]

    assert gasite("stefania") == ["Ștefania Țîrcă"]
    assert gasite(" ŢÎRCĂ ") == ["Ștefania Țîrcă"]
    assert gasite("cartierul nostru") == ["Ana Pop"]
    assert gasite(f"{ana.cod[:4]} {ana.cod[4:].upper()}") == ["Ana Pop"]
    assert gasite("nimeni\x00") == []
    assert "Arătați lista întreagă" in client.get(lista(in_curs), {"q": "nimeni"}).text


def test_bifa_din_lista(in_curs, ana, autoritate, client_pentru):
    client = client_pentru(autoritate)
    raspuns = client.post(bifa(ana), {**PREZENT, "q": "ana"})
    assert (raspuns.status_code, raspuns.url) == (302, f"{lista(in_curs)}?q=ana#inscris-{ana.pk}")
    assert stari(in_curs) == {"Ana Pop": "prezent"}
    client.post(bifa(ana), PREZENT)  # pressed twice
    assert stari(in_curs) == {"Ana Pop": "prezent"}
    client.post(bifa(ana), ABSENT)
    assert stari(in_curs) == {"Ana Pop": "absent"}
    assert client.get(bifa(ana)).status_code == 405


@pytest.mark.parametrize("date", [{}, {"stare": "motivat"}, {"stare": "x"}])
def test_o_bifa_neinteleasa_nu_schimba_nimic(in_curs, ana, autoritate, client_pentru, date):
    raspuns = client_pentru(autoritate).post(bifa(ana), date, follow=True)
    assert "Pagina s-a învechit" in raspuns.text
    assert stari(in_curs) == {}


def test_htmx_primeste_randul_si_numaratoarea(in_curs, ana, autoritate, client_pentru):
    client = client_pentru(autoritate, headers={"hx-request": "true"})
    raspuns = client.post(bifa(ana), PREZENT)
    assert raspuns.templates[0].name == "platforma/prezenta/_bifa_htmx.html"
    assert 'aria-pressed="true"' in raspuns.text
    assert "Au venit <b>1</b> din 1" in raspuns.text
    prezenta.inchide(in_curs, autoritate)
    raspuns = client.post(bifa(ana), ABSENT)
    assert "Prezența este închisă." in raspuns.text
    assert "<button" not in raspuns.text


def test_lista_pentru_cine_nu_organizeaza(in_curs, ana, vizitator, strain, reprezentant, client_pentru):
    adrese = [lista(in_curs) + cale for cale in ("", "hartie/", "inchide/", "redeschide/", "lista.pdf")]
    for adresa in adrese:
        assert client_pentru(vizitator).get(adresa).status_code == 302
        for persoana in (strain, reprezentant):
            assert client_pentru(persoana).get(adresa).status_code == 404
    for adresa in (bifa(ana), *adrese[1:4]):
        assert client_pentru(vizitator).post(adresa, PREZENT).status_code == 302
        assert client_pentru(strain).post(adresa, PREZENT).status_code == 404
    assert stari(in_curs) == {}


# --- from paper ---------------------------------------------------------------------------------------------------
def test_bifele_de_pe_hartie_se_scriu_o_data(in_curs, ana, autoritate, secretariat, client_pentru):
    dan, eva, ion = (inscris(in_curs, nume) for nume in ("Dan", "Eva", "Ion"))
    prezenta.bifeaza(in_curs, ana.pk, "prezent", de=secretariat)
    client = client_pentru(autoritate)
    pagina = client.get(lista(in_curs) + "hartie/")
    assert [eticheta for _v, eticheta in pagina.context["form"].fields["venite"].choices] == ["Dan", "Eva", "Ion"]
    prezenta.bifeaza(in_curs, dan.pk, "prezent", de=secretariat)  # a colleague, meanwhile
    inscrieri.refuza(ion, secretariat, MOTIV)
    raspuns = client.post(lista(in_curs) + "hartie/", {"venite": [dan.pk, eva.pk, ion.pk]}, follow=True)
    assert "Am bifat 1 persoană." in raspuns.text
    assert list(Prezenta.objects.order_by("pk").values_list("inscriere__nume", "sursa", "marcat_de")) == [
        ("Ana Pop", "manual", secretariat.pk),
        ("Dan", "manual", secretariat.pk),
        ("Eva", "hartie", autoritate.pk),
    ]


def test_hartia_fara_nicio_bifa_si_cu_persoane_de_altundeva(in_curs, ana, primarie, autoritate, client_pentru):
    alta = inscris(atelier_publicat(primarie, slug="altul"), "Ion")
    client = client_pentru(autoritate)
    for date in ({}, {"venite": [alta.pk]}, {"venite": ["x"]}):
        raspuns = client.post(lista(in_curs) + "hartie/", date)
        assert raspuns.status_code == 200
        assert list(raspuns.context["form"].errors) == ["venite"]
    assert stari(in_curs) == {}


def test_hartia_dupa_inchidere(in_curs, ana, autoritate, client_pentru):
    prezenta.inchide(in_curs, autoritate)
    client = client_pentru(autoritate)
    assert "Prezența nu este deschisă acum." in client.get(lista(in_curs) + "hartie/").text
    raspuns = client.post(lista(in_curs) + "hartie/", {"venite": [ana.pk]})
    assert raspuns.context["form"].non_field_errors() == ["Prezența este închisă."]
    assert stari(in_curs) == {"Ana Pop": "absent"}


# --- closing and reopening ----------------------------------------------------------------------------------------
def test_inchiderea_ingheata_si_scrie_absentele(in_curs, ana, autoritate, client_pentru):
    dan, eva = inscris(in_curs, "Dan"), inscris(in_curs, "Eva")
    inscris(in_curs, "Ion", stare="asteptare")
    prezenta.bifeaza(in_curs, ana.pk, "prezent", de=autoritate)
    client = client_pentru(autoritate)
    pagina = client.get(lista(in_curs) + "inchide/")
    assert "1 din 3 persoane cu loc au venit." in pagina.text
    assert Prezenta.objects.count() == 1
    raspuns = client.post(lista(in_curs) + "inchide/", {"motivati": [eva.pk]})
    assert raspuns.url == lista(in_curs)
    assert stari(in_curs) == {"Ana Pop": "prezent", "Dan": "absent", "Eva": "motivat"}
    fapta = Fapta.objects.get(ce="prezenta_inchisa")
    assert (fapta.de, fapta.detalii) == (autoritate, {"prezent": 1, "absent": 1, "motivat": 1})
    with pytest.raises(Respins, match="închisă"):
        prezenta.bifeaza(in_curs, dan.pk, "prezent", de=autoritate)
    assert client.post(lista(in_curs) + "inchide/").url == lista(in_curs)  # closed twice, written once
    assert prezenta.inchide(in_curs, autoritate) is None
    assert Fapta.objects.filter(ce="prezenta_inchisa").count() == 1


def test_inainte_de_inceput_nu_se_inchide(primarie, autoritate, client_pentru):
    atelier = atelier_publicat(primarie, incepe_la=timezone.now() + timedelta(minutes=30))
    inscris(atelier, "Ana")
    client = client_pentru(autoritate)
    assert "după ce începe atelierul" in client.get(lista(atelier) + "inchide/").text
    raspuns = client.post(lista(atelier) + "inchide/")
    assert raspuns.context["form"].non_field_errors() == ["Prezența se închide după ce începe evenimentul."]
    assert not Prezenta.objects.exists()


def test_redeschiderea_cere_motiv_si_ramane_in_jurnal(in_curs, ana, autoritate, client_pentru):
    prezenta.inchide(in_curs, autoritate)
    client = client_pentru(autoritate)
    raspuns = client.post(lista(in_curs) + "redeschide/", {"motiv": "prea scurt"})
    assert raspuns.context["form"].errors == {"motiv": ["Scrieți motivul în cel puțin 20 de caractere."]}
    assert not Fapta.objects.filter(ce="prezenta_redeschisa").exists()
    assert client.post(lista(in_curs) + "redeschide/", {"motiv": MOTIV}).url == lista(in_curs)
    fapta = Fapta.objects.get(ce="prezenta_redeschisa")
    assert (fapta.de, fapta.motiv) == (autoritate, MOTIV)
    in_curs.refresh_from_db()
    assert in_curs.prezenta_inchisa_la is None
    prezenta.bifeaza(in_curs, ana.pk, "prezent", de=autoritate)
    raspuns = client.post(lista(in_curs) + "redeschide/", {"motiv": MOTIV})
    assert raspuns.context["form"].non_field_errors() == ["Prezența este deja deschisă."]


# --- what is known from it ----------------------------------------------------------------------------------------
def test_organizatiile_prezente(in_curs, ana, alta_organizatie, primarie, secretariat):
    dan = inscris(in_curs, "Dan", organizatie=ana.organizatie)
    inscris(in_curs, "Eva", organizatie=alta_organizatie)
    gazda = inscris(in_curs, "Ion", organizatie=primarie, parte="autoritate")
    singur = inscris(in_curs, "Zoe")
    for om in (ana, dan, gazda, singur):
        prezenta.bifeaza(in_curs, om.pk, "prezent", de=secretariat)
    assert list(prezenta.organizatii_prezente(in_curs)) == [ana.organizatie, primarie]
    assert list(prezenta.ateliere_la_care_a_fost(ana.organizatie)) == []  # not known before it is closed
    prezenta.inchide(in_curs, secretariat)
    assert list(prezenta.ateliere_la_care_a_fost(ana.organizatie)) == [in_curs]
    assert list(prezenta.ateliere_la_care_a_fost(alta_organizatie)) == []
    assert Inscriere.objects.confirmate().count() == 5


def test_pe_profil_se_vede_la_cate_ateliere_a_fost(in_curs, ana, primarie, secretariat, client):
    adresa = ana.organizatie.get_absolute_url()
    prezenta.bifeaza(in_curs, ana.pk, "prezent", de=secretariat)
    assert "A participat" not in client.get(adresa).text
    prezenta.inchide(in_curs, secretariat)
    pagina = client.get(adresa).text
    assert "A participat la 1 atelier." in pagina
    assert f'<a href="{in_curs.get_absolute_url()}">Cum lucrăm cu piețele</a>' in pagina
    for n in range(2):
        trecut = atelier_publicat(primarie, slug=f"trecut-{n}", incepe_la=timezone.now() - timedelta(days=n + 2))
        om = inscris(trecut, "Ana Pop", organizatie=ana.organizatie)
        prezenta.bifeaza(trecut, om.pk, "prezent", de=secretariat)
        prezenta.inchide(trecut, secretariat)
    assert "A participat la 3 ateliere." in client.get(adresa).text
