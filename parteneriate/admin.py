from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from organizatii.baza_admin import eticheta, legatura, legatura_admin
from parteneriate import (
    admin_abuz,  # noqa: F401 - each registers its own
    admin_anunt,  # noqa: F401
    admin_verificare,  # noqa: F401
    administrare,
    dosar,
    panou,
    stari,
)
from parteneriate.models import Act, Fapta, Parteneriat, TipParteneriat
from parteneriate.pagina import partile
from platforma.administrare.baza import FormularSimplu, NumaiCitire
from platforma.moderare.tranzitii import actiuni_posibile


@admin.register(TipParteneriat)
class TipParteneriatAdmin(FormularSimplu, admin.ModelAdmin):
    list_display = ["nume", "temei", "cu_bani", "ordine", "activ"]
    list_filter = ["activ", "cu_bani"]
    search_fields = ["nume", "temei"]
    prepopulated_fields = {"slug": ["nume"]}

    def has_delete_permission(self, request, obj=None):
        """What is no longer used is taken out of use: partnerships name it."""
        return False


class ConfirmatFilter(admin.SimpleListFilter):
    title = _("confirmat de toți")
    parameter_name = "confirmat"

    def lookups(self, request, model_admin):
        return [("da", _("Da")), ("nu", _("Nu"))]

    def queryset(self, request, queryset):
        if self.value() == "da":
            return queryset.confirmate()
        return queryset.exclude(pk__in=queryset.confirmate().values("pk")) if self.value() == "nu" else queryset


@admin.register(Parteneriat)
class ParteneriatAdmin(NumaiCitire, admin.ModelAdmin):
    """To look at, and to move through the same verbs as the parties: their words are theirs to correct."""

    change_form_template = "parteneriate/admin/parteneriat.html"
    list_display = ["titlu", "partile", "etapa", "starea", "semnat_la"]
    list_filter = ["etapa", "stare", ConfirmatFilter, "tip", "domenii"]
    list_select_related = ["tip"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["titlu", "rezumat", "acord_numar", "parti__organizatie__denumire"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "titlu", "starea", "etapa", "etapa_din", "slug", "redactare", "partile", "hartii", "urmarirea"
                ]
            },
        ),
        (_("Despre"), {"fields": ["tip", "apl_ong", "rezumat", "problema", "obiective", "activitati"]}),
        (_("Unde"), {"fields": ["domenii", "grupuri", "odd", "tot_orasul", "sectoare", "cartiere"]}),
        (
            _("Acordul"),
            {
                "fields": [
                    "acord_numar", "acord_data", "semnat_la", "motiv_semnare", "incepe_la", "se_incheie_la", "acte",
                    "fara_act_motiv", "cod_proiect", "selectie_link", "licenta", "achizitie_link", "fara_bani",
                    "buget_total",
                ]
            },
        ),
        (_("Urmări"), {"fields": ["rezultate", "lectii", "continuat_de", "legaturi"]}),
        (_("Date"), {"fields": ["anunt", "atelier", "concluzie", "autor", "creat_la", "modificat_la", "publicat_la"]}),
    ]  # fmt: skip
    readonly_fields = ["starea", "partile", "hartii", "urmarirea"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(partile())

    @admin.display(description=_("pagina"), ordering="stare")
    def starea(self, parteneriat):
        return eticheta(parteneriat)

    @admin.display(description=_("părțile"))
    def partile(self, parteneriat):
        return format_html_join(", ", "{}", ((legatura_admin(p.organizatie),) for p in parteneriat.partile))

    @admin.display(description=_("documente"))
    def hartii(self, parteneriat):
        randuri = ((legatura(d.get_absolute_url(), d.titlu), d.get_fel_display()) for d in parteneriat.documente.all())
        return format_html_join("", "<p>{} – {}</p>", randuri) or "–"

    @admin.display(description=_("monitorizare"))
    def urmarirea(self, parteneriat):
        """What was added after publication, to be read: each line says whether it was."""
        randuri = [rand for _titlu, grup in dosar.urmarire(parteneriat) for rand in grup]
        fotografii = [(legatura(cale, alt), ce) for alt, cale, ce in dosar.fotografiile(parteneriat)]
        return format_html_join("", "<p>{} – {}</p>", [*randuri, *fotografii]) or "–"

    def view_on_site(self, obj):
        return obj.get_absolute_url() if Parteneriat.objects.publice().filter(pk=obj.pk).exists() else None

    # --- pages ----------------------------------------------------------------------------------------------------
    def get_urls(self):
        adrese = [
            path("<int:pk>/muta/<str:actiune>/", administrare.muta_pagina, name="parteneriate_parteneriat_muta"),
            path("<int:pk>/etapa/<str:miscare>/", administrare.muta_etapa, name="parteneriate_parteneriat_etapa"),
            path("<int:pk>/hartii/", administrare.verifica_hartiile, name="parteneriate_parteneriat_hartii"),
            path(
                "<int:pk>/previzualizare/",
                administrare.previzualizare,
                name="parteneriate_parteneriat_previzualizare",
            ),
        ]
        for adresa in adrese:
            adresa.callback = self.admin_site.admin_view(adresa.callback)
        return [*adrese, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = dict(extra_context or {})
        if p := self.get_object(request, object_id):
            modereaza = request.user.poate_modera
            context["dosare"] = administrare.dosare_deschise(p)
            context["mutari"] = [a for a in actiuni_posibile(p, request.user) if a in administrare.MUTARI]
            context["miscari"] = stari.miscari_posibile(p) if modereaza else []
            context["de_verificat"] = modereaza and panou.cu_hartii_necitite().filter(pk=p.pk).exists()
        return super().change_view(request, object_id, form_url, context)

    def history_view(self, request, object_id, extra_context=None):
        """Every version and every decision, instead of Django's own log, which knows only of staff."""
        parteneriat = self.get_object(request, object_id)
        if parteneriat is None:
            raise Http404
        if not self.has_view_permission(request, parteneriat):
            raise PermissionDenied
        return administrare.istoric(request, parteneriat)


@admin.register(Act)
class ActAdmin(NumaiCitire, admin.ModelAdmin):
    list_display = ["__str__", "emitent", "titlu", "verificat_la"]
    list_filter = ["fel"]
    list_select_related = ["emitent"]
    search_fields = ["numar", "titlu", "emitent__denumire"]
    fields = ["emitent", "fel", "numar", "data", "titlu", "link", "fisierul", "creat_la", "verificat_la"]
    readonly_fields = ["fisierul"]

    @admin.display(description=_("fișier"))
    def fisierul(self, act):
        return legatura(act.get_absolute_url(), act.nume_fisier) if act.fisier else "–"


@admin.register(Fapta)
class FaptaAdmin(NumaiCitire, admin.ModelAdmin):
    """The journal, to look at."""

    list_display = ["la", "ce", "parteneriat", "organizatie", "spre", "de"]
    list_filter = ["ce", "spre"]
    list_select_related = ["parteneriat", "organizatie", "de"]
    search_fields = ["parteneriat__titlu", "organizatie__denumire"]
    show_full_result_count = False

    def get_fields(self, request, obj=None):
        return ["la", "ce", "parteneriat", "organizatie", "din", "spre", "redactare", "de", "motiv"]
