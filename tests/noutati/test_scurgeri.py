"""Nothing that is not public reaches a citizen: first everything that could leak is made, then every place is searched.

Each hidden item of the fixture `ascunse` says „Ascunsa” in its title and shares organisation, domain and sector with a
public one, so that only the rule keeps it out.
"""

import pytest

from noutati.models import Noutate
from platforma.nomenclatoare.models import Domeniu
from tests.noutati.conftest import noutate

pytestmark = pytest.mark.django_db
DOMENIU = "spatii-verzi"


@pytest.fixture
def plina(ascunse, organizatie):
    """The public item, beside everything that must not be seen."""
    domeniu = Domeniu.objects.get(slug=DOMENIU)
    for rand in Noutate.objects.all():
        rand.domenii.set([domeniu])
        rand.sectoare.set([3])
        rand.documente.create(titlu="Act", fisier="noutati-documente/a.pdf", nume_fisier="a.pdf", marime=1)
    return noutate("Vizibila", organizatie, domenii=[domeniu], sectoare=[3])


LOCURI = [
    "/",
    "/noutati/",
    "/noutati/?q=ascunsa",
    "/noutati/?q=vizibila",
    "/noutati/?categorie=anunt",
    f"/noutati/?domeniu={DOMENIU}",
    "/noutati/?sector=3",
    "/noutati/?organizatie=asociatia-cartierul-nostru",
    "/noutati/?organizatie=asociatia-arhivata",
    "/noutati/vizibila/",
    "/organizatii/asociatia-cartierul-nostru/",
    "/sitemap-noutati.xml",
    *(
        f"/noutati/flux{tema}.{format}"
        for format in ("atom", "rss")
        for tema in (
            *("", "/categorie/anunt", f"/domeniu/{DOMENIU}", "/sector/3"),
            "/organizatie/asociatia-cartierul-nostru",
        )
    ),
]


@pytest.mark.parametrize("loc", LOCURI)
def test_nimic_ascuns_nu_se_vede(client, plina, loc):
    raspuns = client.get(loc).content.decode()
    assert "Ascunsa" not in raspuns
    assert "ascunsa-" not in raspuns


@pytest.mark.parametrize("loc", [loc for loc in LOCURI if "=ascunsa" not in loc and "arhivata" not in loc])
def test_ce_este_public_se_vede_in_fiecare_loc(client, plina, loc):
    """Or the test above would pass on empty pages."""
    assert "izibila" in client.get(loc).content.decode()


def test_numerele_nu_le_socotesc(client, plina):
    assert client.get(f"/noutati/?domeniu={DOMENIU}").context["pagina"].paginator.count == 1
    assert client.get("/noutati/?q=ascunsa").context["pagina"].paginator.count == 0


def test_filtrele_nu_numesc_pe_cine_nu_are_nimic_public(client, plina):
    alegeri = client.get("/noutati/").context["filtru"].form.fields["organizatie"].choices
    assert [cheie for cheie, _nume in alegeri] == ["", "echipa", "asociatia-cartierul-nostru"]


def test_fluxul_unei_organizatii_ascunse_nu_exista(client, plina):
    assert client.get("/noutati/flux/organizatie/asociatia-arhivata.atom").status_code == 404


def test_paginile_lor_nu_exista_iar_cele_care_au_fost_publice_spun_ca_s_au_retras(client, plina):
    stari = {n.slug: client.get(n.get_absolute_url()).status_code for n in Noutate.objects.all()}
    assert stari == {
        "vizibila": 200,
        "ascunsa-ciorna": 404,
        "ascunsa-trimisa": 404,
        "ascunsa-cu-completari": 404,
        "ascunsa-respinsa": 404,
        "ascunsa-programata": 404,
        "ascunsa-arhivata": 410,
        "ascunsa-expirata": 410,
        "ascunsa-a-unei-organizatii-arhivate": 410,
    }


def test_pagina_retrasa_nu_spune_nimic_despre_noutate(client, plina):
    assert "Ascunsa" not in client.get("/noutati/ascunsa-arhivata/").content.decode()


def test_documentele_lor_nu_se_descarca(client, plina):
    for rand in Noutate.objects.filter(titlu__startswith="Ascunsa"):
        assert client.get(rand.documente.get().get_absolute_url()).status_code == 404


def test_o_legatura_spre_ceva_ascuns_nu_se_arata(client, plina):
    Noutate.objects.filter(pk=plina.pk).update(
        legaturi="/noutati/ascunsa-programata/\n/organizatii/asociatia-arhivata/\n/organizatii/fundatia-malul-dambovitei/"
    )
    raspuns = client.get("/noutati/vizibila/")
    assert [leg.cale for leg in raspuns.context["articol"].legaturi] == ["/organizatii/fundatia-malul-dambovitei/"]
