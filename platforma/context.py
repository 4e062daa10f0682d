"""What every page needs."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from platforma.nomenclatoare.models import Proiect


def site(request):
    """The site's name and the project's record for the strip and the footer; read once, only by pages that show it.

    The record may be missing (nothing seeded yet): it is then false, and the strip is not there.
    """
    return {"NUME_SITE": settings.NUME_SITE, "proiect": SimpleLazyObject(Proiect.objects.curent)}
