"""What every page needs."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from platforma.nomenclatoare.models import Proiect


def site(request):
    """The site's name and public address, and the project's record for the strip and the footer.

    The record is read once, only by pages that show it. It may be missing (nothing seeded yet): it is then false, and
    the strip is not there.
    """
    return {
        "NUME_SITE": settings.NUME_SITE,
        "ADRESA_SITE": settings.ADRESA_SITE,
        "proiect": SimpleLazyObject(Proiect.objects.curent),
    }
