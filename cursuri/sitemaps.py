from django.db.models import Max
from django.urls import reverse

from cursuri.models import Serie, Tema
from organizatii.sitemaps import HartaSitemap, sectiune


@sectiune("cursuri")
class CursuriSitemap(HartaSitemap):
    """The list, each course, and each series that was published."""

    def items(self):
        teme = Tema.objects.active().order_by("ordine", "pk")
        serii = Serie.objects.publice().select_related("tema").order_by("pk")
        return [None, *teme, *serii]

    def location(self, item):
        return item.get_absolute_url() if item else reverse("cursuri:lista")

    def lastmod(self, item):
        return getattr(item, "modificat_la", None)

    def get_latest_lastmod(self):
        return Serie.objects.publice().aggregate(la=Max("modificat_la"))["la"]
