"""What the secretariat reports: who was certified, as numbers that open their rows, and how long names are kept."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cursuri import pastrare as verbe
from cursuri import raport as cifre
from cursuri.forms.certificate import ExportForm
from cursuri.models import ExportCertificate
from platforma.nomenclatoare.models import Proiect
from platforma.tabele import TIPURI

PE_PAGINA = 50


@require_http_methods(["GET", "POST"])
@login_required
def raport(request):
    """The rows and their totals; POST takes the very same rows as a file."""
    if not request.user.has_perm("cursuri.organizeaza"):
        raise Http404
    filtru = cifre.Filtru.din(request.GET)
    if request.method == "POST":
        return _fisierul(request, filtru)
    certificate = filtru.aplica()
    context = {
        "filtru": filtru,
        "indicator": cifre.indicatorul(),
        "certificate": certificate.count(),
        "persoane": cifre.persoane(certificate),
        "stari": cifre.stari(),
        "impartiri": cifre.impartiri(certificate),
        "pagina": Paginator(cifre.randurile(certificate), PE_PAGINA).get_page(request.GET.get("pagina")),
        "cu_date_personale": request.user.has_perm("cursuri.exporta"),
        "poate_certifica": request.user.has_perm("cursuri.certifica"),
        "ultimele": ExportCertificate.objects.select_related("de")[:5],
    }
    return render(request, "cursuri/raport.html", context)


def _fisierul(request, filtru):
    form = ExportForm(request.POST)
    if not form.is_valid():
        raise Http404
    format = form.cleaned_data["format"]
    nume = f"certificate-{timezone.localdate():%Y-%m-%d}.{format}"
    fisier = cifre.exporta(filtru, format, request.user)
    raspuns = FileResponse(fisier, as_attachment=True, filename=nume, content_type=TIPURI[format])
    raspuns["Cache-Control"] = "private, no-store"
    return raspuns


@require_safe
@login_required
def pastrare(request):
    """A dry run of the nightly job: whom it would empty tonight, and whom after the project's date."""
    if not request.user.has_perm("cursuri.certifica"):
        raise Http404
    context = {
        "proiect": Proiect.objects.curent(),
        "acum": verbe.raport(),
        "in_total": verbe.neanonimizate().order_by().values("email").distinct().count(),
    }
    return render(request, "cursuri/pastrare.html", context)
