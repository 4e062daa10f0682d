"""The directory: what it lists, how it narrows, and that no query string can break it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizatii.models import Organizatie
from platforma.nomenclatoare.models import ODD, Cartier, Domeniu, GrupTinta
from tests.conftest import organizatie_publicata

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fara_seminte(db):
    Organizatie.objects.all().delete()


def creata(slug, denumire=None, sectoare=(), domenii=(), grupuri=(), **campuri):
    organizatie = organizatie_publicata(
        denumire or f"Asociația {slug}", slug, **{"sediu_sector_id": None, "scop": "Scopul nostru", **campuri}
    )
    organizatie.sectoare.set(sectoare)
    organizatie.domenii.set(Domeniu.objects.filter(slug__in=domenii))
    organizatie.grupuri.set(GrupTinta.objects.filter(slug__in=grupuri))
    return organizatie


def listate(raspuns):
    return re.findall(r'class="fisa-nume"[^>]*><a href="/organizatii/([\w-]+)/"', raspuns.content.decode())


def text(raspuns):
    """What is read, without tags, in single spaces."""
    return " ".join(re.sub(r"<[^>]*>", " ", raspuns.content.decode()).split())


# --- what is listed -----------------------------------------------------------------------------------------------
def test_listeaza_numai_ce_e_public_si_in_registru(client):
    creata("publicata")
    creata("in-lichidare", stare_registru="in_lichidare")
    for stare in ("ciorna", "trimis", "completari", "respins", "arhivat"):
        creata(stare, stare=stare)
    for stare in ("dizolvata", "radiata"):
        creata(stare, stare_registru=stare)
    assert listate(client.get("/organizatii/")) == ["in-lichidare", "publicata"]


def test_fiecare_rand_spune_cine_unde_si_ce(client):
    creata(
        "titan",
        "Asociația Grădina",
        [3, 6],
        ["locuire", "spatii-verzi"],
        acronim="AG",
        tip="intreprindere_insertie",
        scop="Face grădini comunitare.",
        stare_registru="in_lichidare",
        sursa="registru",
        revendicata=False,
    )
    raspuns = text(client.get("/organizatii/"))
    for parte in (
        "Asociația Grădina AG",
        "Întreprindere socială de inserție",
        "Sectoarele 3 și 6",
        "În lichidare",
        "Face grădini comunitare.",
        "Locuire · Spații verzi",
        "Din Registrul național ONG · profil nerevendicat",
    ):
        assert parte in raspuns


def test_profilul_revendicat_nu_poarta_semnul(client):
    creata("a-lor", sursa="registru", revendicata=True)
    assert "nerevendicat</p>" not in client.get("/organizatii/").content.decode()


@pytest.mark.parametrize(
    ("cate", "scris"), [(0, "0 organizații"), (1, "1 organizație"), (2, "2 organizații"), (20, "20 de organizații")]
)
def test_numarul_e_scris_romaneste(client, cate, scris):
    for n in range(cate):
        creata(f"o-{n}")
    assert f'<h2 class="rezultate-cate">{scris}</h2>' in client.get("/organizatii/").content.decode()


def test_autoritatile_sunt_aceeasi_lista_fara_filtrul_de_tip(client):
    creata("ong")
    creata("primarie", "Primăria", tip="autoritate", sectoare=[1])
    raspuns = client.get("/autoritati/?tip=ong")
    assert listate(raspuns) == ["primarie"]
    assert "1 autoritate" in text(raspuns)
    assert 'name="tip"' not in raspuns.content.decode()
    assert listate(client.get("/autoritati/?sector=2")) == []
    assert listate(client.get("/organizatii/")) == ["ong", "primarie"]


@pytest.mark.parametrize("adresa", ["/organizatii/", "/autoritati/"])
def test_se_citeste_numai(client, adresa):
    assert client.post(adresa).status_code == 405
    assert client.head(adresa).status_code == 200


# --- filters ------------------------------------------------------------------------------------------------------
@pytest.fixture
def patru():
    """One row for each corner of the filters."""
    unu = creata("unu", "Asociația Unu", [1], ["locuire"], ["romi"], scop="Compost", tip="ong")
    doi = creata("doi", "Asociația Doi", [2], ["locuire", "tineret"], tip="intreprindere_sociala")
    creata("trei", "Asociația Trei", [1, 2], ["cultura"], revendicata=False, sursa="registru")
    creata("patru", "Asociația Patru", sediu_sector_id=1, tip="autoritate", scop="Compost")
    unu.odd.set([ODD.objects.get(numar=11)])
    doi.cartiere.set([Cartier.objects.get(slug="titan")])


@pytest.mark.parametrize(
    ("sir", "asteptate"),
    [
        ("", ["doi", "patru", "trei", "unu"]),
        ("q=compost", ["patru", "unu"]),
        ("tip=ong", ["trei", "unu"]),
        ("tip=ong&tip=autoritate", ["patru", "trei", "unu"]),
        ("sector=1", ["patru", "trei", "unu"]),
        ("sector=1&sector=2", ["doi", "patru", "trei", "unu"]),
        ("domeniu=locuire", ["doi", "unu"]),
        ("domeniu=locuire&domeniu=cultura", ["doi", "trei", "unu"]),
        ("grup=romi", ["unu"]),
        ("odd=orase-si-comunitati-durabile", ["unu"]),
        ("cartier=titan", ["doi"]),
        ("reprezentant=da", ["doi", "patru", "unu"]),
        ("reprezentant=nu", ["trei"]),
        ("sector=1&domeniu=locuire", ["unu"]),
        ("q=compost&sector=1&tip=autoritate&reprezentant=da", ["patru"]),
        ("sector=6", []),
        ("sortare=noi", ["patru", "trei", "doi", "unu"]),
        ("sortare=relevanta", ["doi", "patru", "trei", "unu"]),
        ("q=asociația compost&sortare=nume", ["patru", "unu"]),
    ],
)
def test_filtrele(client, patru, sir, asteptate):
    slug = ODD.objects.get(numar=11).slug
    assert listate(client.get(f"/organizatii/?{sir.replace('orase-si-comunitati-durabile', slug)}")) == asteptate


def test_ordinea_celor_mai_noi(client):
    acum = timezone.now()
    for zile in (2, 0, 1):
        creata(f"de-{zile}-zile", publicat_la=acum - timedelta(days=zile))
    assert listate(client.get("/organizatii/?sortare=noi")) == ["de-0-zile", "de-1-zile", "de-2-zile"]


def test_cu_text_ordinea_e_dupa_relevanta_daca_nu_se_cere_alta(client):
    creata("scop", "Asociația Alfa", scop="Compost pentru vecini")
    creata("nume", "Compost și pământ")
    assert listate(client.get("/organizatii/?q=compost")) == ["nume", "scop"]
    assert listate(client.get("/organizatii/?q=compost&sortare=nume")) == ["scop", "nume"]


def test_formularul_pastreaza_ce_s_a_ales(client, patru):
    raspuns = client.get("/organizatii/?q=asociația&sector=1&tip=ong&reprezentant=nu&sortare=nume").content.decode()
    assert re.search(r'name="q" form="filtre" value="asociația"', raspuns)
    assert '<input type="hidden" name="sector" value="1">' in raspuns
    assert '<input type="hidden" name="sortare" value="nume">' in raspuns
    assert re.search(r'name="tip" value="ong"[^>]* checked', raspuns)
    assert re.search(r'name="reprezentant" value="nu"[^>]* checked', raspuns)
    assert not re.search(r'name="tip" value="autoritate"[^>]* checked', raspuns)


def test_filtrele_alese_sunt_legaturi_care_le_scot(client, patru):
    raspuns = client.get("/organizatii/?q=compost&sector=1&sector=2&x=y&sortare=noi&pagina=1")
    legaturi = re.findall(r'<a class="eticheta" href="([^"]+)">(.*?)</a>', raspuns.content.decode())
    assert [(adresa.replace("&amp;", "&"), re.sub("<[^>]+>", "", nume).strip()) for adresa, nume in legaturi] == [
        ("/organizatii/?sector=1&sector=2&sortare=noi", "Renunțați la: Căutare: compost"),
        ("/organizatii/?q=compost&sector=2&sortare=noi", "Renunțați la: Sector: 1"),
        ("/organizatii/?q=compost&sector=1&sortare=noi", "Renunțați la: Sector: 2"),
    ]
    assert '<a class="filtre-sterge" href="/organizatii/">Ștergeți filtrele</a>' in raspuns.content.decode()
    assert "Ștergeți filtrele" not in text(client.get("/organizatii/"))


def test_roata_numara_fara_propriul_filtru_si_pastreaza_restul(client, patru):
    raspuns = client.get("/organizatii/?sector=2&reprezentant=da&pagina=1")
    assert raspuns.context["pe_sectoare"] == {1: 2, 2: 1, 3: 0, 4: 0, 5: 0, 6: 0}
    adrese = [a.replace("&amp;", "&") for a in re.findall(r'href="(/organizatii/\?[^"]*)"', raspuns.content.decode())]
    assert "/organizatii/?reprezentant=da&sector=1&sector=2" in adrese  # one more
    assert "/organizatii/?reprezentant=da" in adrese  # without the chosen one


# --- pages --------------------------------------------------------------------------------------------------------
def test_paginile_pastreaza_filtrele(client):
    for n in range(41):
        creata(f"o-{n:02}", sectoare=[3])
    prima = client.get("/organizatii/?sector=3&tip=ong").content.decode()
    assert 'href="?sector=3&amp;tip=ong&amp;pagina=2"' in prima
    ultima = client.get("/organizatii/?sector=3&tip=ong&pagina=3")
    assert listate(ultima) == ["o-40"]
    assert 'href="?sector=3&amp;tip=ong&amp;pagina=2"' in ultima.content.decode()


@pytest.mark.parametrize(
    ("pagina", "numar"), [("2", 2), ("999999", 2), ("-1", 2), ("0", 2), ("x", 1), ("", 1), ("1.5", 1), ("9" * 5000, 1)]
)
def test_pagina_care_nu_exista_e_cea_mai_apropiata(client, pagina, numar):
    for n in range(21):
        creata(f"o-{n}")
    assert client.get("/organizatii/", {"pagina": pagina}).context["pagina"].number == numar


# --- empty --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sir", "scris"),
    [
        ("q=xyz", "Nu am găsit rezultate pentru „xyz”. Încercați alți termeni sau ștergeți filtrele."),
        ("q=RO 4267117", "Niciun profil de aici nu are numărul 4267117."),
        ("sector=6", "Niciun profil nu se potrivește cu toate filtrele. Renunțați la unul dintre ele."),
        ("", "Lista este încă goală."),
    ],
)
def test_lista_goala_spune_ce_e_de_facut(client, sir, scris):
    raspuns = client.get(f"/organizatii/?{sir}")
    assert scris in text(raspuns)
    assert ("Ștergeți filtrele" in text(raspuns)) == bool(sir)


# --- search engines -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sir", "canonic"),
    [
        ("", "http://127.0.0.1:8000/organizatii/"),
        ("utm_source=x", "http://127.0.0.1:8000/organizatii/"),
        ("pagina=2", "http://127.0.0.1:8000/organizatii/?pagina=2"),
        ("pagina=99&sector=99", "http://127.0.0.1:8000/organizatii/?pagina=2"),
        ("q=asociatia", None),
        ("sector=1", None),
        ("sortare=noi", None),
        ("q=asociatia&pagina=2", None),
    ],
)
def test_rezultatele_cautarii_nu_se_indexeaza(client, sir, canonic):
    for n in range(21):
        creata(f"o-{n}", sectoare=[1])
    raspuns = client.get(f"/organizatii/?{sir}").content.decode()
    assert ('<meta name="robots" content="noindex, follow">' in raspuns) == (canonic is None)
    assert re.findall(r'<link rel="canonical" href="([^"]*)">', raspuns) == ([canonic] if canonic else [])


# --- nonsense -----------------------------------------------------------------------------------------------------
PROSTII = [
    "",
    "\x00",
    "%00",
    "-1",
    "0",
    "9" * 400,
    "1e9",
    "NaN",
    "ș" * 3000,
    "' OR 1=1--",
    "<script>",
    "{{ 7*7 }}",
    "\ud800",
]
PARAMETRI = ["q", "sector", "tip", "domeniu", "grup", "odd", "cartier", "reprezentant", "sortare", "pagina", "x"]


@pytest.mark.parametrize("parametru", PARAMETRI)
def test_prostiile_din_adresa_se_ignora(client, parametru):
    creata("una")
    for prostie in PROSTII:
        prostie = prostie.encode("utf-8", "surrogatepass")
        for adresa in ("/organizatii/", "/autoritati/"):
            raspuns = client.get(adresa, {parametru: [prostie, prostie]})
            assert raspuns.status_code == 200
            if parametru != "q":
                assert listate(raspuns) == (["una"] if adresa == "/organizatii/" else [])


def test_valorile_bune_raman_langa_cele_rele(client, patru):
    assert listate(client.get("/organizatii/?sector=1&sector=99&sector=1&domeniu=nu-exista&tip=ong")) == ["trei", "unu"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sir=st.lists(st.tuples(st.sampled_from(PARAMETRI), st.text(max_size=20)), max_size=6))
def test_orice_sir_de_interogare_raspunde(client, sir):
    assert client.get("/organizatii/", [(n, v.encode("utf-8", "replace")) for n, v in sir]).status_code == 200


def test_ce_s_a_scris_se_arata_fara_sa_fie_cod(client):
    raspuns = client.get("/organizatii/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in raspuns
    assert "&lt;script&gt;alert" in raspuns
