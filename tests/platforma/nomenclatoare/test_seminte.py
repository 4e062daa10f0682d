from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.utils.module_loading import import_string

from organizatii.models import Organizatie
from platforma.nomenclatoare.models import (
    ODD,
    Cartier,
    Domeniu,
    GrupTinta,
    Instanta,
    Proiect,
    Sector,
    ZiNelucratoare,
)

pytestmark = pytest.mark.django_db

SEMINTE = [
    "platforma.moderare.migrations.0002_grupuri.da_drepturi",
    "platforma.nomenclatoare.migrations.0002_liste.seamana",
    "platforma.nomenclatoare.migrations.0003_proiect.seamana",
    "organizatii.migrations.0002_autoritati.seamana",
]


def test_listele_sunt_intregi():
    assert list(Sector.objects.values_list("numar", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert [str(o.numar) for o in ODD.objects.all()] == [str(n) for n in range(1, 18)]
    assert list(Domeniu.objects.values_list("slug", flat=True))[:5] == [
        "servicii-sociale",
        "economie-sociala",
        "ocupare-si-insertie",
        "educatie-de-mediu",
        "economie-circulara",
    ]
    assert GrupTinta.objects.count() == 18
    assert Instanta.objects.count() == 8
    assert ZiNelucratoare.objects.filter(data__year=2023).count() == 15
    assert ZiNelucratoare.objects.filter(data__year=2030).count() == 17


def test_un_cartier_poate_sta_in_doua_sectoare():
    peste = {c.nume: [s.numar for s in c.sectoare.all()] for c in Cartier.objects.prefetch_related("sectoare")}
    assert {nume: sectoare for nume, sectoare in peste.items() if len(sectoare) > 1} == {
        "Ghencea": [5, 6],
        "Giulești": [1, 6],
        "Giurgiului": [4, 5],
    }
    assert len(peste) == 61


def test_cartierele_stau_in_ordinea_alfabetului_romanesc():
    nume = list(Cartier.objects.values_list("nume", flat=True))
    assert nume[-10:-7] == ["Ștefan cel Mare", "Tei", "Timpuri Noi"]


def test_proiectul_are_textele_obligatorii_si_patru_locuri_de_sigla():
    proiect = Proiect.objects.curent()
    assert proiect.text_vizibilitate == (
        "Proiect cofinanțat din Fondul Social European prin Programul Operațional Capacitate Administrativă 2014-2020"
    )
    assert proiect.text_raspundere == (
        "Conținutul acestui material nu reprezintă în mod obligatoriu poziția oficială a Uniunii Europene sau a "
        "Guvernului României."
    )
    assert (proiect.cod_mysmis, proiect.cod_sipoca) == ("131435", "1085")
    assert (proiect.data_inceput, proiect.data_sfarsit) == (date(2022, 8, 1), date(2023, 9, 30))
    assert proiect.valoare_alte_surse == Decimal("81188.01")
    assert [(s.text_alternativ, s.imagine.name) for s in proiect.sigle.all()] == [
        ("Uniunea Europeană", ""),
        ("Guvernul României", ""),
        ("Programul Operațional Capacitate Administrativă", ""),
        ("Instrumente Structurale 2014-2020", ""),
    ]


def test_cele_opt_autoritati_sunt_publice_si_nerevendicate():
    autoritati = Organizatie.objects.listate().autoritati().filter(revendicata=False, sursa="platforma", demo=False)
    assert sorted(autoritati.values_list("slug", flat=True)) == [
        "dgasmb",
        "primaria-municipiului-bucuresti",
        *(f"primaria-sectorului-{n}" for n in range(1, 7)),
    ]
    assert sorted(autoritati.exclude(cif="").values_list("slug", "cif")) == [
        ("primaria-municipiului-bucuresti", "4267117"),
        ("primaria-sectorului-4", "4316422"),
    ]
    assert not autoritati.exclude(email="").exists()
    for autoritate in autoritati:
        autoritate.full_clean()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("randul", [1, 2])
def test_semintele_se_intorc_dupa_ce_un_test_goleste_tabelele(randul, organizatie, moderator):
    """Both rows find the lists; one of them runs after the other's flush."""
    assert [d.slug for d in organizatie.domenii.all()] == ["servicii-sociale"]
    assert moderator.has_perm("moderare.modereaza")


def test_a_doua_semanare_nu_schimba_nimic():
    Domeniu.objects.filter(slug="locuire").update(nume="Locuire socială")
    inainte = [model.objects.count() for model in (Domeniu, Cartier, Cartier.sectoare.through, ZiNelucratoare, Proiect)]
    for cale in SEMINTE:
        import_string(cale)(apps, None)
    assert [
        model.objects.count() for model in (Domeniu, Cartier, Cartier.sectoare.through, ZiNelucratoare, Proiect)
    ] == inainte
    assert Domeniu.objects.get(slug="locuire").nume == "Locuire socială"
