"""What citizens see: the list, one partnership, exports, the feed – and nothing that is not public."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parteneriate.models import Act, Parteneriat
from platforma.moderare.tranzitii import Stare
from tests.conftest import organizatie_publicata
from tests.parteneriate.conftest import act, document, la_etapa, parteneriat

pytestmark = pytest.mark.django_db


@pytest.fixture
def ascunse(organizatie, primarie, reprezentant, autoritate):
    """Everything that a citizen may not see, each with the word „Ascuns” in its title and the same parties."""
    perechi = [
        ("Ascuns ciornă", "semnat", Stare.CIORNA),
        ("Ascuns trimis", "semnat", Stare.TRIMIS),
        ("Ascuns cu completări", "semnat", Stare.COMPLETARI),
        ("Ascuns respins", "semnat", Stare.RESPINS),
        ("Ascuns arhivat", "semnat", Stare.ARHIVAT),
        ("Ascuns nesemnat", "negociere", Stare.PUBLICAT),
        ("Ascuns retras", "retras", Stare.PUBLICAT),
    ]
    return [parteneriat(t, organizatie, primarie, etapa=etapa, stare=stare) for t, etapa, stare in perechi]


@pytest.fixture
def plina(public, ascunse, primarie):
    for rand in ascunse:
        act(primarie, rand, numar=str(rand.pk))
        document(rand, titlu="Ascuns document")
    return public


LOCURI = [
    "/",
    "/parteneriate/",
    "/parteneriate/?vedere=cronologie",
    "/parteneriate/?q=ascuns",
    "/parteneriate/?q=gradina",
    "/parteneriate/?etapa=semnat",
    "/parteneriate/?etapa=retras",
    "/parteneriate/?sector=3",
    "/parteneriate/?domeniu=servicii-sociale",
    "/parteneriate/?autoritate=primaria-de-proba",
    "/parteneriate/?organizatie=asociatia-cartierul-nostru",
    "/parteneriate/?confirmat=da",
    "/parteneriate/gradina-comuna/",
    "/organizatii/asociatia-cartierul-nostru/",
    "/organizatii/primaria-de-proba/",
    "/parteneriate/flux.atom",
    "/sitemap-parteneriate.xml",
    "/parteneriate/export.csv",
]


@pytest.mark.parametrize("loc", LOCURI)
def test_nimic_ascuns_nu_se_vede(client, plina, loc):
    raspuns = client.get(loc)
    text = (b"".join(raspuns.streaming_content) if raspuns.streaming else raspuns.content).decode()
    assert raspuns.status_code == 200
    assert "Ascuns" not in text
    assert "ascuns-" not in text
    if "=ascuns" not in loc:  # or the test would pass on empty pages
        assert "Grădina comună" in text or "/parteneriate/gradina-comuna/" in text


def test_pagini_care_nu_sunt_si_pagini_care_au_fost(client, plina):
    Parteneriat.objects.filter(stare__in=[Stare.CIORNA, Stare.TRIMIS, Stare.RESPINS]).update(publicat_la=None)
    stari = {p.slug: client.get(p.get_absolute_url()).status_code for p in Parteneriat.objects.exclude(pk=plina.pk)}
    Parteneriat.objects.filter(slug="ascuns-arhivat").update(publicat_la=plina.publicat_la)
    stari["ascuns-arhivat"] = client.get("/parteneriate/ascuns-arhivat/").status_code
    assert stari == {
        "ascuns-ciorna": 404,
        "ascuns-trimis": 404,
        "ascuns-cu-completari": 404,
        "ascuns-respins": 404,
        "ascuns-arhivat": 410,
        "ascuns-nesemnat": 410,
        "ascuns-retras": 410,
    }
    assert "Ascuns" not in client.get("/parteneriate/ascuns-retras/").content.decode()


def test_documentele_si_actele_lor_nu_se_descarca(client, plina, ascunse, client_pentru, strain):
    for cine in (client, client_pentru(strain)):
        for rand in ascunse:
            assert cine.get(rand.documente.last().get_absolute_url()).status_code == 404
    fisier = Act.objects.filter(parteneriate=ascunse[0])
    fisier.update(link="", fisier="parteneriate/x.pdf")
    assert client.get(fisier.get().get_absolute_url()).status_code == 404


def test_ce_se_adauga_dupa_publicare_asteapta_un_moderator(client, public):
    nou = document(public, titlu="Raport de etapă", verificat_la=None)
    ascuns = document(public, titlu="Anexă internă", vizibilitate="parti")
    pagina = client.get(public.get_absolute_url()).content.decode()
    assert "Raport de etapă" not in pagina
    assert "Anexă internă" not in pagina
    assert [client.get(d.get_absolute_url()).status_code for d in (nou, ascuns)] == [404, 404]


def test_inainte_de_semnare_numai_cu_acordul_tuturor(client, organizatie, primarie, reprezentant, autoritate):
    rand = parteneriat("Devreme", organizatie, primarie, etapa="negociere", stare=Stare.PUBLICAT)
    rand.parti.filter(organizatie=organizatie).update(public_devreme=True)
    assert client.get("/parteneriate/devreme/").status_code == 410
    rand.parti.update(public_devreme=True)
    assert client.get("/parteneriate/devreme/").status_code == 200


# --- the list -------------------------------------------------------------------------------------------------------
@pytest.fixture
def trei(public, organizatie, alta_organizatie, primarie, strain):
    """Beside `public` (sector 3, signed 40 days ago): one of 2024 for the whole city, and one with another NGO."""
    vechi = parteneriat("Vechi, în tot orașul", organizatie, primarie, etapa="incheiat", stare=Stare.PUBLICAT)
    Parteneriat.objects.filter(pk=vechi.pk).update(
        semnat_la=date(2024, 5, 5), acord_data=date(2024, 5, 5), incepe_la=date(2024, 6, 1), tot_orasul=True
    )
    altul = parteneriat("Cu fundația", alta_organizatie, primarie, etapa="implementare", stare=Stare.PUBLICAT)
    altul.sectoare.set([5])
    return public, vechi, altul


def titluri(client, sir=""):
    return [p.titlu for p in client.get(f"/parteneriate/{sir}").context["pagina"]]


@pytest.mark.parametrize(
    ("sir", "asteptate"),
    [
        ("", ["Cu fundația", "Grădina comună", "Vechi, în tot orașul"]),
        ("?etapa=incheiat", ["Vechi, în tot orașul"]),
        ("?etapa=incheiat&etapa=implementare", ["Cu fundația", "Vechi, în tot orașul"]),
        ("?sector=5", ["Cu fundația", "Vechi, în tot orașul"]),
        ("?organizatie=fundatia-malul-dambovitei", ["Cu fundația"]),
        ("?autoritate=primaria-de-proba", ["Cu fundația", "Grădina comună", "Vechi, în tot orașul"]),
        ("?an=2024", ["Vechi, în tot orașul"]),
        ("?confirmat=da", ["Grădina comună"]),  # only it has the act that its type asks for
        ("?q=gradina", ["Grădina comună"]),
        ("?q=%F0%9F%92%A5&an=abc&etapa=x&sector=99", []),
        ("?an=abc&etapa=x&sector=99&pagina=zz", ["Cu fundația", "Grădina comună", "Vechi, în tot orașul"]),
    ],
)
def test_filtrele(client, trei, sir, asteptate):
    assert titluri(client, sir) == asteptate


def test_roata_numara_ce_ar_da_fiecare_sector(client, trei):
    numere = client.get("/parteneriate/?sector=5").context["numere"]
    assert numere == {1: 1, 2: 1, 3: 2, 4: 1, 5: 2, 6: 1}
    assert numere == {n: len(titluri(client, f"?sector={n}")) for n in range(1, 7)}


def test_cronologia_pe_ani(client, trei):
    ani = client.get("/parteneriate/?vedere=cronologie").context["ani"]
    assert [(an, len(grup)) for an, grup in ani][-1] == ("2024", 1)


@pytest.mark.parametrize("sir", ["", "?vedere=cronologie"])
def test_lista_are_acelasi_numar_de_interogari(client, public, organizatie, primarie, sir):
    def interogari():
        client.get(f"/parteneriate/{sir}")
        with CaptureQueriesContext(connection) as captate:
            client.get(f"/parteneriate/{sir}")
        return len(captate)

    cu_unul = interogari()
    for n in range(2):
        parteneriat(f"Încă unul {n}", organizatie, primarie, etapa="semnat", stare=Stare.PUBLICAT)
    assert (cu_unul, interogari()) == (13, 13)


# --- one page -------------------------------------------------------------------------------------------------------
def test_pagina_spune_cine_ce_si_cat_de_sigur(client, public):
    raspuns = client.get(public.get_absolute_url())
    pagina = raspuns.context["pagina"]
    text = raspuns.content.decode()
    for bucata in ("Ce problemă", "Ce s-a promis", "Parcurs", "Confirmat de ambele părți", "HCL nr. 341"):
        assert (bucata, bucata in text or bucata == "Parcurs") == (bucata, True)
    assert (pagina.nivel.cod, [t.atinsa for t in pagina.trepte]) == ("confirmat", [True, True, True])
    assert pagina.nivel_in_cuvinte.startswith("Date declarate de Asociația Cartierul Nostru; confirmate de ")


def test_date_structurate(client, public):
    text = client.get(public.get_absolute_url()).content.decode()
    date_json = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[1])
    assert (date_json["@type"], date_json["name"], date_json["areaServed"]) == (
        "Project",
        "Grădina comună",
        ["Sectorul 3, București"],
    )
    assert [m["@type"] for m in date_json["member"]] == ["NGO", "GovernmentOrganization"]


def test_persoana_de_contact_numai_cu_acordul_ei(client, public):
    Parteneriat.objects.filter(pk=public.pk).update(contact_nume="Ana Pop", contact_email="ana@exemplu.test")
    assert "ana@exemplu.test" not in client.get(public.get_absolute_url()).content.decode()
    Parteneriat.objects.filter(pk=public.pk).update(contact_public=True, contact_acord_la=public.publicat_la)
    assert "ana@exemplu.test" in client.get(public.get_absolute_url()).content.decode()


def test_o_organizatie_arhivata_ramane_numita_fara_legatura(client, public, organizatie):
    type(organizatie).objects.filter(pk=organizatie.pk).update(stare=Stare.ARHIVAT)
    text = client.get(public.get_absolute_url()).content.decode()
    assert "Asociația Cartierul Nostru" in text
    assert 'href="/organizatii/asociatia-cartierul-nostru/"' not in text


def test_parcursul_este_in_cuvinte_si_nu_numeste_oameni(client, idee, reprezentant):
    from parteneriate import stari
    from parteneriate.pagina import Pagina

    idee.jurnal.create(ce="propus", organizatie=idee.parti.first().organizatie, de=reprezentant, spre="idee")
    stari.muta(idee, stari.Miscare.INTERES, reprezentant)
    assert [pas.text for pas in Pagina(idee).parcurs] == [
        "Propus de Asociația Cartierul Nostru",
        "Etapa: Manifestare de interes",
    ]


# --- files and feeds ------------------------------------------------------------------------------------------------
def test_exportul_este_lista_filtrata_fara_date_personale(client, trei):
    Parteneriat.objects.update(contact_nume="Ana Pop", contact_public=False)
    raspuns = client.get("/parteneriate/export.csv?an=2024")
    randuri = b"".join(raspuns.streaming_content).decode("utf-8-sig").splitlines()
    assert (len(randuri), randuri[1].split(";")[0]) == (2, "Vechi, în tot orașul".join(['"', '"'])[1:-1])
    assert "Ana Pop" not in randuri[1]
    xlsx = client.get("/parteneriate/export.xlsx")
    assert b"".join(xlsx.streaming_content)[:2] == b"PK"
    assert client.get("/parteneriate/export.pdf").status_code == 404


def test_fluxul_numara_cele_semnate_si_raspunde_304(client, public):
    raspuns = client.get("/parteneriate/flux.atom")
    assert raspuns["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert raspuns.content.decode().count("<entry>") == 1
    assert client.get("/parteneriate/flux.atom", headers={"if-none-match": raspuns["ETag"]}).status_code == 304


def test_profilul_si_prima_pagina(client, public):
    assert "Grădina comună" in client.get("/organizatii/primaria-de-proba/").content.decode()
    acasa = client.get("/").content.decode()
    assert "<b>1</b> parteneriat semnat" in acasa


def test_gol(client, db):
    assert "Fiți primii care propun unul." in client.get("/parteneriate/").content.decode()


def test_un_al_treilea_nu_are_nimic_din_aceasta(organizatie, strain, idee):
    organizatie_publicata("X", "x")
    assert list(Parteneriat.objects.vazute_de(strain)) == []
    assert la_etapa(idee, "semnat").semnat
