"""The public list, page, feed and map: what they show, how they narrow, and that nothing hidden leaks."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from parteneriate.models import Anunt
from tests.parteneriate.ajutor import anunt

pytestmark = pytest.mark.django_db


def titluri(raspuns):
    return re.findall(r'class="fisa-nume"><a href="/anunturi/([\w-]+)/"', raspuns.content.decode())


# --- the list -----------------------------------------------------------------------------------------------------
@pytest.fixture
def patru(organizatie, primarie):
    azi = timezone.localdate()
    acum = timezone.now()
    anunt("Sală", primarie, fel="oferta", publicat_la=acum - timedelta(hours=4), sectoare=[3])
    anunt("Voluntari", organizatie, resurse=["voluntari"], grupuri=["romi"], publicat_la=acum - timedelta(hours=3))
    anunt(
        "Compost",
        organizatie,
        domenii=["spatii-verzi"],
        sectoare=[6],
        publicat_la=acum - timedelta(hours=2),
        valabil_pana=azi + timedelta(days=2),
    )
    anunt("Bani", organizatie, resurse=["fonduri"], publicat_la=acum - timedelta(hours=1))


@pytest.mark.parametrize(
    ("sir", "asteptate"),
    [
        ("", ["bani", "compost", "voluntari", "sala"]),
        ("sortare=expira", ["compost", "bani", "voluntari", "sala"]),
        ("fel=oferta", ["sala"]),
        ("resursa=fonduri&resursa=voluntari", ["bani", "voluntari"]),
        ("domeniu=spatii-verzi", ["compost"]),
        ("grup=romi", ["voluntari"]),
        ("sector=3", ["bani", "voluntari", "sala"]),
        ("tip=autoritate", ["sala"]),
        ("organizatie=primaria-de-proba", ["sala"]),
        ("q=compostul", ["compost"]),
        ("q=sala", ["sala"]),
        ("q=???", []),
        ("fel=x&sector=9&resursa=%00&domeniu=nu&sortare=z&pagina=abc", ["bani", "compost", "voluntari", "sala"]),
    ],
)
def test_filtrele(client, patru, sir, asteptate):
    raspuns = client.get(f"/anunturi/?{sir}")
    assert (raspuns.status_code, titluri(raspuns)) == (200, asteptate)


def test_filtrele_alese_se_scot_una_cate_una(client, patru):
    filtru = client.get("/anunturi/?sector=3&resursa=spatiu&fel=oferta").context["filtru"]
    assert [(str(e), str(v), sir) for e, v, sir in filtru.active()] == [
        ("Sector", "3", "fel=oferta&resursa=spatiu"),
        ("Resursă", "Spațiu", "fel=oferta&sector=3"),
    ]
    assert [(str(e), ales) for e, _sir, ales, _cate in filtru.feluri()] == [
        ("Toate", False),
        ("Nevoi", False),
        ("Oferte", True),
    ]


@pytest.mark.parametrize("cate", [1, 3])
def test_lista_pune_aceleasi_intrebari(client, organizatie, cate, django_assert_num_queries):
    for n in range(cate):
        anunt(f"N{n}", organizatie, sectoare=[1])
    client.get("/anunturi/")
    with django_assert_num_queries(14):
        assert len(titluri(client.get("/anunturi/"))) == cate


@pytest.mark.parametrize(
    "sir", ["", "fel=oferta", "resursa=spatiu&sector=3", "tip=ong", "q=sala", "q=sala&domeniu=mediu"]
)
def test_langa_fiecare_alegere_cat_ar_da_ea_singura(client, patru, sir):
    """The number beside a box, a kind or a wedge is what the list holds once only that one is chosen of its filter."""
    filtru = client.get(f"/anunturi/?{sir}").context["filtru"]
    numite = {(c["nume"], v): cate for c in filtru.campuri() for v, _e, _ales, cate in c["alegeri"]}
    numite |= {("sector", str(n)): cate for n, cate in filtru.sectoarele.items()}
    numite |= {
        ("fel", fel): cate for fel, (_e, _s, _a, cate) in zip(("", "nevoie", "oferta"), filtru.feluri(), strict=True)
    }
    for (nume, valoare), cate in numite.items():
        if cate or nume in {"fel", "sector", "resursa"}:
            altele = [p for p in filtru.perechi if p[0] != nume]
            lista = client.get("/anunturi/", [*altele, (nume, valoare)] if valoare else altele)
            assert (nume, valoare, lista.context["pagina"].paginator.count) == (nume, valoare, cate)
    assert sum(cate > 0 for cate in numite.values()) > 3


def test_cititorul_de_stiri_care_le_are_primeste_304(client, patru, organizatie):
    eticheta = client.get("/anunturi/flux.atom")["ETag"]
    din_nou = client.get("/anunturi/flux.atom", headers={"If-None-Match": eticheta})
    assert (din_nou.status_code, din_nou.content) == (304, b"")
    anunt("Nou", organizatie)
    assert client.get("/anunturi/flux.atom", headers={"If-None-Match": eticheta}).status_code == 200


def test_goala_spune_ce_se_poate_face(client):
    assert "Primul poate fi al organizației dumneavoastră." in client.get("/anunturi/").content.decode()


def test_pagina_a_doua_pastreaza_filtrele(client, organizatie):
    for n in range(13):
        anunt(f"N{n}", organizatie)
    raspuns = client.get("/anunturi/?fel=nevoie&pagina=2")
    assert titluri(raspuns) == ["n0"]
    assert "fel=nevoie" in raspuns.content.decode()


# --- the page -----------------------------------------------------------------------------------------------------
def test_pagina_spune_cine_ce_unde_si_pana_cand(client, primarie, django_assert_num_queries):
    rand = anunt(
        "Oferim o sală", primarie, fel="oferta", sectoare=[3], grupuri=["romi"], resurse=["spatiu", "personal"]
    )
    with django_assert_num_queries(7):
        raspuns = client.get("/anunturi/oferim-o-sala/")
    text = raspuns.content.decode()
    for parte in ("Ofertă", "Primăria de Probă", "Spațiu, Personal", "Sectorul 3", "Arătați-vă interesul"):
        assert parte in text
    date = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)[1])
    assert (date["@type"], date["name"]) == ("Offer", "Oferim o sală")
    assert date["offeredBy"]["name"] == "Primăria de Probă"
    assert date["validThrough"].startswith(f"{rand.valabil_pana}T23:59:00")


def test_o_nevoie_este_o_cerere_in_datele_pentru_masini(client, deschis):
    text = client.get(deschis.get_absolute_url()).content.decode()
    date = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)[1])
    assert (date["@type"], "seller" in date, date["areaServed"]) == ("Demand", False, ["București"])


def test_un_anunt_inchis_spune_cum_s_a_incheiat_si_iese_din_liste(client, deschis):
    Anunt.objects.update(inchis_la=timezone.now(), rezultat="rezolvat", rezultat_text="Am găsit la bibliotecă.")
    raspuns = client.get(deschis.get_absolute_url())
    text = raspuns.content.decode()
    assert (raspuns.status_code, "Am găsit la bibliotecă." in text, "noindex" in text) == (200, True, True)
    assert "Arătați-vă interesul" not in text
    assert titluri(client.get("/anunturi/")) == []


# --- what must not be seen ----------------------------------------------------------------------------------------
LOCURI = [
    "/",
    "/anunturi/",
    "/anunturi/?q=ascunsul",
    "/anunturi/?resursa=spatiu",
    "/anunturi/?domeniu=servicii-sociale",
    "/anunturi/?organizatie=asociatia-arhivata",
    "/anunturi/flux.atom",
    "/anunturi/vizibil/",
    "/sitemap-anunturi.xml",
    "/organizatii/asociatia-cartierul-nostru/",
]


@pytest.fixture
def plin(ascunse, organizatie):
    return anunt("Vizibil", organizatie)


@pytest.mark.parametrize("loc", LOCURI)
def test_nimic_ascuns_nu_se_vede(client, plin, loc):
    raspuns = client.get(loc).content.decode()
    assert "Ascunsul" not in raspuns
    assert "ascunsul-" not in raspuns


@pytest.mark.parametrize("loc", [loc for loc in LOCURI if "=ascunsul" not in loc and "arhivata" not in loc])
def test_ce_este_public_se_vede_in_fiecare_loc(client, plin, loc):
    """Or the test above would pass on empty pages."""
    assert "izibil" in client.get(loc).content.decode()


def test_paginile_lor_nu_exista_iar_cele_care_au_fost_publice_spun_ca_s_au_inchis(client, plin):
    stari = {a.slug: client.get(a.get_absolute_url()).status_code for a in Anunt.objects.all()}
    assert stari == {
        "vizibil": 200,
        "ascunsul-ciorna": 404,
        "ascunsul-trimis": 404,
        "ascunsul-cu-completari": 404,
        "ascunsul-respins": 404,
        "ascunsul-arhivat": 410,
        "ascunsul-expirat": 410,
        "ascunsul-dintre-membri": 404,
        "ascunsul-unei-organizatii-arhivate": 410,
    }
    assert "Ascunsul" not in client.get("/anunturi/ascunsul-expirat/").content.decode()


def test_cel_dintre_membri_il_vad_membrii_organizatiilor_publicate(client_pentru, plin, strain, secretariat):
    membru, fara_organizatie = client_pentru(strain), client_pentru(secretariat)
    assert titluri(membru.get("/anunturi/?q=ascunsul")) == ["ascunsul-dintre-membri"]
    raspuns = membru.get("/anunturi/ascunsul-dintre-membri/").content.decode()
    assert ("noindex" in raspuns, "ld+json" in raspuns) == (True, False)
    assert titluri(fara_organizatie.get("/anunturi/?q=ascunsul")) == []
    assert fara_organizatie.get("/anunturi/ascunsul-dintre-membri/").status_code == 404


# --- its last day -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("ziua", "ultima_clipa", "prima_de_dupa"),
    [
        ("2026-10-25", "2026-10-25 23:59:59+02:00", "2026-10-26 00:00:00+02:00"),  # clocks went back that night
        ("2027-03-28", "2027-03-28 23:59:59+03:00", "2027-03-29 00:00:00+03:00"),  # and forward that one
        ("2026-10-24", "2026-10-24 23:59:59+03:00", "2026-10-25 00:00:00+03:00"),
    ],
)
def test_expira_dupa_2359_la_bucuresti(time_machine, client, organizatie, ziua, ultima_clipa, prima_de_dupa):
    time_machine.move_to("2026-10-01 12:00+03:00", tick=False)
    anunt("La limită", organizatie, valabil_pana=ziua)
    time_machine.move_to(ultima_clipa, tick=False)
    assert (client.get("/anunturi/la-limita/").status_code, Anunt.objects.get().deschis) == (200, True)
    time_machine.move_to(prima_de_dupa, tick=False)
    assert (client.get("/anunturi/la-limita/").status_code, Anunt.objects.get().deschis) == (410, False)
    assert titluri(client.get("/anunturi/")) == []


# --- elsewhere ----------------------------------------------------------------------------------------------------
def test_fluxul(client, deschis):
    raspuns = client.get("/anunturi/flux.atom")
    text = raspuns.content.decode()
    assert raspuns["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "<title>Nevoie: Căutăm o sală pentru cursuri</title>" in text


def test_pe_profil_cel_mult_trei_si_unde_sunt_celelalte(client, organizatie):
    for n in range(4):
        anunt(f"N{n}", organizatie)
    text = client.get(organizatie.get_absolute_url()).content.decode()
    assert [f">N{n}<" in text for n in range(4)] == [False, True, True, True]
    assert "/anunturi/?organizatie=asociatia-cartierul-nostru" in text
