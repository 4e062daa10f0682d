"""The pages of the check after six months: the link of a mail, the workspace, what the public sees, the rate."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from parteneriate import stergere
from parteneriate.copie import ale_ei
from parteneriate.models import Parteneriat, RaspunsVerificare, RezultatVerificare, Verificare
from parteneriate.rata import rate
from platforma.moderare.tranzitii import Stare
from tests.parteneriate.ajutor_verificari import BUN, al, cu_rezultat, deschisa, raspunde
from tests.parteneriate.conftest import act, parteneriat

pytestmark = pytest.mark.django_db


@pytest.fixture
def verificare(public):
    return deschisa(public)


@pytest.fixture
def raspuns(verificare, organizatie):
    """The answer that `organizatie` still owes."""
    return al(verificare, organizatie)


@pytest.fixture
def legatura(raspuns, reprezentant):
    return raspuns.legatura_pentru(reprezentant)


def pagina(client, adresa):
    return " ".join(strip_tags(client.get(adresa).content.decode()).split())


# --- the link of a mail ---------------------------------------------------------------------------------------------
def test_legatura_arata_si_nu_scrie(client, legatura, raspuns):
    raspunsul = client.get(legatura)
    assert raspunsul.status_code == 200
    assert "Grădina comună" in raspunsul.content.decode()
    assert '<meta name="robots" content="noindex">' in raspunsul.content.decode()
    assert '<meta name="referrer" content="same-origin">' in raspunsul.content.decode()
    assert "no-store" in raspunsul["Cache-Control"]
    assert (raspunsul["X-Robots-Tag"], raspunsul["Referrer-Policy"]) == ("noindex, nofollow, noarchive", "same-origin")
    assert RaspunsVerificare.objects.get(pk=raspuns.pk).raspuns_la is None


def test_se_raspunde_fara_cont_si_se_corecteaza(client, legatura, raspuns, reprezentant):
    date = {**BUN, "facut": "Am ținut trei ateliere.", "dovada": "www.exemplu.ro/galerie"}
    raspunsul = client.post(legatura, date)
    assert (raspunsul.status_code, raspunsul["Location"]) == (302, legatura)
    raspuns.refresh_from_db()
    assert (raspuns.activ, raspuns.raspuns_de, raspuns.dovada) == ("da", reprezentant, "https://www.exemplu.ro/galerie")
    assert "Am ținut trei ateliere." in client.get(legatura).content.decode()
    client.post(legatura, {"activ": "nu", "continua": "nu"})
    raspuns.refresh_from_db()
    assert (raspuns.activ, raspuns.facut) == ("nu", "")


def test_un_raspuns_neintreg_spune_ce_lipseste(client, legatura, raspuns):
    text = client.post(legatura, {"facut": "Ceva."}).content.decode()
    assert "Ceva." in text
    assert text.count("data-eronat") == 2
    raspuns.refresh_from_db()
    assert raspuns.raspuns_la is None


def test_ce_nu_este_pe_formular_nu_se_scrie(client, legatura, raspuns, primarie, verificare):
    client.post(legatura, {**BUN, "parte": al(verificare, primarie).parte_id, "raspuns_la": "2020-01-01"})
    raspuns.refresh_from_db()
    assert (raspuns.parte.organizatie_id, raspuns.raspuns_la.year) != (primarie.pk, 2020)


def test_legaturile_care_nu_mai_sunt_bune_primesc_aceeasi_pagina(
    client, legatura, raspuns, verificare, organizatie, coleg, strain, reprezentant
):
    straina = raspuns.legatura_pentru(strain)
    a_colegului = raspuns.legatura_pentru(coleg)  # an editor who does not answer for the party
    gresite = ["/parteneriate/verificari/orice/", legatura[:-2] + "x/", straina, a_colegului]
    pagini = {(r.status_code, r.content) for r in map(client.get, gresite)}
    Verificare.objects.update(deschisa_la=timezone.now() - timedelta(days=61))
    expirata = client.get(legatura)
    pagini.add((expirata.status_code, expirata.content))
    Verificare.objects.update(deschisa_la=timezone.now())
    reprezentant.calitati.all().delete()
    plecata = client.post(legatura, BUN)
    pagini.add((plecata.status_code, plecata.content))
    assert [stare for stare, _continut in pagini] == [404]
    assert RaspunsVerificare.objects.date().count() == 0


def test_raspunsul_celuilalt_nu_se_vede_inainte(client, legatura, verificare, primarie, autoritate, reprezentant):
    raspunde(al(verificare, primarie), autoritate, "nu", facut="Secretul primăriei.")
    assert "Secretul primăriei." not in client.get(legatura).content.decode()
    client.post(legatura, BUN)
    text = client.get(legatura).content.decode()
    assert "Secretul primăriei." in text
    assert "Părțile au răspuns diferit la prima întrebare." in text


def test_dupa_inchidere_legatura_arata_si_nu_mai_primeste(client, legatura, raspuns):
    Verificare.objects.update(deschisa_la=timezone.now() - timedelta(days=46))
    assert "s-a închis" in pagina(client, legatura)
    text = client.post(legatura, BUN, follow=True).content.decode()
    assert "răspunsul nu s-a mai scris" in text
    raspuns.refresh_from_db()
    assert raspuns.raspuns_la is None


# --- the workspace --------------------------------------------------------------------------------------------------
def test_in_spatiu_se_raspunde_fara_legatura(raspuns, client_pentru, reprezentant, coleg, strain, autoritate):
    adresa = f"/spatiu/verificari/{raspuns.pk}/"
    client = client_pentru(reprezentant)
    assert client.get(adresa).status_code == 200
    assert client.post(adresa, BUN)["Location"] == adresa
    raspuns.refresh_from_db()
    assert (raspuns.activ, raspuns.raspuns_de) == ("da", reprezentant)
    stari = [client_pentru(cine).post(adresa, BUN).status_code for cine in (coleg, strain, autoritate, None)]
    assert stari == [404, 404, 404, 302]
    assert client.put(adresa).status_code == 405


def test_spatiul_spune_ce_asteapta_si_cand_vine(raspuns, public, client_pentru, reprezentant, coleg):
    Verificare.objects.create(
        parteneriat=public,
        ocazie="incheiere",
        de_la=timezone.localdate(),
        scadenta=timezone.localdate() + timedelta(days=181),
    )
    ei, colegului = (pagina(client_pentru(p), f"/spatiu/parteneriate/{public.pk}/") for p in (reprezentant, coleg))
    assert "Se așteaptă răspunsul organizației „Asociația Cartierul Nostru”, până pe" in ei
    assert "La 6 luni de la încheiere: vă întrebăm pe" in ei
    assert "până pe" in colegului
    assert "Mai este activ parteneriatul? Se așteaptă" not in colegului
    assert f'href="/spatiu/verificari/{raspuns.pk}/"' in client_pentru(reprezentant).get("/spatiu/").content.decode()


def test_spatiul_pune_aceleasi_intrebari(organizatie, primarie, reprezentant, autoritate, client_pentru):
    client = client_pentru(reprezentant)
    client.get("/spatiu/")
    numere = []
    for n in range(3):
        deschisa(parteneriat(f"Al {n}-lea", organizatie, primarie, etapa="semnat"))
        if n != 1:
            with CaptureQueriesContext(connection) as jurnal:
                client.get("/spatiu/")
            numere.append(len(jurnal))
    assert numere[0] == numere[1]


# --- what the public sees -------------------------------------------------------------------------------------------
SPUSE = {
    "activ": "Activ, au confirmat toate părțile",
    "inactiv": "Nu mai este activ, au confirmat toate părțile",
    "diferit": "Părțile au răspuns diferit",
    "partial": "Nu au confirmat toate părțile",
    "fara": "Fără răspuns",
    "incetat": "Încetat înainte de termen",
}


@pytest.mark.parametrize("rezultat", RezultatVerificare.values)
def test_ce_se_spune_public(client, public, rezultat):
    cu_rezultat(public, rezultat)
    text = pagina(client, public.get_absolute_url())
    assert [spus for spus in SPUSE.values() if spus in text] == [SPUSE[rezultat]]
    semn = "Activ la 6 luni, confirmat la "
    locuri = [public.get_absolute_url(), "/parteneriate/", "/organizatii/primaria-de-proba/"]
    assert [semn in pagina(client, loc) for loc in locuri] == [rezultat == "activ"] * 3


def test_cat_este_deschisa_publicul_vede_numai_ce_au_confirmat_toti(
    client, public, verificare, organizatie, primarie, reprezentant, autoritate
):
    raspunde(al(verificare, organizatie), reprezentant, "nu", facut="Un text al părții.")
    assert "la semnare" not in pagina(client, public.get_absolute_url())
    raspunde(al(verificare, primarie), autoritate, "da")
    assert "răspuns diferit" not in pagina(client, public.get_absolute_url())
    raspunde(al(verificare, organizatie), reprezentant, "da", facut="Un text al părții.")
    text = pagina(client, public.get_absolute_url())
    assert "Activ la 6 luni, confirmat la " in text
    assert "Un text al părții." not in text


def test_semnul_este_al_ultimei_verificari(client, public):
    cu_rezultat(public, "activ", "semnare", zile=300)
    cu_rezultat(public, "inactiv", "incheiere", zile=60)
    assert "Activ la 6 luni" not in pagina(client, public.get_absolute_url())
    assert "Nu mai este activ" in pagina(client, public.get_absolute_url())


@pytest.fixture
def multe(organizatie, primarie, reprezentant, autoritate):
    """One partnership for each outcome after signing, two active ones; and one hidden, which nobody counts."""
    toate = {}
    for n, rezultat in enumerate(["activ", "activ", "inactiv", "diferit", "partial", "fara", "incetat"]):
        rand = parteneriat(f"Cu {rezultat} {n}", organizatie, primarie, etapa="semnat", stare=Stare.PUBLICAT)
        toate.setdefault(rezultat, []).append(rand)
        cu_rezultat(rand, rezultat)
    cu_rezultat(toate["activ"][0], "inactiv", "incheiere", zile=1)
    cu_rezultat(parteneriat("Ascuns", organizatie, primarie, etapa="semnat"), "activ")
    return toate


def test_rata_are_numitor_si_fiecare_numar_isi_deschide_lista(client, multe):
    la_semnare, la_incheiere = rate(Parteneriat.objects.publice())
    assert (la_semnare.active, la_semnare.verificate) == (2, 7)
    assert [(r.value, n) for r, n, _adresa in la_semnare.celelalte] == [
        ("inactiv", 1), ("diferit", 1), ("partial", 1), ("fara", 1), ("incetat", 1),
    ]  # fmt: skip
    assert (la_incheiere.active, la_incheiere.verificate) == (0, 1)
    adrese = [(la_semnare.adresa_active, 2), (la_semnare.adresa_verificate, 7)]
    adrese += [(adresa, n) for _r, n, adresa in [*la_semnare.celelalte, *la_incheiere.celelalte]]
    adrese.append((la_incheiere.adresa_active, 0))
    assert [(a, client.get(a).context["pagina"].paginator.count) for a, _n in adrese] == adrese
    text = pagina(client, "/parteneriate/")
    assert "2 confirmate active din 7 parteneriate verificate erau active la 6 luni de la semnare" in text
    assert "0 confirmate active din 1 parteneriat verificat erau active la 6 luni de la încheiere" in text
    assert "Fără răspuns: 1" in text
    assert "%" not in text


def test_rata_sta_numai_peste_lista_pe_care_o_numara(client, multe):
    titlu = "Mai sunt active după 6 luni?"
    adrese = ["/parteneriate/", "/parteneriate/?verificare=fara&ocazie=semnare", "/parteneriate/?sector=3"]
    assert [titlu in pagina(client, a) for a in adrese] == [True, True, False]


@pytest.mark.parametrize(
    ("sir", "cate"),
    [
        ("verificare=activ", 1),  # the latest check of the other one says something else
        ("verificare=activ&ocazie=semnare", 2),
        ("verificare=inactiv", 2),
        ("verificare=toate", 7),
        ("ocazie=incheiere", 1),
        ("verificare=orice&ocazie=oricand", 7),
    ],
)
def test_filtrul(client, multe, sir, cate):
    assert client.get(f"/parteneriate/?{sir}").context["pagina"].paginator.count == cate


def test_fara_nicio_verificare_nu_se_spune_nimic(client, public):
    assert "după 6 luni" not in pagina(client, "/parteneriate/")


def test_lista_si_profilul_pun_aceleasi_intrebari(client, organizatie, primarie, reprezentant, autoritate):
    numere = {}
    for n in range(3):
        rand = parteneriat(f"Al {n}-lea", organizatie, primarie, etapa="semnat", stare=Stare.PUBLICAT)
        act(primarie, rand, numar=str(n + 1))
        cu_rezultat(rand, "activ")
        if n != 1:
            for adresa in ("/parteneriate/", "/organizatii/primaria-de-proba/"):
                client.get(adresa)
                with CaptureQueriesContext(connection) as jurnal:
                    client.get(adresa)
                numere.setdefault(adresa, []).append(len(jurnal))
    assert all(unu == trei for unu, trei in numere.values()), numere


def test_exportul_are_verificarile(client, public):
    cu_rezultat(public, "activ", "incheiere")
    text = b"".join(client.get("/parteneriate/export.csv").streaming_content).decode("utf-8-sig")
    (randul,) = csv.DictReader(StringIO(text), delimiter=";")
    assert randul["La 6 luni de la încheiere"] == "Activ, au confirmat toate părțile"
    assert randul["Ultimul răspuns după încheiere"] == f"{Verificare.objects.get().confirmat_la:%d.%m.%Y}"
    assert randul["La 6 luni de la semnare"] == ""


# --- staff, the person's own data -----------------------------------------------------------------------------------
def test_personalul_vede_ce_difera(client_pentru, secretariat, public, verificare, organizatie, reprezentant):
    raspunde(al(verificare, organizatie), reprezentant, "nu", facut="S-a terminat sala.")
    Verificare.objects.update(rezultat="diferit")
    client = client_pentru(secretariat)
    assert "Răspunsuri diferite la 6 luni" in client.get("/admin/").content.decode()
    lista = client.get("/admin/parteneriate/verificare/?rezultat__exact=diferit&inchisa_la__isempty=1").content.decode()
    assert "1 din 2" in lista
    text = client.get(f"/admin/parteneriate/verificare/{verificare.pk}/change/").content.decode()
    assert "S-a terminat sala." in text


def test_copia_si_stergerea(verificare, organizatie, reprezentant, strain, coleg):
    organizatie.membri.filter(utilizator=coleg).update(rol="administrator")
    raspunde(al(verificare, organizatie), reprezentant, facut="Trei ateliere.")
    assert [r["facut"] for r in ale_ei(reprezentant, set())["verificari"]] == ["Trei ateliere."]
    assert ale_ei(strain, set())["verificari"] == []
    legatura = al(verificare, organizatie).legatura_pentru(reprezentant)
    stergere.goleste_parteneriatele(reprezentant, {reprezentant.email})
    reprezentant.calitati.all().delete()
    jeton = legatura.split("/")[-2]
    assert RaspunsVerificare.objects.cu_jetonul(jeton) is None
    assert al(verificare, organizatie).facut == "Trei ateliere."  # the organisation's word stays


def test_demo_are_fiecare_rezultat(settings):
    from parteneriate.demo import incarcare, verificari

    settings.LOCAL = True
    call_command("date_demo", verbosity=0)
    incarcare.incarca()
    assert (verificari.incarca(), verificari.incarca()) == (6, 0)
    publice = Parteneriat.objects.publice()
    rezultate = Verificare.objects.cunoscute().filter(parteneriat__in=publice, ocazie="semnare")
    assert sorted(rezultate.values_list("rezultat", flat=True)) == sorted(
        ["activ", "activ", "inactiv", "diferit", "partial", "fara"]
    )
