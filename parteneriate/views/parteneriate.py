"""The partnerships and one of them: what citizens read without an account."""

import hashlib
from itertools import groupby

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_safe

from parteneriate import fluxuri
from parteneriate.export import COLOANE
from parteneriate.filters import ParteneriatFilter
from parteneriate.models import Act, DocumentParteneriat, Parteneriat
from parteneriate.pagina import cu_detalii, pagina_context, pentru_lista
from parteneriate.rata import rate
from platforma.incarcari.servire import raspuns_cu_fisier
from platforma.tabele import TIPURI, tabel

PE_PAGINA = 12


@require_safe
def lista(request):
    filtru = ParteneriatFilter(request.GET, Parteneriat.objects.publice())
    pagina = Paginator(pentru_lista(filtru.qs), PE_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "filtru": filtru,
        "pagina": pagina,
        "ani": [(an, list(grup)) for an, grup in groupby(pagina, key=_anul)] if filtru.cronologie else [],
        "rate": rate(Parteneriat.objects.publice()) if filtru.arata_rata else [],
        "numere": filtru.fara("sector").pe_sectoare(),
        "indexabil": not filtru.cerute,
        "canonic": settings.ADRESA_SITE
        + request.path
        + (f"?{urlencode({'pagina': pagina.number})}" if pagina.number > 1 else ""),
    }
    return render(request, "parteneriate/lista.html", context)


def _anul(parteneriat):
    """The year under which the timeline lists it, as text; empty before signing."""
    return str(parteneriat.semnat_la.year) if parteneriat.semnat_la else ""


@require_safe
def parteneriat(request, slug):
    """One partnership. A printed address never dies: one that was public and is no more says so, with 410."""
    gasit = cu_detalii().publice().filter(slug=slug).first()
    if gasit is None:
        get_object_or_404(Parteneriat.objects.exclude(publicat_la=None), slug=slug)
        return render(request, "parteneriate/retras.html", status=410)
    return render(request, "parteneriate/parteneriat.html", pagina_context(gasit))


@require_safe
def export(request, format):
    """The filtered list as open data."""
    if format not in TIPURI:
        raise Http404
    filtru = ParteneriatFilter(request.GET, Parteneriat.objects.publice())
    parteneriate = cu_detalii().filter(pk__in=filtru.qs.order_by().values("pk"))
    fisier, _randuri = tabel(format, COLOANE, parteneriate.cele_mai_noi())
    raspuns = FileResponse(fisier, content_type=TIPURI[format])
    nume = f"parteneriate-{timezone.localdate():%Y-%m-%d}.{format}"
    raspuns["Content-Disposition"] = content_disposition_header(True, nume)
    return raspuns


@require_safe
def flux(request):
    """Newly signed ones, as Atom; a reader that has it already gets 304."""
    tip, continut = fluxuri.scrie()
    eticheta = f'"{hashlib.sha256(continut.encode()).hexdigest()[:32]}"'
    raspuns = HttpResponse(
        continut, content_type=tip, headers={"ETag": eticheta, "Cache-Control": "public, max-age=300"}
    )
    return get_conditional_response(request, etag=eticheta, response=raspuns)


@require_safe
def document(request, uuid):
    """The file, to whoever may have it; to anybody else it is not there."""
    gasit = get_object_or_404(DocumentParteneriat.objects.vizibile_pentru(request.user), uuid=uuid)
    return _fisier(gasit.fisier, gasit.nume_fisier)


@require_safe
def act(request, pk):
    """The act's file; one that only its issuer's site has is linked to there."""
    gasit = get_object_or_404(Act.objects.vizibile_pentru(request.user).exclude(fisier=""), pk=pk)
    return _fisier(gasit.fisier, gasit.nume_fisier)


def _fisier(fisier, nume):
    try:
        return raspuns_cu_fisier(fisier, nume)
    except FileNotFoundError:
        raise Http404 from None
