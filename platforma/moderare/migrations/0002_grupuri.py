from django.apps import apps as aplicatii
from django.contrib.auth.management import create_permissions
from django.db import migrations

# Rights are given in migrations, so that every installation has the same groups. Later apps add theirs likewise.
DREPTURI = {
    "Moderatori": [
        "moderare.modereaza", "moderare.view_dosar", "moderare.change_dosar", "moderare.view_decizie",
        "moderare.view_revizie", "moderare.view_sablonmotiv", "moderare.add_sablonmotiv",
        "moderare.change_sablonmotiv", "moderare.delete_sablonmotiv",
        "organizatii.view_organizatie", "organizatii.change_organizatie", "organizatii.view_document",
        "organizatii.view_membru", "organizatii.view_invitatie", "organizatii.view_revendicare",
        "organizatii.view_fisaregistru", "mesaje.view_mesaj", "conturi.view_utilizator",
    ],
    "Secretariat": [
        "organizatii.view_organizatie", "organizatii.view_document", "organizatii.view_membru",
        "moderare.view_decizie", "mesaje.view_mesaj", "mesaje.change_mesaj", "conturi.view_utilizator",
        "nomenclatoare.view_proiect", "nomenclatoare.change_proiect", "nomenclatoare.view_siglaproiect",
        "nomenclatoare.add_siglaproiect", "nomenclatoare.change_siglaproiect", "nomenclatoare.delete_siglaproiect",
        *(
            f"nomenclatoare.{verb}_{model}"
            for verb in ("view", "add", "change")
            for model in ("domeniu", "gruptinta", "cartier", "odd", "instanta", "zinelucratoare")
        ),
        "nomenclatoare.view_sector",
    ],
}  # fmt: skip


def da_drepturi(apps, schema_editor):
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for eticheta in {drept.split(".")[0] for lista in DREPTURI.values() for drept in lista}:
        create_permissions(aplicatii.get_app_config(eticheta), verbosity=0, apps=apps)
    for nume, drepturi in DREPTURI.items():
        grup, _nou = Group.objects.get_or_create(name=nume)
        for drept in drepturi:
            aplicatie, cod = drept.split(".")
            grup.permissions.add(Permission.objects.get(content_type__app_label=aplicatie, codename=cod))


def ia_drepturi(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=DREPTURI).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("moderare", "0001_initial"),
        ("organizatii", "0001_initial"),
        ("mesaje", "0001_initial"),
        ("conturi", "0001_initial"),
        ("nomenclatoare", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(da_drepturi, ia_drepturi)]
