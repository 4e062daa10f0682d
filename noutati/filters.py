"""What the query string of the news may ask for. Whatever it does not know is ignored, never refused."""

from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from noutati.models import Categorie, Noutate
from organizatii.filters import CateFilter, TextFilter, UnaFilter
from organizatii.models import Organizatie
from platforma.nomenclatoare.models import Domeniu

ECHIPA = "echipa"  # stands for an organisation's slug; no organisation can be called so (see test_filters)
CATEGORII = {
    Categorie.ANUNT: _("Anunțuri"),
    Categorie.APEL: _("Apeluri"),
    Categorie.REZULTAT: _("Rezultate"),
    Categorie.EVENIMENT: _("Evenimente"),
    Categorie.COMUNICAT: _("Comunicate"),
}


class NoutateFilter(FilterSet):
    """Values within one filter add up, filters narrow each other."""

    q = TextFilter(label=_("Căutare"), method="dupa_text")
    categorie = UnaFilter(label=_("Categorie"), method="dupa_categorie", empty_label=_("Toate"), choices=[])
    sector = CateFilter(label=_("Sector"), method="dupa_sector", choices=[(str(n), n) for n in range(1, 7)])
    domeniu = CateFilter(label=_("Domeniu"), method="dupa_domeniu")
    organizatie = UnaFilter(label=_("Organizație"), method="dupa_organizatie", empty_label=_("Toate"))
    an = UnaFilter(label=_("An"), method="dupa_an", empty_label=_("Toți anii"))

    class Meta:
        model = Noutate
        fields = []

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        for nume, alegeri in _alegeri(queryset).items():
            self.filters[nume].extra["choices"] = alegeri
        self.is_valid()  # never false: what is not understood is dropped

    def filter_queryset(self, queryset):
        queryset = queryset.order_by("-fixata", "-vizibila_din", "-pk") if not self.cerute else queryset.cele_mai_noi()
        for nume, valoare in self.cerute.items():
            queryset = self.filters[nume].filter(queryset, valoare)
        return queryset

    def dupa_text(self, queryset, nume, text):
        return queryset.cauta(text)

    def dupa_categorie(self, queryset, nume, categorie):
        return queryset.filter(categorie=categorie)

    def dupa_sector(self, queryset, nume, sectoare):
        return queryset.din_sectorul(*sectoare)

    def dupa_domeniu(self, queryset, nume, domenii):
        return queryset.din_domeniul(*domenii)

    def dupa_organizatie(self, queryset, nume, slug):
        return queryset.ale_echipei() if slug == ECHIPA else queryset.filter(organizatie__slug=slug)

    def dupa_an(self, queryset, nume, an):
        return queryset.filter(vizibila_din__year=an)

    # --- what was asked -------------------------------------------------------------------------------------------
    @cached_property
    def cerute(self):
        """The understood part of the query string, {name: value or list}; empty ones left out."""
        return {nume: valoare for nume, valoare in self.form.cleaned_data.items() if valoare}

    @property
    def text(self):
        return self.cerute.get("q", "")

    @property
    def perechi(self):
        """What was asked as (name, value) pairs: the shortest address of this very list."""
        return [
            (nume, v)
            for nume, valoare in self.cerute.items()
            for v in (valoare if isinstance(valoare, list) else [valoare])
        ]

    @property
    def cate_alese(self):
        """How many values are chosen, besides the text and the category, which have their own places."""
        return len([nume for nume, _v in self.perechi if nume not in {"q", "categorie"}])

    def categorii(self):
        """Rows (label, query string, whether it is the chosen one), „Toate” first."""
        raman = [p for p in self.perechi if p[0] != "categorie"]
        aleasa = self.cerute.get("categorie", "")
        randuri = [("", _("Toate")), *CATEGORII.items()]
        return [
            (eticheta, urlencode([*raman, *([("categorie", cod)] if cod else [])]), cod == aleasa)
            for cod, eticheta in randuri
        ]

    def active(self):
        """Rows (filter's label, value's label, query string without it), for links that take one filter off."""
        return [
            (self.filters[nume].label, self._eticheta(nume, v), urlencode([p for p in self.perechi if p != (nume, v)]))
            for nume, v in self.perechi
            if nume != "categorie"
        ]

    def _eticheta(self, nume, valoare):
        return valoare if nume == "q" else dict(self.form.fields[nume].choices)[valoare]

    def de_urmarit(self):
        """The query string of a „Urmăriți” link: what of this list one may follow."""
        return urlencode([p for p in self.perechi if p[0] in TEME])

    def tema(self):
        """(kind, key, label) of the one thing the list is about, when it is about one: it has a feed of its own."""
        feluri = [p for p in self.perechi if p[0] in TEME]
        if len(self.perechi) == len(feluri) == 1:
            ((fel, cheie),) = feluri
            return fel, cheie, self._eticheta(fel, cheie)
        return None


TEME = ("categorie", "domeniu", "sector", "organizatie")  # what a feed can be about


def _alegeri(noutati):
    """{filter's name: choices}: only organisations and years that have something in the list."""
    noutati = noutati.order_by()
    ani = noutati.annotate(an=ExtractYear("vizibila_din", tzinfo=timezone.get_default_timezone()))
    ale_lor = Organizatie.objects.filter(pk__in=noutati.values("organizatie_id"))
    return {
        "categorie": [(str(cod), eticheta) for cod, eticheta in CATEGORII.items()],
        "domeniu": list(Domeniu.objects.active().values_list("slug", "nume")),
        "organizatie": [(ECHIPA, _("Echipa proiectului")), *ale_lor.values_list("slug", "denumire")],
        "an": [(str(an), str(an)) for an in ani.values_list("an", flat=True).distinct().order_by("-an")],
    }
