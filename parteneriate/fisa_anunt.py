"""What the public sees of a notice: the page, every preview, the feed and the data for machines read it here."""

from datetime import datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode

from parteneriate.models import VALABILITATE, Anunt, Fel
from platforma.marcaj import simplu


def cu_detalii():
    """Notices with everything that their page reads, in a constant number of queries."""
    return (
        Anunt.objects.defer("cautare")
        .select_related("organizatie", "concluzie__atelier")
        .prefetch_related("domenii", "grupuri", "sectoare", "organizatie__sectoare")
    )


def anunt_context(anunt):
    """Context of `parteneriate/_anunt.html`, for the public page and for any preview.

    Values set in memory only (a pending revision laid over its target) are shown as they would be once approved.
    """
    return {"anunt": anunt, "fisa": FisaAnunt(anunt)}


class FisaAnunt:
    """Derived, public facts of one notice."""

    def __init__(self, anunt):
        self.a = anunt

    @cached_property
    def publicat_la(self):
        return self.a.publicat_la or timezone.now()

    @cached_property
    def valabil_pana(self):
        """Its last day; of what is not published yet, what it would be today."""
        return self.a.valabil_pana or timezone.localdate() + VALABILITATE

    @cached_property
    def domenii(self):
        """Rows (name, address of the list filtered by it)."""
        return [(d.nume, f"{_lista()}?{urlencode({'domeniu': d.slug})}") for d in self.a.domenii.all()]

    @cached_property
    def grupuri(self):
        return [(g.nume, f"{_lista()}?{urlencode({'grup': g.slug})}") for g in self.a.grupuri.all()]

    @cached_property
    def sectoare(self):
        return sorted(s.pk for s in self.a.sectoare.all())

    @cached_property
    def concluzie(self):
        """(text, address of its workshop) of the conclusion it grew out of, while citizens may read it."""
        concluzie = self.a.concluzie
        if concluzie is None or not type(concluzie).objects.publicate().filter(pk=concluzie.pk).exists():
            return None
        return concluzie.text, concluzie.atelier.titlu, concluzie.atelier.get_absolute_url()

    # --- for machines ---------------------------------------------------------------------------------------------
    @cached_property
    def adresa_canonica(self):
        return settings.ADRESA_SITE + self.a.get_absolute_url()

    @cached_property
    def descriere(self):
        return simplu(self.a.text)[:200]

    @cached_property
    def date_structurate(self):
        """JSON-LD in the vocabulary of schema.org, from what the page itself shows."""
        a = self.a
        sfarsit = timezone.make_aware(datetime.combine(self.valabil_pana, time(23, 59)))
        date = {
            "@context": "https://schema.org",
            "@type": "Demand" if a.fel == Fel.NEVOIE else "Offer",
            "@id": self.adresa_canonica,
            "url": self.adresa_canonica,
            "name": a.titlu,
            "description": self.descriere,
            "validFrom": self.publicat_la.isoformat(),
            "validThrough": sfarsit.isoformat(),
            "offeredBy" if a.fel == Fel.OFERTA else "seller": {
                "@type": "Organization",
                "name": a.organizatie.denumire,
                "url": settings.ADRESA_SITE + a.organizatie.get_absolute_url(),
            },
            "areaServed": [f"Sectorul {s}, București" for s in self.sectoare] or ["București"],
        }
        if a.fel == Fel.NEVOIE:  # of a Demand, whoever asks is its agent; schema.org gives it no seller
            date["provider"] = date.pop("seller")
        return date


def _lista():
    return reverse("parteneriate:anunturi")
