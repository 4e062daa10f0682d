"""The words of the directory, and what to ask when somebody has misspelt one.

`reface` gathers the words of the listed organisations (names, purposes, lists, descriptions), with how often each one
stands there; beat does it every hour, an import at its end. Drafts never get in, so no suggestion tells of one. A word
that came since is found by the search itself; only corrections wait for the next hour.

`varianta` says what a text may have meant: instead of each word that no organisation uses, the nearest one (trigrams,
then letters left out, added, changed or swapped).
"""

import re
from typing import NamedTuple

from django.db import connection

from organizatii.cautare import CUVINTE_DE_LEGATURA
from organizatii.tulpini import tulpina
from platforma.text import normalizeaza, pliaza

CANDIDATI = 12  # near words looked at for each misspelt one
RAR, DE_ATATEA_ORI = 3, 20  # a word used so seldom may be a slip itself, if its neighbour is so many times as frequent
LITERE = 4  # of a word, below which anything is near anything
_CUVANT = re.compile(r"[^\W_]+")

_REFACE = """
WITH scrise AS (
    SELECT cuvant, count(*) AS cate
    FROM organizatii_organizatie,
        string_to_table(regexp_replace(translate(lower(concat_ws(' ',
            denumire, acronim, scop, domenii_text, cartiere_text, descriere, ofera, cauta)), 'şţ', 'șț'),
            '[^[:alpha:]]+', ' ', 'g'), ' ') AS cuvant
    WHERE stare = 'publicat' AND stare_registru NOT IN ('dizolvata', 'radiata')
    GROUP BY cuvant
), pliate AS (
    SELECT translate(cuvant, 'ăâîșț', 'aaist') AS pliat, cuvant, cate FROM scrise
), noi AS (
    SELECT pliat, (array_agg(cuvant ORDER BY cuvant <> pliat DESC, cate DESC))[1] AS forma, sum(cate) AS frecventa
    FROM pliate WHERE pliat ~ '^[a-z]{3,30}$' GROUP BY pliat
), sterse AS (
    DELETE FROM organizatii_cuvant c WHERE NOT EXISTS (SELECT FROM noi WHERE noi.pliat = c.cuvant)
)
INSERT INTO organizatii_cuvant AS c (cuvant, forma, frecventa) SELECT pliat, forma, frecventa FROM noi
ON CONFLICT (cuvant) DO UPDATE SET forma = excluded.forma, frecventa = excluded.frecventa
    WHERE (c.forma, c.frecventa) IS DISTINCT FROM (excluded.forma, excluded.frecventa)
"""
# Two neighbours swapped share few trigrams with the right word, so those are looked up as they are.
_APROPIATE = """
SELECT cautat.n, c.cuvant, c.forma, c.frecventa
FROM unnest(%s::text[]) WITH ORDINALITY AS cautat(cuvant, n)
CROSS JOIN LATERAL (
    (SELECT cuvant, forma, frecventa FROM organizatii_cuvant
    WHERE cuvant %% cautat.cuvant
    ORDER BY similarity(cuvant, cautat.cuvant) DESC, frecventa DESC, cuvant LIMIT %s)
    UNION
    SELECT cuvant, forma, frecventa FROM organizatii_cuvant WHERE cuvant = ANY(ARRAY(
        SELECT overlay(cautat.cuvant PLACING reverse(substr(cautat.cuvant, i, 2)) FROM i FOR 2)
        FROM generate_series(1, length(cautat.cuvant) - 1) AS i
    ))
) AS c
"""


def reface():
    """Bring the table up to date; only rows that differ are written."""
    with connection.cursor() as cursor:
        cursor.execute(_REFACE)


class Apropiat(NamedTuple):
    """A word of the directory that is near a typed one."""

    distanta: int
    minus_frecventa: int  # so that the order of the tuple is the order of preference
    cuvant: str
    forma: str


def varianta(text):
    """What the text may have meant: the same with its misspelt words put right; None when there is nothing to put."""
    text = normalizeaza(text)
    intre, scrise = _CUVANT.split(text), _CUVANT.findall(text)
    fraza = _refacuta(intre, _indreptate(scrise))
    return fraza if fraza != text else None


def _indreptate(scrise):
    """Each typed word as it is when it is known, else the nearest one."""
    pliate = [pliaza(scris) for scris in scrise]
    de_corectat = [
        p for p in dict.fromkeys(pliate) if len(p) >= LITERE and p.isalpha() and p not in CUVINTE_DE_LEGATURA
    ]
    if not de_corectat:
        return scrise
    with connection.cursor() as cursor:
        cursor.execute(_APROPIATE, [de_corectat, CANDIDATI])
        randuri = cursor.fetchall()
    apropiate = {p: [r[1:] for r in randuri if r[0] == n] for n, p in enumerate(de_corectat, start=1)}
    return [_forma(pliat, apropiate.get(pliat, ())) or scris for scris, pliat in zip(scrise, pliate, strict=True)]


def _forma(pliat, randuri):
    """The form that may be meant by a folded word; None when it is right as it is, or nothing is near."""
    stiute = [frecventa for cuvant, _forma, frecventa in randuri if tulpina(cuvant) == tulpina(pliat)]
    if sum(stiute) > RAR:
        return None
    masurate = [Apropiat(_departare(pliat, cuvant), -frecventa, cuvant, forma) for cuvant, forma, frecventa in randuri]
    apropiate = [a for a in masurate if a.distanta <= _greseli(pliat) and tulpina(a.cuvant) != tulpina(pliat)]
    if stiute:
        apropiate = [a for a in apropiate if a.distanta == 1 and -a.minus_frecventa >= DE_ATATEA_ORI * sum(stiute)]
    return min(apropiate).forma if apropiate else None


def _departare(scris, cuvant):
    """Slips between two words, or between their stems and one more for the ending: „canotroi”, „canotorilor”."""
    return min(distanta(scris, cuvant), distanta(tulpina(scris), tulpina(cuvant)) + 1)


def _greseli(cuvant):
    """How many slips a word of this length may have."""
    return 1 if len(cuvant) < 5 else 2 if len(cuvant) < 9 else 3


def distanta(a, b):
    """Letters left out, added, changed, or swapped with their neighbour (optimal string alignment)."""
    doua, una = None, list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        rand = [i]
        for j, y in enumerate(b, start=1):
            d = min(una[j] + 1, rand[j - 1] + 1, una[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                d = min(d, doua[j - 2] + 1)
            rand.append(d)
        doua, una = una, rand
    return una[-1]


def _refacuta(intre, cuvinte):
    return "".join(bucata for pereche in zip(intre, [*cuvinte, ""], strict=True) for bucata in pereche)
