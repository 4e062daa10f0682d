from django.apps import apps as aplicatii
from django.contrib.auth.management import create_permissions
from django.db import migrations

DREPTURI = ["view_export"]


def _drepturi(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="ateliere", codename__in=DREPTURI
    )


def da(apps, schema_editor):
    create_permissions(aplicatii.get_app_config("ateliere"), verbosity=0, apps=apps)
    apps.get_model("auth", "Group").objects.get(name="Secretariat").permissions.add(*_drepturi(apps))


def ia(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get(name="Secretariat").permissions.remove(*_drepturi(apps))


class Migration(migrations.Migration):
    dependencies = [("ateliere", "0007_dupa")]
    operations = [migrations.RunPython(da, ia)]
