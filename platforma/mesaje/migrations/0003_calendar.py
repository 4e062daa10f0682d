from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mesaje", "0002_antete")]

    operations = [
        migrations.AddField(
            model_name="mesaj",
            name="calendar",
            field=models.TextField(blank=True, default="", verbose_name="calendar"),
            preserve_default=False,
        ),
    ]
