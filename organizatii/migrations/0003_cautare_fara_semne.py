"""The stored texts again, from words parted by spaces only: a generated column cannot be altered in place."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search as cautare
from django.db import migrations, models

from organizatii.models import FaraSemne, Pliat

from platforma.migratii import Deodata


def vector(campuri, pondere, *configuratii):
    return [cautare.SearchVector(*map(FaraSemne, campuri), weight=pondere, config=c) for c in configuratii]


NUME, SCOP, REST = ["denumire", "acronim"], ["scop"], ["descriere", "ofera", "cauta"]
PARTI = [
    *vector(NUME, "A", "ro"),
    *vector(NUME[:1], "A", "romanian"),
    *vector(SCOP, "B", "ro", "romanian"),
    *vector(REST, "C", "ro", "romanian"),
]


class Migration(migrations.Migration):
    dependencies = [("organizatii", "0002_autoritati")]

    operations = [Deodata([
        migrations.RemoveIndex(model_name="organizatie", name="organizatii_cautare"),
        migrations.RemoveIndex(model_name="organizatie", name="organizatii_denumire_trgm"),
        migrations.RemoveField(model_name="organizatie", name="cautare"),
        migrations.RemoveField(model_name="organizatie", name="denumire_pliata"),
        migrations.AddField(
            model_name="organizatie",
            name="cautare",
            field=models.GeneratedField(
                expression=PARTI[0] + PARTI[1] + PARTI[2] + PARTI[3] + PARTI[4] + PARTI[5],
                output_field=cautare.SearchVectorField(),
                db_persist=True,
            ),
        ),
        migrations.AddField(
            model_name="organizatie",
            name="denumire_pliata",
            field=models.GeneratedField(
                expression=Pliat("denumire"), output_field=models.TextField(), db_persist=True
            ),
        ),
        migrations.AddIndex(
            model_name="organizatie",
            index=django.contrib.postgres.indexes.GinIndex(fields=["cautare"], name="organizatii_cautare"),
        ),
        migrations.AddIndex(
            model_name="organizatie",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("denumire_pliata", name="gin_trgm_ops"),
                name="organizatii_denumire_trgm",
            ),
        ),
    ])]
