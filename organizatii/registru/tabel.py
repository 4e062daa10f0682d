"""A whole file, cleaned, in a temporary table: what can be answered only with all rows in sight, in flat memory.

Which row counts: an organisation that moves to another court is entered again there; the old court's row stays,
marked. So among rows with one key (see `curatare.cheie`) the one that has not moved away wins, and a row that has
moved away gives way to the only other row with its number, whatever name that one has.

Who was renamed: the name is part of the key, because numbers repeat. When a number has, in the file, exactly one row
that is not known yet and, in the database, exactly one record of that category that is no longer in the file, and the
two have the same address or near names, they are one organisation.

The table is the connection's own and lives until `sterge`; use it outside the batches' transactions.
"""

import json
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import connection

from organizatii.registru.nume import miez
from platforma.text import pliaza

NUME_APROPIATE = 0.6  # difflib ratio of two cores of names from which they may be one organisation renamed

_TABEL = """
CREATE TEMPORARY TABLE registru_intrare (
    id integer PRIMARY KEY, rand integer, cheie text, categorie text, nr text, mutat boolean, rang smallint,
    ales boolean, date jsonb, inlocuit_de integer, fisa_id bigint
)"""
_COPIAZA = "COPY registru_intrare (id, rand, cheie, categorie, nr, mutat, rang, ales, date) FROM STDIN"
_ACEEASI_CHEIE = """
UPDATE registru_intrare t SET inlocuit_de = p.prim
FROM (
    SELECT id, first_value(id) OVER (PARTITION BY cheie ORDER BY mutat, rang DESC, id) AS prim FROM registru_intrare
) p
WHERE p.id = t.id AND p.prim <> t.id"""
_MUTATE = """
UPDATE registru_intrare t SET inlocuit_de = p.prim
FROM (
    SELECT nr, min(id) AS prim FROM registru_intrare
    WHERE inlocuit_de IS NULL AND NOT mutat AND nr <> '' GROUP BY nr HAVING count(*) = 1
) p
WHERE p.nr = t.nr AND t.mutat AND t.inlocuit_de IS NULL"""
_POSIBIL_REDENUMITE = """
SELECT nou.id, nou.date->'profil'->>'denumire', nou.date->'fisa'->>'adresa', vechi.id, vechi.denumire, vechi.adresa,
    EXISTS (SELECT 1 FROM registru_intrare m WHERE m.cheie = vechi.cheie AND m.inlocuit_de = nou.id)
FROM (
    SELECT nr, categorie, min(id) AS id FROM registru_intrare t
    WHERE inlocuit_de IS NULL AND nr <> ''
        AND NOT EXISTS (SELECT 1 FROM organizatii_fisaregistru f WHERE f.cheie = t.cheie)
    GROUP BY nr, categorie HAVING count(*) = 1
) n
JOIN (
    SELECT nr_registru, categorie, min(id) AS id FROM organizatii_fisaregistru f
    WHERE nr_registru <> ''
        AND NOT EXISTS (SELECT 1 FROM registru_intrare t WHERE t.cheie = f.cheie AND t.inlocuit_de IS NULL)
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
    """Fill the table with (row number, Inregistrare, whether the county filter lets it in)."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS registru_intrare")
        cursor.execute(_TABEL)
        with cursor.copy(_COPIAZA) as copie:
            for n, (rand, i, ales) in enumerate(inregistrari, 1):
                date = json.dumps({"fisa": i.fisa, "profil": i.profil}, ensure_ascii=False)
                copie.write_row((n, rand, i.cheie, i.fisa["categorie"], i.nr_registru, i.mutat, i.rang, ales, date))
        cursor.execute("CREATE INDEX ON registru_intrare (cheie)")
        cursor.execute("CREATE INDEX ON registru_intrare (nr)")
        cursor.execute("ANALYZE registru_intrare")
        cursor.execute(_ACEEASI_CHEIE)
        cursor.execute(_MUTATE)


def recunoaste_redenumite():
    """Tie each row that is a known organisation under another name to its record."""
    with connection.cursor() as cursor:
        cursor.execute(_POSIBIL_REDENUMITE)
        perechi = [
            (vechi, nou)
            for nou, nume, adresa, vechi, nume_vechi, adresa_veche, mutat in cursor
            if mutat or _aceeasi(nume, adresa, nume_vechi, adresa_veche)
        ]
        cursor.executemany("UPDATE registru_intrare SET fisa_id = %s WHERE id = %s", perechi)


def _aceeasi(nume, adresa, nume_vechi, adresa_veche):
    if adresa and pliaza(adresa) == pliaza(adresa_veche):
        return True
    return SequenceMatcher(None, miez(nume), miez(nume_vechi), autojunk=False).ratio() >= NUME_APROPIATE


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


def sterge():
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS registru_intrare")
