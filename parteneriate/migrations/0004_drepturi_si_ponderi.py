from django.apps import apps as aplicatii
from django.contrib.auth.management import create_permissions
from django.db import migrations

DREPTURI = {
    "Moderatori": ["view_anunt", "change_anunt", "view_pondere", "change_pondere"],
    "Secretariat": ["view_anunt", "view_pondere", "change_pondere"],
}
PONDERI = [("domeniu", 5), ("grup", 3), ("resursa", 4), ("sector", 2), ("opus", 3), ("complementar", 2)]


def da(apps, schema_editor):
    Pondere = apps.get_model("parteneriate", "Pondere")
    for ordine, (criteriu, puncte) in enumerate(PONDERI, start=1):
        Pondere.objects.get_or_create(criteriu=criteriu, defaults={"puncte": puncte, "ordine": ordine})
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    create_permissions(aplicatii.get_app_config("parteneriate"), verbosity=0, apps=apps)
    for grup, coduri in DREPTURI.items():
        drepturi = Permission.objects.filter(content_type__app_label="parteneriate", codename__in=coduri)
        for existent in Group.objects.filter(name=grup):
            existent.permissions.add(*drepturi)


def ia(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    for grup, coduri in DREPTURI.items():
        for existent in apps.get_model("auth", "Group").objects.filter(name=grup):
            existent.permissions.remove(
                *Permission.objects.filter(content_type__app_label="parteneriate", codename__in=coduri)
            )
    apps.get_model("parteneriate", "Pondere").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("parteneriate", "0003_anunturi"),
        ("moderare", "0002_grupuri"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(da, ia)]
