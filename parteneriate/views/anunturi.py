"""The notices and one notice: what anybody reads, and the page behind the link of a reminder."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organizatii.models import Organizatie
from parteneriate import anunturi as verbe
from parteneriate.filters_anunt import AnuntFilter
from parteneriate.fisa_anunt import anunt_context, cu_detalii
from parteneriate.flux_anunturi import scrie
from parteneriate.interese import poate_manifesta
from parteneriate.models import SEMNATAR_REINNOIRE, Anunt, Criteriu, Pondere
from platforma.moderare.tranzitii import Stare, TranzitieInterzisa

PE_PAGINA = 12


@require_safe
def anunturi(request):
    filtru = AnuntFilter(request.GET, Anunt.objects.deschise().vizibile_pentru(request.user))
    pagina = Paginator(filtru.qs.pentru_lista(), PE_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "filtru": filtru,
        "pagina": pagina,
        "indexabil": not filtru.cerute,
        "canonic": settings.ADRESA_SITE
        + request.path
        + (f"?{urlencode({'pagina': pagina.number})}" if pagina.number > 1 else ""),
    }
    return render(request, "parteneriate/anunturi.html", context)


@require_safe
def anunt(request, slug):
    """One notice. A closed one keeps its page, with what came of it; an expired or archived one answers 410."""
    vizibile = Anunt.objects.vizibile_pentru(request.user).filter(slug=slug)
    anunt = cu_detalii().filter(pk__in=vizibile).publicate().first()
    if anunt is None or anunt.expirat:
        get_object_or_404(vizibile.filter(stare__in=[Stare.PUBLICAT, Stare.ARHIVAT], publicat_la__isnull=False))
        return render(request, "parteneriate/anunt_expirat.html", status=410)
    context = {**anunt_context(anunt), **_ce_poate(request.user, anunt)}
    return render(request, "parteneriate/anunt.html", context)


def _ce_poate(persoana, anunt):
    """What the page offers to whoever reads it: to answer in the name of one of her organisations, or her own page."""
    if not persoana.is_authenticated:
        return {"interesul_ei": None, "al_ei": False, "poate": False}
    ale_ei = set(Organizatie.objects.publice().editabile_de(persoana).values_list("pk", flat=True))
    return {
        "interesul_ei": anunt.interese.deschise().filter(organizatie__in=ale_ei).first(),
        "al_ei": anunt.organizatie_id in ale_ei,
        "poate": poate_manifesta(anunt, ale_ei),
    }


@require_safe
def flux(request):
    """Atom: the newest open notices that are for everybody; a reader that has it already gets 304."""
    continut, tip = scrie()
    eticheta = f'"{hashlib.sha256(continut.encode()).hexdigest()[:32]}"'
    raspuns = HttpResponse(
        continut, content_type=tip, headers={"ETag": eticheta, "Cache-Control": "public, max-age=300"}
    )
    return get_conditional_response(request, etag=eticheta, response=raspuns)


@require_safe
def cum_potrivim(request):
    """The weights of the matches, as they are now."""
    ponderi = Pondere.objects.all()
    exemplu = {p.criteriu: p.puncte for p in ponderi}
    context = {
        "ponderi": ponderi,
        "exemplu": 2 * exemplu.get(Criteriu.DOMENIU, 0)
        + exemplu.get(Criteriu.SECTOR, 0)
        + exemplu.get(Criteriu.COMPLEMENTAR, 0),
    }
    return render(request, "parteneriate/cum_potrivim.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reinnoire(request, jeton):
    """The page behind the link of a reminder: a button renews. Once renewed, the same link only says so."""
    try:
        pk, ziua = SEMNATAR_REINNOIRE.unsign_object(jeton)
    except BadSignature:
        raise Http404 from None
    anunt = get_object_or_404(Anunt.objects.publicate().select_related("organizatie"), pk=pk)
    valabil = f"{anunt.valabil_pana:%Y%m%d}" == ziua and not anunt.inchis_la
    if request.method == "POST" and valabil:
        try:
            verbe.reinnoieste(anunt)
        except TranzitieInterzisa as e:
            messages.error(request, str(e))
        else:
            messages.success(request, _("Gata, anunțul este valabil încă 90 de zile."))
        return redirect(request.path)
    return render(request, "parteneriate/reinnoire.html", {"anunt": anunt, "valabil": valabil})
