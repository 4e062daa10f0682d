"""The programme and the page of a workshop: what citizens read without an account."""

import calendar as calendarul
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateformat import format as formateaza
from django.views.decorators.http import require_safe

from ateliere.filters import AtelierFilter, luna
from ateliere.models import Atelier, Tema
from ateliere.pagina import pagina_atelierului

PE_PAGINA = 20


@require_safe
def lista(request):
    filtru = AtelierFilter(request.GET)
    pagina = Paginator(filtru.qs.pentru_lista(), PE_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "ateliere/lista.html", {"filtru": filtru, "pagina": pagina})


@require_safe
def atelier(request, slug):
    """A printed address never dies: a cancelled workshop says so, and why."""
    gasit = get_object_or_404(Atelier.objects.publice().pentru_lista().prefetch_related("agenda"), slug=slug)
    return render(request, "ateliere/atelier.html", pagina_atelierului(gasit, request.user))


@require_safe
def calendar(request):
    """One month as a table of weeks, Monday first."""
    azi = timezone.localdate()
    prima = luna(request.GET.get("luna")) or azi.replace(day=1)
    saptamani = calendarul.Calendar().monthdatescalendar(prima.year, prima.month)
    context = {
        "prima": prima,
        "titlu": formateaza(prima, "F Y"),
        "azi": azi,
        "saptamani": _cu_ateliere(saptamani),
        "inainte": prima - timedelta(days=1),
        "dupa": prima + timedelta(days=31),
        "teme": Tema.objects.active(),
    }
    if not date(2020, 1, 1) <= prima <= date(2099, 1, 1):
        raise Http404
    return render(request, "ateliere/calendar.html", context)


def _cu_ateliere(saptamani):
    """Weeks of rows (day, workshops that begin on it)."""
    pe_zile = {}
    zile = [zi for saptamana in saptamani for zi in saptamana]
    publice = Atelier.objects.publice().filter(incepe_la__date__range=(zile[0], zile[-1])).order_by("incepe_la", "pk")
    for gasit in publice.select_related("tema"):
        pe_zile.setdefault(timezone.localdate(gasit.incepe_la), []).append(gasit)
    return [[(zi, pe_zile.get(zi, [])) for zi in saptamana] for saptamana in saptamani]
