from django.contrib import admin, messages
from django.db.models import Count
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ateliere import (
    organizare,
    panou,  # noqa: F401 – registers its box
)
from ateliere.forms.atelier import GRUPE, AtelierForm
from ateliere.models import (
    Atelier,
    Export,
    Fapta,
    Inscriere,
    Prezenta,
    PunctAgenda,
    ScanareRespinsa,
    Serie,
    StareAtelier,
    Tema,
)
from platforma.administrare.baza import FormularSimplu, NumaiCitire
from platforma.locuri.ocupare import Refuzat
from platforma.nomenclatoare.admin import ElementAdmin
from platforma.templatetags.platforma import data_ora


class PunctAgendaInline(admin.StackedInline):
    model = PunctAgenda
    extra = 0


@admin.register(Atelier)
class AtelierAdmin(FormularSimplu, admin.ModelAdmin):
    """Workshops, by the workspace's own form; state, places and participants move on the organisers' pages."""

    form = AtelierForm
    inlines = [PunctAgendaInline]
    list_display = ["titlu", "incepe", "tema", "gazda", "starea", "locurile", "organizarea"]
    list_filter = ["stare", "tema", "format", "serie"]
    list_select_related = ["tema", "gazda"]
    list_per_page = 50
    date_hierarchy = "incepe_la"
    search_fields = ["titlu", "rezumat", "gazda__denumire"]
    readonly_fields = ["starea", "organizarea"]

    def get_queryset(self, request):
        return super().get_queryset(request).cu_ocuparea()

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        ocupate = [] if obj.stare == StareAtelier.CIORNA else organizare.CAPACITATI
        return [*self.readonly_fields, *ocupate]

    def get_fieldsets(self, request, obj=None):
        stare = [(None, {"fields": self.readonly_fields})] if obj else []
        return [*stare, *((titlu, {"fields": nume}) for titlu, nume in GRUPE)]

    def has_delete_permission(self, request, obj=None):
        """A draft may go; what was public once is cancelled, so that its address answers."""
        return (obj is None or obj.stare == StareAtelier.CIORNA) and super().has_delete_permission(request, obj)

    def get_actions(self, request):
        return {}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refuzat as e:
            messages.error(request, str(e))
            return redirect(request.path)

    def save_model(self, request, obj, form, change):
        if change:
            organizare.modifica(obj, form, request.user)
        else:
            organizare.creeaza(form)

    def save_related(self, request, form, formsets, change):
        """Without Django's own `save_m2m`: the verbs have written the lists."""
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)

    def view_on_site(self, obj):
        return None if obj.stare == StareAtelier.CIORNA else obj.get_absolute_url()

    @admin.display(description=_("începe"), ordering="incepe_la")
    def incepe(self, atelier):
        return data_ora(atelier.incepe_la)

    @admin.display(description=_("stare"), ordering="stare")
    def starea(self, atelier):
        return atelier.get_stare_display()

    @admin.display(description=_("locuri"))
    def locurile(self, atelier):
        return _("%(confirmate)s din %(total)s") % {"confirmate": atelier.confirmate, "total": atelier.capacitate}

    @admin.display(description=_("organizare"))
    def organizarea(self, atelier):
        return format_html('<a href="{}">{}</a>', atelier.get_spatiu_url(), _("Deschideți organizarea"))


@admin.register(Inscriere)
class InscriereAdmin(NumaiCitire, admin.ModelAdmin):
    """To look at. Whoever registers, cancels or moves somebody does it on the organisers' pages."""

    list_display = ["nume", "atelier", "organizatie", "stare", "creat_la"]
    list_filter = ["stare", "parte", "sursa"]
    list_select_related = ["atelier", "organizatie"]
    search_fields = ["nume", "email", "atelier__titlu", "organizatie__denumire"]
    exclude = ["cod"]
    ordering = ["-pk"]
    show_full_result_count = False


@admin.register(Fapta)
class FaptaAdmin(NumaiCitire, admin.ModelAdmin):
    list_display = ["la", "ce", "atelier", "de", "motiv"]
    list_filter = ["ce"]
    list_select_related = ["atelier", "de"]
    search_fields = ["atelier__titlu"]
    show_full_result_count = False


@admin.register(Prezenta)
class PrezentaAdmin(NumaiCitire, admin.ModelAdmin):
    """To look at. It is taken at the door and on the organisers' list."""

    list_display = ["inscriere", "atelierul", "stare", "sursa", "marcat_de", "marcat_la"]
    list_filter = ["stare", "sursa"]
    list_select_related = ["inscriere__atelier", "marcat_de"]
    search_fields = ["inscriere__nume", "inscriere__atelier__titlu"]
    ordering = ["-pk"]
    show_full_result_count = False

    @admin.display(description=_("atelier"), ordering="inscriere__atelier__titlu")
    def atelierul(self, prezenta):
        return prezenta.inscriere.atelier


@admin.register(ScanareRespinsa)
class ScanareRespinsaAdmin(NumaiCitire, admin.ModelAdmin):
    list_display = ["la", "motiv", "atelier", "inscriere", "de"]
    list_filter = ["motiv"]
    list_select_related = ["atelier", "inscriere", "de"]
    search_fields = ["atelier__titlu"]
    show_full_result_count = False


@admin.register(Tema)
class TemaAdmin(ElementAdmin):
    fields = ["nume", "slug", "descriere", "ordine", "activ"]

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **{"fields": self.fields, **kwargs})


@admin.register(Serie)
class SerieAdmin(FormularSimplu, admin.ModelAdmin):
    list_display = ["nume", "total", "publicate"]
    fields = ["nume", "total"]
    search_fields = ["nume"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(cate=Count("ateliere"))

    @admin.display(description=_("ateliere făcute"))
    def publicate(self, serie):
        return serie.cate

    def has_delete_permission(self, request, obj=None):
        return obj is not None and not obj.ateliere.exists() and super().has_delete_permission(request, obj)


@admin.register(Export)
class ExportAdmin(NumaiCitire, admin.ModelAdmin):
    """Who took which list of participants, and whether persons were in it."""

    list_display = ["la", "ce", "format", "atelier", "randuri", "personale", "de"]
    list_filter = ["ce", "format", "personale", "la"]
    list_select_related = ["atelier", "de"]
    search_fields = ["atelier__titlu", "de__nume", "de__email"]
    fields = readonly_fields = ["la", "de", "ce", "format", "atelier", "filtre", "randuri", "personale"]
    show_full_result_count = False
