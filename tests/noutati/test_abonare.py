"""Following: by a mail that is answered, by the link in each mail, from the workspace; and stopping, by one click."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from noutati import abonari
from noutati.models import ACORD, Abonare, Frecventa, RefuzBuletin
from noutati.tasks import curata
from organizatii.stergere import sterge_persoana
from platforma import antispam
from platforma.mesaje.models import Mesaj
from platforma.nomenclatoare.models import Domeniu
from tests.conftest import persoana
from tests.noutati.ajutor_abonari import ALEGERI, aparuta, la, urmaritor

pytestmark = pytest.mark.django_db
EMAIL = "ana@exemplu.test"


def formular(email=EMAIL, **campuri):
    """What a browser sends for the form of a visitor, a minute after it was shown."""
    clipa = antispam.clipa(timezone.now().timestamp() - 60)
    return {"email": email, "frecventa": "zilnic", antispam.CLIPA: clipa, antispam.CAPCANA: "", **campuri}


def alegeri(abonare):
    return (
        abonare.frecventa,
        abonare.categorii,
        [d.slug for d in abonare.domenii.all()],
        [s.pk for s in abonare.sectoare.all()],
        [o.slug for o in abonare.organizatii.all()],
    )


def cale(mesaj):
    """The path behind the button of a mail."""
    return re.search(r"https?://[^/\s]+(/abonare/\S*)", mesaj.text)[1]


# --- asking and confirming -----------------------------------------------------------------------------------------
def test_drumul_fara_cont(client, organizatie, time_machine):
    time_machine.move_to(la(2026, 5, 8, 12), tick=False)
    domeniu = Domeniu.objects.get(slug="locuire")
    date = formular("Ana@Exemplu.test", categorii=["apel"], sectoare=[3], domenii=[domeniu.pk], buletine="on")
    raspuns = client.post("/abonare/", {**date, "organizatii": [organizatie.pk]})
    assert (raspuns.status_code, raspuns.url) == (302, "/abonare/ceruta/")
    assert "Verificați e-mailul" in client.get(raspuns.url).content.decode()
    abonare = Abonare.objects.get()
    assert (abonare.email, abonare.confirmata_la, abonare.acord_versiune) == (EMAIL, None, ACORD.isoformat())
    assert (abonare.acord_la, abonare.buletine, abonare.buletine_acord_la) == (timezone.now(), True, timezone.now())
    assert alegeri(abonare) == ("zilnic", ["apel"], ["locuire"], [3], [organizatie.slug])
    mesaj = Mesaj.objects.get()
    assert (mesaj.catre, mesaj.subiect, mesaj.sensibil) == (EMAIL, "Confirmați că urmăriți noutățile", True)
    time_machine.move_to(la(2026, 5, 8, 13), tick=False)
    pagina = client.get(cale(mesaj))
    assert pagina.status_code == 200
    assert Abonare.objects.get().confirmata_la is None  # opening a link writes nothing
    raspuns = client.post(cale(mesaj))
    assert (raspuns.status_code, raspuns.url) == (302, abonare.get_absolute_url())
    abonare.refresh_from_db()
    assert (abonare.confirmata_la, abonare.trimis_pana) == (timezone.now(), timezone.now())
    time_machine.move_to(la(2026, 5, 8, 14), tick=False)
    assert client.post(cale(mesaj)).status_code == 302
    abonare.refresh_from_db()
    assert abonare.trimis_pana == la(2026, 5, 8, 13)  # a second press changes nothing


def test_pagina_nu_spune_cine_urmareste_deja(client):
    urmaritor(frecventa=Frecventa.SAPTAMANAL, categorii=["apel"])
    Mesaj.objects.all().delete()
    raspunsuri = [client.post("/abonare/", formular(email)) for email in (EMAIL, "ion@exemplu.test")]
    assert [(r.status_code, r.url) for r in raspunsuri] == [(302, "/abonare/ceruta/")] * 2
    assert dict(Mesaj.objects.values_list("catre", "subiect")) == {
        EMAIL: "Urmăriți deja noutățile",
        "ion@exemplu.test": "Confirmați că urmăriți noutățile",
    }
    assert alegeri(Abonare.objects.get(email=EMAIL))[:2] == ("saptamanal", ["apel"])  # a stranger changes nothing


def test_cererea_noua_a_cuiva_care_urmareste_o_asteapta_bifata(client, organizatie):
    abonare = urmaritor(categorii=["apel"])
    Mesaj.objects.all().delete()
    client.post("/abonare/", formular(organizatii=[organizatie.pk], sectoare=[3]))
    adresa = cale(Mesaj.objects.get())
    assert adresa == f"{abonare.get_absolute_url()}?sector=3&organizatie={organizatie.slug}"
    form = client.get(adresa).context["form"]
    assert [str(o) for o in form.criterii().organizatii] == [str(organizatie)]
    assert (form.criterii().categorii, [s.pk for s in form.criterii().sectoare]) == (["apel"], [3])
    assert alegeri(Abonare.objects.get())[3:] == ([], [])


def test_celui_care_urmareste_tot_nu_i_se_ingusteaza_alegerile(client, organizatie):
    abonare = urmaritor()
    form = client.get(f"{abonare.get_absolute_url()}?organizatie={organizatie.slug}").context["form"]
    assert not form.criterii()


def test_o_cerere_repetata_neconfirmata_tine_ultimele_alegeri(client):
    client.post("/abonare/", formular(categorii=["apel"]))
    client.post("/abonare/", formular(frecventa="imediat"))
    assert alegeri(Abonare.objects.get())[:2] == ("imediat", [])


def test_catre_o_adresa_pleaca_cel_mult_trei_mesaje_pe_zi(client, time_machine):
    time_machine.move_to(la(2026, 5, 8, 12), tick=False)
    for minut in range(4):
        time_machine.move_to(la(2026, 5, 8, 12, minut), tick=False)
        assert client.post("/abonare/", formular()).url == "/abonare/ceruta/"
        assert client.post("/abonare/", formular()).url == "/abonare/ceruta/"  # a doubled click
    assert Mesaj.objects.filter(catre=EMAIL).count() == 3
    time_machine.move_to(la(2026, 5, 9, 13), tick=False)
    client.post("/abonare/", formular())
    assert Mesaj.objects.filter(catre=EMAIL).count() == 4


@pytest.mark.parametrize(
    ("campuri", "camp"),
    [
        ({"email": "nu e adresă"}, "email"),
        ({"frecventa": "mereu"}, "frecventa"),
        ({"categorii": ["prostii"]}, "categorii"),
        ({"sectoare": ["7"]}, "sectoare"),
        ({"domenii": ["x"]}, "domenii"),
        ({antispam.CAPCANA: "x"}, "__all__"),
        ({antispam.CLIPA: ""}, "__all__"),
    ],
)
def test_formularul_gresit_spune_ce_si_nu_scrie(client, campuri, camp):
    raspuns = client.post("/abonare/", {**formular(), **campuri})
    assert (raspuns.status_code, list(raspuns.context["form"].errors)) == (200, [camp])
    assert (Abonare.objects.count(), Mesaj.objects.count()) == (0, 0)


def test_o_organizatie_nepublicata_nu_se_poate_urmari(client, organizatie):
    organizatie.__class__.objects.update(stare="ciorna")
    client.post("/abonare/", formular(organizatii=[organizatie.pk, "x", "0"]))
    assert alegeri(Abonare.objects.get())[4] == []


def test_de_la_o_adresa_ip_vin_cel_mult_zece_cereri_pe_ora(client):
    coduri = [client.post("/abonare/", formular(f"om{n}@exemplu.test")).status_code for n in range(11)]
    assert coduri == [302] * 10 + [200]
    assert Abonare.objects.count() == 10


def test_o_cerere_neconfirmata_dispare_dupa_sapte_zile(client, time_machine):
    time_machine.move_to(la(2026, 5, 1, 12), tick=False)
    client.post("/abonare/", formular())
    adresa = cale(Mesaj.objects.get())
    urmaritor("ion@exemplu.test")
    time_machine.move_to(la(2026, 5, 8, 11, 59), tick=False)
    curata()
    assert client.get(adresa).status_code == 200
    time_machine.move_to(la(2026, 5, 8, 12, 1), tick=False)
    assert [client.get(adresa).status_code, client.post(adresa).status_code] == [410, 410]
    curata()
    assert [a.email for a in Abonare.objects.all()] == ["ion@exemplu.test"]
    assert not Mesaj.objects.filter(catre=EMAIL).exists()  # nor does the outbox remember it


def test_adresele_pe_care_nu_le_am_scris_nu_exista(client):
    abonare = urmaritor()
    jeton, confirmare = abonare.get_absolute_url(), abonare.get_confirmare_url()
    for adresa in [
        jeton.replace(abonare.jeton, f"{abonare.pk}"),
        jeton.replace(abonare.jeton, f"{abonare.pk}:altceva"),
        jeton.replace(abonare.jeton, confirmare.split("/")[-2]),  # a token of one kind opens no other door
        f"/abonare/confirma/{abonare.jeton}/",
        f"/abonare/buletin/{abonare.jeton}/stop/",
        "/abonare/x/stop/",
    ]:
        assert (adresa, client.get(adresa).status_code, client.post(adresa).status_code) == (adresa, 404, 404)


def test_linkul_urmariti_propune_si_ce_nu_se_intelege_cade(client, organizatie):
    raspuns = client.get(f"/abonare/?organizatie={organizatie.slug}&sector=3&domeniu=nu-exista&categorie=%00")
    assert raspuns.context["criterii"] == "Sectorul 3, și tot ce publică Asociația Cartierul Nostru"


# --- the page of preferences ---------------------------------------------------------------------------------------
def test_preferintele_se_schimba_din_mesaj(client, organizatie):
    abonare = urmaritor(organizatii=[organizatie], buletine=True)
    adresa = abonare.get_absolute_url()
    raspuns = client.post(adresa, {"frecventa": "saptamanal", "categorii": ["apel"], "sectoare": [3, 4]})
    assert (raspuns.status_code, raspuns.url) == (302, adresa)
    abonare = Abonare.objects.get()
    assert (alegeri(abonare), abonare.buletine) == (("saptamanal", ["apel"], [], [3, 4], []), False)
    gresit = client.post(adresa, {"frecventa": "mereu"})
    assert (gresit.status_code, list(gresit.context["form"].errors)) == (200, ["frecventa"])
    assert client.put(adresa).status_code == 405


def test_ce_veti_primi(client, organizatie, time_machine):
    time_machine.move_to(la(2026, 5, 8, 12), tick=False)
    for n in range(6):
        aparuta(f"Apel {n}", la(2026, 5, 8, n), organizatie, categorie="apel")
    aparuta("Anunț", la(2026, 5, 8, 7), organizatie)
    abonare = urmaritor(categorii=["apel"])
    html = client.get(abonare.get_absolute_url()).content.decode()
    assert re.findall(r'href="/noutati/[^"]+/">([^<]+)<', html) == ["Apel 5", "Apel 4", "Apel 3", "Apel 2", "Apel 1"]
    assert "Următorul mesaj: sâmbătă, 9 mai 2026, la ora 8, dacă apare ceva până atunci." in html
    incercare = client.post(
        abonare.get_absolute_url(), {"frecventa": "saptamanal", "categorii": ["anunt"], "vezi": "da"}
    )
    html = incercare.content.decode()
    assert re.findall(r'href="/noutati/[^"]+/">([^<]+)<', html) == ["Anunț"]
    assert "Următorul mesaj: luni, 11 mai 2026, la ora 8" in html
    assert "Alegerile nu sunt încă salvate." in html
    assert alegeri(Abonare.objects.get())[:2] == ("zilnic", ["apel"])


def test_previzualizarea_nu_arata_nimic_nepublicat(client, ascunse, publica):
    raspuns = client.get(urmaritor().get_absolute_url())
    assert [n.titlu for n in raspuns.context["potrivite"]] == ["Grădina de pe strada Lirei"]


def test_pagina_preferintelor_are_acelasi_numar_de_interogari(client, organizatie, primarie, django_assert_num_queries):
    adresa = urmaritor(organizatii=[organizatie]).get_absolute_url()
    aparuta("Una", None, organizatie)
    with django_assert_num_queries(14):
        client.get(adresa)
    aparuta("Două", None, organizatie), aparuta("Trei", None, primarie)
    Abonare.objects.get().organizatii.add(primarie)
    with django_assert_num_queries(14):
        client.get(adresa)


# --- one click -----------------------------------------------------------------------------------------------------
def test_un_singur_clic_rfc_8058():
    """As a mail program does it: POST, no cookie, no token of a form, no session; the answer is no redirect."""
    abonare = urmaritor()
    client = Client(enforce_csrf_checks=True)
    adresa = abonare.get_stop_url()
    assert client.get(adresa).status_code == 200
    assert Abonare.objects.count() == 1  # a scanner that opens links stops nothing
    raspuns = client.post(adresa, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert (raspuns.status_code, raspuns.cookies.keys()) == (200, {}.keys())
    assert Abonare.objects.count() == 0
    assert [client.get(adresa).status_code, client.post(adresa).status_code] == [200, 200]
    assert client.get(abonare.get_absolute_url()).status_code == 410
    assert client.put(adresa).status_code == 405


def test_linkul_din_antet_este_cel_care_opreste():
    from noutati import rezumat

    abonare = urmaritor(frecventa=Frecventa.IMEDIAT)
    aparuta("Una")
    rezumat.trimite_scadente()
    antete = Mesaj.objects.get(cheie__startswith="rezumat:").antete
    assert antete["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    adresa = re.fullmatch(r"<https?://[^/]+(/\S+)>", antete["List-Unsubscribe"])[1]
    Client(enforce_csrf_checks=True).post(adresa)
    assert not Abonare.objects.filter(pk=abonare.pk).exists()


# --- from the workspace --------------------------------------------------------------------------------------------
def test_din_spatiu_fara_a_doua_confirmare(client_pentru, strain, organizatie):
    client = client_pentru(strain)
    raspuns = client.get(f"/abonare/?organizatie={organizatie.slug}")
    assert (raspuns.status_code, raspuns.url) == (302, f"/spatiu/abonare/?organizatie={organizatie.slug}")
    assert client.get(raspuns.url).context["criterii"] == "tot ce publică Asociația Cartierul Nostru"
    raspuns = client.post("/spatiu/abonare/", {"frecventa": "imediat", "organizatii": [organizatie.pk]})
    assert (raspuns.status_code, raspuns.url) == (302, "/spatiu/abonare/")
    abonare = Abonare.objects.get()
    assert (abonare.persoana, abonare.email) == (strain, strain.email)
    assert abonare.confirmata_la is not None
    assert Mesaj.objects.count() == 0
    client.post("/spatiu/abonare/", {"frecventa": "zilnic"})
    assert alegeri(Abonare.objects.get()) == ("zilnic", [], [], [], [])


def test_spatiul_arata_si_abonarea_facuta_fara_cont(client_pentru, strain):
    facuta = urmaritor(strain.email, categorii=["apel"])
    client = client_pentru(strain)
    assert client.get("/spatiu/abonare/").context["abonare"] == facuta
    client.post("/spatiu/abonare/", {"frecventa": "zilnic"})
    assert Abonare.objects.get().persoana == strain


def test_spatiul_cere_o_adresa_confirmata(client_pentru, strain):
    EmailAddress.objects.filter(user=strain).update(verified=False)
    raspuns = client_pentru(strain).post("/spatiu/abonare/", {"frecventa": "zilnic"})
    assert (raspuns.status_code, raspuns.url) == (302, reverse("account_email"))
    assert Abonare.objects.count() == 0


def test_din_spatiu_se_si_opreste(client_pentru, strain):
    urmaritor(strain.email)
    ramane = urmaritor("ion@exemplu.test")
    raspuns = client_pentru(strain).post("/spatiu/abonare/sterge/")
    assert (raspuns.status_code, raspuns.url) == (302, "/spatiu/abonare/")
    assert list(Abonare.objects.all()) == [ramane]


def test_abonarea_contului_merge_dupa_adresa_lui(strain, organizatie):
    """A changed address: mail goes to the new one, and only once, though it followed by itself."""
    from noutati import rezumat

    abonare = abonari.urmareste(strain, {**ALEGERI, "frecventa": Frecventa.IMEDIAT})
    Abonare.objects.update(trimis_pana=timezone.now() - timedelta(hours=1))
    strain.email = "noua@exemplu.test"
    strain.save()
    urmaritor("noua@exemplu.test", frecventa=Frecventa.IMEDIAT)
    aparuta("Una", None, organizatie)
    Abonare.objects.exclude(pk=abonare.pk).update(trimis_pana=timezone.now())  # not due by itself yet
    rezumat.trimite_scadente()
    assert [m.catre for m in Mesaj.objects.filter(cheie__startswith="rezumat:")] == ["noua@exemplu.test"]
    assert [a.pk for a in Abonare.objects.all()] == [abonare.pk]


def test_buletinele_se_refuza_si_se_primesc_din_nou(client_pentru, strain):
    client = client_pentru(strain)
    urmaritor(strain.email, buletine=True)
    client.post("/spatiu/abonare/buletine/", {"vreau": "nu"})
    assert (RefuzBuletin.objects.get().email, Abonare.objects.get().buletine) == (strain.email, False)
    client.post("/spatiu/abonare/buletine/", {"vreau": "da"})
    assert RefuzBuletin.objects.count() == 0


def test_un_strain_nu_poate_intoarce_refuzul_buletinelor(client):
    """Whoever types an address and ticks „buletinul” may be anybody; the mailbox's answer counts."""
    RefuzBuletin.objects.create(email=EMAIL)
    client.post("/abonare/", formular(buletine="on"))
    assert RefuzBuletin.objects.count() == 1
    client.post(cale(Mesaj.objects.get()))
    assert (RefuzBuletin.objects.count(), Abonare.objects.get().buletine) == (0, True)


# --- nothing stays -------------------------------------------------------------------------------------------------
def test_odata_cu_contul_se_sterg_toate(organizatie, db):
    """What her addresses follow, with or without the account, verified ones only; other people's stay."""
    ana = persoana("ana@exemplu.test", "Ana Albu")
    EmailAddress.objects.create(user=ana, email="Veche@exemplu.test", verified=True)
    EmailAddress.objects.create(user=ana, email="ion@exemplu.test", verified=False)
    abonari.urmareste(ana, ALEGERI)
    urmaritor("veche@exemplu.test")
    al_altuia = urmaritor("ion@exemplu.test")
    abonari.refuza_buletinele("ana@exemplu.test")
    Mesaj.objects.all().delete()
    sterge_persoana(ana)
    assert list(Abonare.objects.all()) == [al_altuia]
    assert RefuzBuletin.objects.count() == 0


def test_dupa_un_an_se_uita_ce_s_a_trimis(organizatie, time_machine):
    from noutati import rezumat
    from noutati.models import Rezumat

    urmaritor(frecventa=Frecventa.IMEDIAT)
    aparuta("Una", None, organizatie)
    rezumat.trimite_scadente()
    curata()
    assert Rezumat.objects.count() == 1
    time_machine.move_to(timezone.now() + timedelta(days=366), tick=False)
    curata()
    assert (Rezumat.objects.count(), Abonare.objects.count()) == (0, 1)


# --- every page ----------------------------------------------------------------------------------------------------
def test_metodele_gresite_sunt_refuzate(client, client_pentru, strain):
    conectat = client_pentru(strain)
    assert client.post("/abonare/ceruta/").status_code == 405
    assert client.delete("/abonare/").status_code == 405
    assert [conectat.get(f"/spatiu/abonare/{a}/").status_code for a in ("sterge", "buletine")] == [405, 405]
    for adresa in ("/spatiu/abonare/", "/spatiu/abonare/sterge/", "/spatiu/abonare/buletine/"):
        raspuns = client.post(adresa)
        assert (raspuns.status_code, raspuns.url.split("?")[0]) == (302, "/cont/login/")


# --- where one finds it --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("adresa", "link"),
    [
        ("/noutati/", "/abonare/"),
        (
            "/noutati/?sector=3&categorie=anunt&an=2026&q=gradina",
            "/abonare/?categorie=anunt&amp;sector=3",
        ),
        ("/noutati/gradina-de-pe-strada-lirei/", "/abonare/?organizatie=asociatia-cartierul-nostru"),
        ("/organizatii/asociatia-cartierul-nostru/", "/abonare/?organizatie=asociatia-cartierul-nostru"),
    ],
)
def test_urmariti_sta_langa_ce_se_citeste(client, publica, adresa, link):
    html = client.get(adresa).content.decode()
    assert f'<a href="{link}">Urmăriți</a>' in html


def test_un_profil_fara_oameni_nu_cheama_pe_nimeni(client, organizatie):
    organizatie.__class__.objects.update(revendicata=False)
    assert "Urmăriți" not in client.get(organizatie.get_absolute_url()).content.decode()


def test_spatiul_duce_la_ce_urmaresc(client_pentru, strain):
    assert 'href="/spatiu/abonare/"' in client_pentru(strain).get("/spatiu/").content.decode()
