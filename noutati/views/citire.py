"""The news and one item: what citizens read without an account."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from noutati.articol import articol_context, cu_detalii, pentru_lista
from noutati.documente import vizibile_pentru
from noutati.filters import NoutateFilter
from noutati.fluxuri import fluxul
from noutati.models import Noutate
from platforma.incarcari.servire import raspuns_cu_fisier
from platforma.moderare.tranzitii import Stare

PE_PAGINA = 12


@require_safe
def lista(request):
    filtru = NoutateFilter(request.GET, Noutate.objects.publice())
    pagina = Paginator(pentru_lista(filtru.qs), PE_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "filtru": filtru,
        "pagina": pagina,
        "flux": fluxul(filtru.tema()),
        "indexabil": not filtru.cerute,
        "canonic": settings.ADRESA_SITE
        + request.path
        + (f"?{urlencode({'pagina': pagina.number})}" if pagina.number > 1 else ""),
    }
    return render(request, "noutati/lista.html", context)


@require_safe
def articol(request, slug):
    """One item. A printed address never dies: one that was public and is no more says so, with 410."""
    noutate = cu_detalii().publice().filter(slug=slug).first()
    if noutate is None:
        a_fost = Noutate.objects.filter(slug=slug, vizibila_din__lte=timezone.now())
        get_object_or_404(a_fost.filter(stare__in=[Stare.PUBLICAT, Stare.ARHIVAT]))
        return render(request, "noutati/retrasa.html", status=410)
    return render(request, "noutati/articol.html", articol_context(noutate))


@require_safe
def document(request, uuid):
    """The file, to whoever may have it; to anybody else it is not there."""
    document = get_object_or_404(vizibile_pentru(request.user), uuid=uuid)
    try:
        return raspuns_cu_fisier(document.fisier, document.nume_fisier)
    except FileNotFoundError:
        raise Http404 from None
