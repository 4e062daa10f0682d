"""Matches: told in words, added up, the same for both ends, in a stable order, and nothing hidden among them."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizatii.models import SCOASE_DIN_REGISTRU, Organizatie
from parteneriate import rezumat_potriviri as rezumat
from parteneriate.models import Anunt, FisaPotrivire, Pondere, PotrivireSpusa, RefuzPotriviri, Resursa
from parteneriate.potriviri import anunturi_pentru_anunt, anunturi_pentru_organizatie, organizatii_pentru_anunt
from platforma.mesaje.models import Mesaj
from platforma.nomenclatoare.models import Domeniu, GrupTinta
from tests.conftest import organizatie_publicata
from tests.parteneriate.ajutor import anunt

pytestmark = pytest.mark.django_db


# --- in words -----------------------------------------------------------------------------------------------------
def test_motivele_in_cuvinte_si_punctele_lor(organizatie, primarie):
    organizatie.grupuri.set(GrupTinta.objects.filter(slug="romi"))
    oferta = anunt("Sală", primarie, fel="oferta", domenii=["servicii-sociale"], grupuri=["romi"], sectoare=[3, 4])
    (potrivire,) = anunturi_pentru_organizatie(organizatie)
    assert potrivire.anunt == oferta
    assert potrivire.in_cuvinte == (
        "domeniu comun: Servicii sociale · același grup țintă: Romi · același sector: 3 · autoritate ↔ organizație"
    )
    assert [m.puncte for m in potrivire.motive] == [5, 3, 2, 2]
    assert potrivire.puncte == 12


def test_doua_anunturi_nevoie_si_oferta(organizatie, primarie, deschis):
    anunt("Sală", primarie, fel="oferta", domenii=[], resurse=["spatiu", "personal"])
    anunt("Altă nevoie", primarie)
    (potrivire,) = anunturi_pentru_anunt(deschis)
    assert potrivire.in_cuvinte == "aceeași resursă: spațiu · nevoie ↔ ofertă · autoritate ↔ organizație"
    assert potrivire.puncte == 4 + 3 + 2


def test_ponderile_schimbate_schimba_punctele_si_ordinea(organizatie, alta_organizatie, primarie):
    anunt("Cu sector", primarie, sectoare=[3])
    anunt("Cu grup", alta_organizatie, grupuri=["romi"])
    organizatie.grupuri.set(GrupTinta.objects.filter(slug="romi"))
    assert [(p.anunt.titlu, p.puncte) for p in anunturi_pentru_organizatie(organizatie)] == [
        ("Cu sector", 9),
        ("Cu grup", 8),
    ]
    Pondere.objects.filter(criteriu="grup").update(puncte=20)
    assert [(p.anunt.titlu, p.puncte) for p in anunturi_pentru_organizatie(organizatie)] == [
        ("Cu grup", 25),
        ("Cu sector", 9),
    ]


def test_un_sediu_este_un_sector(organizatie, alta_organizatie):
    organizatie.sectoare.clear()
    anunt("Aici", alta_organizatie, sectoare=[3])
    assert "același sector: 3" in anunturi_pentru_organizatie(organizatie)[0].in_cuvinte


# --- what is left out ---------------------------------------------------------------------------------------------
def test_nimic_ascuns_si_nimic_al_ei(ascunse, deschis, organizatie, alta_organizatie, strain):
    assert [p.anunt.titlu for p in anunturi_pentru_organizatie(organizatie)] == []
    altele = [p.anunt.titlu for p in anunturi_pentru_organizatie(alta_organizatie)]
    assert altele == ["Căutăm o sală pentru cursuri", "Ascunsul dintre membri"]  # members see those among members


@pytest.mark.parametrize(
    "campuri", [{"stare": "arhivat"}, {"stare": "ciorna"}, {"revendicata": False}, {"stare_registru": "radiata"}]
)
def test_organizatiile_care_nu_pot_raspunde_nu_se_propun(deschis, alta_organizatie, campuri):
    assert [p.organizatie for p in organizatii_pentru_anunt(deschis)] == [alta_organizatie]
    Organizatie.objects.filter(pk=alta_organizatie.pk).update(**campuri)
    assert organizatii_pentru_anunt(deschis) == []


def test_sectorul_si_tipul_singure_nu_ajung(organizatie, primarie):
    anunt("Fără domeniu comun", primarie, domenii=["spatii-verzi"], sectoare=[3])
    assert anunturi_pentru_organizatie(organizatie) == []


def test_cine_nu_mai_are_organizatie_publica_nu_vede_ce_este_intre_membri(
    client_pentru, deschis, reprezentant, primarie
):
    anunt("Ofertă dintre membri", primarie, fel="oferta", vizibilitate="membri")
    adresa = f"/spatiu/anunturi/{deschis.pk}/potriviri/"
    assert "Ofertă dintre membri" in client_pentru(reprezentant).get(adresa).content.decode()
    Organizatie.objects.filter(pk=deschis.organizatie_id).update(stare="arhivat")
    assert client_pentru(reprezentant).get(adresa).status_code == 404


# --- properties over small worlds ---------------------------------------------------------------------------------
@dataclass
class Fisa:
    """What a match reads, as sets."""

    domenii: set
    grupuri: set
    sectoare: set
    autoritate: bool
    resurse: set = frozenset()


def asteptat(a, b, perechi=False):
    """The rule told again, in Python: points of two sheets, or None when there is no ground."""
    domenii, grupuri, resurse = a.domenii & b.domenii, a.grupuri & b.grupuri, a.resurse & b.resurse
    if not (domenii or grupuri or (perechi and resurse)):
        return None
    puncte = 5 * len(domenii) + 3 * len(grupuri) + 2 * bool(a.sectoare & b.sectoare)
    return puncte + 2 * (a.autoritate != b.autoritate) + (4 * len(resurse) + 3 if perechi else 0)


MULTIMI = st.fixed_dictionaries(
    {
        "domenii": st.sets(st.integers(0, 3), max_size=3),
        "grupuri": st.sets(st.integers(0, 2), max_size=2),
        "sectoare": st.sets(st.integers(1, 3), max_size=2),
        "resurse": st.sets(st.sampled_from(Resursa.values[:3]), max_size=2),
        "fel": st.sampled_from(["nevoie", "oferta"]),
        "autoritate": st.booleans(),
    }
)
numere = count(1)


def fa_lumea(randuri):
    """An organisation and a notice of it for each row; the notice's lists are the organisation's turned around."""
    Anunt.objects.all().delete()
    Organizatie.objects.all().delete()
    domenii, grupuri = list(Domeniu.objects.all()[:4]), list(GrupTinta.objects.all()[:3])
    lume, acum = [], timezone.now()
    for n, rand in enumerate(randuri):
        tip = "autoritate" if rand["autoritate"] else "ong"
        o = organizatie_publicata(f"O {n}", f"o-{next(numere)}", tip=tip, sediu_sector_id=None)
        o.domenii.set([domenii[i] for i in rand["domenii"]])
        o.grupuri.set([grupuri[i] for i in rand["grupuri"]])
        o.sectoare.set(rand["sectoare"])
        a = anunt(
            f"A {n}",
            o,
            fel=rand["fel"],
            resurse=sorted(rand["resurse"]),
            domenii=[domenii[3 - i].slug for i in rand["domenii"]],
            grupuri=[grupuri[2 - i].slug for i in rand["grupuri"]],
            sectoare=rand["sectoare"],
            publicat_la=acum - timedelta(hours=n // 2),  # pairs of the same moment: the key decides
        )
        fisa_o = Fisa(rand["domenii"], rand["grupuri"], rand["sectoare"], rand["autoritate"])
        fisa_a = Fisa(
            {3 - i for i in rand["domenii"]},
            {2 - i for i in rand["grupuri"]},
            rand["sectoare"],
            rand["autoritate"],
            rand["resurse"],
        )
        lume.append((o, a, fisa_o, fisa_a))
    return lume


@given(randuri=st.lists(MULTIMI, min_size=2, max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_punctele_motivele_si_ordinea(db, randuri):
    lume = fa_lumea(randuri)
    pentru_anunt = {a: {p.organizatie: p for p in organizatii_pentru_anunt(a)} for _o, a, _fo, _fa in lume}
    perechi = {a: {p.anunt: p for p in anunturi_pentru_anunt(a)} for _o, a, _fo, _fa in lume}
    for o, a, fisa_o, fisa_a in lume:
        lista = anunturi_pentru_organizatie(o)
        puncte = {
            alt: p for alta_o, alt, _fo, fisa in lume if alta_o != o and (p := asteptat(fisa_o, fisa)) is not None
        }
        assert {p.anunt: p.puncte for p in lista} == puncte  # never its own: alta_o != o
        chei = [(-p.puncte, -p.anunt.publicat_la.timestamp(), -p.anunt.pk) for p in lista]
        assert chei == sorted(chei)
        for p in lista:
            assert p.puncte == sum(m.puncte for m in p.motive)
            assert pentru_anunt[p.anunt][o].motive == p.motive  # symmetric
        asteptate = {
            alt: p
            for alta_o, alt, _fo, fisa in lume
            if alta_o != o and alt.fel != a.fel and (p := asteptat(fisa_a, fisa, perechi=True)) is not None
        }
        assert {alt: p.puncte for alt, p in perechi[a].items()} == asteptate
        for alt, p in perechi[a].items():
            assert (perechi[alt][a].motive, sum(m.puncte for m in p.motive)) == (p.motive, p.puncte)


def test_paginile_nu_se_suprapun_si_nu_lasa_nimic(organizatie, alta_organizatie):
    acum = timezone.now()
    anunturi = [anunt(f"N{n}", alta_organizatie, publicat_la=acum) for n in range(7)]
    pagini = [anunturi_pentru_organizatie(organizatie, cate=3, de_la=n) for n in (0, 3, 6)]
    assert [p.anunt for pagina in pagini for p in pagina] == anunturi[::-1]


@pytest.mark.parametrize("cate", [1, 3])
def test_lista_pune_aceleasi_intrebari(organizatie, alta_organizatie, cate, django_assert_num_queries):
    for n in range(cate):
        anunt(f"N{n}", alta_organizatie)
    with django_assert_num_queries(5):
        assert len(anunturi_pentru_organizatie(organizatie)) == cate


# --- „nu mă interesează” ------------------------------------------------------------------------------------------
@pytest.fixture
def al_altora(alta_organizatie):
    return anunt("Oferim cursuri", alta_organizatie, fel="oferta")


def test_nu_ma_intereseaza_se_tine_minte_pentru_toata_organizatia(
    client_pentru, reprezentant, coleg, organizatie, al_altora
):
    potriviri = f"/spatiu/organizatii/{organizatie.pk}/potriviri/"
    ea = client_pentru(reprezentant)
    for _de_doua_ori in range(2):
        assert ea.post(f"{potriviri}{al_altora.pk}/ignora/").url == potriviri
    context = client_pentru(coleg).get(potriviri).context
    assert (context["potriviri"].randuri, list(context["ignorate"])) == ([], [al_altora])
    assert organizatii_pentru_anunt(al_altora) == []  # and its author no longer sees them among those to ask
    client_pentru(coleg).post(f"{potriviri}{al_altora.pk}/arata/")
    assert [p.anunt for p in anunturi_pentru_organizatie(organizatie)] == [al_altora]


def test_un_strain_nu_ignora_in_numele_altora(client_pentru, client, strain, organizatie, al_altora):
    adresa = f"/spatiu/organizatii/{organizatie.pk}/potriviri/{al_altora.pk}/ignora/"
    assert client_pentru(strain).post(adresa).status_code == 404
    assert client.post(adresa).status_code == 302
    assert client_pentru(strain).get(adresa).status_code == 405
    assert [p.anunt for p in anunturi_pentru_organizatie(organizatie)] == [al_altora]


# --- the Monday digest --------------------------------------------------------------------------------------------
def test_fiecare_potrivire_se_spune_o_data_administratorilor(organizatie, reprezentant, coleg, al_altora):
    assert rezumat.trimite() == 1
    (mesaj,) = Mesaj.objects.all()
    assert (mesaj.catre, mesaj.subiect) == (reprezentant.email, "Vi se potrivește: „Oferim cursuri”")
    assert "De ce: domeniu comun: Servicii sociale" in mesaj.text
    assert mesaj.antete["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert rezumat.trimite() == 0
    anunt("Altceva", al_altora.organizatie)
    assert rezumat.trimite() == 1
    assert Mesaj.objects.latest("pk").subiect == "Vi se potrivește: „Altceva”"
    assert PotrivireSpusa.objects.filter(organizatie=organizatie).count() == 2


def test_cand_nu_este_nimic_nu_se_scrie_nimic(organizatie, reprezentant):
    assert (rezumat.trimite(), Mesaj.objects.count()) == (0, 0)


def test_cine_a_refuzat_nu_primeste_si_nu_pierde_nimic(organizatie, reprezentant, al_altora):
    rezumat.refuza(reprezentant)
    assert (rezumat.trimite(), PotrivireSpusa.objects.count()) == (0, 0)
    rezumat.accepta(reprezentant)
    assert rezumat.trimite() == 1


def test_se_opreste_dintr_o_apasare_si_de_programul_de_posta(client, organizatie, reprezentant, al_altora):
    rezumat.trimite()
    adresa = Mesaj.objects.get().antete["List-Unsubscribe"].strip("<>").split("8000")[-1]
    assert client.get(adresa).status_code == 200
    assert not RefuzPotriviri.objects.exists()
    for _de_doua_ori in range(2):
        assert client.post(adresa, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert [r.persoana for r in RefuzPotriviri.objects.all()] == [reprezentant]
    assert client.post(adresa.replace(":", ":x")).status_code == 404


def test_din_spatiu_se_opreste_si_se_cere_din_nou(client_pentru, reprezentant, organizatie):
    ea, adresa = client_pentru(reprezentant), f"/spatiu/organizatii/{organizatie.pk}/potriviri/rezumat/"
    ea.post(adresa)
    assert not rezumat.vrea(reprezentant)
    ea.post(adresa, {"vreau": "da"})
    assert rezumat.vrea(reprezentant)


def test_pagina_cum_potrivim_spune_ponderile_de_acum(client):
    Pondere.objects.filter(criteriu="domeniu").update(puncte=17)
    raspuns = client.get("/anunturi/cum-potrivim/").content.decode()
    assert "<td>17</td>" in raspuns
    assert "au 38 de puncte" in raspuns


# --- the narrow table ---------------------------------------------------------------------------------------------
def fisele():
    return {f.organizatie.slug: (f.autoritate, f.domenii, f.grupuri, f.sectoare) for f in FisaPotrivire.objects.all()}


def biti(chei):
    return sum(1 << (cheie % 63) for cheie in chei)


def test_fisa_urmeaza_profilul_oricine_il_scrie(organizatie):
    Organizatie.objects.exclude(pk=organizatie.pk).delete()  # the seeds
    domenii = list(Domeniu.objects.values_list("pk", flat=True)[:3])
    organizatie.domenii.set(domenii)
    organizatie.grupuri.set(GrupTinta.objects.filter(slug="romi"))
    organizatie.sectoare.set([1, 6])
    grup = GrupTinta.objects.get(slug="romi").pk
    slug, sectoare = organizatie.slug, biti([1, 3, 6])
    assert fisele() == {slug: (False, biti(domenii), biti([grup]), sectoare)}
    organizatie.domenii.through.objects.filter(domeniu_id=domenii[0]).delete()
    organizatie.sectoare.through.objects.filter(sector_id=6).update(sector_id=2)
    Organizatie.objects.update(tip="autoritate", sediu_sector_id=4)
    assert fisele() == {slug: (True, biti(domenii[1:]), biti([grup]), biti([1, 2, 4]))}
    scoase = [{"stare_registru": stare} for stare in SCOASE_DIN_REGISTRU]
    for campuri in ({"revendicata": False}, {"stare": "arhivat"}, *scoase):
        Organizatie.objects.update(**campuri)
        assert fisele() == {}
        Organizatie.objects.update(revendicata=True, stare="publicat", stare_registru="")
        assert list(fisele()) == [slug]
    Organizatie.objects.all().delete()
    assert not FisaPotrivire.objects.exists()


@pytest.mark.parametrize(
    ("pagina", "cate", "urmeaza"), [("", 20, True), ("2", 1, False), ("3", 0, False), ("x", 20, True), ("0", 20, True)]
)
def test_paginile_potrivirilor_unei_organizatii(
    client_pentru, strain, organizatie, alta_organizatie, pagina, cate, urmeaza
):
    for n in range(21):
        anunt(f"Anunț {n}", organizatie)
    client = client_pentru(strain)
    adresa = f"/spatiu/organizatii/{alta_organizatie.pk}/potriviri/?pagina={pagina}"
    client.get(adresa)
    raspuns = client.get(adresa)
    p = raspuns.context["potriviri"]
    assert (len(p.randuri), p.urmeaza, "Pagina următoare" in raspuns.content.decode()) == (cate, urmeaza, urmeaza)


def test_paginile_potrivirilor_unui_anunt_merg_fiecare_cu_a_ei(
    client_pentru, reprezentant, deschis, alta_organizatie, strain
):
    for n in range(21):
        anunt(f"Oferta {n}", alta_organizatie, fel="oferta")
    raspuns = client_pentru(reprezentant).get(f"/spatiu/anunturi/{deschis.pk}/potriviri/?anunturi=2")
    assert [len(raspuns.context[n].randuri) for n in ("anunturi", "organizatii")] == [1, 1]
    assert 'rel="prev" href="?anunturi=1"' in raspuns.content.decode()
