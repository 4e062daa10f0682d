"""How fresh a profile is: when its own people last said that it is right."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.forms import modelform_factory
from django.utils import timezone

from organizatii import acte, emails, prospetime
from organizatii.models import SEMNATAR, FisaRegistru, Organizatie
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Revizie
from platforma.moderare.revizii import modifica_direct, propune_modificari
from platforma.moderare.tranzitii import Actiune, Stare, muta
from platforma.templatetags.platforma import data_lunga

pytestmark = pytest.mark.django_db
DEMULT = datetime(2025, 3, 4, 10, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def demult(organizatie):
    """The NGO of `reprezentant`, confirmed long ago."""
    Organizatie.objects.filter(pk=organizatie.pk).update(confirmata_la=DEMULT)
    organizatie.refresh_from_db()
    return organizatie


def form(organizatie, **campuri):
    gata = modelform_factory(Organizatie, fields=list(campuri))(campuri, instance=organizatie)
    assert gata.is_valid(), gata.errors
    return gata


def confirmata_la(organizatie):
    return Organizatie.objects.values_list("confirmata_la", flat=True).get(pk=organizatie.pk)


def test_publicarea_inseamna_si_confirmare(organizatie, reprezentant, moderator):
    Organizatie.objects.filter(pk=organizatie.pk).update(stare=Stare.TRIMIS, publicat_la=None)
    decizie = muta(organizatie, Actiune.APROBA, moderator)
    assert confirmata_la(organizatie) == decizie.la


def test_o_modificare_care_apare_indata_inseamna_si_confirmare(demult, reprezentant):
    propune_modificari(demult, form(demult, telefon="0213142315"), reprezentant)
    assert timezone.now() - confirmata_la(demult) < timedelta(minutes=1)


def test_o_modificare_in_verificare_confirma_abia_la_aprobare(demult, reprezentant, moderator):
    propune_modificari(demult, form(demult, acronim="ACN"), reprezentant)
    assert confirmata_la(demult) == DEMULT
    decizie = muta(Revizie.objects.get(), Actiune.APROBA, moderator)
    assert confirmata_la(demult) == decizie.la


def test_ce_scrie_personalul_nu_confirma_in_locul_organizatiei(demult, admin):
    modifica_direct(demult, form(demult, telefon="0213142315"))
    assert confirmata_la(demult) == DEMULT


def test_o_salvare_fara_nicio_schimbare_nu_confirma(demult, reprezentant):
    propune_modificari(demult, form(demult, localitate=demult.localitate), reprezentant)
    assert confirmata_la(demult) == DEMULT


# --- what the public reads ----------------------------------------------------------------------------------------
def pagina(client, organizatie):
    return client.get(f"/organizatii/{organizatie.slug}/").content.decode()


@pytest.mark.parametrize(
    ("zile", "propozitia"),
    [
        (1, "Informații confirmate de organizație la"),
        (394, "Informații confirmate de organizație la"),
        (395, "Informații neconfirmate de organizație din"),
        (4000, "Informații neconfirmate de organizație din"),
    ],
)
def test_profilul_spune_cand_au_fost_confirmate(zile, propozitia, client, organizatie):
    la = timezone.now() - timedelta(days=zile)
    Organizatie.objects.filter(pk=organizatie.pk).update(confirmata_la=la)
    assert f"{propozitia} {data_lunga(la)}." in pagina(client, organizatie)


def test_profilul_revendicat_si_neconfirmat_vreodata(client, organizatie):
    assert "Organizația nu a confirmat încă informațiile." in pagina(client, organizatie)


def test_profilul_nerevendicat_spune_de_cand_sunt_datele_registrului(client, organizatie):
    Organizatie.objects.filter(pk=organizatie.pk).update(
        revendicata=False, sursa="platforma", confirmata_la=DEMULT, modificat_la=DEMULT
    )
    assert "Date publice, la 4 martie 2025." in pagina(client, organizatie)
    Organizatie.objects.filter(pk=organizatie.pk).update(sursa="registru", modificat_la=timezone.now())
    FisaRegistru.objects.create(
        cheie="x", organizatie=organizatie, categorie="asociatie", denumire="X", actualizat_la=DEMULT
    )
    vazut = pagina(client, organizatie)
    assert "Date din Registrul național ONG, la 4 martie 2025." in vazut
    assert "onfirmate de organizație" not in vazut


# --- the button in the workspace ----------------------------------------------------------------------------------
def test_membrul_confirma_din_spatiul_lui(demult, coleg, client_pentru):
    client = client_pentru(coleg)
    spatiu = f"/spatiu/organizatii/{demult.pk}/"
    assert "Mai sunt bune informațiile?" in client.get(spatiu).content.decode()
    raspuns = client.post(f"{spatiu}confirma/", follow=True)
    assert timezone.now() - confirmata_la(demult) < timedelta(minutes=1)
    assert "Mai sunt bune informațiile?" not in raspuns.content.decode()
    assert "Mulțumim!" in raspuns.content.decode()


def test_ce_nu_este_public_nu_se_confirma(demult, reprezentant, client_pentru):
    Organizatie.objects.filter(pk=demult.pk).update(stare=Stare.ARHIVAT)
    raspuns = client_pentru(reprezentant).post(f"/spatiu/organizatii/{demult.pk}/confirma/", follow=True)
    assert "nu este public" in raspuns.content.decode()
    assert confirmata_la(demult) == DEMULT


def test_strainul_nu_confirma(demult, strain, client_pentru):
    assert client_pentru(strain).post(f"/spatiu/organizatii/{demult.pk}/confirma/").status_code == 404
    with pytest.raises(PermissionDenied):
        prospetime.confirma(demult, strain)
    assert confirmata_la(demult) == DEMULT


# --- the yearly mail ----------------------------------------------------------------------------------------------
TERMEN = DEMULT + timedelta(days=365)


def scrise():
    return [(m.catre, m.cheie.split(":")[3]) for m in Mesaj.objects.order_by("pk")]


def test_reamintirile_vin_la_termen_la_14_si_la_30_de_zile_fiecare_o_data(demult, reprezentant, coleg):
    for zile in range(-2, 130):
        for _de_doua_ori in range(2):
            prospetime.aminteste(TERMEN + timedelta(days=zile, minutes=1))
    assert scrise() == [(reprezentant.email, pas) for pas in ("0", "14", "30")]


def test_dupa_o_pauza_a_lucratorului_vine_numai_ultima(demult, reprezentant):
    assert prospetime.aminteste(TERMEN + timedelta(days=40)) == 1
    assert scrise() == [(reprezentant.email, "30")]
    assert "De azi, pagina publică spune" in Mesaj.objects.get().text


@pytest.mark.parametrize("campuri", [{"stare": Stare.ARHIVAT}, {"revendicata": False}, {"confirmata_la": None}])
def test_cui_nu_i_se_cere_confirmarea(campuri, demult, reprezentant):
    Organizatie.objects.filter(pk=demult.pk).update(**campuri)
    assert prospetime.aminteste(TERMEN) == 0


def test_legatura_din_mesaj_confirma_o_data_fara_autentificare(demult, reprezentant, client):
    prospetime.aminteste(TERMEN)
    cale = re.search(r"/confirmare/\S+", Mesaj.objects.get().text)[0]
    deschisa = client.get(cale)
    assert "Da, informațiile sunt bune" in deschisa.content.decode()
    assert confirmata_la(demult) == DEMULT
    assert "Mulțumim!" in client.post(cale).content.decode()
    prima = confirmata_la(demult)
    assert timezone.now() - prima < timedelta(minutes=1)
    assert "Nu mai trebuie confirmat nimic" in client.post(cale).content.decode()
    assert confirmata_la(demult) == prima


def test_cine_a_plecat_din_echipa_nu_mai_confirma_cu_mesajul_vechi(demult, reprezentant, client):
    calitate = reprezentant.calitati.get()
    cale = f"/confirmare/{prospetime.jeton(calitate, TERMEN)}/"
    calitate.delete()
    assert (client.get(cale).status_code, client.post(cale).status_code) == (404, 404)
    assert confirmata_la(demult) == DEMULT


def test_semnatura_altui_lucru_nu_deschide_confirmarea(demult, reprezentant, client):
    strica = SEMNATAR.sign_object([reprezentant.calitati.get().pk, int(TERMEN.timestamp())])  # of an invitation
    assert [client.get(f"/confirmare/{j}/").status_code for j in (strica, "orice", "a:b")] == [404, 404, 404]


# --- papers -------------------------------------------------------------------------------------------------------
@pytest.fixture
def atestata(organizatie, reprezentant):
    Organizatie.objects.filter(pk=organizatie.pk).update(
        atestat_numar="12/2021",
        atestat_valabil_pana=date(2026, 6, 30),
        atestat_verificat_la=date(2026, 1, 1),
        marca_numar="M7",
        marca_valabil_pana=date(2027, 1, 31),
        marca_verificata_la=date(2026, 1, 1),
    )
    organizatie.refresh_from_db()
    return organizatie


def test_actele_se_amintesc_cu_90_cu_30_de_zile_inainte_si_in_ultima_zi(atestata, reprezentant):
    for zi in range(420):
        for _de_doua_ori in range(2):
            acte.aminteste(date(2026, 3, 1) + timedelta(days=zi))
    chei = [m.cheie.split(":") for m in Mesaj.objects.order_by("pk")]
    assert [(act, pana, zile) for _fel, act, _org, pana, zile, _om in chei] == [
        ("atestat", "2026-06-30", "90"),
        ("atestat", "2026-06-30", "30"),
        ("atestat", "2026-06-30", "0"),
        ("marca", "2027-01-31", "90"),
        ("marca", "2027-01-31", "30"),
        ("marca", "2027-01-31", "0"),
    ]


def test_un_act_nou_se_aminteste_din_nou(atestata, reprezentant):
    assert acte.aminteste(date(2026, 6, 30)) == 1
    Organizatie.objects.filter(pk=atestata.pk).update(atestat_valabil_pana=date(2031, 6, 30))
    assert [acte.aminteste(date(2031, 4, 1)), acte.aminteste(date(2031, 4, 2))] == [1, 0]


@pytest.mark.parametrize(("zile", "expira"), [(90, "expiră pe"), (0, "expiră azi:"), (-3, "a expirat:")])
@pytest.mark.parametrize(("act", "nume"), [("atestat", "Atestatul"), ("marca", "Marca socială")])
def test_mesajul_despre_un_act(act, nume, zile, expira, atestata, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    pana = timezone.localdate() + timedelta(days=zile)
    assert emails.act_care_expira(atestata, act, pana, max(zile, 0)) == 1
    mesaj = Mesaj.objects.get()
    assert mesaj.subiect.startswith(f"{nume} {expira}")
    assert f": https://exemplu.test/spatiu/organizatii/{atestata.pk}/sectiunea/economie-sociala/\n" in mesaj.text
    assert not re.search(r"[{}]|\n\n\n| \n|  ", mesaj.text.replace("-- \n", ""))
