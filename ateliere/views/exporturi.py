"""Files of participants. A POST, because each run is written down."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ateliere import exporturi as verbe
from ateliere.filters import AtelierFilter
from ateliere.forms.dupa import ExportForm
from ateliere.models import Atelier, Export, StareAtelier
from ateliere.views.organizare import organizat
from platforma.tabele import TIPURI


@require_POST
@login_required
def export(request, pk):
    """One workshop, for whoever keeps its room."""
    atelier = organizat(request, pk)
    return _raspuns(request, atelier, nume=atelier.slug)


@require_http_methods(["GET", "POST"])
@login_required
def exporturi(request):
    """All workshops, narrowed by the filters of the programme; those cancelled had no participants."""
    if not request.user.has_perm("ateliere.organizeaza"):
        raise Http404
    filtru = AtelierFilter(request.GET)
    ateliere = filtru.aplica(Atelier.objects.publice().exclude(stare=StareAtelier.ANULAT))
    if request.method == "POST":
        return _raspuns(request, ateliere, nume="toate", filtre=filtru.cerute)
    context = {
        "filtru": filtru,
        "ateliere": ateliere.count(),
        "feluri": [(ce.value, ce.label, verbe.randurile(ce, ateliere).count()) for ce in Export.Ce],
        "cu_date_personale": request.user.has_perm("ateliere.exporta"),
        "ultimele": Export.objects.select_related("de", "atelier")[:10],
    }
    return render(request, "ateliere/exporturi.html", context)


def _raspuns(request, ateliere, nume, filtre=None):
    form = ExportForm(request.POST)
    if not form.is_valid():
        raise Http404
    ce, format = form.cleaned_data["ce"], form.cleaned_data["format"]
    fisier = verbe.exporta(ce, format, ateliere, request.user, filtre=filtre)
    nume = f"{ce}-{nume}-{timezone.localdate():%Y-%m-%d}.{format}"
    raspuns = FileResponse(fisier, as_attachment=True, filename=nume, content_type=TIPURI[format])
    raspuns["Cache-Control"] = "private, no-store"
    return raspuns
