"""What the public sees of a news item: the page, every preview, the feeds and the data for machines read it here."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import BooleanField, Case, Count, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode

from noutati.filters import CATEGORII
from noutati.models import Noutate
from platforma.legaturi import legaturile
from platforma.marcaj import simplu

INRUDITE = 3
# What a headline in a list reads; the long text and the stored vector stay in the database.
CAMPURI_TITLU = (
    "titlu slug categorie rezumat imagine imagine_alt stare vizibila_din retrage_la fixata organizatie__denumire"
    " organizatie__slug organizatie__stare"
).split()


def pentru_lista(noutati):
    """Items with what `_titlu.html` reads, in one query."""
    return noutati.select_related("organizatie").only(*CAMPURI_TITLU)


def cu_detalii():
    """Items with everything that their page reads, in a constant number of queries."""
    return (
        Noutate.objects.defer("cautare")
        .select_related("organizatie")
        .prefetch_related("domenii", "sectoare", "documente", "organizatie__sectoare")
    )


def articol_context(noutate):
    """Context of `noutati/_articol.html`, for the public page and for any preview.

    Values set in memory only (a pending revision laid over its target) are shown as they would be once approved.
    """
    return {"noutate": noutate, "articol": Articol(noutate)}


class Articol:
    """Derived, public facts of one item."""

    def __init__(self, noutate):
        self.n = noutate

    @cached_property
    def categorie(self):
        """(label, address of the list of its kind)."""
        return self.n.get_categorie_display(), f"{_lista()}?{urlencode({'categorie': self.n.categorie})}"

    @cached_property
    def categorie_plural(self):
        return CATEGORII[self.n.categorie]

    @cached_property
    def moment(self):
        """When it appeared; of what has not appeared yet, when it would."""
        return self.n.vizibila_din or self.n.publica_la or timezone.now()

    @cached_property
    def actualizata_la(self):
        """When it last changed after it appeared, if on a later day."""
        n = self.n
        if not n.vizibila_din or timezone.localdate(n.modificat_la) <= timezone.localdate(n.vizibila_din):
            return None
        return n.modificat_la

    @cached_property
    def domenii(self):
        """Rows (name, address of the list filtered by it)."""
        return [(d.nume, f"{_lista()}?{urlencode({'domeniu': d.slug})}") for d in self.n.domenii.all()]

    @cached_property
    def sectoare(self):
        return sorted(s.pk for s in self.n.sectoare.all())

    @cached_property
    def legaturi(self):
        return legaturile(self.n.legaturi)

    @cached_property
    def inrudite(self):
        """Public items that share something with it: first what shares more, then the newer."""
        n = self.n
        domenii, sectoare = [d.pk for d in n.domenii.all()], self.sectoare
        a_ei = Case(
            When(organizatie=n.organizatie_id, then=Value(True)), default=Value(False), output_field=BooleanField()
        )
        return list(
            pentru_lista(Noutate.objects.publice())
            .exclude(pk=n.pk)
            .annotate(
                comune=Count("domenii", filter=Q(domenii__in=domenii), distinct=True)
                + Count("sectoare", filter=Q(sectoare__in=sectoare), distinct=True),
                a_ei=a_ei if n.organizatie_id else Value(False),
            )
            .filter(Q(comune__gt=0) | Q(a_ei=True))
            .order_by("-a_ei", "-comune", "-vizibila_din", "-pk")[:INRUDITE]
        )

    # --- for machines ---------------------------------------------------------------------------------------------
    @cached_property
    def adresa_canonica(self):
        return settings.ADRESA_SITE + self.n.get_absolute_url()

    @cached_property
    def descriere(self):
        """One sentence or two for search engines, shared links and feeds."""
        return self.n.rezumat or simplu(self.n.text)[:200]

    @cached_property
    def imagine(self):
        """Absolute address of the picture for shared links."""
        return absoluta(self.n.imagine.url if self.n.imagine else staticfiles_storage.url("img/partajare.png"))

    @cached_property
    def date_structurate(self):
        """JSON-LD in the vocabulary of schema.org, from what the page itself shows."""
        n = self.n
        editor = {"@type": "Organization", "name": settings.NUME_SITE, "url": settings.ADRESA_SITE + "/"}
        autor = editor
        if n.organizatie_id:
            adresa = settings.ADRESA_SITE + n.organizatie.get_absolute_url()
            autor = {"@type": "Organization", "name": n.organizatie.denumire, "url": adresa}
        date = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": self.adresa_canonica,
            "mainEntityOfPage": self.adresa_canonica,
            "headline": n.titlu,
            "description": self.descriere,
            "inLanguage": "ro",
            "articleSection": str(n.get_categorie_display()),
            "datePublished": self.moment.isoformat(),
            "dateModified": (self.actualizata_la or self.moment).isoformat(),
            "image": [self.imagine] if n.imagine else None,
            "author": autor,
            "publisher": editor,
            "about": [nume for nume, _adresa in self.domenii],
            "contentLocation": [f"Sectorul {s}, București" for s in self.sectoare],
        }
        return {cheie: valoare for cheie, valoare in date.items() if valoare}


def absoluta(cale):
    return cale if "://" in cale else settings.ADRESA_SITE + cale


def _lista():
    return reverse("noutati:lista")
