"""What PostgreSQL computes and stores beside a name: folded, parted into words, sortable."""

from django.db import models

_DIACRITICE = ("ăâîșțşţ", "aaistst")
_GHILIMELE = "„”“«»\"'’"
# What parts words. PostgreSQL's own parser follows the server's LC_CTYPE (under C it takes „ and ” for letters) and
# reads a.b, a/b and 1-2 as hosts, paths and signed numbers, so it never gets to see any of them.
_SEMNE = "„”“‟«»‹›\"'’‘‚`´.,;:!?()[]{}<>/|\\–—-_+*=&#@^~…•·№°§"


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

    template = f"translate(%(expressions)s, {_citat(_SEMNE)}, {_citat(' ' * len(_SEMNE))})"
    output_field = models.TextField()


class CheieSortare(models.Func):
    """Sort key of the Romanian alphabet without ICU: ă and â after a, î after i, ș after s, ț after t."""

    template = (
        "replace(replace(replace(replace(replace(btrim(translate(lower(%(expressions)s), '„”“«»\"', '')),"
        " 'ă', 'a|'), 'â', 'a~'), 'î', 'i|'), 'ș', 's|'), 'ț', 't|')"
    )
    output_field = models.TextField()
