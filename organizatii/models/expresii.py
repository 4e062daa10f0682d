"""What PostgreSQL computes and stores beside a name: folded, parted into words, sortable."""

import re

from django.contrib.postgres.search import SearchVector
from django.db import models

_DIACRITICE = ("ăâîșțşţ", "aaistst")
_GHILIMELE = "„”“«»\"'’"
# What parts words. PostgreSQL's own parser follows the server's LC_CTYPE (under C it takes „ and ” for letters) and
# reads a.b, a/b and 1-2 as hosts, paths and signed numbers, so it never gets to see any of them.
_SEMNE = "„”“‟«»‹›\"'’‘‚`´.,;:!?()[]{}<>/|\\–—-_+*=&#@^~…•·№°§"
# As a regular expression: a hundred times quicker than translate() with as many letters.
_CLASA_SEMNELOR = "[]" + _SEMNE.replace("]", "").replace("-", "").replace("\\", r"\\") + "-]+"


def _citat(text):
    """As an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


class Pliat(models.Func):
    """Lower case without Romanian diacritics and quotes; immutable, so that a stored column may hold it."""

    template = f"translate(lower(%(expressions)s), {_citat(_DIACRITICE[0] + _GHILIMELE)}, {_citat(_DIACRITICE[1])})"
    output_field = models.TextField()


def pliat(text):
    """The same in Python, for what is compared with a `Pliat` column."""
    return text.lower().translate(str.maketrans(*_DIACRITICE, _GHILIMELE))


class FaraSemne(models.Func):
    """Words parted by spaces only, so that a vector holds the same lexemes on every server."""

    template = f"regexp_replace(%(expressions)s, {_citat(_CLASA_SEMNELOR)}, ' ', 'g')"
    output_field = models.TextField()


class CheieSortare(models.Func):
    """Sort key of the Romanian alphabet without ICU: ă and â after a, î after i, ș after s, ț after t."""

    template = (
        "replace(replace(replace(replace(replace(btrim(translate(lower(%(expressions)s), '„”“«»\"', '')),"
        " 'ă', 'a|'), 'â', 'a~'), 'î', 'i|'), 'ș', 's|'), 'ț', 't|')"
    )
    output_field = models.TextField()


class Forme(models.Func):
    """The words of a text, folded, then their light stems (organizatii.tulpini), then what hyphens and dots part as one
    word („ex-deținuți” → „exdetinuti”, „C.A.R.” → „car”). A function that the migration 0009_cautare makes."""

    function = "organizatii_forme"
    output_field = models.TextField()


class CheieNume(models.Func):
    """What a name is compared by: its folded words, without the legal form that opens it. See `cheie_nume`."""

    function = "organizatii_cheie_nume"
    output_field = models.TextField()


_FORMA_IN_FATA = re.compile(r"^(asociatia|asociatie|asoc|as|fundatia|fundatie|fund|federatia|fed|uniunea|ong) (?=.)")


def cuvinte_pliate(text):
    """The words of a text as `Forme` begins with them, in single spaces."""
    pliate = text.lower().translate(str.maketrans("ăâîșțşţºªþ", "aaiststsst"))
    return " ".join(pliate.translate(str.maketrans(_SEMNE, " " * len(_SEMNE))).split())


def cheie_nume(text):
    """`CheieNume` in Python."""
    return _FORMA_IN_FATA.sub("", cuvinte_pliate(text))


def vector(pondere, *campuri):
    """Part of a search vector: the fields' words under every form by which they may be asked, in one weight."""
    fara_semne, forme = [FaraSemne(c) for c in campuri], [Forme(c) for c in campuri]
    return (
        SearchVector(*fara_semne, weight=pondere, config="ro")
        + SearchVector(*fara_semne, weight=pondere, config="romanian")
        + SearchVector(*forme, weight=pondere, config="simple")
    )
