"""The directory and the profile: what citizens read without an account."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from organizatii.cautare import recunoaste
from organizatii.filters import OrganizatieFilter
from organizatii.gasite import Gasite
from organizatii.models import TipOrganizatie
from organizatii.profil import cu_detalii, profil_context
from organizatii.unire import urmas
from platforma.moderare.tranzitii import Stare
from platforma.templatetags.platforma import cate_organizatii, numar

PE_PAGINA = 20


@require_safe
def lista(request):
    return _director(request, OrganizatieFilter(request.GET), cate_organizatii)


@require_safe
def autoritati(request):
    filtru = OrganizatieFilter(request.GET, fixe={"tip": TipOrganizatie.AUTORITATE})
    return _director(request, filtru, cate_autoritati, autoritati=True)


def _director(request, filtru, cate, *, autoritati=False):
    gasite = Gasite(filtru, intocmai=request.GET.get("intocmai") == "da")
    pagina = Paginator(gasite, PE_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "autoritati": autoritati,
        "filtru": filtru,
        "gasite": gasite,
        "campuri": list(filtru.campuri(gasite.cate)),
        "sir_intocmai": filtru.cu_textul(filtru.text, intocmai="da"),
        "sir_propunere": filtru.cu_textul(gasite.propunere or ""),
        "pagina": pagina,
        "cate": cate(len(gasite)),
        "pe_sectoare": gasite.pe_sectoare,
        "recunoscut": recunoaste(filtru.text),
        "indexabil": not filtru.cerute,
        "canonic": _adresa(request.path, {"pagina": pagina.number} if pagina.number > 1 else {}),
    }
    return render(request, "organizatii/lista.html", context)


def _adresa(cale, parametri):
    return settings.ADRESA_SITE + cale + ("?" + urlencode(parametri) if parametri else "")


def cate_autoritati(cate):
    return ngettext("%(numar)s autoritate", "%(numar)s autorități", cate) % {"numar": numar(cate)}


@require_safe
def profil(request, slug):
    """Who they are and how to work with them. A printed address never dies: a withdrawn profile says so
    with 410, a merged one leads where it went."""
    organizatii = cu_detalii().filter(slug=slug, stare__in=[Stare.PUBLICAT, Stare.ARHIVAT])
    organizatie = organizatii.cu_apartenenta(request.user).first()
    if organizatie is None:
        raise Http404
    if organizatie.stare == Stare.ARHIVAT and (spre := urmas(organizatie)):
        return redirect(spre, permanent=True)
    if organizatie.stare == Stare.ARHIVAT:
        return render(request, "organizatii/retras.html", status=410)
    return render(request, "organizatii/profil.html", profil_context(organizatie))
