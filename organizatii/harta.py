"""How many organisations each value of each filter would give: bitmaps that a process keeps and refreshes before use.

A value of a filter is an integer whose bit n says that organisation n has it; a list is an integer too, and a count is
how many bits are left after an AND. Of 150,000 organisations a bitmap is 20 KB, and the 140 counts beside the filters
take a few milliseconds, whatever is chosen; grouping the same rows in SQL takes hundreds (docs/performanta.md).

Nothing is cached for a time: before each use one query reads the rows that transactions have changed since the last one
(`RandDirector.versiune`). What was still running then is read again, so no change is missed, whatever the order of
commits.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from threading import Lock

from django.db import connection

from organizatii.models import cod

# A snapshot's xmin is below every transaction that has not ended; from xmax on nothing is visible but one's own. The
# upper bound leaves out the numbers that a restored copy has brought from another server.
_SCHIMBATE = """
SELECT pg_snapshot_xmin(s)::text::bigint, r.organizatie_id, r.coduri
FROM pg_current_snapshot() s
LEFT JOIN organizatii_randdirector r ON r.versiune >= %s AND r.versiune <
    greatest(pg_snapshot_xmax(s)::text::bigint, pg_current_xact_id_if_assigned()::text::bigint + 1)
"""
_TOATE = """
SELECT c.cod, array_agg(r.organizatie_id)
FROM organizatii_randdirector r CROSS JOIN LATERAL unnest(r.coduri || 0) AS c(cod)
WHERE r.coduri IS NOT NULL
GROUP BY c.cod
"""
_ORICARE = 0  # stands among the values for „is listed”


@dataclass(frozen=True)
class Harta:
    """Never changed once made: whoever holds one counts over the same rows throughout a page."""

    marca: int = 0  # every transaction below this number has been read
    pe_cod: dict = field(default_factory=dict)

    @property
    def listate(self):
        return self.pe_cod.get(_ORICARE, 0)

    def cu_oricare(self, coduri):
        """Bitmap of those that have any of the values."""
        gasite = 0
        for c in coduri:
            gasite |= self.pe_cod.get(c, 0)
        return gasite

    def cate(self, coduri, dintre):
        """{value: how many of a bitmap have it}."""
        return {c: (self.pe_cod.get(c, 0) & dintre).bit_count() for c in coduri}

    def pe_sectoare(self):
        """{number of the sector: how many are listed in it}, for all six."""
        return {n: self.pe_cod.get(cod("sector", n), 0).bit_count() for n in range(1, 7)}


_ultima = Harta()
_incarcare = Lock()


def harta():
    """The directory as it is now. Two threads may refresh at once: each result is whole and carries its own mark."""
    global _ultima
    if not _ultima.marca:
        with _incarcare:
            if not _ultima.marca:
                _ultima = _citeste_tot()
    _ultima = _la_zi(_ultima)
    return _ultima


def uita():
    """Read everything anew at the next use."""
    global _ultima
    _ultima = Harta()


def biti(chei):
    """Bitmap of some keys."""
    if not chei:
        return 0
    octeti = bytearray((max(chei) >> 3) + 1)
    for n in chei:
        octeti[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(octeti, "little")


def chei(bitmap):
    """Keys of a bitmap; meant for short lists."""
    gasite = []
    for i, octet in enumerate(bitmap.to_bytes((bitmap.bit_length() + 7) >> 3, "little")):
        if octet:
            gasite += [(i << 3) + n for n in range(8) if octet >> n & 1]
    return gasite


def _citeste_tot():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        (marca,) = cursor.fetchone()
        cursor.execute(_TOATE)
        return Harta(marca, {c: biti(organizatii) for c, organizatii in cursor})


def _la_zi(veche):
    with connection.cursor() as cursor:
        cursor.execute(_SCHIMBATE, [veche.marca])
        randuri = cursor.fetchall()
    marca = randuri[0][0]
    if marca < veche.marca:  # another server's database
        return _citeste_tot()
    schimbate = {organizatie: coduri for _marca, organizatie, coduri in randuri if organizatie}
    if not schimbate:
        return replace(veche, marca=marca)
    noi = defaultdict(list)
    for organizatie, coduri in schimbate.items():
        for c in [_ORICARE, *coduri] if coduri is not None else ():
            noi[c].append(organizatie)
    raman = ~biti(schimbate)
    return Harta(marca, {c: veche.pe_cod.get(c, 0) & raman | biti(noi[c]) for c in {*veche.pe_cod, *noi}})
