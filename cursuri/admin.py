from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cursuri import certificat_admin, panou, panou_certificate  # noqa: F401 – each registers what is its own
from cursuri.models import Cerere, Criteriu, Fapta, Fisa, Serie, Sesiune, Tema
from platforma.administrare.baza import NumaiCitire
from platforma.nomenclatoare.admin import ElementAdmin
from platforma.templatetags.platforma import data_lunga, data_ora


@admin.register(Tema)
class TemaAdmin(ElementAdmin):
    fields = ["nume", "slug", "rezumat", "ce_invatati", "pentru_cine", "ordine", "activ"]

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **{"fields": self.fields, **kwargs})


@admin.register(Serie)
class SerieAdmin(NumaiCitire, admin.ModelAdmin):
    """To look at. A series is written, and moved, on the organisers' pages."""

    list_display = ["__str__", "incepe", "starea", "locurile", "organizarea"]
    list_filter = ["stare", "tema", "format"]
    list_select_related = ["tema", "organizator"]
    list_per_page = 50
    date_hierarchy = "data_inceput"
    search_fields = ["tema__nume", "organizator__denumire"]
    fields = [
        "tema", "numar", "starea", "organizarea", "organizator", "data_inceput", "data_sfarsit", "ore", "format",
        "capacitate", "capacitate_ong", "capacitate_autoritati", "max_per_organizatie", "inscrieri_de_la",
        "inscrieri_pana_la", "lista_asteptare", "promovare_pana_la", "prag_prezenta", "motivate", "prag_evaluare",
        "incercari", "zile_confirmare", "motiv_anulare", "publicat_la",
    ]  # fmt: skip
    readonly_fields = ["starea", "organizarea"]

    def get_queryset(self, request):
        return super().get_queryset(request).cu_ocuparea()

    @admin.display(description=_("începe"), ordering="data_inceput")
    def incepe(self, serie):
        return data_lunga(serie.data_inceput)

    @admin.display(description=_("stare"), ordering="stare")
    def starea(self, serie):
        return serie.get_stare_display()

    @admin.display(description=_("locuri"))
    def locurile(self, serie):
        return _("%(ocupate)s din %(total)s") % {"ocupate": serie.ocupate, "total": serie.capacitate}

    @admin.display(description=_("organizare"))
    def organizarea(self, serie):
        return format_html('<a href="{}">{}</a>', serie.get_spatiu_url(), _("Deschideți organizarea"))


@admin.register(Sesiune)
class SesiuneAdmin(NumaiCitire, admin.ModelAdmin):
    list_display = ["titlu", "serie", "incepe", "anulata"]
    list_filter = ["serie__tema", "anulata"]
    list_select_related = ["serie__tema"]
    search_fields = ["titlu", "serie__tema__nume"]
    ordering = ["-incepe_la", "-pk"]
    exclude = ["link_online"]

    @admin.display(description=_("începe"), ordering="incepe_la")
    def incepe(self, sesiune):
        return data_ora(sesiune.incepe_la)


@admin.register(Criteriu)
class CriteriuAdmin(NumaiCitire, admin.ModelAdmin):
    list_display = ["nume", "serie", "maxim"]
    list_select_related = ["serie__tema"]
    search_fields = ["nume", "serie__tema__nume"]


@admin.register(Cerere)
class CerereAdmin(NumaiCitire, admin.ModelAdmin):
    """To look at. What is decided about somebody is decided on the page of the application."""

    list_display = ["nume", "serie", "organizatie", "stare", "depusa_la", "pagina"]
    list_filter = ["stare", "parte", "serie__tema"]
    list_select_related = ["serie__tema", "organizatie"]
    search_fields = ["nume", "email", "organizatie__denumire"]
    exclude = ["cod"]
    ordering = ["-pk"]
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).depuse()

    @admin.display(description=_("pagina"))
    def pagina(self, cerere):
        adresa = reverse("cursuri:cerere_primita", args=[cerere.serie_id, cerere.pk])
        return format_html('<a href="{}">{}</a>', adresa, _("Deschideți cererea"))


@admin.register(Fisa)
class FisaAdmin(NumaiCitire, admin.ModelAdmin):
    """Those handed in; until then a sheet is its evaluator's alone."""

    list_display = ["cerere", "evaluator", "total", "conflict", "depusa_la"]
    list_filter = ["conflict", "cerere__serie__tema"]
    list_select_related = ["cerere", "evaluator"]
    search_fields = ["cerere__nume", "evaluator__nume"]
    ordering = ["-pk"]

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(depusa_la=None)


@admin.register(Fapta)
class FaptaAdmin(NumaiCitire, admin.ModelAdmin):
    list_display = ["la", "ce", "serie", "de", "motiv"]
    list_filter = ["ce"]
    list_select_related = ["serie__tema", "de"]
    search_fields = ["serie__tema__nume"]
    show_full_result_count = False
