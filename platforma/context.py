"""What every page needs."""

from django.conf import settings

from platforma.nomenclatoare.models import Proiect


def site(request):
    return {"NUME_SITE": settings.NUME_SITE, "proiect": Proiect.objects.curent}
