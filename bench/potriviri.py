"""Matches among 150,000 organisations and 5,000 open notices: how long a page of each of the three lists takes.

`make bench` runs it on servers of its own (`.date/bench-potriviri`). One organisation in eight has people behind it and
says its domains, groups and sectors, as in the register; then the worst case: all of them do. Rows are drawn from
`hashint4extended`, so the same numbers come out each time.
"""

import os
import statistics
import sys
import time
from pathlib import Path

BAZA = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BAZA))
os.environ.update(MOD="local", DATE_DIR=str(BAZA / ".date" / "bench-potriviri"))
os.environ["DJANGO_SETTINGS_MODULE"] = "platforma.settings"
ORGANIZATII, ANUNTURI, PAGINI = 150_000, 5_000, 60
TINTA = 60  # milliseconds, the median of a page

# A number from 0 to 2^31 that depends on the row (g) and on a constant of the place
ZAR = "(hashint4extended(g, {}) & 2147483647)"
ORGANIZATIE = f"""
INSERT INTO organizatii_organizatie (
  denumire, slug, tip, stare, stare_din, versiune, sediu_sector_id, revendicata, publicat_la, creat_la, modificat_la,
  sursa, judet, acronim, forma_juridica, cif, nr_registru_special, nr_registru_national, scop, descriere, ofera, cauta,
  localitate, adresa, adresa_publica, cod_postal, telefon, telefon_public, email, email_public, persoana_contact,
  persoana_functie, persoana_publica, site, facebook, instagram, linkedin, youtube, logo, coperta, coperta_alt,
  atestat_numar, marca_numar, stare_registru, demo)
SELECT 'Organizația ' || g, 'bench-' || g, CASE WHEN g % 1000 = 0 THEN 'autoritate' ELSE 'ong' END, 'publicat', now(),
  1, 1 + {ZAR.format(1)} % 6, {ZAR.format(2)} % 100 < 12, now() - g * interval '1 minute', now(), now(),
  'registru', 'București', '', '', '', '', '', '', '', '', '', '', '', FALSE, '', '', FALSE, '', FALSE, '', '', FALSE,
  '', '', '', '', '', '', '', '', '', '', '', FALSE
FROM generate_series(1, {ORGANIZATII}) AS g
"""
ANUNT = f"""
INSERT INTO parteneriate_anunt (
  titlu, slug, fel, text, resurse, organizatie_id, vizibilitate, stare, stare_din, versiune, publicat_la, valabil_pana,
  rezultat, rezultat_text, demo, creat_la, modificat_la)
SELECT 'Anunțul ' || g, 'bench-' || g, CASE WHEN g % 2 = 0 THEN 'nevoie' ELSE 'oferta' END, 'Un text.',
  ARRAY[(ARRAY['expertiza', 'spatiu', 'personal', 'fonduri', 'acces', 'voluntari'])[1 + {ZAR.format(3)} % 6]],
  (SELECT min(id) FROM organizatii_organizatie) + {ZAR.format(4)} % {ORGANIZATII}, 'toti', 'publicat', now(), 1,
  now() - g * interval '1 minute', current_date + 60, '', '', FALSE, now(), now()
FROM generate_series(1, {ANUNTURI}) AS g
"""
# Two domains, two groups and a sector for each row: `tabel` is the list, `lista` the code list.
LISTA = """
INSERT INTO {tabel} ({al_cui}, {ce})
SELECT id, chei[1 + (hashint4extended(id::int, {zar}) & 2147483647) % cardinality(chei)]
FROM {parinte}, (SELECT array_agg({cheie} ORDER BY {cheie}) AS chei FROM {lista}) AS l
WHERE {care} ON CONFLICT DO NOTHING
"""


PARINTI = {"organizatii_organizatie": "organizatie_id", "parteneriate_anunt": "anunt_id"}
LISTE = [
    ("domenii", "domeniu_id", "nomenclatoare_domeniu", "id", 2),
    ("grupuri", "gruptinta_id", "nomenclatoare_gruptinta", "id", 2),
    ("sectoare", "sector_id", "nomenclatoare_sector", "numar", 1),
]


def umple(cursor):
    """Triggers sleep: there is no history of made-up rows."""
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("TRUNCATE organizatii_organizatie, parteneriate_fisapotrivire CASCADE")
    cursor.execute(ORGANIZATIE)
    cursor.execute(ANUNT)
    scrie_liste(cursor, "organizatii_organizatie", "revendicata")
    scrie_liste(cursor, "parteneriate_anunt", "TRUE")
    reface_fisele(cursor)


def reface_fisele(cursor):
    """What the sleeping triggers would have kept."""
    cursor.execute("SELECT count(parteneriate_reface_fisa(id)) FROM organizatii_organizatie WHERE revendicata")
    cursor.execute("VACUUM ANALYZE parteneriate_fisapotrivire")


def toate_au_reprezentanti(cursor):
    cursor.execute("UPDATE organizatii_organizatie SET revendicata = TRUE")
    scrie_liste(cursor, "organizatii_organizatie", "TRUE")
    reface_fisele(cursor)


def scrie_liste(cursor, parinte, care):
    for nume, ce, lista, cheie, cate in LISTE:
        tabel = f"{parinte}_{nume}"
        for n in range(cate):
            locuri = {"tabel": tabel, "al_cui": PARINTI[parinte], "ce": ce, "parinte": parinte, "lista": lista}
            cursor.execute(LISTA.format(**locuri, cheie=cheie, care=care, zar=10 * len(nume) + n))
        cursor.execute(f"VACUUM ANALYZE {tabel}")
    cursor.execute(f"VACUUM ANALYZE {parinte}")


def masoara(nume, functie, obiecte):
    for obiect in obiecte[:5]:  # warm
        functie(obiect)
    durate = []
    for obiect in obiecte:
        inceput = time.perf_counter()
        cate = len(functie(obiect))
        durate.append(1000 * (time.perf_counter() - inceput))
        if cate != 20:
            raise SystemExit(f"{nume}: {cate} rows on a page of 20.")
    mediana = statistics.median(durate)
    print(f"| {nume} | {mediana:.0f} ms | {sorted(durate)[round(0.95 * len(durate)) - 1]:.0f} ms |")
    return mediana


def main():
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from organizatii.models import Organizatie
    from parteneriate.models import Anunt
    from parteneriate.potriviri import anunturi_pentru_anunt, anunturi_pentru_organizatie, organizatii_pentru_anunt

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        umple(cursor)
    anunturi = list(Anunt.objects.order_by("pk")[:: ANUNTURI // PAGINI][:PAGINI])
    organizatii = list(Organizatie.objects.revendicate().order_by("pk")[: 250 * PAGINI : 250])
    print(f"\nPotriviri: {ORGANIZATII} de organizații, {ANUNTURI} de anunțuri deschise, pagini de 20\n")
    print("| listă | mediană | p95 |\n|---|---|---|")
    mediane = [
        masoara("anunțuri pentru o organizație", anunturi_pentru_organizatie, organizatii),
        masoara("anunțuri pereche", anunturi_pentru_anunt, anunturi),
        masoara("organizații pentru un anunț, 12% cu reprezentanți", organizatii_pentru_anunt, anunturi),
    ]
    with connection.cursor() as cursor:
        toate_au_reprezentanti(cursor)
    masoara("organizații pentru un anunț, toate cu reprezentanți", organizatii_pentru_anunt, anunturi)
    connection.close()
    if max(mediane) > TINTA:
        raise SystemExit(f"O pagină de potriviri durează peste {TINTA} ms.")


if __name__ == "__main__":
    main()
