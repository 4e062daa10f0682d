from django.db import migrations

TEME = [
    (
        "dezvoltare-locala-durabila-si-economie-circulara",
        "Dezvoltare locală durabilă și economie circulară",
        "Cum planificați, împreună cu administrația, proiecte de cartier care folosesc mai puține resurse și lasă mai puține deșeuri.",
        "- să citiți o strategie de dezvoltare locală și să propuneți măsuri pentru ea\n- să descrieți un flux de materiale dintr-un cartier și să alegeți ce se poate repara, refolosi sau recicla\n- să construiți un parteneriat între organizația dumneavoastră și o autoritate publică, cu roluri și indicatori clari\n- să măsurați și să povestiți rezultatele, ca să poată fi continuate",
        "Pentru reprezentanții organizațiilor neguvernamentale, ai întreprinderilor sociale și ai autorităților publice din București care lucrează sau vor să lucreze la proiecte de mediu, deșeuri, spațiu public ori economie circulară. Nu este nevoie de studii anume.",
    ),
    (
        "dezvoltare-locala-incluziva-si-economie-sociala-si-solidara",
        "Dezvoltare locală incluzivă și economie socială și solidară",
        "Cum gândiți, împreună cu administrația, servicii și locuri de muncă la care ajung și cei rămași de obicei pe dinafară.",
        "- să recunoașteți nevoile grupurilor vulnerabile dintr-un cartier, fără să vorbiți în locul lor\n- să folosiți ce permite legea: întreprinderi sociale și de inserție, achiziții rezervate, contractarea serviciilor sociale\n- să construiți un parteneriat între organizația dumneavoastră și o autoritate publică, cu roluri și indicatori clari\n- să urmăriți dacă parteneriatul ține și după ce se termină finanțarea",
        "Pentru reprezentanții organizațiilor neguvernamentale, ai întreprinderilor sociale și ai autorităților publice din București care lucrează cu grupuri vulnerabile sau în economia socială. Nu este nevoie de studii anume.",
    ),
]  # the two themes of the project's courses


def pune(apps, schema_editor):
    Tema = apps.get_model("cursuri", "Tema")
    for ordine, (slug, nume, rezumat, ce_invatati, pentru_cine) in enumerate(TEME, start=1):
        Tema.objects.get_or_create(
            slug=slug,
            defaults={
                "nume": nume, "rezumat": rezumat, "ce_invatati": ce_invatati, "pentru_cine": pentru_cine,
                "ordine": 10 * ordine,
            },
        )  # fmt: skip


def scoate(apps, schema_editor):
    apps.get_model("cursuri", "Tema").objects.filter(slug__in=[t[0] for t in TEME], serii=None).delete()


class Migration(migrations.Migration):
    dependencies = [("cursuri", "0001_initial")]
    operations = [migrations.RunPython(pune, scoate)]
