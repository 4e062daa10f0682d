"""Text search in the news, by the same questions as the directory (see organizatii.cautare)."""

from django.contrib.postgres.search import SearchRank
from django.db.models import F

from organizatii.cautare import interogare
from platforma.text import normalizeaza


def cauta(noutati, text):
    """Those that hold every word, best first, the newer before the older; a text without a word matches nothing."""
    intrebare = interogare(normalizeaza(text))
    if intrebare is None:
        return noutati.none()
    gasite = noutati.filter(cautare=intrebare).annotate(rang=SearchRank(F("cautare"), intrebare))
    return gasite.order_by("-rang", "-vizibila_din", "-pk")
