"""What somebody follows: which items reach her. The one place where the rule is written; docs/architecture.md has it
as a table.

Categories, domains and sectors narrow each other; inside one of them any choice will do. A followed organisation adds
all that it publishes. Nothing chosen means everything.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _

from noutati.models.noutate import Categorie, Noutate
from organizatii.models import Organizatie
from platforma.nomenclatoare.models import Domeniu, Sector
from platforma.templatetags.platforma import in_lista


@dataclass(frozen=True)
class Criterii:
    """Chosen categories (codes) and rows of the other three kinds, each a list."""

    categorii: list
    domenii: list
    sectoare: list
    organizatii: list

    def alege(self, noutati):
        """Of these items, those that reach her; each once, however many of her choices it meets."""
        teme = [
            Q(categorie__in=self.categorii) if self.categorii else None,
            _are(Noutate.domenii.through, "domeniu_id", self.domenii),
            _are(Noutate.sectoare.through, "sector_id", self.sectoare),
        ]
        teme = [tema for tema in teme if tema is not None]
        oricare = Q(organizatie__in=self.organizatii) if self.organizatii else Q()
        if teme:
            oricare |= Q(*teme)
        return noutati.filter(oricare)

    def __bool__(self):
        """Whether anything is chosen at all."""
        return any((self.categorii, self.domenii, self.sectoare, self.organizatii))

    def in_cuvinte(self):
        """„Apel, Eveniment · Locuire · Sectorul 3, și tot ce publică Asociația X”."""
        categorii = [Categorie(c).label for c in self.categorii]
        teme = " · ".join(
            ", ".join(str(ales) for ales in alese) for alese in (categorii, self.domenii, self.sectoare) if alese
        )
        if not self.organizatii:
            return teme or _("toate noutățile")
        publica = _("tot ce publică %(cine)s") % {"cine": in_lista(self.organizatii)}
        return _("%(teme)s, și %(publica)s") % {"teme": teme, "publica": publica} if teme else publica


def _are(legaturi, coloana, alese):
    """Items linked to any of these, as a subquery: a join would give an item twice."""
    if not alese:
        return None
    return Q(pk__in=legaturi.objects.filter(**{f"{coloana}__in": [a.pk for a in alese]}).values("noutate_id"))


def propuneri(query):
    """Choices named by the query string of a „Urmăriți” link; what it does not understand is dropped."""
    sectoare = [n for n in query.getlist("sector") if n.isascii() and n.isdecimal()]
    return {
        "categorii": [c for c in query.getlist("categorie") if c in Categorie.values],
        "sectoare": list(Sector.objects.filter(pk__in=[n for n in sectoare if len(n) < 3])),
        "domenii": list(Domeniu.objects.active().filter(slug__in=_fara_nul(query.getlist("domeniu")))),
        "organizatii": list(Organizatie.objects.publice().filter(slug__in=_fara_nul(query.getlist("organizatie")))),
    }


def ca_query(alegeri):
    """The other way round: the query string that names these choices."""
    perechi = [
        *(("categorie", c) for c in alegeri["categorii"]),
        *(("sector", s.pk) for s in alegeri["sectoare"]),
        *(("domeniu", d.slug) for d in alegeri["domenii"]),
        *(("organizatie", o.slug) for o in alegeri["organizatii"]),
    ]
    return urlencode(perechi)


def _fara_nul(valori):
    return [v for v in valori[:20] if "\0" not in v]
