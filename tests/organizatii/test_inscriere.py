"""Registration page by page: the beginning, each section, submission, and what a crafted request cannot do."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from organizatii.inscriere import CIORNE_MAXIM
from organizatii.models import Membru, Organizatie
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, Dosar
from platforma.moderare.revizii import revizie_in_asteptare
from platforma.moderare.tranzitii import Actiune, Stare, muta
from tests.conftest import organizatie_publicata, persoana

NOUA = "/spatiu/organizatii/noua/"
INCEPUT = {"tip": "ong", "denumire": "Asociația Strada Veselă", "cif": "", "nr_registru_national": ""}
IDENTITATE = {"denumire": "Asociația Strada Veselă", "tip": "ong", "forma_juridica": "asociatie"}


def png(nume="sigla.png", marime=(60, 40)):
    iesire = io.BytesIO()
    Image.new("RGB", marime, "red").save(iesire, "PNG")
    return SimpleUploadedFile(nume, iesire.getvalue(), "image/png")


@pytest.fixture
def nou(db):
    """A person with a verified address and no organisation."""
    return persoana("nou@exemplu.test", "Nora Nou")


@pytest.fixture
def client_nou(nou, client_pentru):
    return client_pentru(nou)


@pytest.fixture
def ciorna(nou):
    organizatie = Organizatie.objects.create(denumire="Asociația Strada Veselă", slug="asociatia-strada-vesela")
    Membru.objects.create(organizatie=organizatie, utilizator=nou, rol=Membru.Rol.ADMINISTRATOR)
    return organizatie


def completeaza(organizatie):
    """Give a draft all that submission asks for."""
    Organizatie.objects.filter(pk=organizatie.pk).update(
        forma_juridica="asociatie",
        scop="Curățăm strada.",
        sediu_sector=2,
        email="a@exemplu.test",
        persoana_contact="Ana",
    )
    organizatie.domenii.set([1])
    organizatie.sectoare.set([2])
    organizatie.refresh_from_db()
    return organizatie


def adresa(organizatie, rest=""):
    return f"/spatiu/organizatii/{organizatie.pk}/{rest}"


# --- the beginning ------------------------------------------------------------------------------------------------
def test_inscrierea_face_o_ciorna_si_un_administrator(client_nou, nou):
    raspuns = client_nou.post(NOUA, INCEPUT)
    organizatie = Organizatie.objects.get(denumire="Asociația Strada Veselă")
    assert (raspuns.status_code, raspuns.url) == (302, adresa(organizatie, "sectiunea/identitate/"))
    assert (organizatie.stare, organizatie.slug, organizatie.sursa, organizatie.revendicata) == (
        "ciorna", "asociatia-strada-vesela", "inscriere", True,
    )  # fmt: skip
    assert [(m.utilizator, m.rol) for m in organizatie.membri.all()] == [(nou, "administrator")]


def test_inscrierea_normalizeaza_numele_si_cif_ul(client_nou):
    client_nou.post(NOUA, {**INCEPUT, "denumire": '  Asociaţia   "Strada Veselă" ', "cif": "RO 12345674"})
    organizatie = Organizatie.objects.get(slug="asociatia-strada-vesela")
    assert (organizatie.denumire, organizatie.cif) == ("Asociația „Strada Veselă”", "12345674")


@pytest.mark.parametrize("metoda", ["get", "post"])
def test_inscrierea_cere_autentificare(client, db, metoda):
    raspuns = getattr(client, metoda)(NOUA, INCEPUT if metoda == "post" else None)
    assert (raspuns.status_code, raspuns.url) == (302, f"/cont/login/?next={NOUA}")
    assert Organizatie.objects.filter(denumire="Asociația Strada Veselă").count() == 0


def test_inscrierea_refuza_alta_metoda(client_nou):
    assert client_nou.put(NOUA).status_code == 405


@pytest.mark.parametrize(
    ("gresit", "camp", "eroare"),
    [
        ({"denumire": ""}, "denumire", "Câmp obligatoriu."),
        ({"tip": "partid"}, "tip", None),
        (
            {"cif": "12345675"},
            "cif",
            "Codul de identificare fiscală (CIF) nu este valid: cifra de control nu corespunde. Verificați cifrele"
            " introduse.",
        ),
        (
            {"cif": "1800101221144"},
            "cif",
            "Ați introdus un CNP. Vă rugăm să nu comunicați date personale în acest câmp.",
        ),
        (
            {"denumire": "PFA 1800101221144"},
            "denumire",
            "Ați introdus un CNP. Vă rugăm să nu comunicați date personale în acest câmp.",
        ),
        ({"denumire": "x" * 401}, "denumire", None),
        ({"denumire": '" – "'}, "denumire", "Denumirea are nevoie de litere sau cifre."),
        ({"nr_registru_national": "12"}, "nr_registru_national", None),
    ],
)
def test_inscrierea_gresita_pastreaza_ce_s_a_scris(client_nou, gresit, camp, eroare):
    inainte = Organizatie.objects.count()
    raspuns = client_nou.post(NOUA, {**INCEPUT, "nr_registru_national": "1/A/2020", **gresit})
    assert raspuns.status_code == 200
    assert list(raspuns.context["form"].errors) == [camp]
    if eroare:
        assert raspuns.context["form"].errors[camp] == [eroare]
    assert Organizatie.objects.count() == inainte
    if camp != "denumire":
        assert 'value="Asociația Strada Veselă"' in raspuns.content.decode()


def test_un_nume_apropiat_intreaba_o_data_si_lasa_sa_continue(client_nou, organizatie):
    date_ = {**INCEPUT, "denumire": "Asociația Cartierul Nostru Drag"}
    raspuns = client_nou.post(NOUA, date_)
    html = raspuns.content.decode()
    assert raspuns.status_code == 200
    assert "Este una dintre acestea?" in html and "Asociația Cartierul Nostru" in html
    assert "reprezentant@exemplu.test" not in html and "contact@example.org" not in html
    raspuns = client_nou.post(NOUA, {**date_, "continua": "1"})
    assert raspuns.status_code == 302
    assert Organizatie.objects.filter(denumire="Asociația Cartierul Nostru Drag").count() == 1


@pytest.mark.parametrize("continua", [{}, {"continua": "1"}])
def test_acelasi_cif_nu_se_inscrie_de_doua_ori(client_nou, organizatie, continua):
    Organizatie.objects.filter(pk=organizatie.pk).update(cif="12345674")
    raspuns = client_nou.post(NOUA, {**INCEPUT, "cif": "RO12345674", **continua})
    html = raspuns.content.decode()
    assert "Organizația dumneavoastră este deja aici" in html
    assert f"/organizatii/{organizatie.slug}/alaturare/" in html
    assert Organizatie.objects.filter(denumire="Asociația Strada Veselă").count() == 0


def test_acelasi_numar_si_acelasi_nume_duce_la_revendicare(client_nou):
    organizatie_publicata(
        "Asociația Strada Veselă", "veche", nr_registru_national="1039/A/2023", revendicata=False, sursa="registru"
    )
    raspuns = client_nou.post(NOUA, {**INCEPUT, "nr_registru_national": "1039/a/2023", "continua": "1"})
    assert "nu are încă reprezentanți" in raspuns.content.decode()
    assert Organizatie.objects.filter(denumire="Asociația Strada Veselă").count() == 1


def test_numai_numarul_comun_nu_opreste(client_nou, organizatie):
    """The national register gives some numbers to several organisations."""
    Organizatie.objects.filter(pk=organizatie.pk).update(nr_registru_national="1039/A/2023")
    raspuns = client_nou.post(NOUA, {**INCEPUT, "nr_registru_national": "1039/A/2023", "continua": "1"})
    assert raspuns.status_code == 302


def test_un_cif_aflat_in_verificare_nu_arata_a_cui_este(client_nou, alta_organizatie):
    Organizatie.objects.filter(pk=alta_organizatie.pk).update(cif="12345674", stare="trimis", publicat_la=None)
    raspuns = client_nou.post(NOUA, {**INCEPUT, "cif": "12345674"})
    assert list(raspuns.context["form"].errors) == ["cif"]
    assert alta_organizatie.denumire not in raspuns.content.decode()
    assert Organizatie.objects.filter(denumire="Asociația Strada Veselă").count() == 0


def test_ciorna_altcuiva_nu_se_arata(client_nou, strain):
    Organizatie.objects.create(denumire="Asociația Strada Veselă", slug="alta")
    assert client_nou.post(NOUA, INCEPUT).status_code == 302


def test_ciorna_mea_se_deschide_de_aici(client_nou, ciorna):
    raspuns = client_nou.post(NOUA, INCEPUT)
    assert raspuns.status_code == 200
    assert f'href="{adresa(ciorna)}"' in raspuns.content.decode()


def test_cel_mult_atatea_ciorne(client_nou, nou):
    for n in range(CIORNE_MAXIM):
        o = Organizatie.objects.create(denumire=f"Ciorna {n}", slug=f"ciorna-{n}")
        Membru.objects.create(organizatie=o, utilizator=nou)
    raspuns = client_nou.post(NOUA, INCEPUT)
    assert "Aveți deja 10 ciorne" in raspuns.content.decode()
    assert Organizatie.objects.filter(denumire="Asociația Strada Veselă").count() == 0


def test_un_post_fabricat_nu_scrie_altceva(client_nou):
    client_nou.post(
        NOUA, {**INCEPUT, "stare": "publicat", "slug": "furat", "sursa": "platforma", "demo": "1", "versiune": "9"}
    )
    o = Organizatie.objects.get(denumire="Asociația Strada Veselă")
    assert (o.stare, o.slug, o.sursa, o.demo, o.versiune) == (
        "ciorna", "asociatia-strada-vesela", "inscriere", False, 1,
    )  # fmt: skip


# --- page by page -------------------------------------------------------------------------------------------------
SECTIUNI_BUNE = {
    "identitate": {**IDENTITATE, "cif": "RO 12345674", "an_infiintare": "1998", "data_registru_special": "12.06.2009"},
    "activitate": {"scop": "Curățăm\r\nstrada.", "domenii": ["1"], "grupuri": ["1", "2"], "descriere": "**Da**"},
    "loc": {"sectoare": ["2", "3"], "sediu_sector": "2", "judet": "București", "cod_postal": "020 138"},
    "contact": {"telefon": "0722.123.456", "telefon_public": "on", "persoana_contact": "Ana Pop", "site": "exemplu.ro"},
    "imagini": {},
}
URMATOAREA = {
    "identitate": "sectiunea/activitate/",
    "activitate": "sectiunea/loc/",
    "loc": "sectiunea/contact/",
    "contact": "sectiunea/imagini/",
    "imagini": "sectiunea/documente/",
}


@pytest.mark.parametrize("sectiune", SECTIUNI_BUNE)
def test_fiecare_sectiune_se_salveaza_si_duce_la_urmatoarea(client_nou, ciorna, sectiune):
    raspuns = client_nou.post(adresa(ciorna, f"sectiunea/{sectiune}/"), SECTIUNI_BUNE[sectiune])
    assert (raspuns.status_code, getattr(raspuns, "url", "")) == (302, adresa(ciorna, URMATOAREA[sectiune]))


def test_ce_s_a_scris_ajunge_normalizat_in_baza(client_nou, ciorna):
    for sectiune, date_ in SECTIUNI_BUNE.items():
        client_nou.post(adresa(ciorna, f"sectiunea/{sectiune}/"), date_)
    ciorna.refresh_from_db()
    assert (ciorna.cif, ciorna.an_infiintare, ciorna.data_registru_special) == ("12345674", 1998, date(2009, 6, 12))
    assert (ciorna.scop, ciorna.descriere) == ("Curățăm\nstrada.", "**Da**")
    assert [s.pk for s in ciorna.sectoare.all()] == [2, 3]
    assert (ciorna.sediu_sector_id, ciorna.cod_postal) == (2, "020138")
    assert (ciorna.telefon, ciorna.telefon_public, ciorna.email_public) == ("+40722123456", True, False)
    assert (ciorna.site, ciorna.persoana_contact) == ("https://exemplu.ro", "Ana Pop")
    assert ciorna.lipsuri() == []


def test_o_sectiune_pe_jumatate_goala_se_salveaza(client_nou, ciorna):
    raspuns = client_nou.post(adresa(ciorna, "sectiunea/activitate/"), {"scop": "Curățăm."})
    assert raspuns.status_code == 302
    assert [r.camp for r in Organizatie.objects.get(pk=ciorna.pk).lipsuri() if r.sectiune == "activitate"] == [
        "domenii"
    ]


def test_salvati_si_iesiti_duce_in_spatiu(client_nou, ciorna):
    raspuns = client_nou.post(adresa(ciorna, "sectiunea/identitate/"), {**IDENTITATE, "iesire": "1"})
    assert raspuns.url == adresa(ciorna)


GRESELI = [
    ("identitate", {**IDENTITATE, "denumire": ""}, "denumire"),
    ("identitate", {**IDENTITATE, "an_infiintare": "3000"}, "an_infiintare"),
    ("identitate", {**IDENTITATE, "an_infiintare": "2150"}, "an_infiintare"),
    ("identitate", {**IDENTITATE, "data_registru_special": "2150-01-01"}, "data_registru_special"),
    ("identitate", {**IDENTITATE, "cif": "123"}, "cif"),
    ("activitate", {"scop": "x" * 3001}, "scop"),
    ("activitate", {"descriere": "CNP 1800101221144"}, "descriere"),
    ("activitate", {"domenii": ["99999"]}, "domenii"),
    ("loc", {"judet": "București", "cod_postal": "12"}, "cod_postal"),
    ("loc", {"judet": "Atlantida"}, "judet"),
    ("loc", {"judet": "Ilfov", "sediu_sector": "3"}, "sediu_sector"),
    ("contact", {"telefon": "123"}, "telefon"),
    ("contact", {"email": "nu"}, "email"),
    ("contact", {"email_public": "on"}, "email"),
    ("contact", {"telefon_public": "on"}, "telefon"),
    ("contact", {"persoana_publica": "on"}, "persoana_contact"),
    ("contact", {"facebook": "https://rau.ro"}, "facebook"),
    ("contact", {"site": "javascript:alert(1)"}, "site"),
]


@pytest.mark.parametrize(("sectiune", "date_", "camp"), GRESELI)
def test_greselile_stau_langa_camp_si_in_sumar(client_nou, ciorna, sectiune, date_, camp):
    raspuns = client_nou.post(adresa(ciorna, f"sectiunea/{sectiune}/"), date_)
    assert raspuns.status_code == 200
    assert list(raspuns.context["form"].errors) == [camp]
    html = raspuns.content.decode()
    assert "data-sumar-erori" in html and "data-eronat" in html
    assert Organizatie.objects.values().get(pk=ciorna.pk) == Organizatie.objects.values().get(pk=ciorna.pk)
    assert Organizatie.objects.get(pk=ciorna.pk).modificat_la == ciorna.modificat_la


def test_codul_postal_din_alt_sector_avertizeaza_fara_sa_opreasca(client_nou, ciorna):
    date_ = {"sectoare": ["2"], "sediu_sector": "2", "judet": "București", "cod_postal": "030138"}
    raspuns = client_nou.post(adresa(ciorna, "sectiunea/loc/"), date_, follow=True)
    assert "nu pare din sectorul 2" in raspuns.content.decode()
    assert Organizatie.objects.get(pk=ciorna.pk).cod_postal == "030138"


def test_un_cif_luat_se_spune_langa_camp(client_nou, ciorna, organizatie):
    Organizatie.objects.filter(pk=organizatie.pk).update(cif="12345674")
    raspuns = client_nou.post(adresa(ciorna, "sectiunea/identitate/"), {**IDENTITATE, "cif": "12345674"})
    assert "Există deja o organizație cu acest CIF." in raspuns.context["form"].errors["cif"][0]
    assert f'href="/organizatii/{organizatie.slug}/alaturare/"' in raspuns.content.decode()


def test_acordul_persoanei_de_contact_se_dateaza_si_se_retrage(client_nou, ciorna):
    cale = adresa(ciorna, "sectiunea/contact/")
    client_nou.post(cale, {"persoana_contact": "Ana Pop", "persoana_publica": "on"})
    ciorna.refresh_from_db()
    assert ciorna.persoana_publica and ciorna.persoana_acord_la is not None
    client_nou.post(cale, {"persoana_contact": "Ana Pop"})
    ciorna.refresh_from_db()
    assert (ciorna.persoana_publica, ciorna.persoana_acord_la) == (False, None)


def test_economie_sociala_numai_pentru_cine_e(client_nou, ciorna):
    cale = adresa(ciorna, "sectiunea/economie-sociala/")
    assert client_nou.get(cale).status_code == 404
    Organizatie.objects.filter(pk=ciorna.pk).update(tip="intreprindere_insertie")
    assert client_nou.get(cale).status_code == 200


@pytest.mark.parametrize(
    ("date_", "camp"),
    [
        (
            {"atestat_numar": "1", "atestat_data": "2020-05-05", "atestat_valabil_pana": "2019-05-05"},
            "atestat_valabil_pana",
        ),
        ({"atestat_data": "2020-05-05"}, "atestat_numar"),
        ({"marca_numar": "B 1"}, "atestat_numar"),
        ({"atestat_numar": "1", "atestat_data": "2150-01-01"}, "atestat_data"),
        (
            {
                "atestat_numar": "1",
                "atestat_data": "2015-01-01",
                "atestat_valabil_pana": "2019-12-31",
                "marca_numar": "B 1",
                "marca_data": "2020-01-01",
            },
            "marca_data",
        ),
    ],
)
def test_regulile_atestatului_si_ale_marcii(client_nou, ciorna, date_, camp):
    Organizatie.objects.filter(pk=ciorna.pk).update(tip="intreprindere_insertie")
    raspuns = client_nou.post(adresa(ciorna, "sectiunea/economie-sociala/"), date_)
    assert list(raspuns.context["form"].errors) == [camp]


def test_autoritatea_nu_are_numere_de_registru_ong(client_nou, ciorna):
    Organizatie.objects.filter(pk=ciorna.pk).update(tip="autoritate")
    form = client_nou.get(adresa(ciorna, "sectiunea/identitate/")).context["form"]
    assert list(form.fields) == ["denumire", "acronim", "tip", "forma_juridica", "cif", "an_infiintare"]


@pytest.mark.parametrize("sectiune", ["identitate", "activitate", "loc", "contact", "imagini", "economie-sociala"])
def test_un_post_fabricat_nu_scrie_in_afara_sectiunii(client_nou, ciorna, sectiune):
    Organizatie.objects.filter(pk=ciorna.pk).update(tip="intreprindere_sociala")
    fabricat = {
        "stare": "publicat",
        "slug": "furat",
        "sursa": "platforma",
        "revendicata": "",
        "versiune": "7",
        "publicat_la": "2020-01-01",
        "atestat_verificat_la": "2020-01-01",
        "marca_verificata_la": "2020-01-01",
        "persoana_acord_la": "2020-01-01",
        "stare_registru": "radiata",
        "demo": "on",
    }
    client_nou.post(adresa(ciorna, f"sectiunea/{sectiune}/"), {**SECTIUNI_BUNE.get(sectiune, {}), **fabricat})
    o = Organizatie.objects.get(pk=ciorna.pk)
    assert (o.stare, o.slug, o.sursa, o.revendicata, o.versiune, o.stare_registru, o.demo) == (
        "ciorna", "asociatia-strada-vesela", "inscriere", True, 1, "", False,
    )  # fmt: skip
    assert {o.publicat_la, o.atestat_verificat_la, o.marca_verificata_la, o.persoana_acord_la} == {None}


@pytest.mark.parametrize("sectiune", ["stare", "../trimite", "x" * 300, "documentele"])
def test_o_sectiune_care_nu_exista(client_nou, ciorna, sectiune):
    assert client_nou.get(adresa(ciorna, f"sectiunea/{sectiune}/")).status_code == 404


def test_sectiunea_documente_duce_la_pagina_ei(client_nou, ciorna):
    assert client_nou.get(adresa(ciorna, "sectiunea/documente/")).url == adresa(ciorna, "documente/")


# --- pictures -----------------------------------------------------------------------------------------------------
def test_imaginile_se_recodeaza_si_se_arata(client_nou, ciorna):
    raspuns = client_nou.post(
        adresa(ciorna, "sectiunea/imagini/"), {"logo": png(), "coperta": png("c.png"), "coperta_alt": "Strada"}
    )
    assert raspuns.status_code == 302
    ciorna.refresh_from_db()
    assert Image.open(ciorna.logo).format == "WEBP" and "sigla" not in ciorna.logo.name
    ciorna.logo.close()
    assert f'src="{ciorna.logo.url}"' in client_nou.get(adresa(ciorna, "sectiunea/imagini/")).content.decode()


def test_incarcarea_supravietuieste_greselii_din_alt_camp(client_nou, ciorna, django_capture_on_commit_callbacks):
    cale = adresa(ciorna, "sectiunea/imagini/")
    raspuns = client_nou.post(cale, {"logo": png(), "coperta": png("curte.png"), "coperta_alt": ""})
    html = raspuns.content.decode()
    assert list(raspuns.context["form"].errors) == ["coperta_alt"]
    assert "Fișier păstrat: sigla.webp" in html and "Fișier păstrat: curte.webp" in html
    assert not Organizatie.objects.get(pk=ciorna.pk).logo
    jetoane = {
        camp["nume_parcat"]: camp["jeton"]
        for camp in (raspuns.context["form"][n].subwidgets[0].data for n in ("logo", "coperta"))
    }
    with django_capture_on_commit_callbacks(execute=True):
        raspuns = client_nou.post(cale, {**jetoane, "coperta_alt": "Copii în curte"})
    assert raspuns.status_code == 302
    ciorna.refresh_from_db()
    assert ciorna.logo and ciorna.coperta and ciorna.coperta_alt == "Copii în curte"
    from platforma.models import FisierParcat

    assert FisierParcat.objects.count() == 0


def test_logoul_se_sterge(client_nou, ciorna):
    cale = adresa(ciorna, "sectiunea/imagini/")
    client_nou.post(cale, {"logo": png()})
    client_nou.post(cale, {"logo-clear": "on"})
    assert not Organizatie.objects.get(pk=ciorna.pk).logo


@pytest.mark.parametrize("continut", [b"<svg onload=alert(1)/>", b"", b"MZ"])
def test_ce_nu_e_imagine_se_refuza_langa_camp(client_nou, ciorna, continut):
    raspuns = client_nou.post(
        adresa(ciorna, "sectiunea/imagini/"), {"logo": SimpleUploadedFile("x.png", continut, "image/png")}
    )
    assert list(raspuns.context["form"].errors) == ["logo"]


# --- sending and taking back --------------------------------------------------------------------------------------
def test_trimiterea_spune_ce_lipseste_si_duce_la_camp(client_nou, ciorna):
    html = client_nou.get(adresa(ciorna, "trimite/")).content.decode()
    assert f'href="{adresa(ciorna, "sectiunea/activitate/")}#id_domenii_0"' in html
    raspuns = client_nou.post(adresa(ciorna, "trimite/"))
    assert raspuns.status_code == 200
    assert raspuns.context["form"].non_field_errors()[0] == "Alegeți forma juridică."
    assert Organizatie.objects.get(pk=ciorna.pk).stare == "ciorna"


def test_trimiterea_deschide_un_dosar_si_spune_ce_urmeaza(client_nou, ciorna, nou):
    completeaza(ciorna)
    raspuns = client_nou.post(adresa(ciorna, "trimite/"), {"mesaj": "Prima dată."}, follow=True)
    html = raspuns.content.decode()
    assert "Un moderator citește și vă scrie la nou@exemplu.test." in html
    assert "răspundem de obicei în 3 zile lucrătoare" in html
    decizie = Decizie.objects.get()
    assert (decizie.actiune, decizie.de, decizie.motiv) == ("trimite", nou, "Prima dată.")
    assert Dosar.objects.deschise().get().obiect == ciorna
    assert Mesaj.objects.get().catre == "nou@exemplu.test"


def test_mesajul_cu_cnp_nu_pleaca(client_nou, ciorna):
    completeaza(ciorna)
    raspuns = client_nou.post(adresa(ciorna, "trimite/"), {"mesaj": "CNP 1800101221144"})
    assert list(raspuns.context["form"].errors) == ["mesaj"]
    assert Decizie.objects.count() == 0


def test_trimis_inseamna_numai_de_citit_pana_la_retragere(client_nou, ciorna, nou):
    muta(completeaza(ciorna), Actiune.TRIMITE, nou)
    cale = adresa(ciorna, "sectiunea/identitate/")
    html = client_nou.get(cale).content.decode()
    assert "Retrageți pentru a modifica" in html and "Salvați și continuați" not in html and "disabled" in html
    raspuns = client_nou.post(cale, {**IDENTITATE, "denumire": "Altceva"})
    assert "În starea „În verificare” nu se poate modifica nimic." in raspuns.content.decode()
    assert Organizatie.objects.get(pk=ciorna.pk).denumire == "Asociația Strada Veselă"
    raspuns = client_nou.post(adresa(ciorna, "retrage/"))
    assert raspuns.url == adresa(ciorna)
    assert Organizatie.objects.get(pk=ciorna.pk).stare == "ciorna"
    assert client_nou.post(cale, {**IDENTITATE, "denumire": "Altceva"}).status_code == 302


MOTIV = "Scrieți, vă rugăm, și ce faceți pentru copii."


def test_completarile_cerute_se_vad_pe_fiecare_sectiune_si_se_retrimit(client_nou, ciorna, nou, moderator):
    muta(completeaza(ciorna), Actiune.TRIMITE, nou)
    muta(ciorna, Actiune.CERE_COMPLETARI, moderator, MOTIV)
    for rest in ("", "sectiunea/identitate/", "sectiunea/contact/", "documente/"):
        html = client_nou.get(adresa(ciorna, rest)).content.decode()
        assert MOTIV in html, rest
        assert moderator.nume not in html, rest
    client_nou.post(adresa(ciorna, "sectiunea/activitate/"), {"scop": "Și copii.", "domenii": ["1"]})
    client_nou.post(adresa(ciorna, "trimite/"), {"mesaj": ""})
    assert Organizatie.objects.get(pk=ciorna.pk).stare == "trimis"


def test_respins_se_redeschide_fara_sa_se_piarda_ceva(client_nou, ciorna, nou, moderator):
    muta(completeaza(ciorna), Actiune.TRIMITE, nou)
    muta(ciorna, Actiune.RESPINGE, moderator, MOTIV)
    html = client_nou.get(adresa(ciorna, "sectiunea/identitate/")).content.decode()
    assert MOTIV in html and "Redeschideți și corectați" in html and moderator.nume not in html
    client_nou.post(adresa(ciorna, "redeschide/"))
    ciorna.refresh_from_db()
    assert (ciorna.stare, ciorna.scop) == ("ciorna", "Curățăm strada.")
    assert "Corectați ce a spus moderatorul" in client_nou.get(adresa(ciorna)).content.decode()


def test_arhivarea_si_cum_se_revine(client_pentru, organizatie, reprezentant):
    client = client_pentru(reprezentant)
    assert client.get(adresa(organizatie, "arhiveaza/")).status_code == 200
    raspuns = client.post(adresa(organizatie, "arhiveaza/"), {"motiv": "scurt"})
    assert list(raspuns.context["form"].errors) == ["motiv"]
    raspuns = client.post(adresa(organizatie, "arhiveaza/"), {"motiv": "Ne-am încheiat activitatea."}, follow=True)
    html = raspuns.content.decode()
    assert Organizatie.objects.get(pk=organizatie.pk).stare == "arhivat"
    assert "un moderator îl readuce" in html.lower() and "/contact/" in html


# --- a published profile ------------------------------------------------------------------------------------------
IDENTITATEA_NOASTRA = {
    "denumire": "Asociația Cartierul Nostru",
    "tip": "ong",
    "forma_juridica": "asociatie",
}


@pytest.fixture
def client_reprezentant(reprezentant, client_pentru):
    return client_pentru(reprezentant)


def test_numele_nou_asteapta_iar_cel_public_ramane(client_reprezentant, organizatie):
    cale = adresa(organizatie, "sectiunea/identitate/")
    date_ = {**IDENTITATEA_NOASTRA, "denumire": "Asociația Cartierul Vostru", "an_infiintare": "2001"}
    raspuns = client_reprezentant.post(cale, date_, follow=True)
    html = raspuns.content.decode()
    assert "O parte din modificări apare deja" in html
    assert "Public acum:" in html and "Asociația Cartierul Vostru" in html
    organizatie.refresh_from_db()
    assert (organizatie.denumire, organizatie.an_infiintare) == ("Asociația Cartierul Nostru", 2001)
    assert revizie_in_asteptare(organizatie).campuri == {"denumire": "Asociația Cartierul Vostru"}
    public = client_reprezentant.get(f"/organizatii/{organizatie.slug}/").content.decode()
    assert "Asociația Cartierul Vostru" not in public


def test_formularul_arata_ce_e_in_verificare_si_ce_e_public(client_reprezentant, organizatie):
    cale = adresa(organizatie, "sectiunea/identitate/")
    client_reprezentant.post(cale, {**IDENTITATEA_NOASTRA, "denumire": "Asociația Cartierul Vostru"})
    html = client_reprezentant.get(cale).content.decode()
    assert 'value="Asociația Cartierul Vostru"' in html
    assert "În verificare; public acum: Asociația Cartierul Nostru." in html
    assert "Se verifică înainte de publicare." in html
    assert "<h1" in html and "Asociația Cartierul Nostru" in html.split("<form", 1)[0]


def test_alta_sectiune_nu_sterge_ce_asteapta(client_reprezentant, organizatie):
    client_reprezentant.post(
        adresa(organizatie, "sectiunea/identitate/"), {**IDENTITATEA_NOASTRA, "denumire": "Asociația Cartierul Vostru"}
    )
    client_reprezentant.post(
        adresa(organizatie, "sectiunea/activitate/"), {"scop": "Un scop nou.", "domenii": ["1"], "cauta": "Sală"}
    )
    organizatie.refresh_from_db()
    assert organizatie.cauta == "Sală"
    assert revizie_in_asteptare(organizatie).campuri == {
        "denumire": "Asociația Cartierul Vostru",
        "scop": "Un scop nou.",
    }


def test_o_eroare_nu_schimba_titlul_paginii(client_reprezentant, organizatie):
    raspuns = client_reprezentant.post(
        adresa(organizatie, "sectiunea/identitate/"), {**IDENTITATEA_NOASTRA, "denumire": "Altul", "cif": "1"}
    )
    assert raspuns.context["organizatie"].denumire == "Asociația Cartierul Nostru"
    assert "Altul" not in raspuns.content.decode().split("<form", 1)[0]


def test_logoul_nou_asteapta(client_reprezentant, organizatie):
    client_reprezentant.post(adresa(organizatie, "sectiunea/imagini/"), {"logo": png()})
    organizatie.refresh_from_db()
    assert not organizatie.logo
    propus = revizie_in_asteptare(organizatie).campuri["logo"]
    assert propus.startswith("logo/")
    for rest in ("", "previzualizare/", "sectiunea/imagini/"):
        assert propus in client_reprezentant.get(adresa(organizatie, rest)).content.decode(), rest
    assert propus not in client_reprezentant.get(f"/organizatii/{organizatie.slug}/").content.decode()


def test_modificarea_se_retrage(client_reprezentant, organizatie):
    client_reprezentant.post(
        adresa(organizatie, "sectiunea/identitate/"), {**IDENTITATEA_NOASTRA, "denumire": "Asociația Cartierul Vostru"}
    )
    raspuns = client_reprezentant.post(adresa(organizatie, "renunta/"), follow=True)
    assert "Profilul public a rămas cum era" in raspuns.content.decode()
    assert revizie_in_asteptare(organizatie) is None
    raspuns = client_reprezentant.post(adresa(organizatie, "renunta/"), follow=True)
    assert "Nicio modificare nu mai este în verificare." in raspuns.content.decode()


def test_completari_la_modificare_se_vad_si_se_retrimit(client_reprezentant, organizatie, reprezentant, moderator):
    client_reprezentant.post(
        adresa(organizatie, "sectiunea/identitate/"), {**IDENTITATEA_NOASTRA, "denumire": "Asociația Cartierul Vostru"}
    )
    revizie = revizie_in_asteptare(organizatie)
    muta(revizie, Actiune.CERE_COMPLETARI, moderator, "Atașați, vă rugăm, actul adițional.")
    for rest in ("", "sectiunea/identitate/"):
        assert (
            "Atașați, vă rugăm, actul adițional." in client_reprezentant.get(adresa(organizatie, rest)).content.decode()
        )
    client_reprezentant.post(adresa(organizatie, "trimite/"), {"mesaj": "L-am atașat la documente."})
    revizie.refresh_from_db()
    assert revizie.stare == Stare.TRIMIS
    assert Decizie.objects.pentru(revizie).first().motiv == "L-am atașat la documente."


@pytest.mark.parametrize(
    ("sectiune", "date_", "camp"),
    [
        ("identitate", {**IDENTITATEA_NOASTRA, "forma_juridica": ""}, "forma_juridica"),
        ("activitate", {"scop": "", "domenii": ["1"]}, "scop"),
        ("activitate", {"scop": "Da"}, "domenii"),
        ("loc", {"judet": "București", "sectoare": ["3"]}, "sediu_sector"),
        ("loc", {"judet": "București", "sediu_sector": "3"}, "sectoare"),
        ("contact", {"persoana_contact": "Ana"}, "email"),
        ("contact", {"email": "a@b.ro"}, "persoana_contact"),
    ],
)
def test_ce_e_public_ramane_intreg(client_reprezentant, organizatie, sectiune, date_, camp):
    raspuns = client_reprezentant.post(adresa(organizatie, f"sectiunea/{sectiune}/"), date_)
    assert list(raspuns.context["form"].errors) == [camp]


def test_sediul_din_alt_judet_nu_cere_sector(client_reprezentant, organizatie):
    raspuns = client_reprezentant.post(
        adresa(organizatie, "sectiunea/loc/"), {"judet": "Ilfov", "localitate": "Voluntari", "sectoare": ["3"]}
    )
    assert raspuns.status_code == 302


def test_previzualizarea_arata_propunerea(client_reprezentant, organizatie):
    client_reprezentant.post(
        adresa(organizatie, "sectiunea/identitate/"), {**IDENTITATEA_NOASTRA, "denumire": "Asociația Cartierul Vostru"}
    )
    html = client_reprezentant.get(adresa(organizatie, "previzualizare/")).content.decode()
    assert "dacă modificarea este aprobată" in html and "Asociația Cartierul Vostru" in html


# --- deleting a draft ---------------------------------------------------------------------------------------------
def test_ciorna_se_sterge_cu_fisierele_ei(client_nou, ciorna, django_capture_on_commit_callbacks):
    client_nou.post(adresa(ciorna, "sectiunea/imagini/"), {"logo": png()})
    ciorna.refresh_from_db()
    depozit, cale = ciorna.logo.storage, ciorna.logo.name
    assert client_nou.get(adresa(ciorna, "sterge/")).status_code == 200
    assert depozit.exists(cale)
    with django_capture_on_commit_callbacks(execute=True):
        raspuns = client_nou.post(adresa(ciorna, "sterge/"))
    assert raspuns.url == "/spatiu/"
    assert not Organizatie.objects.filter(pk=ciorna.pk).exists()
    assert not depozit.exists(cale)


def test_ce_a_fost_trimis_nu_se_sterge(client_nou, ciorna, nou):
    muta(completeaza(ciorna), Actiune.TRIMITE, nou)
    muta(ciorna, Actiune.RETRAGE, nou)
    raspuns = client_nou.post(adresa(ciorna, "sterge/"), follow=True)
    assert "Numai o ciornă care nu a fost trimisă niciodată" in raspuns.content.decode()
    assert Organizatie.objects.filter(pk=ciorna.pk).exists()


# --- who may ------------------------------------------------------------------------------------------------------
CITIRI = ["", "sectiunea/identitate/", "previzualizare/", "documente/", "arhiveaza/"]
SCRIERI = [
    "sectiunea/identitate/",
    "trimite/",
    "retrage/",
    "redeschide/",
    "renunta/",
    "arhiveaza/",
    "sterge/",
]


@pytest.mark.parametrize("rest", CITIRI)
def test_citirile_cer_un_membru(client, client_pentru, organizatie, reprezentant, strain, moderator, rest):
    cale = adresa(organizatie, rest)
    assert client.get(cale).url == f"/cont/login/?next={cale}"
    assert client_pentru(strain).get(cale).status_code == 404
    assert client_pentru(moderator).get(cale).status_code == 404
    assert client_pentru(reprezentant).get(cale).status_code == 200


@pytest.mark.parametrize("rest", SCRIERI)
def test_scrierile_cer_un_membru(client, client_pentru, organizatie, reprezentant, strain, rest):
    cale = adresa(organizatie, rest)
    inainte = Organizatie.objects.values().get(pk=organizatie.pk)
    raspuns = client.post(cale)
    assert (raspuns.status_code, raspuns.url) == (302, f"/cont/login/?next={cale}")
    assert client_pentru(strain).post(cale).status_code == 404
    assert client_pentru(reprezentant).delete(cale).status_code == 405
    assert Organizatie.objects.values().get(pk=organizatie.pk) == inainte
    assert Decizie.objects.count() == 0


@pytest.mark.parametrize("rest", ["retrage/", "redeschide/", "renunta/"])
def test_mutarile_nu_se_fac_prin_get(client_reprezentant, organizatie, rest):
    assert client_reprezentant.get(adresa(organizatie, rest)).status_code == 405


@pytest.mark.parametrize("rest", ["arhiveaza/", "sterge/"])
def test_un_editor_nu_arhiveaza_si_nu_sterge(client_pentru, organizatie, coleg, rest):
    assert client_pentru(coleg).post(adresa(organizatie, rest), {"motiv": "Pentru că așa vreau eu."}).status_code == 404


@pytest.mark.parametrize("rest", ["retrage/", "redeschide/", "trimite/"])
def test_o_mutare_nepotrivita_se_spune_fara_numele_moderatorului(
    client_reprezentant, organizatie, moderator, reprezentant, rest
):
    muta(organizatie, Actiune.ARHIVEAZA, moderator, "Motiv destul de lung ca să treacă.")
    muta(organizatie, Actiune.RESTAUREAZA, moderator)
    raspuns = client_reprezentant.post(adresa(organizatie, rest), follow=True)
    html = raspuns.content.decode()
    assert "Acest lucru nu se poate face acum: starea profilului este alta." in html
    assert moderator.nume not in html
    assert Organizatie.objects.get(pk=organizatie.pk).stare == "publicat"


def test_un_membru_scos_nu_mai_ajunge(client_pentru, organizatie, coleg):
    client = client_pentru(coleg)
    assert client.get(adresa(organizatie)).status_code == 200
    Membru.objects.filter(utilizator=coleg).delete()
    assert client.get(adresa(organizatie)).status_code == 404


def test_anul_nu_primeste_punct_la_mii(client_nou, ciorna):
    Organizatie.objects.filter(pk=ciorna.pk).update(an_infiintare=1998)
    assert 'value="1998"' in client_nou.get(adresa(ciorna, "sectiunea/identitate/")).content.decode()
    assert timezone.localdate().year < 2150
