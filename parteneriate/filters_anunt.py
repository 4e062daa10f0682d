"""What the query string of the notices may ask for. Whatever it does not know is ignored, never refused."""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from organizatii.filters import CateFilter, TextFilter, UnaFilter
from organizatii.models import TipOrganizatie
from parteneriate.models import Anunt, Fel, Resursa
from platforma.nomenclatoare.models import Domeniu, GrupTinta

NOI, EXPIRA, RELEVANTA = "noi", "expira", "relevanta"
ORDINI = {NOI: ["-publicat_la", "-pk"], EXPIRA: ["valabil_pana", "-publicat_la", "-pk"]}
FELURI = {Fel.NEVOIE: _("Nevoi"), Fel.OFERTA: _("Oferte")}
GRUPE = ("resursa", "domeniu", "grup", "tip")  # shown as groups of boxes, in this order


class AnuntFilter(FilterSet):
    """Values within one filter add up, filters narrow each other."""

    q = TextFilter(label=_("Căutare"), method="dupa_text")
    fel = UnaFilter(label=_("Ce este"), method="dupa_fel", empty_label=_("Toate"), choices=list(FELURI.items()))
    sector = CateFilter(label=_("Sector"), method="dupa_sector", choices=[(str(n), n) for n in range(1, 7)])
    resursa = CateFilter(label=_("Resursă"), method="dupa_resursa", choices=Resursa.choices)
    domeniu = CateFilter(label=_("Domeniu"), method="dupa_domeniu")
    grup = CateFilter(label=_("Grup țintă"), method="dupa_grup")
    tip = CateFilter(label=_("Cine"), method="dupa_tip", choices=TipOrganizatie.choices)
    organizatie = TextFilter(label=_("Organizația"), method="dupa_organizatie")
    sortare = UnaFilter(
        label=_("Ordine"),
        method="neschimbat",
        empty_label=None,
        choices=[(NOI, _("Cele mai noi")), (EXPIRA, _("Expiră curând")), (RELEVANTA, _("Relevanță"))],
    )

    class Meta:
        model = Anunt
        fields = []

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        for nume, model in (("domeniu", Domeniu), ("grup", GrupTinta)):
            self.filters[nume].extra["choices"] = list(model.objects.active().values_list("slug", "nume"))
        self.is_valid()  # never false: what is not understood is dropped

    def filter_queryset(self, queryset):
        queryset = self._filtrat(queryset)
        return queryset.order_by(*ORDINI[self.ordine]) if self.ordine in ORDINI else queryset

    def _filtrat(self, queryset, fara=None):
        """With everything that was asked, except one filter."""
        for nume, valoare in self.cerute.items():
            if nume != fara:
                queryset = self.filters[nume].filter(queryset, valoare)
        return queryset

    def _ramase(self, fara):
        """As rows of their own, so that what a search ranks by is not counted apart."""
        return Anunt.objects.filter(pk__in=self._filtrat(self.queryset, fara).order_by().values("pk")).order_by()

    # --- how many each choice would give ---------------------------------------------------------------------------
    def numere(self, nume):
        """{value: how many notices have it, among those that the other filters leave}, in one statement.

        The filter's own choices do not count, because values within one add up: the number beside a box is what the
        box alone would give. Values that nobody has are not there.
        """
        ramase = self._ramase(nume)
        pe_valori = {
            "fel": lambda: ramase.values_list("fel"),
            "tip": lambda: ramase.values_list("organizatie__tip"),
            "resursa": lambda: _cate_au(ramase, Resursa.values),
            "domeniu": lambda: _legaturi(Anunt.domenii, ramase).values_list("domeniu__slug"),
            "grup": lambda: _legaturi(Anunt.grupuri, ramase).values_list("gruptinta__slug"),
        }[nume]()
        if isinstance(pe_valori, dict):
            return pe_valori
        return dict(pe_valori.annotate(cate=Count("pk")))

    @cached_property
    def sectoarele(self):
        """{sector: how many its wedge would give}, for the wheel; a notice without sectors is for each."""
        ramase = self._ramase("sector")
        legaturi = Anunt.sectoare.through.objects.filter(anunt=OuterRef("pk"))
        pe_oras = Q(~Exists(legaturi))
        chei = {f"s{n}": Count("pk", filter=pe_oras | Q(Exists(legaturi.filter(sector=n)))) for n in range(1, 7)}
        sume = ramase.aggregate(**chei)
        return {n: sume[f"s{n}"] for n in range(1, 7)}

    def dupa_text(self, queryset, nume, text):
        return queryset.cauta(text)

    def dupa_fel(self, queryset, nume, fel):
        return queryset.filter(fel=fel)

    def dupa_sector(self, queryset, nume, sectoare):
        return queryset.din_sectorul(*sectoare)

    def dupa_resursa(self, queryset, nume, resurse):
        return queryset.filter(resurse__overlap=resurse)

    def dupa_domeniu(self, queryset, nume, sluguri):
        legaturi = Anunt.domenii.through.objects.filter(anunt=OuterRef("pk"), domeniu__slug__in=sluguri)
        return queryset.filter(Exists(legaturi))

    def dupa_grup(self, queryset, nume, sluguri):
        legaturi = Anunt.grupuri.through.objects.filter(anunt=OuterRef("pk"), gruptinta__slug__in=sluguri)
        return queryset.filter(Exists(legaturi))

    def dupa_tip(self, queryset, nume, tipuri):
        return queryset.filter(organizatie__tip__in=tipuri)

    def dupa_organizatie(self, queryset, nume, slug):
        return queryset.filter(organizatie__slug=slug)

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
        """The order that was asked for, or the one that fits: by relevance when there is a text, else the newest."""
        ceruta = self.cerute.get("sortare")
        if ceruta and not (ceruta == RELEVANTA and not self.text):
            return ceruta
        return RELEVANTA if self.text else NOI

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
        """How many values are chosen, besides the text, the kind and the order, which have their own places."""
        return len([nume for nume, _v in self.perechi if nume not in {"q", "fel", "sortare"}])

    def feluri(self):
        """Rows (label, query string, whether it is the chosen one, how many), „Toate” first."""
        raman = [p for p in self.perechi if p[0] != "fel"]
        ales = self.cerute.get("fel", "")
        randuri = [("", _("Toate")), *FELURI.items()]
        numere = self.numere("fel")
        return [
            (
                eticheta,
                urlencode([*raman, *([("fel", cod)] if cod else [])]),
                cod == ales,
                numere.get(cod, 0) if cod else sum(numere.values()),
            )
            for cod, eticheta in randuri
        ]

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
            alese, numere = self.cerute.get(nume, []), self.numere(nume)
            yield {
                "nume": nume,
                "eticheta": self.filters[nume].label,
                "alegeri": [(v, et, v in alese, numere.get(v, 0)) for v, et in self.form.fields[nume].choices],
                "cate": len(alese),
                "deschis": bool(alese) or nume == GRUPE[0],
            }

    def active(self):
        """Rows (filter's label, value's label, query string without it), for links that take one filter off."""
        return [
            (self.filters[nume].label, self._eticheta(nume, v), urlencode([p for p in self.perechi if p != (nume, v)]))
            for nume, v in self.perechi
            if nume not in {"fel", "sortare"}
        ]

    def _eticheta(self, nume, valoare):
        return valoare if nume in {"q", "organizatie"} else dict(self.form.fields[nume].choices)[valoare]


def _legaturi(lista, anunturi):
    return lista.through.objects.filter(anunt__in=anunturi.values("pk")).order_by()


def _cate_au(anunturi, resurse):
    """A notice counts once beside each kind of resource that it is about."""
    return anunturi.aggregate(**{r: Count("pk", filter=Q(resurse__contains=[r])) for r in resurse})
