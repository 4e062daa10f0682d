"""What search engines read: the sitemap and robots.txt, with the addresses of ADRESA_SITE."""

from django.conf import settings
from django.contrib.sitemaps.views import SitemapIndexItem
from django.contrib.sitemaps.views import sitemap as sitemap_django
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organizatii.sitemaps import SECTIUNI

# Workspaces and forms are nobody's search result; filtered lists are endless, pages of the plain list are not.
ROBOTS = """User-agent: *
Disallow: /spatiu/
Disallow: /cont/
Disallow: /admin/
Disallow: /invitatii/
Disallow: /documente/
Disallow: /*/revendica/
Disallow: /*?
Allow: /*?pagina=
Allow: /sitemap-
Sitemap: {adresa}
"""


@require_safe
def robots(request):
    adresa = settings.ADRESA_SITE + reverse("organizatii:sitemap")
    return HttpResponse(ROBOTS.format(adresa=adresa), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """Index of the sections; a long section has several pages. Django's own index builds on the Host header."""
    adrese = []
    for nume, sectiune in SECTIUNI.items():
        harta = sectiune()
        adresa = settings.ADRESA_SITE + reverse("organizatii:sitemap_sectiune", args=[nume])
        pagini = [adresa, *(f"{adresa}?p={n}" for n in range(2, harta.paginator.num_pages + 1))]
        adrese += [SitemapIndexItem(pagina, harta.get_latest_lastmod()) for pagina in pagini]
    return render(request, "sitemap_index.xml", {"sitemaps": adrese}, content_type="application/xml")


@require_safe
def sitemap_sectiune(request, section):
    return sitemap_django(request, SECTIUNI, section)
