"""The work list of pairs that may be one organisation, and the merges that were made."""

from django.contrib import admin
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from organizatii import administrare_dubluri
from organizatii.models import PerecheDubla, StarePereche, Unire
from platforma.administrare.baza import NumaiCitire


class DeComparatFilter(admin.SimpleListFilter):
    """Open pairs unless something else is asked for."""

    title = _("stare")
    parameter_name = "stare"

    def lookups(self, request, model_admin):
        return [*(par for par in StarePereche.choices if par[0] != StarePereche.DESCHISA), ("toate", _("Toate"))]

    def choices(self, changelist):
        toate, *altele = super().choices(changelist)
        return [{**toate, "display": StarePereche.DESCHISA.label}, *altele]

    def queryset(self, request, queryset):
        if self.value() == "toate":
            return queryset
        return queryset.filter(stare=self.value() or StarePereche.DESCHISA)


@admin.register(PerecheDubla)
class PerecheDublaAdmin(NumaiCitire, admin.ModelAdmin):
    """Nothing here writes: the page of a pair calls `unire.uneste` and `perechi.nu_sunt_dubluri`."""

    list_display = ["perechea", "motiv", "cat", "sectorul", "gasita_la", "stare"]
    list_display_links = ["perechea"]
    list_filter = [DeComparatFilter, "motiv", "prima__sediu_sector"]
    list_select_related = ["prima", "a_doua"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["prima__denumire", "a_doua__denumire"]
    search_help_text = _("Caută după denumirea uneia dintre ele.")
    ordering = ["-apropiere", "pk"]
    lista_goala = _("Nicio pereche de comparat. Lista se reface în fiecare noapte.")

    @admin.display(description=_("profiluri"))
    def perechea(self, pereche):
        return format_html("{}<br>{}", pereche.prima, pereche.a_doua)

    @admin.display(description=_("seamănă"), ordering="apropiere")
    def cat(self, pereche):
        return f"{round(100 * pereche.apropiere)} %"

    @admin.display(description=_("sector"))
    def sectorul(self, pereche):
        return pereche.prima.sediu_sector_id or pereche.prima.judet

    def get_urls(self):
        compara = path(
            "<int:pk>/change/",
            self.admin_site.admin_view(administrare_dubluri.compara),
            name="organizatii_perechedubla_change",
        )
        return [compara, *super().get_urls()]


@admin.register(Unire)
class UnireAdmin(NumaiCitire, admin.ModelAdmin):
    change_form_template = "organizatii/admin/unire.html"
    list_display = ["sursa", "tinta", "de", "la", "anulata_la"]
    list_filter = ["la", "anulata_la"]
    list_select_related = ["sursa", "tinta", "de"]
    search_fields = ["sursa__denumire", "tinta__denumire"]
    fields = ["sursa", "tinta", "motiv", "de", "la", "anulata_la", "anulata_de", "anulata_motiv"]

    def get_urls(self):
        desfa = path(
            "<int:pk>/desfa/",
            self.admin_site.admin_view(administrare_dubluri.desfa_unirea),
            name="organizatii_unire_desfa",
        )
        return [desfa, *super().get_urls()]
