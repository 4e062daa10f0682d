"""Text search in notices and partnerships, by the same questions as the directory (see organizatii.cautare)."""

from django.contrib.postgres.search import SearchRank
from django.db.models import F

from organizatii.cautare import interogare
from platforma.text import normalizeaza


def cauta(obiecte, text, apoi="-publicat_la"):
    """Those that hold every word, best first, then by `apoi`; a text without a word matches nothing."""
    intrebare = interogare(normalizeaza(text))
    if intrebare is None:
        return obiecte.none()
    gasite = obiecte.filter(cautare=intrebare).annotate(rang=SearchRank(F("cautare"), intrebare))
    return gasite.order_by("-rang", apoi, "-pk")
