from django.apps import apps as aplicatii
from django.contrib.auth.management import create_permissions
from django.db import migrations

DREPTURI = {
    "Secretariat": ["view_certificat", "view_certificatextern", "view_exportcertificate"],
}


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
    dependencies = [("cursuri", "0006_certificate")]
    operations = [migrations.RunPython(da, ia)]
