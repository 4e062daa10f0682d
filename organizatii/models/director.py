from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from organizatii.models.organizatie import Organizatie
from organizatii.models.valori import TipOrganizatie

# What the directory filters by. The number of a value in `coduri` is its kind's number × PAS + its own; the migration
# that keeps the table says the same in SQL, so none of these numbers may ever change.
FELURI = ("sector", "tip", "domeniu", "grup", "cartier", "odd", "reprezentant")
PAS = 1_000_000
TIPURI = (
    TipOrganizatie.ONG,
    TipOrganizatie.INTREPRINDERE_SOCIALA,
    TipOrganizatie.INTREPRINDERE_INSERTIE,
    TipOrganizatie.UNITATE_PROTEJATA,
    TipOrganizatie.AUTORITATE,
    TipOrganizatie.ALTA,
)
REPREZENTANT = {"da": 1, "nu": 2}


def cod(fel, numar):
    return (FELURI.index(fel) + 1) * PAS + numar


class RandDirectorQuerySet(models.QuerySet):
    def listate(self):
        return self.filter(coduri__isnull=False)

    def cu_oricare(self, coduri):
        return self.filter(coduri__overlap=sorted(coduri))


def _index(*chei, name):
    """An order of the list, with what filters need beside it: the table itself is not read."""
    return models.Index(*chei, include=["coduri"], condition=Q(coduri__isnull=False), name=name)


class RandDirector(models.Model):
    """An organisation as the directory searches, filters and sorts it: a narrow row, which PostgreSQL's triggers keep.

    `coduri` holds the values of all filters (see `cod`); None, as the vectors, once it is no longer listed: the row
    stays, so that whoever has counted it learns that it is gone. `versiune` is the transaction that last changed the
    row. Nothing else may write here.
    """

    organizatie = models.OneToOneField(
        Organizatie, on_delete=models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="rand_director"
    )
    coduri = ArrayField(models.IntegerField(), null=True)
    cheie_sortare = models.TextField()
    publicat_la = models.DateTimeField(null=True)
    confirmata_la = models.DateTimeField(null=True)
    cautare = SearchVectorField(null=True)
    cautare_nume = SearchVectorField(null=True)
    versiune = models.BigIntegerField(db_index=True)

    objects = RandDirectorQuerySet.as_manager()

    class Meta:
        indexes = [
            _index(F("cheie_sortare"), F("organizatie"), name="organizatii_dir_dupa_nume"),
            _index(F("publicat_la").desc(), F("organizatie").desc(), name="organizatii_dir_dupa_data"),
            _index(
                F("confirmata_la").desc(nulls_last=True), F("organizatie").desc(), name="organizatii_dir_confirmate"
            ),
            GinIndex(fields=["cautare"], name="organizatii_cautare"),
            GinIndex(fields=["cautare_nume"], name="organizatii_cautare_nume"),
        ]
