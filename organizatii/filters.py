"""What the query string of the directory may ask for. Whatever it does not know is ignored, never refused."""

from functools import cache

from django import forms
from django.db import connection
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, MultipleChoiceFilter
from django_filters.fields import ChoiceField

from organizatii.models import REPREZENTANT, TIPURI, Organizatie, TipOrganizatie, cod
from platforma.text import normalizeaza

LUNGIME_TEXT = 200  # characters of the search box that are read
RELEVANTA, DUPA_NUME, NOI, CONFIRMATE = "relevanta", "nume", "noi", "confirmate"
# Total orders, so that each organisation is on exactly one page. By relevance is how `cauta` leaves them.
ORDINI = {
    DUPA_NUME: [F("cheie_sortare").asc(), F("pk").asc()],
    NOI: [F("publicat_la").desc(), F("pk").desc()],
    CONFIRMATE: [F("confirmata_la").desc(nulls_last=True), F("pk").desc()],
}
LISTE = {"domeniu": "domenii", "grup": "grupuri", "odd": "odd", "cartier": "cartiere"}  # filter → list of Organizatie
GRUPE = ("domeniu", "tip", "grup", "cartier", "odd", "reprezentant")  # shown as groups of boxes, in this order


class TextField(forms.CharField):
    def to_python(self, value):
        return normalizeaza(super().to_python(value))[:LUNGIME_TEXT].strip()


class UnaField(ChoiceField):
    """One value; an unknown one counts as none."""

    def __init__(self, *, required=False, **optiuni):
        super().__init__(required=required, **optiuni)

    def clean(self, value):
        return value if value in dict(self.choices) else ""


class CateCunoscuteField(forms.MultipleChoiceField):
    """Several values, each once; the unknown ones are dropped."""

    def __init__(self, *, required=False, **optiuni):
        super().__init__(required=required, **optiuni)

    def clean(self, value):
        cunoscute = {str(cheie) for cheie, _nume in self.choices}
        return [v for v in dict.fromkeys(value or []) if v in cunoscute]


class TextFilter(CharFilter):
    field_class = TextField


class UnaFilter(ChoiceFilter):
    field_class = UnaField


class CateFilter(MultipleChoiceFilter):
    field_class = CateCunoscuteField


class OrganizatieFilter(forms.Form):
    """Values within one filter add up, filters narrow each other. What they find is organizatii.gasite.

    `fixe`: {filter: value} that the page itself sets and does not offer.
    """

    q = TextField(label=_("Căutare"), required=False)
    sector = CateCunoscuteField(label=_("Sector"), choices=[(str(n), n) for n in range(1, 7)])
    tip = CateCunoscuteField(label=_("Tip"), choices=TipOrganizatie.choices)
    domeniu = CateCunoscuteField(label=_("Domeniu"))
    grup = CateCunoscuteField(label=_("Grup țintă"))
    odd = CateCunoscuteField(label=_("Obiectiv de dezvoltare durabilă"))
    cartier = CateCunoscuteField(label=_("Cartier"))
    reprezentant = UnaField(
        label=_("Reprezentanți"),
        empty_label=_("Toate"),
        choices=[("da", _("Profil completat de organizație")), ("nu", _("Profil nerevendicat"))],
    )
    sortare = UnaField(
        label=_("Ordine"),
        empty_label=None,
        choices=[
            (RELEVANTA, _("Relevanță")),
            (DUPA_NUME, _("Alfabetică")),
            (NOI, _("Cele mai noi")),
            (CONFIRMATE, _("Confirmate recent")),
        ],
    )

    def __init__(self, data, *, fixe=None):
        super().__init__(data)
        self.fixe = fixe or {}
        for nume in self.fixe:
            del self.fields[nume]
        self.liste = liste_de_coduri()
        for nume, elemente in self.liste.items():
            self.fields[nume].choices = [(slug, eticheta) for slug, eticheta, _pk in elemente]
        self.is_valid()  # never false: what is not understood is dropped

    # --- what was asked -------------------------------------------------------------------------------------------
    @cached_property
    def cerute(self):
        """The understood part of the query string, {name: value or list}; empty ones left out."""
        return {nume: valoare for nume, valoare in self.cleaned_data.items() if valoare}

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

    @cached_property
    def coduri(self):
        """{filter: {value: its number in RandDirector.coduri}}, for every value that can be chosen."""
        return {
            "sector": {str(n): cod("sector", n) for n in range(1, 7)},
            "tip": {tip: cod("tip", n) for n, tip in enumerate(TIPURI, start=1)},
            "reprezentant": {valoare: cod("reprezentant", n) for valoare, n in REPREZENTANT.items()},
            **{
                nume: {slug: cod(nume, pk) for slug, _eticheta, pk in elemente} for nume, elemente in self.liste.items()
            },
        }

    @cached_property
    def alese(self):
        """{filter: numbers of its chosen values}, those that the page sets included."""
        cerute = {**self.cerute, **self.fixe}
        return {
            nume: [coduri[v] for v in _lista(cerute[nume])] for nume, coduri in self.coduri.items() if nume in cerute
        }

    @property
    def perechi(self):
        """What was asked as (name, value) pairs: the shortest address of this very list."""
        return [(nume, v) for nume, valoare in self.cerute.items() for v in _lista(valoare)]

    @property
    def cate_alese(self):
        """How many values are chosen, besides the text and the order."""
        return len([nume for nume, _v in self.perechi if nume not in {"q", "sortare"}])

    def cu_textul(self, text, **altele):
        """Query string of the same choices with another text."""
        raman = [p for p in self.perechi if p[0] != "q"]
        return urlencode([("q", text), *raman, *altele.items()])

    @property
    def numai_textul(self):
        return urlencode({"q": self.text})

    def ordini(self):
        """Rows (key, label, query string) of the orders to choose from; by relevance only when there is a text."""
        raman = [p for p in self.perechi if p[0] != "sortare"]
        return [
            (cheie, eticheta, urlencode([*raman, ("sortare", cheie)]))
            for cheie, eticheta in self.fields["sortare"].choices
            if cheie != RELEVANTA or self.text
        ]

    def campuri(self, cate):
        """The groups of boxes, each with how many are ticked; the first and those in use stand open.

        `cate`: {filter: {value: how many a click would give}} (Gasite.cate).
        """
        for nume in GRUPE:
            if nume in self.fields:
                alese = _lista(self.cerute.get(nume, ""))
                yield {
                    "nume": nume,
                    "eticheta": self.fields[nume].label,
                    "fel": "checkbox" if isinstance(self.fields[nume], CateCunoscuteField) else "radio",
                    "alegeri": [(v, eticheta, v in alese, cate[nume][v]) for v, eticheta in self.fields[nume].choices],
                    "cate": len([v for v in alese if v]),
                    "deschis": nume in self.cerute or nume == GRUPE[0],
                }

    def active(self):
        """Rows (filter's label, value's label, query string without it), for links that take one filter off."""
        return [
            (self.fields[nume].label, self._eticheta(nume, v), urlencode([p for p in self.perechi if p != (nume, v)]))
            for nume, v in self.perechi
            if nume != "sortare"
        ]

    def _eticheta(self, nume, valoare):
        return valoare if nume == "q" else dict(self.fields[nume].choices)[valoare]


def _lista(valoare):
    return valoare if isinstance(valoare, list) else [valoare]


def liste_de_coduri():
    """{filter's name: [(slug, name, key)]} of the four code lists, in one query."""
    liste = {nume: [] for nume in LISTE}
    with connection.cursor() as cursor:
        cursor.execute(*_interogarea_listelor())
        for lista, slug, eticheta, pk, _ordine in cursor:
            liste[lista].append((slug, eticheta, pk))
    return liste


@cache
def _interogarea_listelor():
    """The query and its parameters: every page asks it, so it is put together once."""
    cu_numar = Concat(Cast("numar", CharField()), Value(". "), "nume")
    interogari = [
        Organizatie._meta.get_field(camp)
        .related_model.objects.order_by()
        .annotate(lista=Value(nume), eticheta=cu_numar if nume == "odd" else F("nume"))
        .values_list("lista", "slug", "eticheta", "pk", "ordine")
        for nume, camp in LISTE.items()
    ]
    return interogari[0].union(*interogari[1:], all=True).order_by("ordine", "eticheta").query.sql_with_params()
