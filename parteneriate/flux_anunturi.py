"""The Atom feed (RFC 4287) of open notices that are for everybody."""

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from parteneriate.fisa_anunt import FisaAnunt
from parteneriate.models import Anunt

CATE = 30  # the newest ones; a reader that comes once a week misses none


def scrie():
    """(text, content type). Addresses are those of ADRESA_SITE; an item's id is its address, which never changes."""
    site = settings.ADRESA_SITE
    generator = Atom1Feed(
        title=f"{_('Nevoi și oferte')} – {settings.NUME_SITE}",
        link=site + reverse("parteneriate:anunturi"),
        description=_("De ce au nevoie și ce oferă organizațiile și autoritățile din București."),
        language="ro",
        feed_url=site + reverse("parteneriate:flux_anunturi"),
        author_name=settings.NUME_SITE,
    )
    anunturi = Anunt.objects.publice().cele_mai_noi().select_related("organizatie").prefetch_related("domenii")
    for anunt in anunturi.defer("cautare")[:CATE]:
        fisa = FisaAnunt(anunt)
        generator.add_item(
            title=f"{anunt.get_fel_display()}: {anunt.titlu}",
            link=fisa.adresa_canonica,
            description=fisa.descriere,
            unique_id=fisa.adresa_canonica,
            author_name=anunt.organizatie.denumire,
            pubdate=anunt.publicat_la,
            updateddate=max(anunt.publicat_la, anunt.modificat_la),
            categories=[str(anunt.get_fel_display()), *anunt.resursele, *(nume for nume, _a in fisa.domenii)],
        )
    return generator.writeString("utf-8"), generator.content_type
