from django.db import migrations

TEME = [
    ("servicii-sociale", "Servicii sociale", "Sprijin pentru copii, vârstnici, persoane cu dizabilități și familii aflate la greu."),
    ("economie-sociala", "Economie socială", "Întreprinderi sociale și de inserție, achiziții rezervate, locuri de muncă solidare."),
    (
        "ocupare-si-insertie",
        "Ocupare și inserție socio-profesională a grupurilor dezavantajate",
        "Drumul de la excludere la un loc de muncă stabil.",
    ),
    (
        "educatie-de-mediu-si-deseuri",
        "Educație de mediu și managementul inteligent al deșeurilor",
        "Colectare separată, prevenirea risipei, lecții de mediu în școli și cartiere.",
    ),
    ("economie-circulara", "Economie circulară", "Reparare, refolosire și materiale care nu devin deșeuri."),
]  # the five themes of the project's workshops
SERIE = ("Atelierele proiectului „Noul București – O capitală a tuturor”", 16)


def pune(apps, schema_editor):
    Tema, Serie = apps.get_model("ateliere", "Tema"), apps.get_model("ateliere", "Serie")
    for ordine, (slug, nume, descriere) in enumerate(TEME, start=1):
        Tema.objects.get_or_create(slug=slug, defaults={"nume": nume, "descriere": descriere, "ordine": 10 * ordine})
    Serie.objects.get_or_create(nume=SERIE[0], defaults={"total": SERIE[1]})


def scoate(apps, schema_editor):
    apps.get_model("ateliere", "Tema").objects.filter(slug__in=[slug for slug, _n, _d in TEME], ateliere=None).delete()
    apps.get_model("ateliere", "Serie").objects.filter(nume=SERIE[0], ateliere=None).delete()


class Migration(migrations.Migration):
    dependencies = [("ateliere", "0001_initial")]
    operations = [migrations.RunPython(pune, scoate)]
