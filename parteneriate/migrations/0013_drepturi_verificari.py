from django.apps import apps as aplicatii
from django.contrib.auth.management import create_permissions
from django.db import migrations

GRUPURI = ["Moderatori", "Secretariat"]


def da_drepturi(apps, schema_editor):
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    create_permissions(aplicatii.get_app_config("parteneriate"), verbosity=0, apps=apps)
    drept = Permission.objects.get(content_type__app_label="parteneriate", codename="view_verificare")
    for grup in Group.objects.filter(name__in=GRUPURI):
        grup.permissions.add(drept)


def ia_drepturi(apps, schema_editor):
    drepturi = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="parteneriate", codename="view_verificare"
    )
    for grup in apps.get_model("auth", "Group").objects.filter(name__in=GRUPURI):
        grup.permissions.remove(*drepturi)


class Migration(migrations.Migration):
    dependencies = [
        ("parteneriate", "0012_verificari"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(da_drepturi, ia_drepturi)]
