from django.db.models import Max

from organizatii.sitemaps import HartaSitemap, sectiune
from parteneriate.models import Anunt, Parteneriat


@sectiune("parteneriate")
class ParteneriateSitemap(HartaSitemap):
    limit = 2000  # addresses a page

    def items(self):
        return Parteneriat.objects.publice().order_by("pk").only("slug", "modificat_la")

    def lastmod(self, item):
        return item.modificat_la

    def get_latest_lastmod(self):
        """One aggregate; Django's own walks over every row."""
        return Parteneriat.objects.publice().aggregate(la=Max("modificat_la"))["la"]


@sectiune("anunturi")
class AnunturiSitemap(HartaSitemap):
    limit = 2000  # addresses a page

    def items(self):
        return Anunt.objects.publice().order_by("pk").only("slug", "modificat_la")

    def lastmod(self, item):
        return item.modificat_la

    def get_latest_lastmod(self):
        """One aggregate; Django's own walks over every row."""
        return Anunt.objects.publice().aggregate(la=Max("modificat_la"))["la"]
