"""The staff's site as a whole: every list, every form, and what a crafted request cannot do."""

import io
from datetime import date, timedelta

import pytest
from django.contrib import admin as administrare
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

import cursuri.models as cursuri
from ateliere import inscrieri
from ateliere.models import Export, Prezenta, ScanareRespinsa, Serie, Tema
from cursuri.certificare import emite
from noutati.models import Buletin, Destinatar
from organizatii.models import (
    CerereAlaturare,
    Document,
    FisaRegistru,
    Invitatie,
    Membru,
    Organizatie,
    PerecheDubla,
    Revendicare,
    Sesizare,
    Unire,
)
from parteneriate.models import Pondere, TipParteneriat
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, Dosar, Revizie, SablonMotiv
from platforma.moderare.revizii import modifica_direct
from platforma.moderare.tranzitii import Actiune, Stare, muta
from platforma.nomenclatoare.models import (
    ODD,
    Cartier,
    Domeniu,
    GrupTinta,
    Instanta,
    Proiect,
    Sector,
    SiglaProiect,
    ZiNelucratoare,
)
from tests.ateliere.conftest import atelier_publicat
from tests.conftest import organizatie_publicata, persoana
from tests.cursuri.conftest import absolvent, cu_fise, serie_terminata
from tests.moderare.conftest import MOTIV, ciorna_completa, cu_stare, formular, propune
from tests.noutati.ajutor_abonari import urmaritor
from tests.noutati.conftest import noutate
from tests.parteneriate.ajutor import abuz, anunt, interes, replica
from tests.parteneriate.ajutor_verificari import cu_rezultat
from tests.parteneriate.conftest import act, parteneriat

pytestmark = pytest.mark.django_db
ORG = "/admin/organizatii/organizatie/"
MODELE = list(administrare.site._registry)


def lista(model):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


def camp(model, pk):
    return f"{lista(model)}{pk}/change/"


# --- every list and every page -------------------------------------------------------------------------------------
def inca_una(n):
    """One more row of every kind, each with its own relations, so that a list that follows them one by one shows."""
    om = persoana(f"om{n}@exemplu.test", f"Om {n}")
    om.groups.add(Group.objects.get(name="Secretariat"))
    o = organizatie_publicata(f"Organizația {n}", f"organizatia-{n}", instanta_id=n)
    Membru.objects.create(organizatie=o, utilizator=om, rol=Membru.Rol.ADMINISTRATOR)
    Invitatie.objects.create(
        organizatie=o, email=f"invitat{n}@exemplu.test", creat_de=om, expira_la=timezone.now() + timedelta(days=1)
    )
    Document.objects.create(
        organizatie=o, titlu=f"Statut {n}", fisier="x.pdf", nume_fisier="x.pdf", marime=10, incarcat_de=om
    )
    propune(o, om, denumire=f"Organizația nouă {n}")
    registru = organizatie_publicata(f"Registru {n}", f"registru-{n}", sursa="registru", revendicata=False)
    FisaRegistru.objects.create(cheie=f"c{n}", organizatie=registru, categorie="asociatie", denumire=f"REGISTRU {n}")
    cerere = Revendicare.objects.create(
        organizatie=registru, utilizator=om, functie="f", mesaj="m", dovada="d.pdf", dovada_nume="d.pdf"
    )
    muta(cerere, Actiune.TRIMITE, om)
    PerecheDubla.objects.create(prima=o, a_doua=registru, motiv="nume")
    unita = organizatie_publicata(f"Unită {n}", f"unita-{n}", stare="arhivat")
    Unire.objects.create(sursa=unita, tinta=o, motiv="Aceeași.", de=om)
    CerereAlaturare.objects.create(organizatie=registru, utilizator=om, functie="f")
    Sesizare.objects.create(organizatie=o, ce="contact", text=f"Greșeala {n}")
    arhivata = organizatie_publicata(f"Arhivata {n}", f"arhivata-{n}")
    muta(arhivata, Actiune.ARHIVEAZA, None)  # a decision without a dossier
    for model in (Domeniu, GrupTinta, Instanta):
        model.objects.create(slug=f"element-{n}", nume=f"Element {n}")
    cartier = Cartier.objects.create(slug=f"element-{n}", nume=f"Element {n}")
    cartier.sectoare.set([n % 6 + 1, (n + 1) % 6 + 1])
    urmaritor(f"urmareste{n}@exemplu.test").organizatii.add(o)
    buletin = Buletin.objects.create(subiect=f"Buletin {n}", text="x", creat_de=om)
    Destinatar.objects.create(buletin=buletin, email=om.email, fel="administrator", organizatie=o)
    ODD.objects.create(slug=f"element-{n}", nume=f"Element {n}", numar=50 + n)
    ZiNelucratoare.objects.create(data=date(2040, 1, n), nume=f"Zi {n}")
    SablonMotiv.objects.create(actiune="respinge", titlu=f"Text {n}", text="x")
    Proiect.objects.create(titlu=f"Proiect {n}", beneficiar="b", activ=False)
    noutate(f"Noutate {n}", o)
    raspuns = interes(anunt(f"Anunț {n}", o), arhivata, om)
    abuz(replica(raspuns, om, partea="raspunde"), om).citiri.create(de=om)
    _inca_un_atelier(n, o, om)
    _inca_un_curs(n, o, om)
    p = parteneriat(f"Parteneriat {n}", o, registru)
    act(registru, p, numar=str(n))
    p.jurnal.create(ce="propus", organizatie=o, de=om)
    cu_rezultat(p, "partial").raspunsuri.create(parte=p.parti.first())
    TipParteneriat.objects.create(slug=f"element-{n}", nume=f"Element {n}")


def _inca_un_atelier(n, gazda, om):
    tema = Tema.objects.create(slug=f"element-{n}", nume=f"Element {n}")
    serie = Serie.objects.create(nume=f"Serie {n}", total=9)
    atelier = atelier_publicat(gazda, slug=f"atelier-{n}", tema=tema, serie=serie, nr_in_serie=n)
    inscriere, _noua = inscrieri.inscrie(
        atelier.pk, nume=f"Om {n}", email=f"venit{n}@exemplu.test", organizatie=gazda, de=om
    )
    Prezenta.objects.create(inscriere=inscriere, stare="prezent", sursa="manual", marcat_de=om)
    ScanareRespinsa.objects.create(atelier=atelier, motiv="cod_nevalabil", sursa="manual", de=om)
    Export.objects.create(ce="prezenta", format="csv", randuri=n, personale=True, atelier=atelier, de=om)


def _inca_un_curs(n, organizator, om):
    tema = cursuri.Tema.objects.create(slug=f"element-{n}", nume=f"Element {n}")
    serie = serie_terminata(organizator, tema=tema)
    absolventa = absolvent(serie, f"Om {n}", organizator)
    cu_fise(absolventa, 8)
    emite(absolventa, om)
    absolventa.certificate_externe.create(
        serie_act="I", numar_act=f"{n}", data=date(2026, 5, n), furnizor="F", rnfpa="1", adaugat_de=om
    )
    cursuri.ExportCertificate.objects.create(format="csv", randuri=n, personale=True, de=om)


def interogari(client, adresa):
    client.get(adresa)
    with CaptureQueriesContext(connection) as captate:
        raspuns = client.get(adresa)
    assert raspuns.status_code == 200
    return len(captate)


def test_listele_au_acelasi_numar_de_interogari(admin, client_pentru):
    """Every registered list, with one row of each kind more than the seeds and with three."""
    client = client_pentru(admin)
    inca_una(1)
    cu_una = {model: (interogari(client, lista(model)), model._default_manager.count()) for model in MODELE}
    inca_una(2)
    inca_una(3)
    cu_trei = {model: (interogari(client, lista(model)), model._default_manager.count()) for model in MODELE}
    assert {m: n for m, (n, _cate) in cu_una.items()} == {m: n for m, (n, _cate) in cu_trei.items()}
    neschimbate = {model for model in MODELE if cu_una[model][1] == cu_trei[model][1]}
    assert neschimbate == {Sector, Group, Pondere}  # six by law, two by migration, one for each criterion


def test_fiecare_lista_cauta_si_are_paginile_ei(admin, client_pentru):
    """Search, the page of a row, its history and the page for a new row open, or say plainly that they are closed."""
    client = client_pentru(admin)
    inca_una(1)
    for model in MODELE:
        rand = model._default_manager.first()
        se_adauga = administrare.site._registry[model].has_add_permission(type("Cerere", (), {"user": admin}))
        raspunsuri = [
            client.get(f"{lista(model)}?q=ș„%25").status_code,
            client.get(camp(model, rand.pk)).status_code,
            client.get(f"{lista(model)}{rand.pk}/history/").status_code,
            client.get(f"{lista(model)}add/").status_code,
        ]
        istoric = 302 if model is Dosar else 200
        assert (model, raspunsuri) == (model, [200, 200, istoric, 200 if se_adauga else 403])


def test_niciun_formular_nu_are_ce_nu_se_poate_folosi_cu_tastatura():
    """Tabular inlines, list_editable and filter_horizontal fail accessibility checks; autocomplete writes styles."""
    abateri = [
        (model._meta.label, optiune)
        for model, model_admin in administrare.site._registry.items()
        for optiune in ("list_editable", "filter_horizontal", "filter_vertical", "raw_id_fields", "autocomplete_fields")
        if getattr(model_admin, optiune)
    ]
    abateri += [
        (model._meta.label, inline.__name__)
        for model, model_admin in administrare.site._registry.items()
        for inline in model_admin.inlines
        if issubclass(inline, administrare.TabularInline)
    ]
    assert abateri == []


NUMAI_DE_CITIT = [
    "ateliere.Export",
    "ateliere.Fapta",
    "ateliere.Inscriere",
    "ateliere.Prezenta",
    "ateliere.ScanareRespinsa",
    "auth.Group",
    "cursuri.Cerere",
    "cursuri.Certificat",
    "cursuri.CertificatExtern",
    "cursuri.Criteriu",
    "cursuri.ExportCertificate",
    "cursuri.Fapta",
    "cursuri.Fisa",
    "cursuri.Serie",
    "cursuri.Sesiune",
    "mesaje.Mesaj",
    "moderare.Decizie",
    "moderare.Dosar",
    "moderare.Revizie",
    "nomenclatoare.Sector",
    "organizatii.CerereAlaturare",
    "organizatii.Document",
    "organizatii.FisaRegistru",
    "organizatii.Invitatie",
    "organizatii.Membru",
    "organizatii.PerecheDubla",
    "organizatii.Revendicare",
    "organizatii.Sesizare",
    "organizatii.Unire",
    "parteneriate.Abuz",
    "parteneriate.Act",
    "parteneriate.CitireConversatie",
    "parteneriate.Fapta",
    "parteneriate.Parteneriat",
    "parteneriate.Verificare",
]


def test_ce_este_numai_de_citit_este_si_pentru_administrator(admin, rf):
    cerere = rf.get("/")
    cerere.user = admin
    inchise = [
        model._meta.label
        for model, a in administrare.site._registry.items()
        if not (a.has_add_permission(cerere) or a.has_change_permission(cerere) or a.has_delete_permission(cerere))
    ]
    assert sorted(inchise) == NUMAI_DE_CITIT


# --- nothing changes a state around muta ---------------------------------------------------------------------------
def date_formular(client, adresa):
    """What a browser would send back: the form's own initial values."""
    form = client.get(adresa).context["adminform"].form
    date = {}
    for nume, camp_form in form.fields.items():
        valoare = form.get_initial_for_field(camp_form, nume)
        if nume in ("logo", "coperta") or valoare in (None, False):
            continue
        date[nume] = [v.pk for v in valoare] if isinstance(valoare, list) else valoare
    for prefix in ("membri", "documente"):
        date |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return date


def test_personalul_corecteaza_un_profil(organizatie, moderator, client_pentru):
    client = client_pentru(moderator)
    adresa = camp(Organizatie, organizatie.pk)
    trimise = date_formular(client, adresa) | {
        "denumire": 'Asociația  "Cartierul"  Nostru',
        "cif": "RO 14399840",
        "telefon": "021 314 23 15",
        "sectoare": [1, 3],
        "site": "www.exemplu.ro",
        "atestat_verificat_la": "2026-05-05",
    }
    raspuns = client.post(adresa, trimise)
    assert (raspuns.status_code, raspuns.url) == (302, ORG)
    acum = Organizatie.objects.get(pk=organizatie.pk)
    assert (acum.denumire, acum.cif, acum.telefon, acum.site, acum.versiune, acum.stare) == (
        "Asociația „Cartierul” Nostru",
        "14399840",
        "+40213142315",
        "https://www.exemplu.ro",
        2,
        Stare.PUBLICAT,
    )
    assert [s.pk for s in acum.sectoare.all()] == [1, 3]
    assert acum.atestat_verificat_la == date(2026, 5, 5)


def test_campurile_din_afara_formularului_nu_se_pot_scrie(organizatie, moderator, client_pentru):
    client = client_pentru(moderator)
    adresa = camp(Organizatie, organizatie.pk)
    inainte = Organizatie.objects.filter(pk=organizatie.pk).values().get()
    strecurate = {
        "stare": "arhivat",
        "stare_din": "2020-01-01",
        "versiune": "99",
        "slug": "alt-slug",
        "sursa": "registru",
        "revendicata": "",
        "stare_registru": "radiata",
        "publicat_la": "",
        "persoana_acord_la": "2020-01-01",
        "demo": "on",
    }
    raspuns = client.post(adresa, date_formular(client, adresa) | strecurate | {"telefon": "0722 123 456"})
    assert raspuns.status_code == 302
    dupa = Organizatie.objects.filter(pk=organizatie.pk).values().get()
    schimbate = {nume for nume in dupa if dupa[nume] != inainte[nume]}
    assert schimbate == {"telefon", "modificat_la"}


def test_un_cif_luat_se_spune_langa_camp(organizatie, alta_organizatie, moderator, client_pentru):
    Organizatie.objects.filter(pk=alta_organizatie.pk).update(cif="14399840")
    client = client_pentru(moderator)
    adresa = camp(Organizatie, organizatie.pk)
    raspuns = client.post(adresa, date_formular(client, adresa) | {"cif": "14399840"})
    assert raspuns.context["errors"] == [["Există deja o organizație cu acest CIF."]]


def test_doi_din_personal_pe_campuri_diferite_nu_se_suprascriu(organizatie, moderator, alt_moderator):
    ei, lui = formular(organizatie, scop="Al ei.", telefon=""), formular(organizatie, scop=organizatie.scop, email="")
    modifica_direct(organizatie, ei)
    modifica_direct(organizatie, lui)
    acum = Organizatie.objects.get(pk=organizatie.pk)
    assert (acum.scop, acum.email, acum.versiune) == ("Al ei.", "", 2)


@pytest.mark.parametrize("stare", [s for s in Stare.values if s != "ciorna"])
def test_ce_a_fost_trimis_nu_se_sterge(stare, organizatie, admin, client_pentru):
    cu_stare(organizatie, stare)
    client = client_pentru(admin)
    assert client.post(f"{ORG}{organizatie.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(ORG, {"action": "delete_selected", "_selected_action": [organizatie.pk], "post": "yes"})
    assert Organizatie.objects.filter(pk=organizatie.pk).exists()


def test_o_ciorna_numita_de_o_decizie_nu_se_sterge(trimisa, reprezentant, admin, client_pentru):
    muta(trimisa, Actiune.RETRAGE, reprezentant)
    assert client_pentru(admin).post(f"{ORG}{trimisa.pk}/delete/", {"post": "yes"}).status_code == 403


def test_o_ciorna_neatinsa_se_poate_sterge_de_administrator(admin, moderator, client_pentru):
    ciorna = ciorna_completa("Asociația Uitată", "asociatia-uitata")
    assert client_pentru(moderator).post(f"{ORG}{ciorna.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client_pentru(admin).post(f"{ORG}{ciorna.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Organizatie.objects.filter(pk=ciorna.pk).exists()


@pytest.mark.parametrize("rol", ["moderator", "admin"])
def test_cererile_nu_se_decid_in_afara_cozii(rol, revendicare, revizie, client_pentru, request):
    client = client_pentru(request.getfixturevalue(rol))
    for obiect in (revendicare, revizie):
        date = {"stare": "publicat", "mesaj": "altul", "campuri": "{}", "versiune_baza": "9"}
        assert client.post(camp(type(obiect), obiect.pk), date).status_code == 403
        assert client.post(f"{lista(type(obiect))}{obiect.pk}/delete/", {"post": "yes"}).status_code == 403
        obiect.refresh_from_db()
        assert obiect.stare == Stare.TRIMIS


def test_jurnalul_deciziilor_nu_se_atinge(trimisa, admin, client_pentru):
    decizie = trimisa.decizii().get()
    client = client_pentru(admin)
    assert client.post(camp(Decizie, decizie.pk), {"motiv": "altul"}).status_code == 403
    assert client.post(f"{lista(Decizie)}{decizie.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"{lista(Decizie)}add/").status_code == 403


def test_un_moderator_fara_drept_de_schimbare_numai_citeste(organizatie, secretariat, client_pentru):
    client = client_pentru(secretariat)
    assert client.get(camp(Organizatie, organizatie.pk)).status_code == 200
    assert client.post(camp(Organizatie, organizatie.pk), {"denumire": "Alta"}).status_code == 403


# --- archive and restore -------------------------------------------------------------------------------------------
def test_arhivarea_intreaba_la_get_si_face_la_post(organizatie, moderator, client_pentru):
    client = client_pentru(moderator)
    adresa = f"{ORG}{organizatie.pk}/muta/arhiveaza/"
    assert f'href="{adresa}"' in client.get(camp(Organizatie, organizatie.pk)).content.decode()
    assert "nu se mai vede pe site" in client.get(adresa).content.decode()
    assert Organizatie.objects.get(pk=organizatie.pk).stare == Stare.PUBLICAT
    scurt = client.post(adresa, {"motiv": "prea scurt"})
    assert scurt.context["form"].errors["motiv"] == [
        "Scrieți motivul în cel puțin 20 de caractere, ca să ajute pe cine îl citește."
    ]
    assert "prea scurt</textarea>" in scurt.content.decode()
    raspuns = client.post(adresa, {"motiv": MOTIV})
    assert (raspuns.status_code, raspuns.url) == (302, camp(Organizatie, organizatie.pk))
    decizie = organizatie.decizii().get()
    assert (decizie.actiune, decizie.de, decizie.motiv) == ("arhiveaza", moderator, MOTIV)


def test_restaurarea(organizatie, moderator, reprezentant, client_pentru):
    muta(organizatie, Actiune.ARHIVEAZA, moderator, MOTIV)
    client = client_pentru(moderator)
    adresa = f"{ORG}{organizatie.pk}/muta/restaureaza/"
    assert f'href="{adresa}"' in client.get(camp(Organizatie, organizatie.pk)).content.decode()
    assert client.post(adresa, {"motiv": ""}).status_code == 302
    assert Organizatie.objects.get(pk=organizatie.pk).stare == Stare.PUBLICAT
    assert Mesaj.objects.latest("pk").catre == "reprezentant@exemplu.test"
    raspuns = client.post(adresa, {"motiv": ""}, follow=True)
    *_gata, mesaj = raspuns.context["messages"]
    assert str(mesaj).startswith("Mihai Moderator a decis deja, pe ")


def test_restaurarea_peste_cif_luat_spune_de_ce(organizatie, alta_organizatie, moderator, client_pentru):
    Organizatie.objects.filter(pk=organizatie.pk).update(cif="14399840", stare="arhivat")
    Organizatie.objects.filter(pk=alta_organizatie.pk).update(cif="14399840")
    raspuns = client_pentru(moderator).post(f"{ORG}{organizatie.pk}/muta/restaureaza/", {"motiv": ""})
    assert raspuns.context["form"].non_field_errors() == ["Există deja o organizație cu acest CIF."]


@pytest.mark.parametrize("actiune", ["aproba", "respinge", "trimite", "prostii"])
def test_de_pe_profil_nu_se_fac_alte_miscari(actiune, organizatie, moderator, client_pentru):
    assert client_pentru(moderator).post(f"{ORG}{organizatie.pk}/muta/{actiune}/", {"motiv": MOTIV}).status_code == 404


@pytest.mark.parametrize(("rol", "stare"), [("secretariat", 403), ("reprezentant", 302), ("vizitator", 302)])
def test_arhivarea_este_numai_a_moderatorilor(rol, stare, organizatie, client_pentru, request):
    client = client_pentru(request.getfixturevalue(rol))
    for metoda in ("get", "post"):
        raspuns = getattr(client, metoda)(f"{ORG}{organizatie.pk}/muta/arhiveaza/", {"motiv": MOTIV})
        assert raspuns.status_code == stare
    assert Organizatie.objects.get(pk=organizatie.pk).stare == Stare.PUBLICAT


# --- history -------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_istoricul_arata_orice_schimbare_si_cine_a_facut_o(organizatie, reprezentant, moderator, client_pentru):
    """By form, by queue, and by a statement around all code: the triggers saw them all."""
    propune(organizatie, reprezentant, telefon="+40213142315")
    propune(organizatie, reprezentant, denumire="Alt nume")
    muta(Revizie.objects.get(), Actiune.APROBA, moderator)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organizatii_organizatie SET email = 'strecurat@exemplu.test'")
    client = client_pentru(moderator)
    adresa = camp(Organizatie, organizatie.pk)
    client.post(adresa, date_formular(client, adresa) | {"scop": "Scop corectat."})
    pasi = client.get(f"{ORG}{organizatie.pk}/history/").context["pasi"]
    schimbari = [
        [(str(r.eticheta), r.acum, r.propus) for r in pas.randuri] for _la, fel, pas in pasi if fel == "schimbare"
    ]
    assert schimbari == [
        [("scop", "Sprijină oamenii din cartier să lucreze împreună.", "Scop corectat.")],
        [("e-mailul organizației", "contact@example.org", "strecurat@exemplu.test")],
        [("denumire", "Asociația Cartierul Nostru", "Alt nume")],
        [("telefon", "", "+40213142315")],
        [("domenii", [], ["Servicii sociale"])],
        [("sectoare de activitate", [], ["Sectorul 3"])],
    ]
    assert [pas.cine for _la, fel, pas in pasi if fel == "schimbare"] == [moderator, None, None, None, None, None]


@pytest.mark.django_db(transaction=True)
def test_istoricul_tine_si_listele(organizatie, reprezentant, moderator, client_pentru):
    """One transaction is one change, whatever tables it wrote."""
    locuire, servicii = Domeniu.objects.get(slug="locuire"), Domeniu.objects.get(slug="servicii-sociale")
    propune(organizatie, reprezentant, domenii=[locuire.pk, servicii.pk], telefon="+40213142315")
    propune(organizatie, reprezentant, domenii=[locuire.pk])
    Organizatie.sectoare.through.objects.filter(organizatie=organizatie).delete()
    pasi = client_pentru(moderator).get(f"{ORG}{organizatie.pk}/history/").context["pasi"]
    schimbari = [[(r.nume, r.acum, r.propus) for r in pas.randuri] for _la, _fel, pas in pasi]
    assert schimbari[:3] == [
        [("sectoare", ["Sectorul 3"], [])],
        [("domenii", [str(servicii), str(locuire)], [str(locuire)])],
        [("telefon", "", "+40213142315"), ("domenii", [str(servicii)], [str(servicii), str(locuire)])],
    ]


def test_istoricul_are_si_deciziile(organizatie, moderator, client_pentru):
    muta(organizatie, Actiune.ARHIVEAZA, moderator, MOTIV)
    text = client_pentru(moderator).get(f"{ORG}{organizatie.pk}/history/").content.decode()
    assert MOTIV in text


def test_istoricul_cere_dreptul_de_a_vedea(organizatie, client_pentru, moderator):
    moderator.groups.clear()
    assert client_pentru(moderator).get(f"{ORG}{organizatie.pk}/history/").status_code == 403
    assert client_pentru(moderator).get(f"{ORG}999999/history/").status_code == 404


# --- search --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("cautat", ["dambovitei", "Dâmboviței", "MALUL", "14399840", "1039/A", "mal@"])
def test_cautarea_de_profiluri(cautat, organizatie, alta_organizatie, moderator, client_pentru):
    Organizatie.objects.filter(pk=alta_organizatie.pk).update(
        cif="14399840", nr_registru_national="1039/A/2023", email="mal@example.org"
    )
    raspuns = client_pentru(moderator).get(ORG, {"q": cautat})
    assert [o.pk for o in raspuns.context["cl"].result_list] == [alta_organizatie.pk]


def test_ciornele_uitate_se_gasesc(moderator, client_pentru):
    veche = ciorna_completa("Asociația Uitată", "asociatia-uitata")
    ciorna_completa("Asociația de Azi", "asociatia-de-azi")
    Organizatie.objects.filter(pk=veche.pk).update(modificat_la=timezone.now() - timedelta(days=15))
    raspuns = client_pentru(moderator).get(f"{ORG}?ciorne=vechi")
    assert [o.pk for o in raspuns.context["cl"].result_list] == [veche.pk]


# --- code lists and the project ------------------------------------------------------------------------------------
def test_un_element_nou_isi_face_codul_din_nume(admin, client_pentru):
    client_pentru(admin).post(f"{lista(Domeniu)}add/", {"nume": "Țesături și șervete", "ordine": 5, "activ": "on"})
    assert Domeniu.objects.get(nume="Țesături și șervete").slug == "tesaturi-si-servete"


def test_codul_nu_se_mai_schimba(admin, client_pentru):
    domeniu = Domeniu.objects.first()
    client_pentru(admin).post(
        camp(Domeniu, domeniu.pk), {"nume": "Alt nume", "slug": "alt-cod", "ordine": 5, "activ": "on"}
    )
    assert Domeniu.objects.filter(pk=domeniu.pk).values_list("nume", "slug").get() == ("Alt nume", domeniu.slug)


def test_un_element_folosit_nu_se_sterge(organizatie, admin, client_pentru):
    client = client_pentru(admin)
    folosit = organizatie.domenii.get()
    nefolosit = Domeniu.objects.create(slug="nefolosit", nume="Nefolosit")
    assert client.post(f"{lista(Domeniu)}{folosit.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(lista(Domeniu), {"action": "delete_selected", "_selected_action": [folosit.pk], "post": "yes"})
    assert [d.pk for d in organizatie.domenii.all()] == [folosit.pk]
    assert client.post(f"{lista(Domeniu)}{nefolosit.pk}/delete/", {"post": "yes"}).status_code == 302


def test_siglele_lipsa_se_spun_si_se_incarca(secretariat, client_pentru):
    client = client_pentru(secretariat)
    proiect = Proiect.objects.curent()
    adresa = camp(Proiect, proiect.pk)
    assert "Lipsesc siglele: Uniunea Europeană," in client.get(adresa).content.decode()
    date = {k: v for k, v in client.get(adresa).context["adminform"].form.initial.items() if v is not None}
    sigle = list(proiect.sigle.all())
    date |= {"sigle-TOTAL_FORMS": len(sigle), "sigle-INITIAL_FORMS": len(sigle)}
    for n, sigla in enumerate(sigle):
        date |= {
            f"sigle-{n}-id": sigla.pk,
            f"sigle-{n}-proiect": proiect.pk,
            f"sigle-{n}-text_alternativ": sigla.text_alternativ,
            f"sigle-{n}-ordine": sigla.ordine,
        }
    octeti = io.BytesIO()
    Image.new("RGB", (300, 100), "navy").save(octeti, "PNG")
    raspuns = client.post(adresa, date | {"sigle-0-imagine": SimpleUploadedFile("ue.png", octeti.getvalue())})
    assert raspuns.status_code == 302
    assert SiglaProiect.objects.exclude(imagine="").count() == 1
    svg = SimpleUploadedFile("ue.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    raspuns = client.post(adresa, date | {"sigle-1-imagine": svg})
    assert raspuns.status_code == 200
    assert SiglaProiect.objects.exclude(imagine="").count() == 1


# --- the first page ------------------------------------------------------------------------------------------------
def cutii(client):
    return {
        str(c.titlu): [(str(r.eticheta), r.valoare, r.atentie) for r in c.randuri]
        for c in client.get("/admin/").context["cutii"]
    }


def test_panoul_numara_ce_conteaza(moderator, trimisa, revizie, revendicare, client_pentru):
    Dosar.objects.pentru(trimisa).update(
        depus_la=timezone.now() - timedelta(days=20), preluat_de=moderator, preluat_la=timezone.now()
    )
    veche = ciorna_completa("Asociația Uitată", "asociatia-uitata")
    Organizatie.objects.filter(pk=veche.pk).update(modificat_la=timezone.now() - timedelta(days=15))
    cuprins = cutii(client_pentru(moderator))
    assert cuprins["De decis"] == [
        ("Profil nou", "1", True),
        ("Modificare", "1", False),
        ("Revendicare", "1", False),
        ("Peste 3 zile lucrătoare", "1", True),
        ("Preluate de mine", "1", False),
    ]
    autoritati = 8  # seeded, without representatives yet
    assert cuprins["Profiluri publicate"] == [
        ("ONG", "3", False),
        ("Autoritate publică locală", str(autoritati), False),
        ("Cu reprezentanți", "2 din 11", False),
    ]
    assert cuprins["Care nu sunt publice"][:2] == [
        ("Ciorne neatinse de peste 14 zile", "1", True),
        ("Ciorne", "1", False),
    ]


def test_fiecare_cifra_duce_la_randurile_ei(moderator, trimisa, revizie, revendicare, client_pentru):
    """The number in a box is the number of rows behind its link."""
    client = client_pentru(moderator)
    FisaRegistru.objects.create(cheie="x", categorie="asociatie", denumire="X")
    verificate = []
    for cutie in client.get("/admin/").context["cutii"]:
        for rand in cutie.randuri:
            if rand.adresa and rand.valoare[:1].isdecimal():
                verificate.append(rand.eticheta)
                numarate = client.get(rand.adresa).context["cl"].result_count
                assert (rand.eticheta, numarate) == (rand.eticheta, int(rand.valoare.split()[0]))
    assert len(verificate) >= 12


def test_coada_goala_multumeste(moderator, client_pentru):
    assert "Nimic nu așteaptă. Mulțumim!" in client_pentru(moderator).get("/admin/").content.decode()


def test_secretariatul_nu_vede_cutia_cozii(secretariat, trimisa, client_pentru):
    assert "De decis" not in cutii(client_pentru(secretariat))


def test_panoul_are_acelasi_numar_de_interogari(admin, client_pentru):
    client = client_pentru(admin)
    inca_una(1)
    una = interogari(client, "/admin/")
    inca_una(2), inca_una(3)
    assert interogari(client, "/admin/") == una


# --- the frame -----------------------------------------------------------------------------------------------------
def test_antetul_este_al_platformei(moderator, client_pentru):
    text = client_pentru(moderator).get("/admin/").content.decode()
    assert "Django" not in text
    assert 'lang="ro"' in text
    assert 'href="/admin/moderare/dosar/"' in text
    assert "<style" not in text
    assert " style=" not in text


def test_o_poza_de_coperta_nepotrivita_se_poate_scoate(organizatie, moderator, client_pentru):
    organizatie.coperta.save("c.png", ContentFile(b"x"))
    client = client_pentru(moderator)
    adresa = camp(Organizatie, organizatie.pk)
    client.post(adresa, date_formular(client, adresa) | {"coperta-clear": "on"})
    assert Organizatie.objects.get(pk=organizatie.pk).coperta.name == ""
