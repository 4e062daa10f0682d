"""The eight authorities that are certain, as published profiles nobody has claimed yet.

Only facts seen in a public source; what is not certain stays empty until the authority's own people fill it in.
"""

from django.db import migrations
from django.utils import timezone

AUTORITATI = {
    "primaria-municipiului-bucuresti": {
        "denumire": "Primăria Municipiului București",
        "acronim": "PMB",
        "cif": "4267117",
        "sediu": 5,
        "adresa": "Bd. Regina Elisabeta nr. 47",
        "site": "https://www.pmb.ro/",
        "sectoare": [1, 2, 3, 4, 5, 6],
    },
    "primaria-sectorului-1": {"denumire": "Primăria Sectorului 1", "sectoare": [1]},
    "primaria-sectorului-2": {"denumire": "Primăria Sectorului 2", "sectoare": [2]},
    "primaria-sectorului-3": {
        "denumire": "Primăria Sectorului 3",
        "sediu": 3,
        "adresa": "Calea Dudești nr. 191",
        "site": "https://www.primarie3.ro/",
        "sectoare": [3],
    },
    "primaria-sectorului-4": {"denumire": "Primăria Sectorului 4", "cif": "4316422", "sectoare": [4]},
    "primaria-sectorului-5": {"denumire": "Primăria Sectorului 5", "sectoare": [5]},
    "primaria-sectorului-6": {
        "denumire": "Primăria Sectorului 6",
        "sediu": 6,
        "adresa": "Calea Plevnei nr. 147–149",
        "site": "https://www.primarie6.ro/",
        "sectoare": [6],
    },
    "dgasmb": {
        "denumire": "Direcția Generală de Asistență Socială a Municipiului București",
        "acronim": "DGASMB",
        "sediu": 1,
        "adresa": "Str. Constantin Mille nr. 10",
        "cod_postal": "010142",
        "telefon": "+40213142315",
        "site": "https://www.dgas.ro/",
        "descriere": (
            "Serviciul „Relația cu societatea civilă și alți actori sociali” ține evidența acordurilor de parteneriat."
        ),
        "sectoare": [1, 2, 3, 4, 5, 6],
        "domenii": ["servicii-sociale"],
    },
}


def seamana(apps, schema_editor):
    Organizatie = apps.get_model("organizatii", "Organizatie")
    Domeniu = apps.get_model("nomenclatoare", "Domeniu")
    acum = timezone.now()
    for slug, date in AUTORITATI.items():
        campuri = {cheie: v for cheie, v in date.items() if cheie not in {"sediu", "sectoare", "domenii"}}
        organizatie, noua = Organizatie.objects.get_or_create(
            slug=slug,
            defaults={
                "tip": "autoritate",
                "forma_juridica": "institutie",
                "stare": "publicat",
                "publicat_la": acum,
                "sursa": "platforma",
                "revendicata": False,
                "sediu_sector_id": date.get("sediu"),
                "localitate": "București",
                "adresa_publica": "adresa" in date,
                "telefon_public": "telefon" in date,
                **campuri,
            },
        )
        if noua:
            organizatie.sectoare.set(date["sectoare"])
            organizatie.domenii.set(Domeniu.objects.filter(slug__in=date.get("domenii", [])))


def sterge(apps, schema_editor):
    """Those that nobody has claimed since."""
    apps.get_model("organizatii", "Organizatie").objects.filter(
        slug__in=AUTORITATI, sursa="platforma", revendicata=False
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("organizatii", "0001_initial"), ("nomenclatoare", "0002_liste")]
    operations = [migrations.RunPython(seamana, sterge)]
