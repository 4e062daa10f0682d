"""Reasons that come back at news. Staff own them from here on."""

from django.db import migrations

SABLOANE = {
    "cere_completari": [
        (
            "Noutate: lipsesc locul, ora sau înscrierea",
            "Din text nu reiese când și unde are loc și cum poate veni cineva. Vă rugăm să adăugați locul, ziua, ora și "
            "felul în care se înscrie cine vrea să participe.",
        ),
        (
            "Noutate: imaginea nu este descrisă bine",
            "Descrierea imaginii nu spune ce se vede în ea. Vă rugăm să scrieți o propoziție pentru cei care nu o văd, "
            "de exemplu „Zece oameni plantează un tei într-o curte”.",
        ),
        (
            "Noutate: datele sau chipurile altor persoane",
            "Noutatea cuprinde date personale sau chipuri ale unor persoane despre care nu știm dacă și-au dat acordul. "
            "Vă rugăm să le scoateți sau să ne scrieți că aveți acordul lor, iar pentru copii pe cel al părinților.",
        ),
    ],
    "respinge": [
        (
            "Noutate: este reclamă",
            "Noutățile platformei spun ce fac organizațiile pentru oameni și pentru oraș; nu sunt locul pentru oferte și "
            "prețuri. Puteți povesti, dacă vreți, ce ați făcut și cu cine.",
        ),
        (
            "Noutate: îndemn de vot",
            "Platforma este cofinanțată din bani publici, așa că nu publicăm mesaje pentru sau împotriva unui partid sau a "
            "unui candidat.",
        ),
    ],
}


def seamana(apps, schema_editor):
    SablonMotiv = apps.get_model("moderare", "SablonMotiv")
    for actiune, texte in SABLOANE.items():
        for ordine, (titlu, text) in enumerate(texte, start=21):
            SablonMotiv.objects.get_or_create(
                actiune=actiune, titlu=titlu, defaults={"text": text, "ordine": ordine * 10}
            )


def sterge(apps, schema_editor):
    SablonMotiv = apps.get_model("moderare", "SablonMotiv")
    for actiune, texte in SABLOANE.items():
        SablonMotiv.objects.filter(actiune=actiune, titlu__in=[titlu for titlu, _text in texte]).delete()


class Migration(migrations.Migration):
    dependencies = [("moderare", "0004_noutati_in_coada")]
    operations = [migrations.RunPython(seamana, sterge)]
