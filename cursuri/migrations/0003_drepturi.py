from django.apps import apps as aplicatii
from django.contrib.auth.management import create_permissions
from django.db import migrations

DREPTURI = {
    "Secretariat": [
        "organizeaza", "certifica", "exporta", "view_tema", "add_tema", "change_tema", "view_serie", "add_serie",
        "change_serie", "view_sesiune", "add_sesiune", "change_sesiune", "view_formator", "add_formator",
        "change_formator", "delete_formator", "view_criteriu", "add_criteriu", "change_criteriu", "delete_criteriu",
        "view_cerere", "view_fisa", "view_fapta",
    ],
    "Moderatori": ["view_tema", "view_serie", "view_sesiune"],
}  # fmt: skip


def _drepturi(apps, nume):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="cursuri", codename__in=DREPTURI[nume]
    )


def da(apps, schema_editor):
    create_permissions(aplicatii.get_app_config("cursuri"), verbosity=0, apps=apps)
    for nume in DREPTURI:
        apps.get_model("auth", "Group").objects.get(name=nume).permissions.add(*_drepturi(apps, nume))


def ia(apps, schema_editor):
    for nume in DREPTURI:
        apps.get_model("auth", "Group").objects.get(name=nume).permissions.remove(*_drepturi(apps, nume))


class Migration(migrations.Migration):
    dependencies = [("cursuri", "0002_teme"), ("moderare", "0002_grupuri")]
    operations = [migrations.RunPython(da, ia)]
