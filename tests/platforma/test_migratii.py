"""Many operations rendered once lead where they lead one by one, and back."""

import pgtrigger
import pytest
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from platforma.migratii import Deodata

APLICATIE = "proba"
ID = ("id", models.BigAutoField(primary_key=True))
CATALOG = {
    "coloane": "SELECT attrelid::regclass::text, row_number() OVER (PARTITION BY attrelid ORDER BY attnum),"
    " attname, format_type(atttypid, atttypmod), attnotnull,"
    " (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = attrelid AND adnum = attnum)"
    " FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped"
    " AND attrelid IN (SELECT oid FROM pg_class WHERE relkind = 'r' AND relname LIKE 'proba\\_%')",
    "constrângeri": "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE conrelid IN (SELECT oid FROM pg_class WHERE relname LIKE 'proba\\_%')",
    "indecși": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'proba\\_%'",
    "declanșatoare": "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
    " AND tgrelid IN (SELECT oid FROM pg_class WHERE relname LIKE 'proba\\_%')",
}


def paza(nume, operatie=pgtrigger.Delete):
    return pgtrigger.Protect(name=nume, operation=operatie)


VECHI = [  # what stands before: a table that the next operations change
    migrations.CreateModel("Raft", [ID, ("nume", models.CharField(max_length=20)), ("cod", models.IntegerField())]),
    migrations.AddIndex("raft", models.Index(fields=["cod"], name="proba_raft_cod")),
    AddTrigger("raft", paza("pazeste")),
]
OPERATII = [
    migrations.CreateModel("Autor", [ID, ("nume", models.CharField(max_length=20))]),
    migrations.CreateModel("Carte", [ID, ("titlu", models.TextField()), ("pagini", models.IntegerField())]),
    migrations.AddField("autor", "favorita", models.ForeignKey("proba.Carte", models.CASCADE, null=True)),
    migrations.AddField("carte", "autori", models.ManyToManyField("proba.Autor", related_name="carti")),
    migrations.CreateModel("CarteAutor", [], {"proxy": True, "indexes": []}, bases=("proba.carte_autori",)),
    RemoveTrigger("raft", "pazeste"),
    migrations.RemoveIndex("raft", "proba_raft_cod"),
    migrations.RemoveField("raft", "cod"),
    migrations.AddField("raft", "carte", models.ForeignKey("proba.Carte", models.PROTECT, null=True)),
    migrations.AlterField("raft", "nume", models.CharField(max_length=40, unique=True)),
    AddTrigger("raft", paza("pazeste", pgtrigger.Update)),
    migrations.AddIndex("carte", models.Index(models.F("titlu"), models.F("pagini").desc(), name="proba_carte_titlu")),
    migrations.AddConstraint(
        "carte", models.CheckConstraint(condition=models.Q(pagini__gt=0), name="proba_carte_pagini")
    ),
    migrations.AddConstraint(
        "carte",
        models.UniqueConstraint(fields=["titlu"], condition=models.Q(pagini__gt=9), name="proba_carte_unica"),
    ),
    migrations.AddConstraint("autor", ExclusionConstraint(expressions=[("favorita", "=")], name="proba_autor_unic")),
    AddTrigger("carte", paza("carte")),
    AddTrigger("carteautor", paza("legatura")),
]


def mergi(operatii):
    """State after these operations, and the way back: (operation, state before, state after) of each."""
    stare, pasi = ProjectState(), []
    for operatie in operatii:
        pasi.append((operatie, inainte := stare, stare := inainte.clone()))
        operatie.state_forwards(APLICATIE, stare)
        with connection.schema_editor() as editor:
            operatie.database_forwards(APLICATIE, editor, inainte, stare)
    return stare, pasi


def intoarce(pasi):
    for operatie, inainte, dupa in reversed(pasi):
        with connection.schema_editor() as editor:
            operatie.database_backwards(APLICATIE, editor, dupa, inainte)


def catalog():
    with connection.cursor() as cursor:
        return {ce: cursor.execute(f"{intrebare} ORDER BY 1, 2").fetchall() for ce, intrebare in CATALOG.items()}


@pytest.mark.django_db
def test_the_schema_is_that_of_the_operations_one_by_one():
    stare, pasi = mergi([*VECHI, *OPERATII])
    una_cate_una = catalog()
    intoarce(pasi)
    deodata, _pasi = mergi([*VECHI, Deodata(OPERATII)])
    assert catalog() == una_cate_una
    assert deodata == stare
    cate = {"coloane": 12, "constrângeri": 22, "declanșatoare": 3, "indecși": 14}
    assert {ce: len(randuri) for ce, randuri in una_cate_una.items()} == cate


@pytest.mark.django_db
def test_the_way_back_leaves_what_stood_before():
    _stare, pasi = mergi([*VECHI, Deodata(OPERATII)])
    intoarce(pasi[-1:])
    dupa_intoarcere = catalog()
    intoarce(pasi[:-1])
    assert catalog() == {ce: [] for ce in CATALOG}
    mergi(VECHI)
    assert dupa_intoarcere == catalog()


@pytest.mark.django_db
def test_whoever_comes_after_finds_the_models_rendered_anew():
    """Also where they had been rendered before, as `migrate` does for its first operation."""
    stare = ProjectState()
    assert stare.apps.get_models() == []
    Deodata([*VECHI, *OPERATII]).state_forwards(APLICATIE, stare)
    assert [camp.name for camp in stare.apps.get_model("proba.Raft")._meta.get_fields()] == ["id", "nume", "carte"]
