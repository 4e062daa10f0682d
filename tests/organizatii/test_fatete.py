"""Counts beside the filters, orders and pages of the directory: what they promise is what a click gives."""

import random
import re
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizatii import harta as modul
from organizatii import vocabular
from organizatii.cautare import cauta
from organizatii.filters import OrganizatieFilter
from organizatii.gasite import PUTINE, Gasite
from organizatii.harta import Harta, biti, chei, harta
from organizatii.models import REPREZENTANT, TIPURI, Organizatie, RandDirector, TipOrganizatie, cod
from platforma.nomenclatoare.models import ODD, Cartier, Domeniu, GrupTinta
from tests.conftest import organizatie_publicata

pytestmark = pytest.mark.django_db
SECTOARE, TIPURI_TOATE = [str(n) for n in range(1, 7)], TipOrganizatie.values


@pytest.fixture(autouse=True)
def fara_seminte(db):
    Organizatie.objects.all().delete()


def creata(slug, denumire=None, sectoare=(), domenii=(), **campuri):
    organizatie = organizatie_publicata(
        denumire or f"Asociația {slug}", slug, **{"sediu_sector_id": None, "scop": "Scopul nostru", **campuri}
    )
    organizatie.sectoare.set(sectoare)
    organizatie.domenii.set(Domeniu.objects.filter(slug__in=domenii))
    return organizatie


def listate(raspuns):
    return re.findall(r'class="fisa-nume"[^>]*><a href="/organizatii/([\w-]+)/"', raspuns.content.decode())


def numerele(raspuns, camp):
    """{value: the number printed beside it} in one group of the filters."""
    gasite = re.findall(
        rf'name="{camp}" value="([^"]*)".*?<span class="filtru-ar-da">([\d.]+)</span>', raspuns.content.decode()
    )
    return {valoare: int(numar.replace(".", "")) for valoare, numar in gasite}


# --- counts equal to counting -------------------------------------------------------------------------------------
def numarate(filtru, nume, valoare):
    """What the list would hold with only this value in its filter, counted the long way."""
    cerute = {n: v for n, v in filtru.items() if n != nume}
    if valoare:
        cerute[nume] = [valoare]
    gasite = Organizatie.objects.listate()
    for n, valori in cerute.items():
        if n == "q":
            gasite = gasite.filter(pk__in=cauta(valori).toate)
        elif n == "sector":
            gasite = gasite.din_sectorul(*map(int, valori))
        elif n == "tip":
            gasite = gasite.filter(tip__in=valori)
        elif n == "reprezentant":
            gasite = gasite.filter(revendicata=valori == ["da"])
        else:
            camp = {"domeniu": "domenii", "grup": "grupuri", "odd": "odd", "cartier": "cartiere"}[n]
            gasite = gasite.filter(**{f"{camp}__slug__in": valori}).distinct()
    return gasite.order_by().values("pk").distinct().count()


def intamplatoare(zar, n):
    """One organisation of any kind, state and lists."""
    organizatie = Organizatie.objects.create(
        denumire=f"Asociația {zar.choice(['Teatru', 'Compost', 'Mediu'])} {n}",
        slug=f"o-{n}",
        tip=zar.choice(TIPURI_TOATE),
        scop=zar.choice(["", "Compost în cartier", "Teatru pentru copii"]),
        stare=zar.choice(["publicat", "publicat", "publicat", "ciorna", "arhivat"]),
        stare_registru=zar.choice(["", "activa", "in_lichidare", "radiata"]),
        publicat_la=timezone.now(),
        revendicata=zar.random() < 0.5,
        sediu_sector_id=zar.choice([None, 1, 2, 3]),
    )
    organizatie.sectoare.set(zar.sample(range(1, 7), zar.randint(0, 3)))
    for lista, model in (("domenii", Domeniu), ("grupuri", GrupTinta), ("odd", ODD), ("cartiere", Cartier)):
        getattr(organizatie, lista).set(zar.sample([*model.objects.order_by("pk")[:5]], zar.randint(0, 3)))
    return organizatie


@pytest.mark.parametrize("samanta", range(3))
def test_numerele_sunt_cele_ale_numararii_oricat_s_ar_schimba_randurile(samanta):
    zar = random.Random(samanta)
    toate = [intamplatoare(zar, n) for n in range(25)]
    for _pas in range(3):
        filtru = {
            "q": zar.choice(["", "", "compost", "teatru copii"]),
            "sector": zar.sample(SECTOARE, zar.randint(0, 2)),
            "tip": zar.sample(TIPURI_TOATE, zar.choice([0, 0, 3])),
            "domeniu": zar.sample(
                [*Domeniu.objects.order_by("pk").values_list("slug", flat=True)[:5]], zar.choice([0, 2])
            ),
            "reprezentant": zar.choice(["", "", "da", "nu"]),
        }
        filtru = {n: v for n, v in filtru.items() if v}
        gasite = Gasite(OrganizatieFilter(_ca_adresa(filtru)))
        asteptate = {n: [v] if n == "reprezentant" else v for n, v in filtru.items()}
        for nume in ("sector", "tip", "domeniu", "grup", "odd", "cartier", "reprezentant"):
            for valoare in zar.sample([*gasite.cate[nume]], min(5, len(gasite.cate[nume]))):
                assert (nume, valoare, gasite.cate[nume][valoare]) == (
                    nume,
                    valoare,
                    numarate(asteptate, nume, valoare),
                )
        assert len(gasite) == len(gasite[0:99]) == numarate(asteptate, None, None)
        for organizatie in zar.sample(toate, 5):  # edits by every way there is
            _schimba(zar, organizatie)


def _ca_adresa(filtru):
    from django.http import QueryDict

    adresa = QueryDict(mutable=True)
    for nume, valori in filtru.items():
        adresa.setlist(nume, valori if isinstance(valori, list) else [valori])
    return adresa


def _schimba(zar, organizatie):
    rand = Organizatie.objects.filter(pk=organizatie.pk)
    zar.choice(
        [
            lambda: rand.update(tip=zar.choice(TIPURI_TOATE)),
            lambda: rand.update(stare=zar.choice(["publicat", "arhivat"])),
            lambda: rand.update(stare_registru="dizolvata"),
            lambda: rand.update(sediu_sector_id=zar.randint(1, 6)),
            lambda: organizatie.sectoare.set(zar.sample(range(1, 7), 2)) if rand.exists() else None,
            lambda: organizatie.domenii.clear() if rand.exists() else None,
            lambda: (
                Organizatie.domenii.through.objects.filter(organizatie=organizatie).update(
                    domeniu=Domeniu.objects.order_by("-pk").first()
                )
                if organizatie.domenii.count() == 1
                else None
            ),
            lambda: rand.delete(),
        ]
    )()


# --- what a visitor reads -----------------------------------------------------------------------------------------
def test_numerele_stau_langa_fiecare_alegere_fara_filtrul_lor(client):
    creata("unu", sectoare=[1], domenii=["locuire"], tip="ong")
    creata("doi", sectoare=[1], domenii=["locuire", "cultura"], tip="alta")
    creata("trei", sectoare=[2], domenii=["cultura"], tip="ong", revendicata=False)
    raspuns = client.get("/organizatii/?domeniu=locuire&tip=ong")
    domenii = numerele(raspuns, "domeniu")
    assert (domenii["locuire"], domenii["cultura"], sum(domenii.values())) == (1, 1, 2)
    assert numerele(raspuns, "tip") == {**dict.fromkeys(TIPURI_TOATE, 0), "ong": 1, "alta": 1}
    assert numerele(raspuns, "reprezentant") == {"": 1, "da": 1, "nu": 0}
    assert raspuns.context["pe_sectoare"] == {1: 1, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0}


def test_ce_nu_ar_da_nimic_ramane_de_ales_dar_stins(client):
    creata("una", domenii=["locuire"])
    raspuns = client.get("/organizatii/?domeniu=tineret").content.decode()
    assert re.search(r'<label data-gol><input type="checkbox" name="domeniu" value="cultura">', raspuns)
    assert re.search(r'<label><input type="checkbox" name="domeniu" value="locuire">', raspuns)
    assert re.search(r'<label><input type="checkbox" name="domeniu" value="tineret" checked>', raspuns)  # to take off


def test_cu_text_numerele_sunt_ale_celor_gasite(client):
    creata("compost", domenii=["locuire"], scop="Compost")
    creata("teatru", domenii=["locuire"], scop="Teatru")
    assert numerele(client.get("/organizatii/?q=compost"), "domeniu")["locuire"] == 1


def test_autoritatile_se_numara_intre_ele(client):
    creata("ong", domenii=["locuire"])
    creata("primarie", domenii=["locuire"], tip="autoritate")
    raspuns = client.get("/autoritati/?tip=ong")
    assert (numerele(raspuns, "domeniu")["locuire"], numerele(raspuns, "tip")) == (1, {})


# --- as new as the request ----------------------------------------------------------------------------------------
def test_o_schimbare_se_vede_la_urmatoarea_cerere(client):
    una = creata("una", domenii=["locuire"], sectoare=[1])

    def acum():
        raspuns = client.get("/organizatii/")
        return numerele(raspuns, "domeniu")["locuire"], raspuns.context["pe_sectoare"][1], len(listate(raspuns))

    assert acum() == (1, 1, 1)
    una.domenii.clear()
    assert acum() == (0, 1, 1)
    Organizatie.objects.filter(pk=una.pk).update(stare="arhivat")
    assert acum() == (0, 0, 0)
    Organizatie.objects.filter(pk=una.pk).update(stare="publicat")
    assert acum() == (0, 1, 1)
    una.delete()
    assert acum() == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_ce_se_incheie_mai_tarziu_decat_ce_a_inceput_dupa_el_nu_se_pierde():
    """A change made before the last reading and committed after it, while later ones are already counted."""
    una, alta = creata("una", domenii=[]), creata("alta", domenii=[])
    locuire = Domeniu.objects.get(slug="locuire")
    with transaction.atomic():
        una.domenii.add(locuire)
        altundeva(lambda: alta.domenii.add(locuire))
        assert altundeva(lambda: cate_locuire()) == 1  # the other's, committed; this one is still open
    assert cate_locuire() == 2


@pytest.mark.django_db(transaction=True)
def test_doua_schimbari_deodata_ale_listelor_unei_organizatii_raman_amandoua():
    una = creata("una", sectoare=[])
    locuire = Domeniu.objects.get(slug="locuire")
    with transaction.atomic():
        una.domenii.add(locuire)
        fir = Thread(target=lambda: (una.sectoare.add(5), connection.close()))
        fir.start()
        fir.join(0.3)
        assert fir.is_alive()  # waits for the organisation's lock
    fir.join()
    assert {cod("domeniu", locuire.pk), cod("sector", 5)} <= {*RandDirector.objects.get(pk=una.pk).coduri}


def altundeva(fapta):
    """The same on a connection of its own."""
    rezultat = []
    fir = Thread(target=lambda: (rezultat.append(fapta()), connection.close()))
    fir.start()
    fir.join()
    return rezultat[0]


def cate_locuire():
    return harta().cu_oricare([cod("domeniu", Domeniu.objects.get(slug="locuire").pk)]).bit_count()


def test_o_copie_pusa_la_loc_pe_alt_server_se_citeste_din_nou(client):
    """Transaction numbers begin again there: rows may carry greater ones than any that has been."""
    creata("una", domenii=["locuire"])
    RandDirector.objects.update(versiune=2**62)
    assert cate_locuire() == 1
    modul._ultima = Harta(2**61, modul._ultima.pe_cod)
    creata("alta", domenii=["locuire"])
    assert cate_locuire() == 2


def test_biti():
    assert (biti([]), biti([0, 3, 64]), chei(biti([9, 2, 700]))) == (0, 1 | 8 | 1 << 64, [2, 9, 700])


def test_numerele_felurilor_sunt_cele_din_baza():
    """The migration writes them in SQL: a kind's number is its place in the list, so the list only grows at the end."""
    assert set(TIPURI) == set(TipOrganizatie)
    for n, tip in enumerate(TIPURI, start=1):
        organizatie = creata(f"o-{n}", tip=tip, revendicata=n % 2 == 0, sediu_sector_id=n)
        reprezentant = REPREZENTANT["da" if n % 2 == 0 else "nu"]
        assert {cod("tip", n), cod("sector", n), cod("reprezentant", reprezentant)} <= {
            *RandDirector.objects.get(pk=organizatie.pk).coduri
        }


# --- orders and pages ---------------------------------------------------------------------------------------------
def test_ordinea_celor_confirmate_de_curand(client):
    acum = timezone.now()
    for zile in (2, 0, None, 1):
        creata(f"de-{zile}", confirmata_la=acum - timedelta(days=zile) if zile is not None else None)
    raspuns = client.get("/organizatii/?sortare=confirmate")
    assert listate(raspuns) == ["de-0", "de-1", "de-2", "de-None"]
    assert listate(client.get("/organizatii/?sortare=confirmate&q=scopul")) == ["de-0", "de-1", "de-2", "de-None"]


def test_alfabetul_romanesc(client):
    for n, nume in enumerate(["Țara", "Tata", "Șoim", "Suta", "Înalt", "Iarba", "Âncora", "Ăla", "Azi"]):
        creata(f"o-{n}", nume)
    asteptate = ["o-8", "o-7", "o-6", "o-5", "o-4", "o-3", "o-2", "o-1", "o-0"]
    assert listate(client.get("/organizatii/")) == asteptate
    assert listate(client.get("/organizatii/?q=scopul&sortare=nume")) == asteptate


@pytest.mark.parametrize("putine", [0, PUTINE])
@pytest.mark.parametrize("sir", ["sortare=nume", "sortare=noi", "sortare=confirmate&sector=1", "q=asociatia"])
def test_fiecare_organizatie_e_pe_o_singura_pagina(client, monkeypatch, putine, sir):
    """All have the same name and moments, so that only the key tells them apart; both halves, both ways of reading."""
    monkeypatch.setattr("organizatii.gasite.PUTINE", putine)
    monkeypatch.setattr("organizatii.views.director.PE_PAGINA", 4)
    acum = timezone.now()
    for n in range(14):
        creata(f"o-{n}", "Asociația", sectoare=[1 + n % 3 % 2], publicat_la=acum)
    prima = client.get(f"/organizatii/?{sir}")
    pagini = [client.get(f"/organizatii/?{sir}&pagina={n}") for n in prima.context["pagina"].paginator.page_range]
    toate = [slug for pagina in pagini for slug in listate(pagina)]
    assert len(toate) == len(set(toate)) == (9 if "sector" in sir else 14)


@pytest.mark.parametrize("cate", [1, 3])
@pytest.mark.parametrize(
    ("adresa", "interogari"),
    [
        ("/organizatii/", 6),
        ("/organizatii/?sortare=confirmate", 6),
        ("/organizatii/?sector=1&domeniu=locuire", 6),
        ("/organizatii/?q=asociatia&sector=1&domeniu=locuire", 7),  # so few found: another text is looked for
        ("/autoritati/", 6),
    ],
)
def test_interogarile_nu_cresc_cu_lista(client, cate, adresa, interogari):
    for n in range(cate):
        creata(f"o-{n}", sectoare=[1, 2], domenii=["locuire", "cultura"], tip="autoritate")
    harta()  # a process reads everything once
    with CaptureQueriesContext(connection) as cerute:
        raspuns = client.get(adresa)
    assert (len(listate(raspuns)), len(cerute)) == (cate, interogari)


def test_opt_interogari_cand_se_cauta_alt_text(client):
    """The most that a page can ask: nothing found, several texts tried in its place."""
    for n, nume in enumerate(["Ateliere", "Atelierul", "Atelierele"]):
        creata(f"o-{n}", f"Asociația {nume}")
    vocabular.reface()
    harta()
    for ordine in ("relevanta", "nume", "noi", "confirmate"):
        with CaptureQueriesContext(connection) as cerute:
            raspuns = client.get(f"/organizatii/?q=atelerele&sortare={ordine}")
        assert (sorted(listate(raspuns)), len(cerute)) == (["o-0", "o-1", "o-2"], 8)
