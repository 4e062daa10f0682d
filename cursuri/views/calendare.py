"""The sessions of a series as a calendar: for everybody, and with the online address for who learns."""

from django.conf import settings
from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cursuri.calendare import evenimentele
from cursuri.models import Serie, StareCerere
from cursuri.views.cerere import din_jeton
from platforma.calendar.ics import flux
from platforma.calendar.raspuns import raspuns_ics


@require_safe
def calendar_serie(request, slug, numar):
    serie = get_object_or_404(Serie.objects.publice().select_related("tema"), tema__slug=slug, numar=numar)
    modificat = max(filter(None, [serie.stare_din, serie.sesiuni.aggregate(Max("modificat_la"))["modificat_la__max"]]))
    return raspuns_ics(request, _textul(request, serie), _nume(serie), modificat)


@require_safe
def calendar_cursant(request, jeton):
    """The same for whoever learns. Its address is the key to the application: it goes to nobody else."""
    cerere = din_jeton(jeton)
    if cerere.stare != StareCerere.CONFIRMATA:
        raise Http404
    return raspuns_ics(request, _textul(request, cerere.serie, cerere), _nume(cerere.serie), public=False)


def _textul(request, serie, cerere=None):
    return flux(evenimentele(serie, cerere), f"{serie} – {settings.NUME_SITE}", request.path)


def _nume(serie):
    return f"{serie.tema.slug}-seria-{serie.numar}"
