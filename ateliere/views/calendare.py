"""Calendars to subscribe to, and one workshop as a file for a calendar."""

from django.conf import settings
from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ateliere.calendare import eveniment
from ateliere.models import Atelier, StareInscriere, Tema
from ateliere.views.inscriere import din_jeton
from platforma.calendar.ics import fisier, flux
from platforma.calendar.raspuns import raspuns_ics
from platforma.nomenclatoare.models import Sector


@require_safe
def calendar_toate(request):
    return _flux(request, Atelier.objects.all(), _("Ateliere"), "ateliere")


@require_safe
def calendar_tema(request, slug):
    tema = get_object_or_404(Tema, slug=slug)
    return _flux(request, Atelier.objects.filter(tema=tema), _("Ateliere: %(tema)s") % {"tema": tema}, tema.slug)


@require_safe
def calendar_sector(request, numar):
    sector = get_object_or_404(Sector, pk=numar)
    nume = _("Ateliere: %(sector)s") % {"sector": sector}
    return _flux(request, Atelier.objects.filter(sector=sector), nume, f"sectorul-{sector.pk}")


def _flux(request, ateliere, nume, fisierul):
    """Last-Modified looks at all workshops: one that left this theme or sector changed its feed too."""
    modificat = Atelier.objects.publice().aggregate(Max("modificat_la"))["modificat_la__max"]
    gasite = ateliere.pentru_calendar().select_related("tema", "serie")
    text = flux([eveniment(a) for a in gasite], f"{nume} – {settings.NUME_SITE}", request.path)
    return raspuns_ics(request, text, fisierul, modificat)


@require_safe
def calendar_atelier(request, slug):
    atelier = get_object_or_404(Atelier.objects.publice().select_related("tema", "serie"), slug=slug)
    return raspuns_ics(request, fisier(eveniment(atelier)), atelier.slug, atelier.modificat_la)


@require_safe
def calendar_inscriere(request, jeton):
    """The same for whoever holds a place, with the online address in it."""
    inscriere = din_jeton(jeton)
    if inscriere.stare != StareInscriere.CONFIRMATA:
        raise Http404
    atelier = inscriere.atelier
    return raspuns_ics(request, fisier(eveniment(atelier, inscriere)), atelier.slug, public=False)
