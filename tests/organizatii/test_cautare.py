"""The words by which querysets of organisations speak, one row for each corner, and what the search box finds."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizatii.cautare import CUVINTE_DE_LEGATURA, ORDONATE, cauta, cuvinte, interogare
from organizatii.filters import NOI
from organizatii.harta import harta
from organizatii.models import Membru, Organizatie, RandDirector, pliat
from platforma.moderare.tranzitii import Stare
from platforma.text import pliaza
from tests.conftest import organizatie_publicata
from tests.organizatii.ajutor import gasite

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fara_seminte(db):
    """Only the rows of the test."""
    Organizatie.objects.all().delete()


def creata(slug, denumire=None, sectoare=(), **campuri):
    organizatie = organizatie_publicata(
        denumire or f"Asociația {slug}", slug, **{"scop": "", "sediu_sector_id": None, **campuri}
    )
    organizatie.sectoare.set(sectoare)
    return organizatie


def sluguri(organizatii):
    return [o.slug for o in organizatii]


# --- the vocabulary -----------------------------------------------------------------------------------------------
def test_publice_sunt_numai_cele_publicate():
    for stare in Stare:
        creata(stare, stare=stare)
    assert sluguri(Organizatie.objects.publice()) == ["publicat"]


def test_listate_sunt_publice_si_traiesc_in_registru():
    for stare in ("", "activa", "in_lichidare", "dizolvata", "radiata"):
        creata(f"r-{stare}", stare_registru=stare)
    creata("ciorna", stare="ciorna", stare_registru="activa")
    assert sluguri(Organizatie.objects.listate()) == ["r-", "r-activa", "r-in_lichidare"]
    assert Organizatie.objects.publice().count() == 5


def test_autoritati():
    creata("ong")
    creata("primarie", tip="autoritate")
    assert sluguri(Organizatie.objects.autoritati()) == ["primarie"]


def test_revendicate():
    creata("a-lor")
    creata("a-nimanui", revendicata=False)
    assert sluguri(Organizatie.objects.revendicate()) == ["a-lor"]


def test_din_sectorul_activ_sau_cu_sediul_acolo_o_singura_data():
    creata("activ", sectoare=[3])
    creata("activ-si-sediu", sectoare=[3, 4], sediu_sector_id=3)
    creata("alt-sector", sectoare=[4], sediu_sector_id=5)
    creata("fara-loc")
    creata("sediu", sectoare=[4], sediu_sector_id=3)
    assert sluguri(Organizatie.objects.din_sectorul(3)) == ["activ", "activ-si-sediu", "sediu"]
    assert sluguri(Organizatie.objects.din_sectorul(3, 5)) == ["activ", "activ-si-sediu", "alt-sector", "sediu"]


def test_pe_sectoare_numara_cat_ar_da_fiecare_sector():
    creata("activ", sectoare=[3, 6])
    creata("activ-si-sediu", sectoare=[3], sediu_sector_id=3)
    creata("sediu", sediu_sector_id=1)
    creata("fara-loc")
    creata("nelistata", sectoare=[2], stare="ciorna")
    publice = Organizatie.objects.publice()
    assert harta().pe_sectoare() == {1: 1, 2: 0, 3: 2, 4: 0, 5: 0, 6: 1}
    assert harta().pe_sectoare() == {n: publice.din_sectorul(n).count() for n in range(1, 7)}


def test_ale_unei_persoane(reprezentant, coleg, strain, organizatie):
    assert list(Organizatie.objects.editabile_de(coleg)) == [organizatie]
    assert list(Organizatie.objects.administrate_de(coleg)) == []
    assert list(Organizatie.objects.administrate_de(reprezentant)) == [organizatie]
    assert organizatie not in Organizatie.objects.editabile_de(strain)
    Membru.objects.filter(utilizator=coleg).delete()
    assert list(Organizatie.objects.editabile_de(coleg)) == []


def test_cu_apartenenta(coleg, strain, organizatie):
    assert Organizatie.objects.cu_apartenenta(coleg).get(pk=organizatie.pk).membru is True
    assert Organizatie.objects.cu_apartenenta(strain).get(pk=organizatie.pk).membru is False
    assert Organizatie.objects.cu_apartenenta(AnonymousUser()).get(pk=organizatie.pk).membru is False


# --- spelling -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("scris", ["fundatia", "fundația", "fundaţia", "FUNDAȚIA", "funda\u0074\u0327ia", "„fundația”"])
def test_diacriticele_si_sedila_nu_schimba_rezultatul(scris):
    creata("fundatia", "Fundația Malul Dâmboviței")
    creata("altceva", "Asociația Titan")
    assert gasite(scris) == ["fundatia"]


def test_toate_felurile_de_a_scrie_sunt_aceeasi_intrebare():
    for scris in ("fundatia", "fundația", "fundaţia", "FUNDAŢIA"):
        assert cuvinte(scris) == ["fundatia"]
    for n, denumire in enumerate(["Fundația", "Fundațiile", "fundaţiilor", "FUNDATIA", "Fundatiile", "fundatii"]):
        creata(f"f-{n}", f"{denumire} x{n}")
    raspunsuri = {tuple(gasite(scris)) for scris in ("fundatia", "fundația", "fundaţia")}
    assert len(raspunsuri) == 1
    assert {f"f-{n}" for n in range(5)} <= set(*raspunsuri)


@pytest.mark.parametrize(
    ("denumire", "intrebari"),
    [
        ("Asociația „Țară”", ["țară", "tara", "Ţară", "asociația tara"]),
        ("Fundația «Ex-Deținuți»", ["ex-detinuti", "detinuti", "deținuților"]),
        ("Asociația Școala de după Școală", ["scoala", "școala", "şcoală", "SCOALA"]),
        ("Asociația A.B.C. Tineret", ["a.b.c.", "tineret", "A B C"]),
        ("Asociația ONG.ro", ["ong.ro", "ong"]),
        ("Fundația d’Arc", ["d'Arc", "arc"]),
        ("Asociația Sprijin/Ajutor", ["ajutor", "sprijin"]),
        ("Asociația Voluntarilor", ["voluntar", "voluntari", "voluntarilor"]),
    ],
)
def test_numele_se_gaseste_dupa_cuvintele_lui(denumire, intrebari):
    creata("cautata", denumire)
    creata("alta", "Federația Xyz")
    assert {i: gasite(i) for i in intrebari} == {i: ["cautata"] for i in intrebari}


def test_cuvintele_de_legatura_nu_sunt_cerute():
    creata("copii", "Asociația Copiii Străzii")
    creata("altii", "Asociația Copiii Munților")
    assert gasite("asociația pentru copiii de pe stradă") == ["copii"]
    assert gasite("asociația pentru copiii străzii din") == ["copii"]
    assert gasite("dintr-o stradă") == ["copii"]


def test_numai_cuvinte_de_legatura_se_cauta_ca_atare():
    creata("noi", "Asociația Noi și Voi")
    creata("alta", "Asociația Titan")
    assert gasite("noi și") == ["noi"]


def test_lista_cuvintelor_de_legatura_e_pliata():
    assert {pliaza(c) for c in CUVINTE_DE_LEGATURA} == CUVINTE_DE_LEGATURA
    assert len(CUVINTE_DE_LEGATURA) >= 60


@pytest.mark.parametrize("neterminat", ["cart", "cartie", "cartier", "asociația cart"])
def test_ultimul_cuvant_poate_fi_neterminat(neterminat):
    creata("cartierul", "Asociația Cartierul Nostru")
    creata("alta", "Asociația Titan")
    assert gasite(neterminat) == ["cartierul"]


def test_celelalte_cuvinte_nu_sunt_inceputuri_si_nici_doua_litere():
    creata("cartierul", "Asociația Cartierul Nostru")
    assert gasite("cart nostru") == []
    assert gasite("ca") == []


def test_toate_cuvintele_sunt_cerute_dar_nu_in_ordine():
    creata("titan", "Asociația Grădina din Titan")
    assert gasite("titan gradina") == ["titan"]
    assert gasite("titan primărie") == []


def test_se_cauta_si_in_acronim_scop_descriere_oferta_si_cerere():
    creata("acronim", acronim="GRT")
    for camp in ("scop", "descriere", "ofera", "cauta"):
        creata(camp, **{camp: "Compost pentru vecini"})
    assert gasite("grt") == ["acronim"]
    assert sorted(gasite("compost")) == ["cauta", "descriere", "ofera", "scop"]


# --- order --------------------------------------------------------------------------------------------------------
def test_intai_numele_intreg_apoi_inceputul_apoi_cuvintele_dupa_greutate():
    creata("descriere", "Asociația Ana", descriere="Grădina vecinilor")
    creata("scop", "Asociația Bela", scop="Grădina vecinilor")
    creata("nume", "Fundația Prietenii și Grădina Vecinilor")
    creata("inceput", "Grădina vecinilor din Titan")
    creata("intreg", "„Grădina Vecinilor”")
    asteptat = ["intreg", "inceput", "nume", "scop", "descriere"]
    assert gasite("grădina vecinilor") == asteptat
    assert gasite("Gradina Vecinilor") == asteptat


def test_inceputul_numelui_e_de_cuvinte_intregi():
    creata("altceva", "Mediumul și spiritele")
    creata("mediu", "Prietenii unui mediu curat", scop="Mediu")
    assert gasite("mediu") == ["mediu", "altceva"]


def test_acronimul_intreg_sta_langa_numele_intreg():
    creata("nume", "Asociația GRT Titan și GRT Rahova", acronim="X")
    creata("acronim", "Asociația Zet", acronim="GRT")
    assert gasite("grt") == ["acronim", "nume"]


def test_la_egalitate_alfabetul_romanesc():
    for litera in ("z", "ț", "t", "ș", "s", "â", "ă", "a"):
        creata(f"l-{ord(litera)}", f"{litera} roata")
    assert [chr(int(slug[2:])) for slug in gasite("roata")] == list("aăâsștțz")


# --- numbers ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "scris", ["25852660", "RO25852660", "ro 25.852.660", "CIF 25852660", "CUI: 25852660", " 025852660 "]
)
def test_cif_scris_oricum_gaseste_organizatia(scris):
    creata("a-lui", cif="25852660")
    creata("il-pomeneste", descriere=f"Partener al {scris}")
    assert gasite(scris)[0] == "a-lui"


@pytest.mark.parametrize("scris", ["1039/A/2023", "1039/a/2023", "01039 / A / 2023"])
def test_numarul_din_registrul_national(scris):
    creata("una", nr_registru_national="1039/A/2023")
    creata("doua", nr_registru_national="1039/A/2023")
    creata("alta", nr_registru_national="1039/B/2023")
    assert sorted(gasite(scris)) == ["doua", "una"]


def test_numarul_pe_care_nu_l_are_nimeni_se_cauta_in_texte():
    creata("il-pomeneste", descriere="Contract cu 25852660 în 2020")
    assert gasite("25852660") == ["il-pomeneste"]
    assert gasite("4267117") == []


# --- nonsense -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["", " ", "???", "„”", "\x00", "…", "' OR 1=1 --", "a & !b | (c", ":*", "\\", "%", "_"]
)
def test_semnele_nu_strica_interogarea(text):
    creata("una")
    assert gasite(text) in ([], ["una"])


def test_fara_niciun_cuvant_nu_exista_interogare():
    assert interogare("??? „”") is None
    assert gasite("???") == []


def test_se_citesc_numai_primele_cuvinte():
    assert cuvinte("unu doi " * 500) == ["unu", "doi"] * 6


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_orice_text_se_poate_cauta(text):
    assert cauta(text).primele == cauta(text, pana_la_capat=True).primele


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuvant=st.text(alphabet="aăâbcdeiîșțşţAĂȘȚ„”-.'", min_size=1, max_size=12))
def test_pliat_in_python_e_cel_din_baza(cuvant):
    organizatie = Organizatie.objects.create(denumire=cuvant, slug="p")
    organizatie.refresh_from_db()
    assert organizatie.denumire_pliata == pliat(cuvant)
    organizatie.delete()


# --- scale --------------------------------------------------------------------------------------------------------
@pytest.fixture
def mii():
    """Thousands that hold one word, of which every fiftieth in its name; one not listed, one that begins with it."""
    Organizatie.objects.bulk_create(
        Organizatie(
            denumire=f"Asociația Casa {'vecinilor' if n % 50 == 0 else 'rară'} {n:04}",
            slug=f"n-{n}",
            stare="publicat",
            publicat_la=timezone.now(),
            scop="Sprijină vecinii din cartier.",
        )
        for n in range(ORDONATE + 200)
    )
    creata("inceput", "Vecinilor cu drag", scop="")
    creata("ciorna", "Vecinilor", stare="ciorna")


def test_dintre_mii_intai_cele_care_au_cuvintele_in_nume_apoi_alfabetul(mii):
    gasire = cauta("vecinilor")
    toate = cauta("vecinilor", pana_la_capat=True)
    assert len(gasire.toate) == len(toate.primele) == ORDONATE + 201
    assert gasire.primele == toate.primele[:ORDONATE]
    sluguri = dict(Organizatie.objects.values_list("pk", "slug"))
    cu_numele = [f"n-{n}" for n in range(0, ORDONATE + 200, 50)]
    restul = [f"n-{n}" for n in range(ORDONATE + 200) if n % 50]
    assert [sluguri[cheie] for cheie in toate.primele] == ["inceput", *cu_numele, *restul]


def test_in_alta_ordine_primele_sunt_ale_ei(mii):
    asteptate = list(Organizatie.objects.listate().order_by("-publicat_la", "-pk").values_list("pk", flat=True))
    assert cauta("vecinilor", NOI).primele == asteptate[:ORDONATE]
    assert cauta("vecinilor", NOI, pana_la_capat=True).primele == asteptate


def test_ultima_pagina_si_una_filtrata_dintre_mii(mii, client):
    Organizatie.objects.filter(slug="n-1199").update(tip="autoritate")
    assert "n-1199" in client.get("/organizatii/?q=vecinilor&pagina=1000").content.decode()
    raspuns = client.get("/autoritati/?q=vecinilor").content.decode()
    assert "1 autoritate pentru „vecinilor”" in raspuns
    assert "n-1199" in raspuns


@pytest.mark.parametrize(
    ("functie", "index"),
    [("organizatii_gasite", "organizatii_cautare"), ("organizatii_gasite_dupa_nume", "organizatii_cautare_nume")],
)
def test_si_un_cuvant_pe_care_il_au_toate_se_cauta_prin_index(functie, index, mii):
    """Left to itself the planner reads every vector (it does not count what that costs); the function forbids it."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE organizatii_randdirector")
        cursor.execute("SELECT prosrc, proconfig FROM pg_proc WHERE proname = %s", [functie])
        corp, setari = cursor.fetchone()
        assert setari == ["enable_seqscan=off"]
        cursor.execute("SET LOCAL enable_seqscan TO off")
        cursor.execute(f"EXPLAIN {corp.replace('intrebare', chr(39) + 'sprijin' + chr(39) + '::tsquery')}")
        plan = "\n".join(rand[0] for rand in cursor.fetchall())
        assert f"Bitmap Index Scan on {index} " in plan, plan


def test_vectorii_din_director_sunt_cei_ai_profilului(mii):
    una = creata("una", descriere="Compost", sectoare=[3])
    Organizatie.objects.filter(pk=una.pk).update(descriere="Grădini", acronim="UNA")
    assert gasite("compost") == []
    assert gasite("gradini") == gasite("una") == ["una"]
    vectori = ("pk", "cautare", "cautare_nume")
    randuri = RandDirector.objects.filter(coduri__isnull=False).order_by("pk").values_list(*vectori)
    assert list(randuri) == list(Organizatie.objects.listate().order_by("pk").values_list(*vectori))
