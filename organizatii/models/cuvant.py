from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models


class Cuvant(models.Model):
    """A word of the listed organisations, by which a misspelt one is corrected. Kept by organizatii.vocabular."""

    cuvant = models.CharField(max_length=30, primary_key=True)  # folded
    forma = models.CharField(max_length=30)  # as it is written most often, with its diacritics
    frecventa = models.PositiveIntegerField()

    class Meta:
        indexes = [GinIndex(OpClass("cuvant", name="gin_trgm_ops"), name="organizatii_cuvant_trgm")]

    def __str__(self):
        return self.forma
