import hashlib

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from noutati import fluxuri


@require_safe
def flux(request, format, fel="", cheie=""):
    """A feed of all news or of one theme; a reader that has it already gets 304."""
    tema = fluxuri.tema(fel, cheie) if fel else None
    if format not in fluxuri.FORMATE or (fel and tema is None):
        raise Http404
    tip, continut = fluxuri.scrie(format, tema)
    eticheta = f'"{hashlib.sha256(continut.encode()).hexdigest()[:32]}"'
    raspuns = HttpResponse(
        continut, content_type=tip, headers={"ETag": eticheta, "Cache-Control": "public, max-age=300"}
    )
    return get_conditional_response(request, etag=eticheta, response=raspuns)
