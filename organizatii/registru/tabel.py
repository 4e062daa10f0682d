"""A whole file, cleaned, in a temporary table: what can be answered only with all rows in sight, in flat memory.

Which row counts. An organisation that moves to another court is entered again there, often under another number or
with another spelling, and the old court's row stays, marked. Some are simply entered twice. So, in this order:
rows with one key (see `curatare.cheie`) are one organisation; a row that moved away gives way to the only other row
with its number, or to a row with its name that came from another court in the same county; rows with one name at one
address are one organisation. Each time the row that has not moved away wins, then the fuller one.

Who is known under another key. The record of a row that gives way passes to the row that counts. And when a number
has, in the file, exactly one row that is not known yet and, in the database, exactly one record of that category that
is no longer in the file, and the two have the same address or near names, the organisation was renamed.

The table is the connection's own and lives until `sterge`; use it outside the batches' transactions.
"""

import json
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import connection, transaction

from organizatii.registru.nume import miez
from platforma.text import pliaza

NUME_APROPIATE = 0.6  # difflib ratio of two cores of names from which they may be one organisation renamed

_TABEL = """
CREATE TEMPORARY TABLE registru_intrare (
    id integer PRIMARY KEY, rand integer, cheie text, categorie text, nr text, miez text, judet text, adresa text,
    mutat boolean, venit boolean, rang smallint, ales boolean, date jsonb, inlocuit_de integer, fisa_id bigint
)"""
_COPIAZA = """
COPY registru_intrare (id, rand, cheie, categorie, nr, miez, judet, adresa, mutat, venit, rang, ales, date)
FROM STDIN"""
_CARE_INLOCUIESC = (
    # one key
    """
UPDATE registru_intrare t SET inlocuit_de = p.prim
FROM (
    SELECT id, first_value(id) OVER (PARTITION BY cheie ORDER BY mutat, rang DESC, id) AS prim FROM registru_intrare
) p
WHERE p.id = t.id AND p.prim <> t.id""",
    # moved away, same number
    """
UPDATE registru_intrare t SET inlocuit_de = p.prim
FROM (
    SELECT nr, min(id) AS prim FROM registru_intrare
    WHERE inlocuit_de IS NULL AND NOT mutat AND nr <> '' GROUP BY nr HAVING count(*) = 1
) p
WHERE p.nr = t.nr AND t.mutat AND t.inlocuit_de IS NULL""",
    # moved away, same name
    """
UPDATE registru_intrare t SET inlocuit_de = p.prim
FROM (
    SELECT categorie, miez, judet, min(id) AS prim FROM registru_intrare
    WHERE inlocuit_de IS NULL AND NOT mutat AND venit AND judet <> '' GROUP BY categorie, miez, judet
) p
WHERE p.categorie = t.categorie AND p.miez = t.miez AND p.judet = t.judet AND t.mutat AND t.inlocuit_de IS NULL""",
    # same name, same address
    """
UPDATE registru_intrare t SET inlocuit_de = p.prim
FROM (
    SELECT id, first_value(id) OVER (PARTITION BY categorie, miez, judet, adresa ORDER BY mutat, rang DESC, id) AS prim
    FROM registru_intrare WHERE inlocuit_de IS NULL AND length(adresa) >= 10
) p
WHERE p.id = t.id AND p.prim <> t.id""",
)
_URMEAZA_LANTUL = """
UPDATE registru_intrare t SET inlocuit_de = p.inlocuit_de
FROM registru_intrare p WHERE p.id = t.inlocuit_de AND p.inlocuit_de IS NOT NULL"""
_MOSTENESTE_FISA = """
UPDATE registru_intrare t SET fisa_id = p.fisa_id
FROM (
    SELECT DISTINCT ON (nou.id) nou.id, f.id AS fisa_id
    FROM registru_intrare vechi
    JOIN registru_intrare nou ON nou.id = vechi.inlocuit_de AND nou.cheie <> vechi.cheie
    JOIN organizatii_fisaregistru f ON f.cheie = vechi.cheie
    LEFT JOIN organizatii_organizatie o ON o.id = f.organizatie_id
    WHERE NOT EXISTS (SELECT 1 FROM organizatii_fisaregistru x WHERE x.cheie = nou.cheie)
    ORDER BY nou.id, o.revendicata DESC NULLS LAST, f.id
) p
WHERE p.id = t.id"""
_POSIBIL_REDENUMITE = """
SELECT nou.id, nou.miez, nou.adresa, vechi.id, vechi.denumire, vechi.adresa
FROM (
    SELECT nr, categorie, min(id) AS id FROM registru_intrare t
    WHERE inlocuit_de IS NULL AND fisa_id IS NULL AND nr <> ''
        AND NOT EXISTS (SELECT 1 FROM organizatii_fisaregistru f WHERE f.cheie = t.cheie)
    GROUP BY nr, categorie HAVING count(*) = 1
) n
JOIN (
    SELECT nr_registru, categorie, min(id) AS id FROM organizatii_fisaregistru f
    WHERE nr_registru <> '' AND NOT EXISTS (SELECT 1 FROM registru_intrare t WHERE t.cheie = f.cheie)
    GROUP BY nr_registru, categorie HAVING count(*) = 1
) v ON v.nr_registru = n.nr AND v.categorie = n.categorie
JOIN registru_intrare nou ON nou.id = n.id
JOIN organizatii_fisaregistru vechi ON vechi.id = v.id"""
_LOT = """
SELECT id, rand, cheie, fisa_id, date::text FROM registru_intrare
WHERE ales AND inlocuit_de IS NULL AND id > %s ORDER BY id LIMIT %s"""
_INLOCUITE = """
SELECT t.rand, t.nr, t.date->'fisa'->>'denumire', p.rand
FROM registru_intrare t JOIN registru_intrare p ON p.id = t.inlocuit_de WHERE t.ales ORDER BY t.id"""
_PROFILURI_INLOCUITE = """
SELECT DISTINCT f.organizatie_id FROM registru_intrare t JOIN organizatii_fisaregistru f ON f.cheie = t.cheie
WHERE t.ales AND t.inlocuit_de IS NOT NULL AND f.organizatie_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM registru_intrare p WHERE p.cheie = t.cheie AND p.inlocuit_de IS NULL)"""


@dataclass(slots=True)
class Intrare:
    """One row of the temporary table, as a batch needs it."""

    id: int
    rand: int  # in the sheet
    cheie: str
    fisa_id: int | None  # the record that this row renames
    fisa: dict
    profil: dict


def incarca(inregistrari):
    """Fill the table with (row number, Inregistrare, whether the county filter lets it in); see which ones count."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS registru_intrare")
        cursor.execute(_TABEL)
        with cursor.copy(_COPIAZA) as copie:
            for n, (rand, i, ales) in enumerate(inregistrari, 1):
                copie.write_row((n, rand, *_coloane(i), ales, json.dumps({"fisa": i.fisa, "profil": i.profil})))
        for coloana in ("cheie", "nr", "miez"):
            cursor.execute(f"CREATE INDEX ON registru_intrare ({coloana})")
        cursor.execute("ANALYZE registru_intrare")
        for regula in _CARE_INLOCUIESC:
            cursor.execute(regula)
        cursor.execute(_URMEAZA_LANTUL)
        while cursor.rowcount:
            cursor.execute(_URMEAZA_LANTUL)


def _coloane(i):
    """cheie, categorie, nr, miez, judet, adresa, mutat, venit, rang"""
    nume, adresa = miez(i.profil["denumire"]), pliaza(i.fisa["adresa"])
    return (
        i.cheie, i.fisa["categorie"], i.nr_registru, nume, i.fisa["judet"], adresa, i.mutat, i.venit, i.rang
    )  # fmt: skip


def recunoaste_cunoscute():
    """Tie each row that is a known organisation under another key to its record."""
    with connection.cursor() as cursor:
        cursor.execute(_MOSTENESTE_FISA)
        cursor.execute(_POSIBIL_REDENUMITE)
        perechi = [
            (vechi, nou)
            for nou, nume, adresa, vechi, nume_vechi, adresa_veche in cursor
            if (adresa and adresa == pliaza(adresa_veche)) or _apropiate(nume, miez(nume_vechi))
        ]
        cursor.executemany("UPDATE registru_intrare SET fisa_id = %s WHERE id = %s", perechi)


def _apropiate(nume, alt_nume):
    return SequenceMatcher(None, nume, alt_nume, autojunk=False).ratio() >= NUME_APROPIATE


def numarul_de_ales():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registru_intrare WHERE ales AND inlocuit_de IS NULL")
        return cursor.fetchone()[0]


def loturi(cate):
    """Lists of at most `cate` Intrare: the rows that count, in the file's order."""
    ultim = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_LOT, [ultim, cate])
            lot = [Intrare(*coloane, **json.loads(date)) for *coloane, date in cursor]
        if not lot:
            return
        ultim = lot[-1].id
        yield lot


def inlocuite():
    """(row, number, name, row that counts instead) of the rows that give way to another one."""
    with connection.cursor() as cursor:
        cursor.execute(_INLOCUITE)
        yield from cursor


def profiluri_inlocuite():
    """Keys of profiles whose row gave way to another one that has a profile of its own."""
    with connection.cursor() as cursor:
        cursor.execute(_PROFILURI_INLOCUITE)
        return [pk for (pk,) in cursor]


def sterge():
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS registru_intrare")
