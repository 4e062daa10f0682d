"""What the query string of the partnerships may ask for. Whatever it does not know is ignored, never refused."""

from django.db.models.functions import ExtractYear
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from organizatii.filters import CateFilter, TextFilter, UnaFilter
from organizatii.models import Organizatie
from parteneriate.dovezi import confirmate_si_documentate
from parteneriate.models import AUTORITATI, Etapa, Ocazie, Parte, Parteneriat, RezultatVerificare
from parteneriate.rata import TOATE, cu_rezultatul
from platforma.nomenclatoare.models import Domeniu

LISTA, CRONOLOGIE = "", "cronologie"
PUBLICE = [e for e in Etapa if e != Etapa.RETRAS]


class ParteneriatFilter(FilterSet):
    """Values within one filter add up, filters narrow each other."""

    q = TextFilter(label=_("Căutare"), method="dupa_text")
    etapa = CateFilter(label=_("Etapa"), method="dupa_etapa", choices=[(e.value, e.label) for e in PUBLICE])
    sector = CateFilter(label=_("Sector"), method="dupa_sector", choices=[(str(n), n) for n in range(1, 7)])
    domeniu = CateFilter(label=_("Domeniu"), method="dupa_domeniu")
    autoritate = UnaFilter(label=_("Autoritate"), method="dupa_parte", empty_label=_("Toate"))
    organizatie = UnaFilter(label=_("Organizație"), method="dupa_parte", empty_label=_("Toate"))
    an = UnaFilter(label=_("Anul semnării"), method="dupa_an", empty_label=_("Toți anii"))
    confirmat = UnaFilter(
        label=_("Credibilitate"),
        method="dupa_confirmare",
        empty_label=_("Toate"),
        choices=[("da", _("Confirmate de ambele părți"))],
    )
    verificare = UnaFilter(
        label=_("Verificarea la 6 luni"),
        method="dupa_verificare",
        empty_label=_("Toate"),
        choices=[(TOATE, _("Verificate")), *RezultatVerificare.choices],
    )
    ocazie = UnaFilter(
        label=_("Când s-a verificat"),
        method="dupa_ocazie",
        empty_label=_("Ultima dată"),
        choices=Ocazie.choices,
    )
    actualizare = UnaFilter(
        label=_("Actualizare"),
        method="dupa_actualizare",
        empty_label=_("Toate"),
        choices=[("necesara", _("Necesită actualizare"))],
    )
    vedere = UnaFilter(
        label=_("Vedere"), method="neschimbat", empty_label=_("Listă"), choices=[(CRONOLOGIE, _("Cronologie"))]
    )

    class Meta:
        model = Parteneriat
        fields = []

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        for nume, alegeri in _alegeri(queryset).items():
            self.filters[nume].extra["choices"] = alegeri
        self.is_valid()  # never false: what is not understood is dropped

    def filter_queryset(self, queryset):
        return self._filtrat(queryset.cele_mai_noi(), self.cerute)

    def fara(self, nume):
        """What every other filter leaves: the counts beside a filter's values."""
        return self._filtrat(self.queryset.all(), {n: v for n, v in self.cerute.items() if n != nume})

    def _filtrat(self, queryset, cerute):
        for nume, valoare in cerute.items():
            queryset = self.filters[nume].filter(queryset, valoare)
        return queryset

    def dupa_text(self, queryset, nume, text):
        return queryset.cauta(text)

    def dupa_etapa(self, queryset, nume, etape):
        return queryset.filter(etapa__in=etape)

    def dupa_sector(self, queryset, nume, sectoare):
        return queryset.din_sectorul(*sectoare)

    def dupa_domeniu(self, queryset, nume, domenii):
        return queryset.din_domeniul(*domenii)

    def dupa_parte(self, queryset, nume, slug):
        return queryset.cu_parte(organizatie__slug=slug)

    def dupa_an(self, queryset, nume, an):
        return queryset.filter(semnat_la__year=an)

    def dupa_confirmare(self, queryset, nume, da):
        return confirmate_si_documentate(queryset)

    def dupa_verificare(self, queryset, nume, cod):
        rezultate = RezultatVerificare.values if cod == TOATE else [cod]
        return cu_rezultatul(queryset, rezultate, self.cerute.get("ocazie"))

    def dupa_ocazie(self, queryset, nume, ocazie):
        """Alone: those checked then. Beside an outcome it says which check is meant."""
        return queryset if "verificare" in self.cerute else cu_rezultatul(queryset, RezultatVerificare.values, ocazie)

    def dupa_actualizare(self, queryset, nume, necesara):
        return queryset.neactualizate()

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
    def arata_rata(self):
        """The rate is of the whole list, so it stands over that, and over the lists to which its numbers lead."""
        return not {nume for nume, _valoare in self.alese} - {"verificare", "ocazie"}

    @property
    def cronologie(self):
        return self.cerute.get("vedere") == CRONOLOGIE

    @property
    def perechi(self):
        """What was asked as (name, value) pairs: the shortest address of this very list."""
        return [
            (nume, v)
            for nume, valoare in self.cerute.items()
            for v in (valoare if isinstance(valoare, list) else [valoare])
        ]

    @property
    def alese(self):
        """The pairs that narrow the list; the view does not."""
        return [p for p in self.perechi if p[0] != "vedere"]

    @property
    def alegeri(self):
        """The filters shown as lists to choose from: name, label, values, and the one chosen."""
        return [
            {
                "nume": nume,
                "eticheta": self.filters[nume].label,
                "valori": self.form.fields[nume].choices,
                "ales": self.cerute.get(nume, ""),
            }
            for nume in ("autoritate", "organizatie", "an", "confirmat", "actualizare", "verificare", "ocazie")
        ]

    @property
    def sir(self):
        """The query string of this list, without the view: for exports."""
        return urlencode(self.alese)

    @property
    def cealalta_vedere(self):
        return urlencode(self.alese if self.cronologie else [*self.alese, ("vedere", CRONOLOGIE)])

    @property
    def active(self):
        """Rows (label, value in words, query string without it)."""
        return [
            (
                self.filters[nume].label,
                valoare if nume == "q" else dict(self.form.fields[nume].choices)[valoare],
                urlencode([p for p in self.perechi if p != (nume, valoare)]),
            )
            for nume, valoare in self.alese
        ]


def _alegeri(parteneriate):
    """{filter's name: choices}: only organisations and years that have something in the list."""
    parteneriate = parteneriate.order_by()
    parti = Parte.objects.active().filter(parteneriat__in=parteneriate.values("pk"))
    ale_lor = Organizatie.objects.publice().filter(pk__in=parti.values("organizatie_id"))
    perechi = [(tip, (slug, nume)) for tip, slug, nume in ale_lor.values_list("tip", "slug", "denumire")]
    ani = parteneriate.exclude(semnat_la=None).annotate(an=ExtractYear("semnat_la")).values_list("an", flat=True)
    return {
        "domeniu": list(Domeniu.objects.active().values_list("slug", "nume")),
        "autoritate": [p for tip, p in perechi if tip in AUTORITATI],
        "organizatie": [p for tip, p in perechi if tip not in AUTORITATI],
        "an": [(str(an), str(an)) for an in ani.distinct().order_by("-an")],
    }
