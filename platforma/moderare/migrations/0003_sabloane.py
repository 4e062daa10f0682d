"""Reasons that come back again and again, ready to be picked and edited. Staff own them from here on."""

from django.db import migrations

SABLOANE = {
    "cere_completari": [
        (
            "Lipsește dovada înscrierii",
            "Vă rugăm să încărcați, la secțiunea Documente, certificatul de înscriere în Registrul asociațiilor și "
            "fundațiilor sau hotărârea judecătorească de înființare. Documentul poate rămâne privat: îl vedem numai noi.",
        ),
        (
            "CIF-ul nu se potrivește cu denumirea",
            "CIF-ul pe care l-ați scris aparține unei entități cu altă denumire. Vă rugăm să îl comparați, cifră cu "
            "cifră, cu cel de pe certificatul de înregistrare fiscală și să îl corectați.",
        ),
        (
            "Denumirea nu este cea din acte",
            "Vă rugăm să scrieți denumirea întreagă, așa cum apare în statut sau în registru. Numele scurt sub care "
            "sunteți cunoscuți îl puteți trece la „acronim”.",
        ),
        (
            "Scopul este prea general",
            "Din scopul descris nu reiese ce face organizația. Vă rugăm să scrieți, în două-trei propoziții, pentru "
            "cine lucrați, ce faceți și unde în București.",
        ),
        (
            "Nu reiese activitatea în București",
            "Platforma reunește organizații care lucrează în București. Vă rugăm să alegeți sectoarele în care aveți "
            "activitate și să o descrieți pe scurt.",
        ),
        (
            "Logoul nu se poate folosi",
            "Logoul trimis nu se poate citi sau aparține altei organizații. Vă rugăm să încărcați logoul propriu, ca "
            "imagine PNG sau JPEG de cel puțin 200 de pixeli, pe fond simplu.",
        ),
        (
            "Atestatul nu se găsește în registrul ANOFM",
            "Nu am găsit atestatul de întreprindere socială în registrul publicat de ANOFM. Vă rugăm să verificați "
            "numărul și data și să încărcați o copie a documentului; ea poate rămâne privată.",
        ),
        (
            "Dovada nu arată legătura cu organizația",
            "Din dovada trimisă nu reiese că puteți reprezenta organizația. Vă rugăm să încărcați o împuternicire "
            "semnată de reprezentantul legal sau un document în care apare numele dumneavoastră, fără CNP.",
        ),
    ],
    "respinge": [
        (
            "Există deja un profil al organizației",
            "Organizația are deja un profil pe platformă. Vă rugăm să cereți administratorului lui o invitație sau, "
            "dacă profilul nu are reprezentanți, să folosiți „Este organizația mea” de pe pagina lui.",
        ),
        (
            "Nu ține de scopul platformei",
            "Platforma reunește organizații sociale și de mediu, întreprinderi sociale și autorități publice din "
            "București. Din ce ați trimis nu reiese că entitatea face parte dintre ele.",
        ),
        (
            "Dovada aparține altei entități",
            "Documentul trimis ca dovadă privește altă entitate decât cea de pe profil. Puteți trimite o cerere nouă, "
            "cu un document al organizației.",
        ),
        (
            "Profilul are între timp un reprezentant",
            "Altă persoană a dovedit înaintea dumneavoastră că reprezintă organizația și administrează acum profilul. "
            "Vă rugăm să îi cereți o invitație în echipă, de pe pagina profilului.",
        ),
        (
            "Modificarea descrie altă entitate",
            "Denumirea și datele propuse sunt ale altei persoane juridice. Un profil nu se poate trece de la o "
            "entitate la alta: vă rugăm să înscrieți separat noua organizație.",
        ),
    ],
    "arhiveaza": [
        (
            "Organizația și-a încetat activitatea",
            "Organizația și-a încetat activitatea sau a fost radiată, așa că profilul ei nu mai este public. Datele "
            "s-au păstrat.",
        ),
        (
            "Profil dublat",
            "Aceeași organizație are alt profil pe platformă, care rămâne public. L-am păstrat pe acela pentru că este "
            "mai complet.",
        ),
    ],
}


def seamana(apps, schema_editor):
    SablonMotiv = apps.get_model("moderare", "SablonMotiv")
    for actiune, texte in SABLOANE.items():
        for ordine, (titlu, text) in enumerate(texte, start=1):
            SablonMotiv.objects.get_or_create(
                actiune=actiune, titlu=titlu, defaults={"text": text, "ordine": ordine * 10}
            )


def sterge(apps, schema_editor):
    SablonMotiv = apps.get_model("moderare", "SablonMotiv")
    for actiune, texte in SABLOANE.items():
        SablonMotiv.objects.filter(actiune=actiune, titlu__in=[titlu for titlu, _text in texte]).delete()


class Migration(migrations.Migration):
    dependencies = [("moderare", "0002_grupuri")]
    operations = [migrations.RunPython(seamana, sterge)]
