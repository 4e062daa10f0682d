from django.db.models import Max
from django.db.models.functions import Greatest

from noutati.models import Noutate
from organizatii.sitemaps import HartaSitemap, sectiune


@sectiune("noutati")
class NoutatiSitemap(HartaSitemap):
    limit = 2000  # addresses a page

    def items(self):
        return Noutate.objects.publice().order_by("pk").only("slug", "modificat_la", "vizibila_din")

    def lastmod(self, item):
        return max(item.modificat_la, item.vizibila_din)

    def get_latest_lastmod(self):
        """One aggregate; Django's own walks over every row."""
        return Noutate.objects.publice().aggregate(la=Max(Greatest("modificat_la", "vizibila_din")))["la"]
