"""The code lists as they are on a new installation. Staff edit them afterwards: a later change is a new migration."""

from django.db import migrations

from platforma.nomenclatoare.sarbatori import TEMEI, sarbatori_legale

ANI_CU_SARBATORI = range(2023, 2031)

# The five themes of the project first, then wider ones.
DOMENII = {
    "servicii-sociale": "Servicii sociale",
    "economie-sociala": "Economie socială",
    "ocupare-si-insertie": "Ocupare și inserție socio-profesională a grupurilor dezavantajate",
    "educatie-de-mediu": "Educație de mediu și managementul inteligent al deșeurilor",
    "economie-circulara": "Economie circulară",
    "locuire": "Locuire",
    "sanatate-comunitara": "Sănătate comunitară",
    "educatie-si-formare": "Educație și formare",
    "participare-civica": "Participare civică",
    "spatii-verzi": "Spații verzi",
    "cultura": "Cultură",
    "tineret": "Tineret",
    "mobilitate": "Mobilitate",
}
GRUPURI = {
    "persoane-cu-dizabilitati": "Persoane cu dizabilități",
    "copii-si-familii-in-risc": "Copii și familii în situații de risc",
    "tineri-din-sistemul-de-protectie": "Tineri din sistemul de protecție a copilului",
    "tineri-neet": "Tineri de 16–29 de ani care nu lucrează și nu învață (NEET)",
    "someri-de-lunga-durata": "Persoane aflate în șomaj de lungă durată",
    "persoane-peste-50": "Persoane de peste 50 de ani aflate în căutarea unui loc de muncă",
    "persoane-fara-adapost": "Persoane fără adăpost",
    "persoane-private-de-libertate": "Persoane private de libertate sau eliberate",
    "romi": "Romi",
    "victime-ale-violentei-domestice": "Victime ale violenței domestice",
    "victime-ale-traficului": "Victime ale traficului de persoane",
    "persoane-cu-adictii": "Persoane cu adicții",
    "refugiati-si-migranti": "Refugiați și migranți",
    "familii-monoparentale": "Familii monoparentale",
    "persoane-cu-venit-minim": "Persoane cu venit minim",
    "persoane-varstnice-dependente": "Persoane vârstnice dependente",
    "persoane-cu-nivel-scazut-de-educatie": "Persoane cu nivel scăzut de educație",
    "lucratori-cu-venituri-mici": "Lucrători cu venituri mici",
}
# Labels of the national strategy for sustainable development 2030.
ODD = [
    "Fără sărăcie",
    "Foamete „zero”",
    "Sănătate și bunăstare",
    "Educație de calitate",
    "Egalitate de gen",
    "Apă curată și sanitație",
    "Energie curată și la prețuri accesibile",
    "Muncă decentă și creștere economică",
    "Industrie, inovație și infrastructură",
    "Inegalități reduse",
    "Orașe și comunități durabile",
    "Consum și producție responsabile",
    "Acțiune climatică",
    "Viața acvatică",
    "Viața terestră",
    "Pace, justiție și instituții eficiente",
    "Parteneriate pentru realizarea obiectivelor",
]
INSTANTE = {
    **{f"judecatoria-sectorului-{n}": f"Judecătoria Sectorului {n} București" for n in range(1, 7)},
    "tribunalul-bucuresti": "Tribunalul București",
    "alta-instanta": "Altă instanță",
}
# Alphabetical, with the sectors each one touches; the order of this table is the order shown.
CARTIERE = {
    "1-mai": ("1 Mai", [1]),
    "13-septembrie": ("13 Septembrie", [5]),
    "andronache": ("Andronache", [2]),
    "aparatorii-patriei": ("Apărătorii Patriei", [4]),
    "aviatorilor": ("Aviatorilor", [1]),
    "aviatiei": ("Aviației", [1]),
    "baicului": ("Baicului", [2]),
    "balta-alba": ("Balta Albă", [3]),
    "baneasa": ("Băneasa", [1]),
    "berceni": ("Berceni", [4]),
    "bucurestii-noi": ("Bucureștii Noi", [1]),
    "centrul-civic": ("Centrul Civic", [3]),
    "centrul-vechi": ("Centrul Vechi (Lipscani)", [3]),
    "chitila": ("Chitila", [1]),
    "colentina": ("Colentina", [2]),
    "cotroceni": ("Cotroceni", [5]),
    "crangasi": ("Crângași", [6]),
    "damaroaia": ("Dămăroaia", [1]),
    "dealul-spirii": ("Dealul Spirii", [5]),
    "domenii": ("Domenii", [1]),
    "dorobanti": ("Dorobanți", [1]),
    "dristor": ("Dristor", [3]),
    "drumul-taberei": ("Drumul Taberei", [6]),
    "dudesti": ("Dudești", [3]),
    "ferentari": ("Ferentari", [5]),
    "floreasca": ("Floreasca", [2]),
    "fundeni": ("Fundeni", [2]),
    "gara-de-nord": ("Gara de Nord", [1]),
    "ghencea": ("Ghencea", [5, 6]),
    "giulesti": ("Giulești", [1, 6]),
    "giurgiului": ("Giurgiului", [4, 5]),
    "grivita": ("Grivița", [1]),
    "grozavesti": ("Grozăvești", [6]),
    "herastrau": ("Herăstrău", [1]),
    "iancului": ("Iancului", [2]),
    "militari": ("Militari", [6]),
    "mosilor": ("Moșilor", [2]),
    "muncii": ("Muncii", [3]),
    "obor": ("Obor", [2]),
    "odai": ("Odăi", [5]),
    "oltenitei": ("Olteniței", [4]),
    "pajura": ("Pajura", [1]),
    "pantelimon": ("Pantelimon", [2]),
    "pipera": ("Pipera", [1]),
    "primaverii": ("Primăverii", [1]),
    "progresul": ("Progresul", [4]),
    "rahova": ("Rahova", [5]),
    "regie": ("Regie", [6]),
    "romana": ("Romană", [1]),
    "salaj": ("Sălaj", [5]),
    "straulesti": ("Străulești", [1]),
    "stefan-cel-mare": ("Ștefan cel Mare", [2]),
    "tei": ("Tei", [2]),
    "timpuri-noi": ("Timpuri Noi", [4]),
    "tineretului": ("Tineretului", [4]),
    "titan": ("Titan", [3]),
    "unirii": ("Unirii", [3]),
    "vatra-luminoasa": ("Vatra Luminoasă", [2]),
    "vacaresti": ("Văcărești", [4]),
    "victoriei": ("Victoriei", [1]),
    "vitan": ("Vitan", [3]),
}


def seamana(apps, schema_editor):
    """Insert what is missing; what is there stays as staff left it."""

    def lista(nume_model, nume_dupa_slug):
        model = apps.get_model("nomenclatoare", nume_model)
        for ordine, (slug, nume) in enumerate(nume_dupa_slug.items(), start=1):
            model.objects.get_or_create(slug=slug, defaults={"nume": nume, "ordine": ordine * 10})

    lista("Domeniu", DOMENII)
    lista("GrupTinta", GRUPURI)
    lista("Instanta", INSTANTE)
    lista("Cartier", {slug: nume for slug, (nume, _sectoare) in CARTIERE.items()})
    Sector = apps.get_model("nomenclatoare", "Sector")
    Sector.objects.bulk_create([Sector(numar=n) for n in range(1, 7)], ignore_conflicts=True)
    Cartier = apps.get_model("nomenclatoare", "Cartier")
    Legatura = Cartier.sectoare.through
    chei = dict(Cartier.objects.values_list("slug", "pk"))
    Legatura.objects.bulk_create(
        [
            Legatura(cartier_id=chei[slug], sector_id=numar)
            for slug, (_nume, sectoare) in CARTIERE.items()
            for numar in sectoare
        ],
        ignore_conflicts=True,
    )
    Obiectiv = apps.get_model("nomenclatoare", "ODD")
    for numar, nume in enumerate(ODD, start=1):
        Obiectiv.objects.get_or_create(
            numar=numar, defaults={"slug": f"odd-{numar}", "nume": nume, "ordine": numar * 10}
        )
    Zi = apps.get_model("nomenclatoare", "ZiNelucratoare")
    Zi.objects.bulk_create(
        [Zi(data=zi, nume=nume, temei=TEMEI) for an in ANI_CU_SARBATORI for zi, nume in sarbatori_legale(an)],
        ignore_conflicts=True,
    )


def sterge(apps, schema_editor):
    for nume_model, sluguri in {
        "Domeniu": DOMENII,
        "GrupTinta": GRUPURI,
        "Instanta": INSTANTE,
        "Cartier": CARTIERE,
        "ODD": [f"odd-{n}" for n in range(1, 18)],
    }.items():
        apps.get_model("nomenclatoare", nume_model).objects.filter(slug__in=sluguri).delete()
    apps.get_model("nomenclatoare", "Sector").objects.all().delete()
    apps.get_model("nomenclatoare", "ZiNelucratoare").objects.filter(temei=TEMEI).delete()


class Migration(migrations.Migration):
    dependencies = [("nomenclatoare", "0001_initial")]
    operations = [migrations.RunPython(seamana, sterge)]
