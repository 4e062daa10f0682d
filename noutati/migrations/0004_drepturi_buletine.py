from django.apps import apps as aplicatii
from django.contrib.auth.management import create_permissions
from django.db import migrations

DREPTURI = [
    "view_buletin", "add_buletin", "change_buletin", "delete_buletin", "trimite_buletin",
    "view_abonare", "delete_abonare",
]  # fmt: skip


def drepturile(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="noutati", codename__in=DREPTURI
    )


def da_drepturi(apps, schema_editor):
    create_permissions(aplicatii.get_app_config("noutati"), verbosity=0, apps=apps)
    for grup in apps.get_model("auth", "Group").objects.filter(name="Secretariat"):
        grup.permissions.add(*drepturile(apps))


def ia_drepturi(apps, schema_editor):
    for grup in apps.get_model("auth", "Group").objects.filter(name="Secretariat"):
        grup.permissions.remove(*drepturile(apps))


class Migration(migrations.Migration):
    dependencies = [("noutati", "0003_abonari_si_buletine")]
    operations = [migrations.RunPython(da_drepturi, ia_drepturi)]
