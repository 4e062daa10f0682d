from django.contrib.postgres.search import SearchRank
from django.db.models import F

from organizatii.cautare import interogare
from platforma.text import normalizeaza


def cauta(anunturi, text):
    """Those that hold every word, best first, the newer before the older; a text without a word matches nothing."""
    intrebare = interogare(normalizeaza(text))
    if intrebare is None:
        return anunturi.none()
    gasite = anunturi.filter(cautare=intrebare).annotate(rang=SearchRank(F("cautare"), intrebare))
    return gasite.order_by("-rang", "-publicat_la", "-pk")
