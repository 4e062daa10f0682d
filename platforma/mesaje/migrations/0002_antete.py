from django.db import migrations, models

from platforma.migratii import Deodata


class Migration(migrations.Migration):
    dependencies = [("mesaje", "0001_initial")]

    operations = [Deodata([
        migrations.AddField(
            model_name="mesaj",
            name="antete",
            field=models.JSONField(blank=True, default=dict, verbose_name="antete"),
        ),
        migrations.AddField(
            model_name="mesaj",
            name="in_masa",
            field=models.BooleanField(default=False, verbose_name="trimis multora"),
        ),
        migrations.RemoveIndex(model_name="mesaj", name="mesaje_de_trimis"),
        migrations.AddIndex(
            model_name="mesaj",
            index=models.Index(
                condition=models.Q(("stare__in", ["in_coada", "reincercare", "in_curs"])),
                fields=["in_masa", "urmatoarea_la", "id"],
                name="mesaje_de_trimis",
            ),
        ),
    ])]
