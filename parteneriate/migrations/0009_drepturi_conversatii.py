from django.apps import apps as aplicatii
from django.contrib.auth.management import create_permissions
from django.db import migrations

DREPTURI = ["view_abuz", "view_citireconversatie"]  # moderators only: the secretariat has no business there


def da_drepturi(apps, schema_editor):
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    create_permissions(aplicatii.get_app_config("parteneriate"), verbosity=0, apps=apps)
    drepturi = Permission.objects.filter(content_type__app_label="parteneriate", codename__in=DREPTURI)
    for grup in Group.objects.filter(name="Moderatori"):
        grup.permissions.add(*drepturi)


def ia_drepturi(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    for grup in apps.get_model("auth", "Group").objects.filter(name="Moderatori"):
        grup.permissions.remove(
            *Permission.objects.filter(content_type__app_label="parteneriate", codename__in=DREPTURI)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("parteneriate", "0008_conversatii"),
        ("moderare", "0009_mesaje_raportate"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(da_drepturi, ia_drepturi)]
