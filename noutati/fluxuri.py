"""Feeds: Atom (RFC 4287) and RSS 2.0 of all news, or of those about one thing."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from noutati.articol import Articol
from noutati.filters import CATEGORII, ECHIPA
from noutati.models import Noutate
from organizatii.models import Organizatie
from platforma.nomenclatoare.models import Domeniu
from platforma.templatetags.platforma import sectoarele

FORMATE = {"atom": Atom1Feed, "rss": Rss201rev2Feed}
CATE = 30  # the newest ones; a reader that comes once a week misses none


@dataclass(frozen=True)
class Flux:
    titlu: str
    atom: str  # paths
    rss: str


def fluxul(tema=None):
    """The feed about a theme (kind, key, label), or of everything."""
    fel, cheie, eticheta = tema or ("", "", "")
    titlu = _("Noutăți: %(tema)s") % {"tema": sectoarele([int(eticheta)]) if fel == "sector" else eticheta}
    return Flux(titlu if tema else _("Noutăți"), adresa("atom", fel, cheie), adresa("rss", fel, cheie))


def adresa(format, fel="", cheie=""):
    if not fel:
        return reverse("noutati:flux", args=[format])
    return reverse("noutati:flux_tema", args=[fel, cheie, format])


def tema(fel, cheie):
    """(kind, key, label) of what a feed's address names, or None when there is no such thing."""
    match fel:
        case "categorie":
            eticheta = CATEGORII.get(cheie)
        case "domeniu":
            eticheta = Domeniu.objects.filter(slug=cheie).values_list("nume", flat=True).first()
        case "sector":
            eticheta = cheie if cheie in {"1", "2", "3", "4", "5", "6"} else None
        case "organizatie" if cheie == ECHIPA:
            eticheta = _("Echipa proiectului")
        case "organizatie":
            eticheta = Organizatie.objects.publice().filter(slug=cheie).values_list("denumire", flat=True).first()
        case _:
            eticheta = None
    return (fel, cheie, str(eticheta)) if eticheta else None


def noutatile(tema):
    """The public items about a theme, the newest first."""
    noutati = Noutate.objects.publice().cele_mai_noi().select_related("organizatie").prefetch_related("domenii")
    if tema is None:
        return noutati
    fel, cheie, _eticheta = tema
    match fel:
        case "categorie":
            return noutati.filter(categorie=cheie)
        case "domeniu":
            return noutati.din_domeniul(cheie)
        case "sector":
            return noutati.din_sectorul(int(cheie))
        case _:
            return noutati.ale_echipei() if cheie == ECHIPA else noutati.filter(organizatie__slug=cheie)


def scrie(format, tema=None):
    """The feed as text. Addresses are those of ADRESA_SITE; an item's id is its address, which never changes."""
    fluxul_lui = fluxul(tema)
    site = settings.ADRESA_SITE
    pagina = reverse("noutati:lista") + (f"?{urlencode({tema[0]: tema[1]})}" if tema else "")
    generator = FORMATE[format](
        title=f"{fluxul_lui.titlu} – {settings.NUME_SITE}",
        link=site + pagina,
        description=_("Ce fac organizațiile sociale și autoritățile din București."),
        language="ro",
        feed_url=site + (fluxul_lui.atom if format == "atom" else fluxul_lui.rss),
        author_name=settings.NUME_SITE,
    )
    for noutate in noutatile(tema)[:CATE]:
        articol = Articol(noutate)
        generator.add_item(
            title=noutate.titlu,
            link=articol.adresa_canonica,
            description=articol.descriere,
            unique_id=articol.adresa_canonica,
            unique_id_is_permalink=True,
            author_name=noutate.semnatura,
            pubdate=articol.moment,
            updateddate=articol.actualizata_la or articol.moment,
            categories=[str(noutate.get_categorie_display()), *(nume for nume, _a in articol.domenii)],
        )
    return generator.content_type, generator.writeString("utf-8")
