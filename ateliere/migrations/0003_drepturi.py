from django.apps import apps as aplicatii
from django.contrib.auth.management import create_permissions
from django.db import migrations

DREPTURI = {
    "Secretariat": [
        "organizeaza", "exporta", "view_atelier", "add_atelier", "change_atelier", "delete_atelier",
        "view_punctagenda", "add_punctagenda", "change_punctagenda", "delete_punctagenda",
        "view_inscriere", "view_fapta", "view_tema", "add_tema", "change_tema", "view_serie", "add_serie",
        "change_serie",
    ],
    "Moderatori": ["view_atelier", "view_punctagenda", "view_tema", "view_serie"],
}  # fmt: skip


def _drepturi(apps, nume):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="ateliere", codename__in=DREPTURI[nume]
    )


def da(apps, schema_editor):
    create_permissions(aplicatii.get_app_config("ateliere"), verbosity=0, apps=apps)
    for nume in DREPTURI:
        apps.get_model("auth", "Group").objects.get(name=nume).permissions.add(*_drepturi(apps, nume))


def ia(apps, schema_editor):
    for nume in DREPTURI:
        apps.get_model("auth", "Group").objects.get(name=nume).permissions.remove(*_drepturi(apps, nume))


class Migration(migrations.Migration):
    dependencies = [("ateliere", "0002_liste"), ("moderare", "0002_grupuri")]
    operations = [migrations.RunPython(da, ia)]
