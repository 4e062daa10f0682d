"""What the query string of the directory may ask for. Whatever it does not know is ignored, never refused."""

from django import forms
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet, MultipleChoiceFilter
from django_filters.fields import ChoiceField

from organizatii.models import Organizatie, TipOrganizatie
from platforma.text import normalizeaza

LUNGIME_TEXT = 200  # characters of the search box that are read
DUPA_NUME, NOI, RELEVANTA = "nume", "noi", "relevanta"
ORDINI = {DUPA_NUME: ["cheie_sortare", "pk"], NOI: ["-publicat_la", "-pk"]}  # by relevance is how `cauta` leaves them
LISTE = {"domeniu": "domenii", "grup": "grupuri", "odd": "odd", "cartier": "cartiere"}  # filter → list of Organizatie
GRUPE = ("domeniu", "tip", "grup", "cartier", "odd", "reprezentant")  # shown as groups of boxes, in this order


class TextField(forms.CharField):
    def to_python(self, value):
        return normalizeaza(super().to_python(value))[:LUNGIME_TEXT].strip()


class UnaField(ChoiceField):
    """One value; an unknown one counts as none."""

    def clean(self, value):
        return value if value in dict(self.choices) else ""


class CateCunoscuteField(forms.MultipleChoiceField):
    """Several values, each once; the unknown ones are dropped."""

    def clean(self, value):
        cunoscute = {str(cheie) for cheie, _nume in self.choices}
        return [v for v in dict.fromkeys(value or []) if v in cunoscute]


class TextFilter(CharFilter):
    field_class = TextField


class UnaFilter(ChoiceFilter):
    field_class = UnaField


class CateFilter(MultipleChoiceFilter):
    field_class = CateCunoscuteField


class OrganizatieFilter(FilterSet):
    """Values within one filter add up, filters narrow each other."""

    q = TextFilter(label=_("Căutare"), method="dupa_text")
    sector = CateFilter(label=_("Sector"), method="dupa_sector", choices=[(str(n), n) for n in range(1, 7)])
    tip = CateFilter(label=_("Tip"), method="dupa_tip", choices=TipOrganizatie.choices)
    domeniu = CateFilter(label=_("Domeniu"), method="dupa_lista")
    grup = CateFilter(label=_("Grup țintă"), method="dupa_lista")
    odd = CateFilter(label=_("Obiectiv de dezvoltare durabilă"), method="dupa_lista")
    cartier = CateFilter(label=_("Cartier"), method="dupa_lista")
    reprezentant = UnaFilter(
        label=_("Reprezentanți"),
        method="dupa_reprezentant",
        empty_label=_("Toate"),
        choices=[("da", _("Profil completat de organizație")), ("nu", _("Profil nerevendicat"))],
    )
    sortare = UnaFilter(
        label=_("Ordine"),
        method="neschimbat",
        empty_label=None,
        choices=[(DUPA_NUME, _("Alfabetică")), (NOI, _("Cele mai noi")), (RELEVANTA, _("Relevanță"))],
    )

    class Meta:
        model = Organizatie
        fields = []

    def __init__(self, data, queryset, *, ascunse=()):
        super().__init__(data, queryset)
        for nume in ascunse:
            del self.filters[nume]
        for nume, alegeri in liste_de_coduri().items():
            self.filters[nume].extra["choices"] = alegeri
        self.is_valid()  # never false: what is not understood is dropped

    def filter_queryset(self, queryset, fara=None):
        for nume, valoare in self.form.cleaned_data.items():
            if nume != fara:
                queryset = self.filters[nume].filter(queryset, valoare)
        return queryset.order_by(*ORDINI[self.ordine]) if self.ordine in ORDINI else queryset

    def dupa_text(self, queryset, nume, text):
        return queryset.cauta(text)

    def dupa_sector(self, queryset, nume, sectoare):
        return queryset.din_sectorul(*sectoare)

    def dupa_tip(self, queryset, nume, tipuri):
        return queryset.filter(tip__in=tipuri)

    def dupa_lista(self, queryset, nume, coduri):
        camp = Organizatie._meta.get_field(LISTE[nume])
        legaturi = camp.remote_field.through.objects.filter(**{f"{camp.m2m_reverse_field_name()}__slug__in": coduri})
        return queryset.filter(pk__in=legaturi.values("organizatie_id"))

    def dupa_reprezentant(self, queryset, nume, valoare):
        return queryset.filter(revendicata=valoare == "da")

    def neschimbat(self, queryset, nume, valoare):
        return queryset

    # --- what was asked -------------------------------------------------------------------------------------------
    @cached_property
    def cerute(self):
        """The understood part of the query string, {name: value or list}; empty ones left out."""
        return {nume: valoare for nume, valoare in self.form.cleaned_data.items() if valoare}

    @property
    def text(self):
        return self.cerute.get("q", "")

    @property
    def ordine(self):
        """The order that was asked for, or the one that fits: by relevance when there is a text, else by name."""
        ceruta = self.cerute.get("sortare")
        if ceruta and not (ceruta == RELEVANTA and not self.text):
            return ceruta
        return RELEVANTA if self.text else DUPA_NUME

    def fara(self, nume):
        """The list without one of the filters, for the counts beside its values."""
        return self.filter_queryset(self.queryset.all(), fara=nume)

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
        """How many values are chosen, besides the text and the order."""
        return len([nume for nume, _v in self.perechi if nume not in {"q", "sortare"}])

    @property
    def numai_textul(self):
        return urlencode({"q": self.text})

    def ordini(self):
        """Rows (key, label, query string) of the orders to choose from; by relevance only when there is a text."""
        raman = [p for p in self.perechi if p[0] != "sortare"]
        return [
            (cheie, eticheta, urlencode([*raman, ("sortare", cheie)]))
            for cheie, eticheta in self.form.fields["sortare"].choices
            if cheie != RELEVANTA or self.text
        ]

    def campuri(self):
        """The groups of boxes, each with how many are ticked; the first and those in use stand open."""
        for nume in GRUPE:
            if nume in self.filters:
                ceruta = self.cerute.get(nume, "")
                alese = ceruta if isinstance(ceruta, list) else [ceruta]
                yield {
                    "nume": nume,
                    "eticheta": self.filters[nume].label,
                    "fel": "checkbox" if isinstance(self.filters[nume], CateFilter) else "radio",
                    "alegeri": [(v, eticheta, v in alese) for v, eticheta in self.form.fields[nume].choices],
                    "cate": len([v for v in alese if v]),
                    "deschis": bool(ceruta) or nume == GRUPE[0],
                }

    def active(self):
        """Rows (filter's label, value's label, query string without it), for links that take one filter off."""
        return [
            (self.filters[nume].label, self._eticheta(nume, v), urlencode([p for p in self.perechi if p != (nume, v)]))
            for nume, v in self.perechi
            if nume != "sortare"
        ]

    def _eticheta(self, nume, valoare):
        return valoare if nume == "q" else dict(self.form.fields[nume].choices)[valoare]


def liste_de_coduri():
    """{filter's name: [(slug, name)]} of the four code lists, in one query."""
    cu_numar = Concat(Cast("numar", CharField()), Value(". "), "nume")
    interogari = [
        Organizatie._meta.get_field(camp)
        .related_model.objects.order_by()
        .annotate(lista=Value(nume), eticheta=cu_numar if nume == "odd" else F("nume"))
        .values_list("lista", "slug", "eticheta", "ordine")
        for nume, camp in LISTE.items()
    ]
    liste = {nume: [] for nume in LISTE}
    for lista, slug, eticheta, _ordine in interogari[0].union(*interogari[1:], all=True).order_by("ordine", "eticheta"):
        liste[lista].append((slug, eticheta))
    return liste
