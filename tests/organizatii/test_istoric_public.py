"""What anybody may read of a profile's changes: official fields in words, never persons, never what was hidden."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organizatii.istoric_public import linii
from organizatii.models import Organizatie
from platforma.moderare.tranzitii import Stare
from platforma.nomenclatoare.models import Domeniu
from platforma.templatetags.platforma import data_lunga

pytestmark = pytest.mark.django_db(transaction=True)  # the history's moments are those of transactions
CALE = "/organizatii/asociatia-cartierul-nostru/istoric/"


@pytest.fixture
def publica(organizatie):
    """Public for an hour: the lists that the fixture gave it came before that."""
    Organizatie.objects.filter(pk=organizatie.pk).update(publicat_la=timezone.now())
    organizatie.refresh_from_db()
    return organizatie


def schimba(organizatie, **campuri):
    Organizatie.objects.filter(pk=organizatie.pk).update(**campuri)
    organizatie.refresh_from_db()


def texte(organizatie):
    return [linie.text for linie in linii(organizatie)]


def test_schimbarile_se_spun_in_cuvinte_cele_noi_intai(publica, client):
    schimba(publica, denumire="Asociația Cartierul Viu")
    schimba(publica, acronim="ACV")
    schimba(publica, acronim="", sediu_sector_id=4)
    schimba(publica, tip="alta", scop="Alt scop, scris de Ion Popescu.", cif="14399840")
    assert texte(publica) == [
        "tipul schimbat din „ONG” în „Altă entitate”",
        "codul de identificare fiscală adăugat: „14399840”",
        "scopul schimbat",
        "acronimul scos; era „ACV”",
        "sectorul sediului schimbat din „Sectorul 3” în „Sectorul 4”",
        "acronimul adăugat: „ACV”",
        "denumirea schimbată din „Asociația Cartierul Nostru” în „Asociația Cartierul Viu”",
    ]
    html = client.get(CALE).content.decode()
    assert f"{data_lunga(timezone.now())}</time><span>: scopul schimbat</span>" in html
    assert "Ion Popescu" not in html


def test_listele_spun_ce_s_a_adaugat_si_ce_s_a_scos(publica):
    locuire, sociale = Domeniu.objects.get(slug="locuire"), Domeniu.objects.get(slug="servicii-sociale")
    publica.domenii.add(locuire)
    publica.domenii.remove(sociale)
    publica.sectoare.set([3, 5])
    assert texte(publica) == [
        "sectoare de activitate – adăugate: Sectorul 5",
        f"domenii – scoase: {sociale}",
        f"domenii – adăugate: {locuire}",
    ]


def test_datele_de_contact_si_persoanele_nu_apar(publica):
    schimba(publica, telefon="+40213142315", email="alta@exemplu.test", persoana_contact="Ion Pop", adresa="Strada X 3")
    schimba(publica, email_public=True, telefon_public=True, persoana_functie="șef", confirmata_la=timezone.now())
    assert texte(publica) == []


def test_ce_s_a_schimbat_inainte_sa_fie_public_nu_apare(organizatie, client):
    schimba(organizatie, stare=Stare.CIORNA, publicat_la=None)
    schimba(organizatie, denumire="Ciornă")
    organizatie.domenii.clear()
    schimba(organizatie, stare=Stare.PUBLICAT, publicat_la=timezone.now() + timedelta(seconds=1))
    assert texte(organizatie) == []
    assert "Nimic nu s-a schimbat" in client.get(CALE).content.decode()


def test_preluarea_se_vede_fara_nume(publica):
    schimba(publica, revendicata=False)
    schimba(publica, revendicata=True)
    assert texte(publica) == ["organizația are de acum reprezentanți pe platformă"]


@pytest.mark.parametrize("cate", [1, 3])
def test_numarul_de_interogari_nu_creste(cate, publica, client, django_assert_num_queries):
    for n in range(cate):
        schimba(publica, denumire=f"Numele {n}", sediu_sector_id=n + 1, tip=("alta", "ong", "alta")[n])
        publica.domenii.set(Domeniu.objects.all()[n : n + 2])
    with django_assert_num_queries(11):
        raspuns = client.get(CALE)
    assert len(raspuns.context["pagina"].object_list) == len(linii(publica))


def test_paginile_pastreaza_adresa(publica, client):
    for n in range(25):
        schimba(publica, denumire=f"Numele {n}")
    assert len(client.get(CALE).context["pagina"].object_list) == 20
    assert len(client.get(f"{CALE}?pagina=2").context["pagina"].object_list) == 5
    assert client.get(f"{CALE}?pagina=prostii").status_code == 200


@pytest.mark.parametrize("stare", [s for s in Stare if s != Stare.PUBLICAT])
def test_numai_al_profilurilor_publice(stare, organizatie, client):
    schimba(organizatie, stare=stare)
    assert client.get(CALE).status_code == 404


def test_alta_metoda(publica, client):
    assert client.post(CALE).status_code == 405
