from django.db import migrations

# slug, name, legal basis, what must be there, whether money changes hands
TIPURI = [
    (
        "acord-de-parteneriat",
        "Acord sau protocol de parteneriat ori de colaborare, fără transfer financiar",
        "OG nr. 26/2000, art. 2 lit. e); OUG nr. 57/2019, art. 129",
        ["acord", "act"],
        False,
    ),
    ("asociere", "Asociere sau cooperare", "OUG nr. 57/2019, art. 129 alin. (9)", ["contract", "act"], True),
    (
        "proiect-cu-finantare",
        "Parteneriat într-un proiect cu finanțare",
        "contractul de finanțare",
        ["acord", "act", "cod_proiect"],
        True,
    ),
    (
        "finantare-nerambursabila",
        "Finanțare nerambursabilă din bugetul local",
        "Legea nr. 350/2005",
        ["contract", "anunt_selectie"],
        True,
    ),
    ("subventie", "Subvenție pentru asistență socială", "Legea nr. 34/1998", ["contract", "act"], True),
    (
        "servicii-sociale",
        "Contractarea serviciilor sociale",
        "Legea nr. 292/2011; Legea nr. 197/2012; HG nr. 867/2015",
        ["contract", "licenta"],
        True,
    ),
    ("achizitie-rezervata", "Achiziție rezervată", "Legea nr. 98/2016, art. 56", ["contract", "achizitie"], True),
    ("comodat", "Comodat sau folosință gratuită a unui spațiu", "", ["contract", "act"], False),
    ("voluntariat", "Acord de voluntariat", "Legea nr. 78/2014", ["acord"], False),
]


def pune(apps, schema_editor):
    Tip = apps.get_model("parteneriate", "TipParteneriat")
    for ordine, (slug, nume, temei, cerinte, cu_bani) in enumerate(TIPURI, start=1):
        Tip.objects.get_or_create(
            slug=slug,
            defaults={"nume": nume, "temei": temei, "cerinte": cerinte, "cu_bani": cu_bani, "ordine": 10 * ordine},
        )


def scoate(apps, schema_editor):
    apps.get_model("parteneriate", "TipParteneriat").objects.filter(slug__in=[t[0] for t in TIPURI]).delete()


class Migration(migrations.Migration):
    dependencies = [("parteneriate", "0001_initial")]
    operations = [migrations.RunPython(pune, scoate)]
