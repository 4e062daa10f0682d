"""Text search in the directory: what was typed becomes a query over the stored vector.

A word is folded first, so that „fundatia”, „fundația” and „fundaţia” are one question, then asked under every form by
which it may stand in the vector: its stem in the configuration `ro` (diacritics dropped before stemming), in `romanian`
(kept; where an unwritten ț changes the stem, „fundații” → „fund”, with the ț written), itself, its light stem and its
irregular forms (organizatii.tulpini). Each of them catches inflections that the others leave apart. PostgreSQL ships
no Romanian stop words: the vector holds „și” and „de”, and they are taken out of the query here, so that none is ever
required.
"""

import re
from array import array
from functools import reduce
from operator import and_, or_
from typing import NamedTuple

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from organizatii.filters import CONFIRMATE, DUPA_NUME, NOI, RELEVANTA
from organizatii.identificatori import recunoaste
from organizatii.models import RandDirector, cheie_nume, pliat
from organizatii.tulpini import tulpinile
from platforma.text import normalizeaza, pliaza

# Folded, as `pliaza` leaves them.
CUVINTE_DE_LEGATURA = frozenset(
    """
    a acea aceasta aceea acei acel acele aceste acestea acestei acestor acestui acest acesti al ai ale am ar are as
    asupra au ca care catre ce cea cei cel cele cu cum da dar de deci decat despre din dintr dintre dupa ei el ele este
    eu fi fie fost i ii il in inspre intr intre isi iar la le li lor lui mai ne nici noi nu o ori pe pentru prin
    printr sa sai sale sau se si spre sub sunt te tot un una unde unei unele unor unui va voi
    """.split()
)
CUVINTE_LUATE = 12  # the first ones; nobody types more, and each one costs an index scan
PREFIX_MINIM = 3  # letters from which the last word may still be in the making
ORDONATE = 1000  # rows up to which each one's rank is computed, and so many are put in order
_CUVANT = re.compile(r"[^\W_]+")
_LEGATE = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")  # with what hyphens and dots hold together
_ORDINI = {
    RELEVANTA: "potrivire DESC, rang DESC, cheie_sortare, organizatie_id",
    DUPA_NUME: "cheie_sortare, organizatie_id",
    NOI: "publicat_la DESC, organizatie_id DESC",
    CONFIRMATE: "confirmata_la DESC NULLS LAST, organizatie_id DESC",
}
# A word that only begins as the last one counts a tenth of a whole one. Whoever matches by name has all of its words in
# it, so the other cases are looked up by their own indexes and joined, never compared row by row.
_GASESTE = """
WITH intrebari AS MATERIALIZED (
    SELECT %s AS gasite, %s AS intregi
), gasite AS MATERIALIZED (
    SELECT g.* FROM intrebari, organizatii_gasite(intrebari.gasite) AS g
), dupa_nume AS MATERIALIZED (
    SELECT id, max(potrivire) AS potrivire FROM (
        SELECT organizatii_gasite_dupa_nume(intregi) AS id, 2 AS potrivire FROM intrebari
        UNION ALL SELECT id, 6 FROM organizatii_organizatie WHERE cif = %%s AND cif <> '' AND stare = 'publicat'
        UNION ALL SELECT id, 6 FROM organizatii_organizatie
            WHERE nr_registru_national = %%s AND nr_registru_national <> ''
        UNION ALL SELECT id, CASE WHEN denumire_pliata = %%s THEN 5 ELSE 4 END
            FROM organizatii_organizatie WHERE nume_cheie = %%s
        UNION ALL SELECT id, 4 FROM organizatii_organizatie WHERE upper(acronim) = upper(%%s) AND acronim <> ''
        UNION ALL SELECT id, 3 FROM organizatii_organizatie WHERE nume_cheie ^@ %%s
    ) AS potriviri GROUP BY id
), randuite AS (
    SELECT g.*, coalesce(potrivire, 1) AS potrivire, CASE WHEN (SELECT count(*) FROM gasite) <= %%s THEN (
        SELECT ts_rank(r.cautare, i.intregi) + ts_rank(r.cautare, i.gasite) * 0.1
        FROM organizatii_randdirector r, intrebari i WHERE r.organizatie_id = g.organizatie_id
    ) ELSE 0 END AS rang
    FROM gasite g LEFT JOIN dupa_nume ON dupa_nume.id = g.organizatie_id
)
SELECT
    (SELECT string_agg(int8send(organizatie_id), '') FROM gasite),
    (SELECT string_agg(int8send(organizatie_id), '') FROM (
        SELECT organizatie_id FROM randuite ORDER BY %s LIMIT %%s
    ) AS primele)
"""
_T_INAINTE_DE_I = re.compile(r"ti(?=[aeiou])")  # mostly the ț of -ție, -ția, -ții, written without its comma


def cuvinte(text):
    """Folded words of a normalised text that must be found. Only link words („din la”)? Then those."""
    return [cuvant for grup in _grupuri(text) for cuvant in grup]


def _grupuri(text):
    """The same words, in lists: those of one were written together, with hyphens or dots („ex-deținuți”, „C.A.R.”)."""
    grupuri = [
        [cuvant for scris in _CUVANT.findall(legate) for cuvant in pliaza(scris).split()]
        for legate in _LEGATE.findall(text)
    ]
    grupuri = [grup for grup in grupuri if grup]
    cerute = [grup for grup in grupuri if not CUVINTE_DE_LEGATURA.issuperset(grup)] or grupuri
    ramase, luate = CUVINTE_LUATE, []
    for grup in cerute:
        luate.append(grup[:ramase])
        ramase -= len(luate[-1])
        if not ramase:
            break
    return luate


def interogare(text, *, neterminat=True):
    """SearchQuery for a normalised text, or None when no word is in it.

    The last word also matches as a beginning, unless `neterminat` is false.
    """
    grupuri = _grupuri(text)
    if not grupuri:
        return None
    return reduce(and_, [_grup(grup, neterminat and grup is grupuri[-1]) for grup in grupuri])


def _grup(grup, neterminat):
    """What was written as one is asked by its parts or whole: „ex-deținuți” also finds „exdeținuți”."""
    parti = [_cuvant(c, neterminat and n == len(grup)) for n, c in enumerate(grup, start=1)]
    intreg = reduce(and_, parti)
    return intreg | _cuvant("".join(grup), neterminat) if len(grup) > 1 else intreg


def _cuvant(cuvant, neterminat):
    forme = [f"'{forma}'" for forma in tulpinile(cuvant) if forma.isalnum()]
    if neterminat and len(cuvant) >= PREFIX_MINIM and cuvant.isalnum():
        forme.append(f"'{cuvant}':*")
    cu_t = _T_INAINTE_DE_I.sub("ți", cuvant)
    intrebari = [SearchQuery(cuvant, config="ro"), SearchQuery(cu_t, config="romanian")]
    if forme:
        intrebari.append(SearchQuery(" | ".join(forme), config="simple", search_type="raw"))
    return reduce(or_, intrebari)


class Gasire(NamedTuple):
    toate: list  # keys, in no order
    primele: list  # keys of the first ones, in the order asked for: ORDONATE of them, or all


def cauta(text, ordine=RELEVANTA, *, pana_la_capat=False):
    """Which of the listed organisations a text finds, in one query: all of them, and the first ones in their order.

    `ordine` is one of those of organizatii.filters. By relevance: the typed number, the exact name, the acronym, the
    name's beginning, all words in the name, then by weight of the words. A text without any word in it („???”) finds
    nothing. A rank reads the whole vector, so when more than ORDONATE rows are found, it is left out: the order is then
    that of what matched and of the alphabet, and only the first ones are sorted, unless `pana_la_capat`.
    """
    text = normalizeaza(text)
    gasite, intregi = interogare(text), interogare(text, neterminat=False)
    if gasite is None:
        return Gasire([], [])
    recunoscut = recunoaste(text)
    numar = recunoscut.valoare if recunoscut else ""
    if numar:
        gasite |= SearchQuery(numar.replace("/", ""), config="simple")
    (sql_gasite, parametri_gasite), (sql_intregi, parametri_intregi) = _sql(gasite), _sql(intregi)
    cheie, cate = cheie_nume(text), None if pana_la_capat else ORDONATE
    dupa_nume = [numar, numar, pliat(text), cheie, text, f"{cheie} "]
    with connection.cursor() as cursor:
        cursor.execute(
            _GASESTE % (sql_gasite, sql_intregi, _ORDINI[ordine]),
            [*parametri_gasite, *parametri_intregi, *dupa_nume, ORDONATE, cate],
        )
        return Gasire(*map(_chei, cursor.fetchone()))


def _sql(intrebare):
    compilator = RandDirector.objects.all().query.get_compiler(connection=connection)
    return compilator.compile(intrebare.resolve_expression(compilator.query))


def _chei(octeti):
    chei = array("q", octeti or b"")
    chei.byteswap()  # int8send writes in the order of the network
    return chei.tolist()
