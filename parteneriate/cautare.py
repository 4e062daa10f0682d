"""Text search in partnerships, by the same questions as the directory (see organizatii.cautare)."""

from django.contrib.postgres.search import SearchRank
from django.db.models import F

from organizatii.cautare import interogare
from platforma.text import normalizeaza


def cauta(parteneriate, text):
    """Those that hold every word, best first; a text without a word matches nothing."""
    intrebare = interogare(normalizeaza(text))
    if intrebare is None:
        return parteneriate.none()
    gasite = parteneriate.filter(cautare=intrebare).annotate(rang=SearchRank(F("cautare"), intrebare))
    return gasite.order_by("-rang", F("semnat_la").desc(nulls_last=True), "-pk")
