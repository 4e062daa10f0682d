"""Which items reach a follower: the table of docs/architecture.md, row by row."""

import pytest
from django.http import QueryDict

from noutati.criterii import Criterii, ca_query, propuneri
from noutati.models import Noutate
from platforma.nomenclatoare.models import Domeniu, Sector
from tests.conftest import organizatie_publicata
from tests.noutati.conftest import noutate

pytestmark = pytest.mark.django_db


@pytest.fixture
def lista(organizatie, alta_organizatie):
    """Items named by what they are about."""
    locuire, mediu = Domeniu.objects.get(slug="locuire"), Domeniu.objects.get(slug="servicii-sociale")
    noutate("apel locuire s3", organizatie, categorie="apel", domenii=[locuire], sectoare=[3])
    noutate("apel locuire s4", organizatie, categorie="apel", domenii=[locuire], sectoare=[4])
    noutate("anunt locuire si servicii s3 s4", organizatie, domenii=[locuire, mediu], sectoare=[3, 4])
    noutate("anunt fara nimic", alta_organizatie)
    noutate("apel al echipei", categorie="apel")
    return {"locuire": locuire, "servicii": mediu}


def alese(**alegeri):
    criterii = Criterii(**{"categorii": [], "domenii": [], "sectoare": [], "organizatii": [], **alegeri})
    return [n.titlu for n in criterii.alege(Noutate.objects.publice()).order_by("titlu")]


def test_fara_alegeri_toate(lista):
    assert len(alese()) == 5


def test_in_aceeasi_lista_oricare_alegere_ajunge_si_fiecare_noutate_vine_o_data(lista):
    assert alese(domenii=[lista["locuire"], lista["servicii"]], sectoare=list(Sector.objects.all())) == [
        "anunt locuire si servicii s3 s4",
        "apel locuire s3",
        "apel locuire s4",
    ]
    assert alese(categorii=["apel", "anunt"]) == alese()


def test_listele_se_ingusteaza_una_pe_alta(lista):
    sectorul_3 = list(Sector.objects.filter(pk=3))
    assert alese(categorii=["apel"], sectoare=sectorul_3) == ["apel locuire s3"]
    assert alese(categorii=["rezultat"], sectoare=sectorul_3) == []


def test_o_organizatie_urmarita_adauga_tot_ce_publica(lista, organizatie, alta_organizatie):
    assert alese(organizatii=[alta_organizatie]) == ["anunt fara nimic"]
    assert alese(organizatii=[alta_organizatie], categorii=["apel"], sectoare=list(Sector.objects.filter(pk=4))) == [
        "anunt fara nimic",
        "apel locuire s4",
    ]
    assert len(alese(organizatii=[organizatie], categorii=["anunt"], domenii=[lista["locuire"]])) == 3


def test_in_cuvinte(lista, alta_organizatie):
    def cuvinte(**alegeri):
        return Criterii(**{"categorii": [], "domenii": [], "sectoare": [], "organizatii": [], **alegeri}).in_cuvinte()

    assert cuvinte() == "toate noutățile"
    assert cuvinte(categorii=["apel", "eveniment"], sectoare=[Sector(3)]) == "Apel, Eveniment · Sectorul 3"
    assert cuvinte(organizatii=[alta_organizatie]) == "tot ce publică Fundația Malul Dâmboviței"
    assert cuvinte(domenii=[lista["locuire"]], organizatii=[alta_organizatie]) == (
        f"{lista['locuire']}, și tot ce publică Fundația Malul Dâmboviței"
    )


def test_o_adresa_numeste_alegeri_si_ce_nu_se_intelege_cade(organizatie):
    organizatie_publicata("Ciorna", "ciorna", stare="ciorna")
    query = QueryDict(
        "categorie=apel&categorie=prostii&sector=3&sector=9&sector=%00&sector=99999999999999999999&domeniu=locuire"
        "&domeniu=%00&organizatie=asociatia-cartierul-nostru&organizatie=ciorna&organizatie=%FF&altceva=1"
    )
    alegeri = propuneri(query)
    assert alegeri == {
        "categorii": ["apel"],
        "sectoare": [Sector(3)],
        "domenii": [Domeniu.objects.get(slug="locuire")],
        "organizatii": [organizatie],
    }
    assert ca_query(alegeri) == "categorie=apel&sector=3&domeniu=locuire&organizatie=asociatia-cartierul-nostru"
    assert propuneri(QueryDict(ca_query(alegeri))) == alegeri
