"""What search engines are told about: public, listed profiles and the pages that do not change by query."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max

from organizatii.models import Organizatie

PAGINI = ["/", "/organizatii/", "/autoritati/", "/parteneriate/", "/anunturi/", "/ateliere/", "/noutati/", "/despre/"]
PAGINI += ["/contact/", "/accesibilitate/", "/confidentialitate/", "/termeni/"]


SECTIUNI = {}


def sectiune(nume):
    """Register a sitemap under `/sitemap-<nume>.xml`; an app at the top does it from its AppConfig.ready()."""

    def inregistreaza(harta):
        SECTIUNI[nume] = harta
        return harta

    return inregistreaza


class HartaSitemap(Sitemap):
    """Addresses are those of ADRESA_SITE, never of the request's Host header."""

    def get_protocol(self, protocol=None):
        return urlsplit(settings.ADRESA_SITE).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.ADRESA_SITE).netloc


@sectiune("pagini")
class PaginiSitemap(HartaSitemap):
    def items(self):
        return PAGINI

    def location(self, item):
        return item


@sectiune("organizatii")
class OrganizatiiSitemap(HartaSitemap):
    limit = 2000  # addresses a page

    def items(self):
        return Organizatie.objects.listate().order_by("pk").only("slug", "modificat_la")

    def lastmod(self, item):
        return item.modificat_la

    def get_latest_lastmod(self):
        """One aggregate; Django's own walks over every row."""
        return Organizatie.objects.listate().aggregate(la=Max("modificat_la"))["la"]
