"""The record of the project behind the platform, and the places of its four official logos (files come from the operator)."""

from datetime import date
from decimal import Decimal

from django.db import migrations

COD_MYSMIS = "131435"
PROIECT = {
    "titlu": "Noul București – O capitală a tuturor",
    "program": "Programul Operațional Capacitate Administrativă 2014-2020 (POCA), Fondul Social European",
    "beneficiar": "Asociația Ateliere Fără Frontiere",
    "parteneri": "Primăria Sectorului 3\nPrimăria Municipiului București",
    "scop": (
        "Cel puțin 20 de organizații neguvernamentale din București pot lua parte la dezvoltarea incluzivă și durabilă "
        "a capitalei, prin economie socială, solidară și circulară. Organizațiile și autoritățile locale lucrează după "
        "standarde și sisteme comune, pentru politici publice incluzive, și le încearcă mai întâi în Sectorul 3."
    ),
    "obiective": "\n".join(
        [
            "O colaborare mai bună între administrația locală și organizații în serviciile sociale, economia socială, "
            "ocuparea și inserția socio-profesională a grupurilor dezavantajate.",
            "O comunicare mai bună, transparență decizională și participarea cetățenilor din București și din "
            "Sectorul 3 la deciziile despre dezvoltare durabilă și incluziune socială.",
            "40 de reprezentanți ai organizațiilor neguvernamentale formați și certificați.",
        ]
    ),
    "rezultate": "\n".join(
        [
            "20 de organizații neguvernamentale întărite.",
            "40 de reprezentanți certificați la cursurile „Dezvoltare locală durabilă și economie circulară” și "
            "„Dezvoltare locală incluzivă și economie socială și solidară”, câte două serii fiecare.",
            "16 ateliere de lucru între organizații, întreprinderi sociale și cele două primării.",
            "O platformă online pentru parteneriate și schimb de informații.",
            "Un grup de acțiune care evaluează, monitorizează și promovează o politică locală: inserția "
            "socio-profesională a lucrătorilor defavorizați prin economie socială și circulară.",
            "10 parteneriate între organizații și autorități publice locale, dintre care 5 continuă la 6 luni după "
            "încheierea proiectului.",
            "O Gală a Parteneriatelor, cu premii pentru cele mai durabile 10 parteneriate.",
        ]
    ),
    "data_inceput": date(2022, 8, 1),
    "data_sfarsit": date(2023, 9, 30),
    "valoare_totala": Decimal("375870.46"),
    "valoare_ue": Decimal("294682.45"),
    "cod_sipoca": "1085",
    # Prescribed wordings, with the plain hyphen of the official programme name.
    "text_vizibilitate": (
        "Proiect cofinanțat din Fondul Social European prin Programul Operațional Capacitate Administrativă 2014-2020"
    ),
    "text_raspundere": (
        "Conținutul acestui material nu reprezintă în mod obligatoriu poziția oficială a Uniunii Europene sau a "
        "Guvernului României."
    ),
}
SIGLE = [
    "Uniunea Europeană",
    "Guvernul României",
    "Programul Operațional Capacitate Administrativă",
    "Instrumente Structurale 2014-2020",
]


def seamana(apps, schema_editor):
    proiect, nou = apps.get_model("nomenclatoare", "Proiect").objects.get_or_create(
        cod_mysmis=COD_MYSMIS, defaults=PROIECT
    )
    if nou:
        for ordine, text in enumerate(SIGLE, start=1):
            proiect.sigle.create(text_alternativ=text, ordine=ordine)


def sterge(apps, schema_editor):
    apps.get_model("nomenclatoare", "Proiect").objects.filter(cod_mysmis=COD_MYSMIS).delete()


class Migration(migrations.Migration):
    dependencies = [("nomenclatoare", "0002_liste")]
    operations = [migrations.RunPython(seamana, sterge)]
