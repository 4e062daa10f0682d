from django.apps import apps as aplicatii
from django.contrib.auth.management import create_permissions
from django.db import migrations

DREPTURI = ["view_sesizare"]


def drepturile(apps):
    create_permissions(aplicatii.get_app_config("organizatii"), verbosity=0, apps=apps)
    Permission = apps.get_model("auth", "Permission")
    return Permission.objects.filter(content_type__app_label="organizatii", codename__in=DREPTURI)


def da_drepturi(apps, schema_editor):
    for grup in apps.get_model("auth", "Group").objects.filter(name="Moderatori"):
        grup.permissions.add(*drepturile(apps))


def ia_drepturi(apps, schema_editor):
    for grup in apps.get_model("auth", "Group").objects.filter(name="Moderatori"):
        grup.permissions.remove(*drepturile(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("organizatii", "0010_sesizari"),
        ("moderare", "0006_note_si_sesizari"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(da_drepturi, ia_drepturi)]
