from django.db.models import Max

from ateliere.models import Atelier
from organizatii.sitemaps import HartaSitemap, sectiune


@sectiune("ateliere")
class AteliereSitemap(HartaSitemap):
    limit = 2000  # addresses a page

    def items(self):
        return Atelier.objects.publice().order_by("pk").only("slug", "modificat_la")

    def lastmod(self, item):
        return item.modificat_la

    def get_latest_lastmod(self):
        """One aggregate; Django's own walks over every row."""
        return Atelier.objects.publice().aggregate(la=Max("modificat_la"))["la"]
