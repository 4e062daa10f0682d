"""What the stored vector holds, by raw SQL and in bulk too; and that Python says what SQL does."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizatii.models import Organizatie, cheie_nume, cuvinte_pliate
from organizatii.tulpini import tulpina
from platforma.nomenclatoare.models import Cartier, Domeniu
from tests.conftest import organizatie_publicata
from tests.organizatii.ajutor import gasite

pytestmark = pytest.mark.django_db


def sql(intrebare, *valori):
    with connection.cursor() as cursor:
        cursor.execute(intrebare, valori)
        return cursor.fetchone()[0] if cursor.description else None


@pytest.fixture
def titan(db):
    Organizatie.objects.all().delete()
    return organizatie_publicata("Asociația Titan", "titan", scop="")


def test_numele_domeniilor_si_cartierelor_se_tin_de_liste(titan):
    titan.domenii.set(Domeniu.objects.filter(slug__in=["locuire", "cultura"]))
    titan.cartiere.add(Cartier.objects.get(slug="rahova"))
    titan.refresh_from_db()
    assert (titan.domenii_text, titan.cartiere_text) == ("Locuire · Cultură", "Rahova")
    assert [gasite(t) for t in ("locuire", "culturii", "rahova")] == [["titan"]] * 3
    titan.domenii.remove(Domeniu.objects.get(slug="locuire"))
    assert [gasite(t) for t in ("locuire", "cultura")] == [[], ["titan"]]


def test_si_la_scriere_directa_si_in_masa(titan):
    alta = organizatie_publicata("Asociația Alta", "alta", scop="")
    tineret = Domeniu.objects.get(slug="tineret").pk
    sql(
        "INSERT INTO organizatii_organizatie_domenii (organizatie_id, domeniu_id) VALUES (%s, %s), (%s, %s)",
        titan.pk, tineret, alta.pk, tineret,
    )  # fmt: skip
    assert sorted(gasite("tineretului")) == ["alta", "titan"]
    locuire = Domeniu.objects.get(slug="locuire").pk
    sql(
        "UPDATE organizatii_organizatie_domenii SET domeniu_id = %s WHERE organizatie_id = %s AND domeniu_id = %s",
        locuire, titan.pk, tineret,
    )  # fmt: skip
    assert (gasite("tineret"), gasite("locuire")) == (["alta"], ["titan"])
    sql("DELETE FROM organizatii_organizatie_domenii WHERE organizatie_id = %s", titan.pk)
    assert gasite("locuire") == []


def test_un_element_redenumit_se_gaseste_dupa_numele_nou(titan):
    titan.domenii.set(Domeniu.objects.filter(slug="locuire"))
    Domeniu.objects.filter(slug="locuire").update(nume="Sălășluire")
    assert (gasite("locuire"), gasite("salasluirea")) == ([], ["titan"])


def test_numele_listelor_nu_incarca_istoricul(titan):
    inainte = titan.events.count()
    titan.domenii.set(Domeniu.objects.filter(slug="locuire"))
    assert titan.events.count() == inainte


def test_forma_juridica_se_gaseste_si_cand_numele_nu_o_spune():
    Organizatie.objects.all().delete()
    organizatie_publicata("Speranța", "speranta", forma_juridica="fundatie", scop="")
    assert (gasite("fundația speranța"), gasite("asociația speranța")) == (["speranta"], [])


@pytest.mark.parametrize("scris", ["asoc. titan", "As. Titan", "asociatia titan", "ASOCIAȚIILE TITAN"])
def test_prescurtarile(titan, scris):
    assert gasite(scris) == ["titan"]


CUVANT = st.text(alphabet="abcdefghijlmnopqrstuvxyz0123456789", min_size=1, max_size=14)
TEXT = st.text(alphabet="aăâbcdeiîoșșțtzulrșţ „”\"'’-–.,/()|\\[]^  AĂÂȘȚÎ019", max_size=40)
REPEDE = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@REPEDE
@given(cuvant=CUVANT)
def test_tulpina_in_python_e_cea_din_baza(cuvant):
    assert sql("SELECT organizatii_forme(%s)", cuvant) == f"{cuvant} {tulpina(cuvant)}"


@REPEDE
@given(text=TEXT)
def test_cheia_numelui_in_python_e_cea_din_baza(text):
    assert " ".join(sql("SELECT organizatii_cuvinte_pliate(%s)", text).split()) == cuvinte_pliate(text)
    assert sql("SELECT organizatii_cheie_nume(%s)", text) == cheie_nume(text)
