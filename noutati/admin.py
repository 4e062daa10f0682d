from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from noutati import (  # noqa: F401 (buletin_admin and the two panou register what is their own)
    administrare,
    buletin_admin,
    buletin_panou,
    documente,
    panou,
)
from noutati.forms import ContinutForm
from noutati.models import DocumentNoutate, Noutate
from noutati.scriere import incepe
from organizatii.baza_admin import eticheta, legatura, legatura_admin
from platforma.administrare.baza import FormularSimplu
from platforma.formulare import CampDocument, FormularModel
from platforma.moderare.revizii import modifica_direct
from platforma.moderare.tranzitii import actiuni_posibile


class NoutateForm(ContinutForm):
    """What staff write of their own, or correct. States and authors are not on it."""

    class Meta(ContinutForm.Meta):
        fields = [*ContinutForm.Meta.fields, "fixata"]
        help_texts = {
            **ContinutForm.Meta.help_texts,
            "fixata": _("Rămâne prima în listă și pe prima pagină până scoateți bifa."),
        }


class DocumentForm(FormularModel):
    fisier = CampDocument(label=_("Fișier"), help_text=_("PDF, cel mult 15 MB, sau o imagine JPEG, PNG ori WebP."))

    class Meta:
        model = DocumentNoutate
        fields = ["titlu", "fisier"]


class DocumentInline(admin.StackedInline):
    """Documents of the team's own items; those of an organisation are to look at."""

    model = DocumentNoutate
    form = DocumentForm
    extra = 0
    max_num = documente.DOCUMENTE_MAXIM
    readonly_fields = ["fisierul"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("noutate")

    def get_fields(self, request, obj=None):
        return ["titlu", "fisier"] if self.has_change_permission(request, obj) else ["titlu", "fisierul"]

    def has_add_permission(self, request, obj):
        return obj is None or obj.organizatie_id is None

    def has_change_permission(self, request, obj=None):
        return obj is None or obj.organizatie_id is None

    def has_delete_permission(self, request, obj=None):
        return obj is None or obj.organizatie_id is None

    def has_view_permission(self, request, obj=None):
        return True  # whoever reads the item

    @admin.display(description=_("fișier"))
    def fisierul(self, document):
        return legatura(document.get_absolute_url(), document.nume_fisier)


class DeCineFilter(admin.SimpleListFilter):
    title = _("din partea")
    parameter_name = "cine"

    def lookups(self, request, model_admin):
        return [("echipa", _("Echipa proiectului")), ("organizatii", _("Organizații"))]

    def queryset(self, request, queryset):
        if self.value() == "echipa":
            return queryset.ale_echipei()
        return queryset.exclude(organizatie=None) if self.value() == "organizatii" else queryset


class VizibilitateFilter(admin.SimpleListFilter):
    title = _("pe site")
    parameter_name = "pe_site"

    def lookups(self, request, model_admin):
        return [("acum", _("Se văd acum")), ("programate", _("Programate"))]

    def queryset(self, request, queryset):
        if self.value() == "acum":
            return queryset.publice()
        return queryset.programate() if self.value() == "programate" else queryset


@admin.register(Noutate)
class NoutateAdmin(FormularSimplu, admin.ModelAdmin):
    """News. Staff write for the team and correct fields; states move only through `muta`."""

    form = NoutateForm
    change_form_template = "noutati/admin/noutate.html"
    list_display = ["titlu", "din_partea", "categorie", "starea", "apare"]
    list_filter = ["stare", VizibilitateFilter, DeCineFilter, "categorie", "fixata", "domenii"]
    list_select_related = ["organizatie"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["titlu", "rezumat", "organizatie__denumire"]
    inlines = [DocumentInline]
    readonly_fields = ["din_partea", "starea", "stare_din", "slug", "vizibila_din", "autor", "creat_la", "modificat_la"]

    def get_fieldsets(self, request, obj=None):
        continut = [
            (_("Noutatea"), {"fields": ["categorie", "titlu", "rezumat", "text"]}),
            (_("Imaginea"), {"fields": ["imagine", "imagine_alt", "imagine_credit"]}),
            (_("Despre ce și unde"), {"fields": ["domenii", "sectoare", "legaturi"]}),
            (_("Când"), {"fields": [*self._momente(obj), "retrage_la", "fixata"]}),
        ]
        if obj is None:
            return continut
        stare = (None, {"fields": ["din_partea", "starea", "stare_din", "slug", "vizibila_din"]})
        return [stare, *continut, (_("Date"), {"fields": ["autor", "creat_la", "modificat_la"]})]

    @staticmethod
    def _momente(obj):
        """The wish for a moment, until that moment has come (see ContinutForm)."""
        aparuta = obj is not None and obj.vizibila_din and obj.vizibila_din <= timezone.now()
        return [] if aparuta else ["publica_la"]

    # --- what may be done -----------------------------------------------------------------------------------------
    def has_change_permission(self, request, obj=None):
        """An organisation's words are corrected by moderators only; the team's own by all who write for it."""
        if obj is not None and obj.organizatie_id and not request.user.poate_modera:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """What was public is archived; drafts are their authors'."""
        return False

    def save_model(self, request, obj, form, change):
        if change:
            modifica_direct(obj, form)
        else:
            incepe(form, None, request.user)
        for propozitie in form.avertismente():
            self.message_user(request, propozitie, "warning")

    def save_related(self, request, form, formsets, change):
        """Without Django's own `save_m2m`: the lists are written already."""
        for formset in formsets:
            for document in formset.save(commit=False):
                if "fisier" in next(f for f in formset.forms if f.instance is document).changed_data:
                    document.nume_fisier, document.marime = document.fisier.name, document.fisier.size
                document.incarcat_de = document.incarcat_de or request.user
                document.save()
            for document in formset.deleted_objects:
                documente.sterge(document)

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.vizibila else None

    # --- columns --------------------------------------------------------------------------------------------------
    @admin.display(description=_("din partea"), ordering="organizatie__cheie_sortare")
    def din_partea(self, noutate):
        return legatura_admin(noutate.organizatie) if noutate.organizatie_id else noutate.semnatura

    @admin.display(description=_("stare"), ordering="stare")
    def starea(self, noutate):
        return eticheta(noutate)

    @admin.display(description=_("pe site din"), ordering="vizibila_din")
    def apare(self, noutate):
        moment = noutate.vizibila_din
        return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else "–"

    # --- pages ----------------------------------------------------------------------------------------------------
    def get_urls(self):
        adrese = [
            path("<int:pk>/muta/<str:actiune>/", administrare.muta_noutatea, name="noutati_noutate_muta"),
            path("<int:pk>/previzualizare/", administrare.previzualizare, name="noutati_noutate_previzualizare"),
        ]
        for adresa in adrese:
            adresa.callback = self.admin_site.admin_view(adresa.callback)
        return [*adrese, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = dict(extra_context or {})
        if noutate := self.get_object(request, object_id):
            context["dosare"] = administrare.dosare_deschise(noutate)
            context["mutari"] = [a for a in actiuni_posibile(noutate, request.user) if a in administrare.MUTARI]
        return super().change_view(request, object_id, form_url, context)

    def history_view(self, request, object_id, extra_context=None):
        """Every version and every decision, instead of Django's own log, which knows only of staff."""
        noutate = self.get_object(request, object_id)
        if noutate is None:
            raise Http404
        if not self.has_view_permission(request, noutate):
            raise PermissionDenied
        return administrare.istoric(request, noutate)
