"""The profile page: what it says, and above all what it does not."""

import json
import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizatii.models import Document, Organizatie
from organizatii.profil import cu_detalii, profil_context
from platforma.moderare.tranzitii import Stare
from platforma.nomenclatoare.models import ODD, Cartier, Domeniu, GrupTinta, Instanta
from tests.conftest import organizatie_publicata

pytestmark = pytest.mark.django_db
INTEROGARI = 16  # of a visitor's profile page, what the apps above show on it included
ADRESA = "/organizatii/asociatia-cartierul-nostru/"
AZI = date(2026, 5, 5)


def pune(organizatie, **campuri):
    Organizatie.objects.filter(pk=organizatie.pk).update(**campuri)


def pagina(client, adresa=ADRESA):
    return client.get(adresa).content.decode()


def text(html):
    """What is read in the main part, without tags, in single spaces."""
    return " ".join(re.sub(r"<[^>]*>", " ", html.split("<main")[1].split("</main>")[0]).split())


def date_structurate(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])


# --- who may see it -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("stare", Stare)
def test_numai_ce_e_public_are_pagina(client, organizatie, stare):
    pune(organizatie, stare=stare)
    asteptat = {Stare.PUBLICAT: 200, Stare.ARHIVAT: 410}.get(stare, 404)
    assert client.get(ADRESA).status_code == asteptat


@pytest.mark.parametrize("cine", ["reprezentant", "moderator", "admin"])
def test_ciorna_nu_are_pagina_publica_nici_pentru_ai_ei(client_pentru, organizatie, request, cine):
    persoana = request.getfixturevalue(cine)
    pune(organizatie, stare=Stare.TRIMIS)
    assert client_pentru(persoana).get(ADRESA).status_code == 404


def test_profilul_retras_o_spune_si_nu_arata_nimic(client, organizatie):
    pune(organizatie, stare=Stare.ARHIVAT)
    raspuns = pagina(client)
    assert "Profilul a fost retras" in raspuns
    assert '<meta name="robots" content="noindex">' in raspuns
    assert "Cartierul Nostru" not in raspuns


@pytest.mark.parametrize(("stare", "scris"), [("radiata", "radiată"), ("dizolvata", "dizolvată")])
def test_scoasa_din_registru_ramane_la_adresa_ei_cu_nota_si_fara_indexare(client, organizatie, stare, scris):
    pune(organizatie, stare_registru=stare)
    raspuns = pagina(client)
    assert f"În Registrul național ONG, organizația apare ca {scris} ." in text(raspuns)
    assert '<meta name="robots" content="noindex">' in raspuns


def test_in_lichidare_se_vede_si_se_indexeaza(client, organizatie):
    pune(organizatie, stare_registru="in_lichidare")
    raspuns = pagina(client)
    assert "În lichidare" in text(raspuns)
    assert "noindex" not in raspuns


@pytest.mark.parametrize(
    "adresa", ["/organizatii/nu-exista/", "/organizatii/%00/", "/organizatii/Ș/", "/organizatii/a/b/"]
)
def test_adresa_necunoscuta(client, adresa):
    assert client.get(adresa).status_code == 404


def test_se_citeste_numai(client, organizatie):
    assert client.post(ADRESA).status_code == 405
    assert client.head(ADRESA).status_code == 200


def test_membrul_are_drumul_spre_modificare(client_pentru, organizatie, coleg, strain, vizitator):
    for persoana, vede in ((coleg, True), (strain, False), (vizitator, False)):
        assert ("Modificați profilul" in pagina(client_pentru(persoana))) == vede


# --- what it says -------------------------------------------------------------------------------------------------
@pytest.fixture
def intreaga(organizatie):
    """A profile with everything public."""
    pune(
        organizatie,
        acronim="ACN",
        cif="25852660",
        nr_registru_special="62",
        data_registru_special=date(2009, 6, 12),
        instanta=Instanta.objects.get(slug="judecatoria-sectorului-3"),
        nr_registru_national="1039/A/2009",
        an_infiintare=2009,
        descriere="Suntem **vecini**.\n\n<script>alert(1)</script>",
        ofera="O sală",
        cauta="Un teren",
        site="https://www.cartierul.example/despre",
        facebook="https://facebook.example/cartierul",
        youtube="https://youtube.example/cartierul",
        telefon="+40213142315",
        telefon_public=True,
        email="scrieti@cartierul.example",
        email_public=True,
        persoana_contact="Ana Pop",
        persoana_functie="coordonatoare",
        persoana_publica=True,
        persoana_acord_la=timezone.now(),
        adresa="Str. Secretă nr. 5",
        adresa_publica=True,
        cod_postal="031234",
        logo="organizatii/logo/a.png",
        coperta="organizatii/coperta/b.jpg",
        coperta_alt="Oameni pe o bancă",
        publicat_la=datetime(2026, 5, 5, 21, 30, tzinfo=timezone.get_default_timezone()),
        modificat_la=datetime(2026, 5, 9, 8, 0, tzinfo=timezone.get_default_timezone()),
    )
    organizatie.sectoare.set([3, 4])
    organizatie.domenii.set([Domeniu.objects.get(slug="locuire")])
    organizatie.grupuri.set([GrupTinta.objects.get(slug="romi")])
    organizatie.odd.set([ODD.objects.get(numar=11)])
    organizatie.cartiere.set([Cartier.objects.get(slug="titan")])
    organizatie.refresh_from_db()
    return organizatie


def test_pagina_spune_cine_sunt_si_cum_se_lucreaza_cu_ei(client, intreaga):
    vazut = text(pagina(client))
    for parte in (
        "ONG Asociația Cartierul Nostru ACN",
        "Sprijină oamenii din cartier să lucreze împreună.",
        "Ce oferim O sală",
        "Ce căutăm Un teren",
        "Suntem vecini .",
        "Cod de identificare fiscală CIF 25852660",
        "Forma juridică Asociație",
        "Registrul special 62 din 12 iunie 2009, Judecătoria Sectorului 3 București",
        "Registrul național ONG 1039/A/2009",
        "Anul înființării 2009",
        "Sectoarele 3 și 4",
        "Sediul: Sectorul 3, București",
        "Ana Pop coordonatoare",
        "Telefon: 021 314 23 15",
        "E-mail: scrieti@cartierul.example",
        "Site: cartierul.example",
        "Str. Secretă nr. 5, 031234",
        "Publicat pe 5 mai 2026, actualizat pe 9 mai 2026.",
    ):
        assert parte in vazut
    assert "2.009" not in vazut


def test_exemplul_spune_de_ce_nu_are_cif(client, organizatie):
    assert "Cod de identificare" not in text(pagina(client))
    pune(organizatie, demo=True)
    assert "Cod de identificare fiscală neprecizat – date demonstrative" in text(pagina(client))


def test_temele_duc_la_lista_filtrata(client, intreaga):
    raspuns = pagina(client)
    odd = ODD.objects.get(numar=11)
    for adresa, nume in (
        ("domeniu=locuire", "Locuire"),
        ("grup=romi", "Romi"),
        (f"odd={odd.slug}", f"11. {odd.nume}"),
        ("cartier=titan", "Titan"),
    ):
        assert re.search(
            rf'<a[^>]* href="/organizatii/\?{adresa}">{nume}</a>|<a href="/organizatii/\?{adresa}">', raspuns
        )
        assert "/organizatii/asociatia-cartierul-nostru/" in client.get(f"/organizatii/?{adresa}").content.decode()


def test_legaturile_in_afara_nu_dau_greutate_si_nu_aduc_nimic_de_acolo(client, intreaga):
    raspuns = pagina(client)
    assert re.findall(r'href="(https://(?:www|facebook|youtube)[^"]*example[^"]*)" rel="([^"]*)"', raspuns) == [
        ("https://www.cartierul.example/despre", "nofollow noopener"),
        ("https://facebook.example/cartierul", "nofollow noopener"),
        ("https://youtube.example/cartierul", "nofollow noopener"),
    ]
    assert not re.search(r'src="https?://', raspuns)


def test_pozele(client, intreaga):
    raspuns = pagina(client)
    assert 'src="/media/organizatii/coperta/b.jpg" alt="Oameni pe o bancă"' in raspuns
    assert 'src="/media/organizatii/logo/a.png" alt=""' in raspuns


def test_profilul_gol_nu_are_sectiuni_goale(client, organizatie):
    organizatie.domenii.clear()
    pune(organizatie, scop="", forma_juridica="")
    vazut = text(pagina(client))
    for sectiune in (
        "Scop",
        "Ce oferim",
        "Ce căutăm",
        "Despre noi",
        "Domenii",
        "Contact",
        "Documente",
        "Date de identif",
    ):
        assert sectiune not in vazut


def test_nu_se_arata_o_actualizare_din_aceeasi_zi(client, organizatie):
    moment = datetime(2026, 5, 5, 10, 0, tzinfo=timezone.get_default_timezone())
    pune(organizatie, publicat_la=moment, modificat_la=moment + timedelta(hours=3))
    assert "Publicat pe 5 mai 2026." in text(pagina(client))
    pune(organizatie, publicat_la=moment, modificat_la=moment - timedelta(days=3))
    assert "Publicat pe 5 mai 2026." in text(pagina(client))


def test_nume_lung_cu_orice_semne(client):
    denumire = "Asociația «" + "Î" * 380 + "» <b>"
    organizatie_publicata(denumire, "lunga")
    raspuns = pagina(client, "/organizatii/lunga/")
    assert "Î" * 380 + "» &lt;b&gt;" in raspuns
    assert "<b>" not in raspuns.split("<main")[1]


# --- contact: each switch -----------------------------------------------------------------------------------------
COMUTATOARE = {
    "telefon_public": ["+40213142315", "021 314 23 15"],
    "email_public": ["scrieti@cartierul.example"],
    "persoana_publica": ["Ana Pop", "coordonatoare"],
    "adresa_publica": ["Str. Secretă", "031234"],
}


@pytest.mark.parametrize("comutator", COMUTATOARE)
def test_ce_nu_e_public_nu_apare_nicaieri(client, client_pentru, reprezentant, intreaga, comutator):
    """Neither in the page, nor in its meta, nor in the data for machines, nor in the lists; for members neither."""
    raspuns = pagina(client)
    assert all(valoare in raspuns for valoare in COMUTATOARE[comutator])
    pune(intreaga, **{comutator: False})
    for cititor in (client, client_pentru(reprezentant)):
        for adresa in (ADRESA, "/organizatii/", "/organizatii/?q=cartierul", "/sitemap-organizatii.xml"):
            raspuns = pagina(cititor, adresa)
            assert [v for v in COMUTATOARE[comutator] if v in raspuns] == []
    for altul in COMUTATOARE.keys() - {comutator}:
        assert all(valoare in pagina(client) for valoare in COMUTATOARE[altul])


def test_cautarea_nu_gaseste_dupa_ce_nu_e_public(client, intreaga):
    for ascuns in ("Secretă", "scrieti", "0213142315"):
        pune(intreaga, adresa_publica=False, email_public=False, telefon_public=False)
        assert ADRESA not in client.get("/organizatii/", {"q": ascuns}).content.decode()


def test_strada_unui_profil_nerevendicat_nu_apare_orice_ar_spune_comutatorul(client, intreaga):
    pune(intreaga, revendicata=False, sursa="registru", localitate="Satul Ascuns")
    raspuns = pagina(client)
    for ascuns in ("Secretă", "031234", "Satul Ascuns"):
        assert ascuns not in raspuns
    assert "Sediul: Sectorul 3, București" in text(raspuns)


def test_din_alt_judet_fara_reprezentanti_se_vede_numai_judetul(client, organizatie):
    pune(organizatie, sediu_sector=None, judet="Cluj", localitate="Florești", revendicata=False)
    assert "Sediul: județul Cluj" in text(pagina(client))
    pune(organizatie, revendicata=True)
    assert "Sediul: Florești, județul Cluj" in text(pagina(client))


# --- unclaimed ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sursa", "scris"),
    [
        ("registru", "Din Registrul național ONG · profil nerevendicat"),
        ("platforma", "Adăugat de platformă · profil nerevendicat"),
    ],
)
def test_profilul_nerevendicat_o_spune_si_se_poate_revendica(client, organizatie, sursa, scris):
    pune(organizatie, sursa=sursa, revendicata=False)
    raspuns = pagina(client)
    assert scris in text(raspuns)
    assert re.search(rf'<a [^>]*href="{ADRESA}revendica/">Este organizația mea</a>', raspuns)


def test_cel_revendicat_nu(client, organizatie):
    pune(organizatie, sursa="registru")
    vazut = text(pagina(client))
    assert "nerevendicat" not in vazut
    assert "Este organizația mea" not in vazut


# --- social enterprises -------------------------------------------------------------------------------------------
ATESTAT = {
    "atestat_numar": "123",
    "atestat_data": date(2024, 5, 6),
    "atestat_valabil_pana": date(2029, 5, 5),
    "atestat_verificat_la": date(2024, 6, 1),
}
MARCA = {
    "marca_numar": "seria B nr. 77",
    "marca_data": date(2024, 7, 1),
    "marca_valabil_pana": date(2027, 6, 30),
    "marca_verificata_la": date(2024, 7, 2),
}
INSIGNA_ATESTAT = "Întreprindere socială atestată (atestat nr. 123 din 6 mai 2024, valabil până la 5 mai 2029)"
INSIGNA_MARCA = "Întreprindere socială de inserție – marcă socială seria B nr. 77"


@pytest.mark.parametrize(
    ("campuri", "apare", "nu_apare"),
    [
        (ATESTAT, [INSIGNA_ATESTAT, "Verificat în registrul ANOFM la 1 iunie 2024"], ["neverificat", "expirat"]),
        (
            {**ATESTAT, "atestat_verificat_la": None},
            ["Atestat de întreprindere socială nr. 123", "Declarat de organizație, neverificat"],
            ["Întreprindere socială atestată"],
        ),
        (
            {**ATESTAT, "atestat_valabil_pana": date(2026, 5, 4)},
            ["Atestat expirat la 4 mai 2026"],
            ["Întreprindere socială atestată", "neverificat"],
        ),
        ({**ATESTAT, "atestat_valabil_pana": AZI}, ["Întreprindere socială atestată"], ["expirat"]),
        ({**ATESTAT, "atestat_valabil_pana": None}, ["Atestat de întreprindere"], ["Întreprindere socială atestată"]),
        ({**ATESTAT, **MARCA}, [INSIGNA_ATESTAT, INSIGNA_MARCA], ["neverificat", "expirat"]),
        (
            {**ATESTAT, **MARCA, "atestat_valabil_pana": date(2026, 5, 4)},
            ["Atestat expirat la 4 mai 2026", "Marcă socială seria B nr. 77"],
            [INSIGNA_MARCA, "neverificat"],
        ),
        (
            {**ATESTAT, **MARCA, "marca_verificata_la": None},
            [INSIGNA_ATESTAT, "Declarat de organizație, neverificat"],
            [INSIGNA_MARCA],
        ),
        (
            {**ATESTAT, **MARCA, "marca_valabil_pana": date(2026, 1, 1)},
            [INSIGNA_ATESTAT, "Marcă expirată la 1 ianuarie 2026"],
            [INSIGNA_MARCA],
        ),
    ],
)
def test_insigna_numai_cat_e_valabila_si_verificata(client, time_machine, organizatie, campuri, apare, nu_apare):
    time_machine.move_to(datetime(2026, 5, 5, 12, 0, tzinfo=timezone.get_default_timezone()), tick=False)
    pune(organizatie, tip="intreprindere_insertie", **campuri)
    vazut = text(pagina(client))
    assert [parte for parte in apare if parte not in vazut] == []
    assert [parte for parte in nu_apare if parte in vazut] == []


# --- documents ----------------------------------------------------------------------------------------------------
def test_numai_documentele_publice(client, organizatie):
    fel = {"organizatie": organizatie, "fisier": "documente/x.pdf", "marime": 1_258_291}
    public = Document.objects.create(titlu="Statut", nume_fisier="statut.pdf", public=True, **fel)
    privat = Document.objects.create(titlu="Contract secret", nume_fisier="contract.pdf", public=False, **fel)
    raspuns = pagina(client)
    assert f'href="/documente/{public.uuid}/"' in raspuns
    assert "Statut PDF, 1,2 MB" in text(raspuns)
    assert "Contract secret" not in raspuns
    assert str(privat.uuid) not in raspuns


# --- machines -----------------------------------------------------------------------------------------------------
def test_date_structurate(client, intreaga):
    assert date_structurate(pagina(client)) == {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": f"http://127.0.0.1:8000{ADRESA}",
        "url": "https://www.cartierul.example/despre",
        "mainEntityOfPage": f"http://127.0.0.1:8000{ADRESA}",
        "name": "Asociația Cartierul Nostru",
        "alternateName": "ACN",
        "description": "Sprijină oamenii din cartier să lucreze împreună.",
        "foundingDate": "2009",
        "taxID": "25852660",
        "logo": "http://127.0.0.1:8000/media/organizatii/logo/a.png",
        "telephone": "+40213142315",
        "email": "scrieti@cartierul.example",
        "address": {
            "@type": "PostalAddress",
            "addressCountry": "RO",
            "addressRegion": "București",
            "streetAddress": "Str. Secretă nr. 5",
            "postalCode": "031234",
        },
        "areaServed": ["Sectorul 3, București", "Sectorul 4, București"],
        "knowsAbout": ["Locuire"],
        "sameAs": ["https://facebook.example/cartierul", "https://youtube.example/cartierul"],
    }


@pytest.mark.parametrize(
    ("tip", "schema"),
    [
        ("ong", "NGO"),
        ("autoritate", "GovernmentOrganization"),
        ("intreprindere_sociala", "Organization"),
        ("alta", "Organization"),
    ],
)
def test_tipul_din_datele_structurate(client, organizatie, tip, schema):
    pune(organizatie, tip=tip)
    assert date_structurate(pagina(client))["@type"] == schema


def test_datele_structurate_nu_ies_din_scriptul_lor(client, organizatie):
    rau = "</script><script>alert(1)</script><!-- & \u2028 \\ \" ' ]]>"
    pune(organizatie, scop=rau, denumire=rau)
    raspuns = pagina(client)
    assert date_structurate(raspuns)["description"] == rau
    assert "<script>alert" not in raspuns


def test_antetul_pentru_distribuire(client, intreaga):
    raspuns = pagina(client)
    assert '<link rel="canonical" href="http://127.0.0.1:8000/organizatii/asociatia-cartierul-nostru/">' in raspuns
    assert '<meta name="description" content="Sprijină oamenii din cartier să lucreze împreună.">' in raspuns
    meta = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', raspuns))
    assert meta == {
        "type": "profile",
        "title": "Asociația Cartierul Nostru",
        "description": "Sprijină oamenii din cartier să lucreze împreună.",
        "url": f"http://127.0.0.1:8000{ADRESA}",
        "image": "http://127.0.0.1:8000/media/organizatii/coperta/b.jpg",
        "site_name": "Bucureștiul social și solidar",
        "locale": "ro_RO",
    }


def test_descrierea_are_ce_spune_si_fara_scop_si_nu_se_intinde(client, organizatie):
    pune(organizatie, scop="")
    assert 'name="description" content="ONG din București: cine este' in pagina(client)
    pune(organizatie, scop="Foarte lung.\n\n" * 100)
    descriere = re.search(r'name="description" content="([^"]*)"', pagina(client))[1]
    assert len(descriere) <= 200
    assert "\n" not in descriere


def test_adresa_canonica_nu_vine_din_cerere(client, organizatie, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    raspuns = client.get(ADRESA, headers={"host": "localhost"}).content.decode()
    assert '<link rel="canonical" href="https://exemplu.test/organizatii/asociatia-cartierul-nostru/">' in raspuns
    assert "localhost" not in raspuns


# --- preview ------------------------------------------------------------------------------------------------------
def test_previzualizarea_arata_valorile_puse_in_memorie(organizatie):
    """A pending revision is laid over its target without saving; lists come from the database."""
    from django.template.loader import render_to_string

    organizatie.denumire, organizatie.telefon, organizatie.telefon_public = "Alt Nume", "+40722123456", False
    html = render_to_string("organizatii/_profil.html", profil_context(organizatie))
    assert "Alt Nume" in html
    assert "0722 123 456" not in html
    organizatie.telefon_public = True
    assert "0722 123 456" in render_to_string("organizatii/_profil.html", profil_context(organizatie))


def test_ciorna_goala_se_poate_previzualiza(db):
    from django.template.loader import render_to_string

    ciorna = Organizatie.objects.create(denumire="Ciornă", slug="ciorna")
    html = render_to_string("organizatii/_profil.html", profil_context(ciorna))
    assert "Ciornă" in html
    assert "Publicat pe" not in html


# --- queries ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("cate", [1, 3])
def test_interogarile_nu_cresc_cu_profilul(client, client_pentru, reprezentant, organizatie, cate):
    organizatie.sectoare.set(range(1, cate + 1))
    for lista, model in (("domenii", Domeniu), ("grupuri", GrupTinta), ("odd", ODD), ("cartiere", Cartier)):
        getattr(organizatie, lista).set(model.objects.all()[:cate])
    for n in range(cate):
        Document.objects.create(
            organizatie=organizatie, titlu=f"D{n}", fisier="x", nume_fisier="x.pdf", marime=1, public=True
        )
    with CaptureQueriesContext(connection) as interogari:
        assert client.get(ADRESA).status_code == 200
    assert len(interogari) == INTEROGARI
    semnat = client_pentru(reprezentant)
    semnat.get(ADRESA)  # the first page of a session also writes down where it is from
    with CaptureQueriesContext(connection) as interogari:
        assert "Modificați profilul" in semnat.get(ADRESA).content.decode()
    assert len(interogari) == INTEROGARI + 1  # who she is
    with CaptureQueriesContext(connection) as interogari:
        assert cu_detalii().get(pk=organizatie.pk).numere_sectoare
    assert len(interogari) == 7
