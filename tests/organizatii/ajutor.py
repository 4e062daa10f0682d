"""What the tests of the search share."""

from organizatii.cautare import cauta
from organizatii.models import Organizatie


def gasite(text):
    """Slugs of what a text finds, in order."""
    gasire = cauta(text)
    assert sorted(gasire.primele) == sorted(gasire.toate)
    dupa_cheie = dict(Organizatie.objects.values_list("pk", "slug"))
    return [dupa_cheie[cheie] for cheie in gasire.primele]
