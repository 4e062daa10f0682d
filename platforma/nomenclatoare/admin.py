from django import forms
from django.contrib import admin
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from platforma.administrare.baza import FormularSimplu, NumaiCitire
from platforma.formulare import CampData, CampImagine, FormularModel
from platforma.nomenclatoare.models import (
    ODD,
    Cartier,
    Domeniu,
    GrupTinta,
    Instanta,
    Proiect,
    Sector,
    SiglaProiect,
    ZiNelucratoare,
)

LATURA_SIGLA = 1200  # pixels


def este_folosit(element):
    """Whether anything points at this entry: then it is taken out of use, not deleted."""
    for relatie in element._meta.related_objects:
        camp = relatie.field.name
        if relatie.related_model._default_manager.filter(**{camp: element}).exists():
            return True
    return False


class ElementForm(FormularModel):
    class Meta:
        fields = ["nume", "slug", "ordine", "activ"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Apare în adrese. Gol: se face din nume. După creare nu se mai schimbă.")

    def clean_slug(self):
        return self.cleaned_data["slug"] or slugify(self.cleaned_data.get("nume", ""))[:80]


class ElementAdmin(FormularSimplu, admin.ModelAdmin):
    """One code list. Codes are stable: addresses and exports use them."""

    form = ElementForm
    list_display = ["nume", "slug", "ordine", "activ"]
    list_filter = ["activ"]
    search_fields = ["nume", "slug"]
    ordering = ["ordine", "nume"]
    fields = ["nume", "slug", "ordine", "activ"]

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return obj is not None and super().has_delete_permission(request, obj) and not este_folosit(obj)


@admin.register(Domeniu, GrupTinta, Instanta)
class ListaAdmin(ElementAdmin):
    pass


class ODDForm(ElementForm):
    class Meta(ElementForm.Meta):
        fields = ["numar", *ElementForm.Meta.fields]


@admin.register(ODD)
class ODDAdmin(ElementAdmin):
    form = ODDForm
    list_display = ["numar", "nume", "slug", "activ"]
    list_display_links = ["nume"]
    ordering = ["numar"]
    fields = ["numar", *ElementAdmin.fields]


class CartierForm(ElementForm):
    class Meta(ElementForm.Meta):
        fields = [*ElementForm.Meta.fields, "sectoare"]
        widgets = {"sectoare": forms.CheckboxSelectMultiple}


@admin.register(Cartier)
class CartierAdmin(ElementAdmin):
    form = CartierForm
    list_display = ["nume", "in_sectoare", "slug", "activ"]
    list_filter = ["sectoare", "activ"]
    fields = [*ElementAdmin.fields, "sectoare"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("sectoare")

    @admin.display(description=_("sectoare"))
    def in_sectoare(self, cartier):
        return ", ".join(str(s.numar) for s in cartier.sectoare.all())


@admin.register(Sector)
class SectorAdmin(NumaiCitire, admin.ModelAdmin):
    """Six, by law; here so that the list can be read."""

    list_display = ["__str__"]
    fields = ["numar"]


class ZiForm(FormularModel):
    class Meta:
        model = ZiNelucratoare
        fields = ["data", "nume", "temei"]
        field_classes = {"data": CampData}
        help_texts = {
            "temei": _("De exemplu „Codul muncii, art. 139” sau hotărârea prin care s-a acordat ziua liberă.")
        }


@admin.register(ZiNelucratoare)
class ZiNelucratoareAdmin(FormularSimplu, admin.ModelAdmin):
    """Public holidays and bridge days. Working days everywhere on the platform are counted by this list."""

    form = ZiForm
    list_display = ["data", "nume", "temei"]
    date_hierarchy = "data"
    search_fields = ["nume", "temei"]
    ordering = ["-data"]


class SiglaForm(FormularModel):
    imagine = CampImagine(
        label=_("Imagine"),
        required=False,
        latura=LATURA_SIGLA,
        help_text=_("PNG, WebP sau JPEG, așa cum a dat-o autoritatea programului: nu se recolorează, nu se taie."),
    )

    class Meta:
        model = SiglaProiect
        fields = ["text_alternativ", "imagine", "ordine"]


class SiglaInline(admin.StackedInline):
    model = SiglaProiect
    form = SiglaForm
    extra = 0


class ProiectForm(FormularModel):
    class Meta:
        model = Proiect
        fields = [
            "activ", "titlu", "program", "beneficiar", "parteneri", "scop", "obiective", "rezultate", "data_inceput",
            "data_sfarsit", "valoare_totala", "valoare_ue", "cod_mysmis", "cod_sipoca", "text_vizibilitate",
            "text_raspundere", "tinta_certificati", "pastrare_pana_la", "operator", "operator_adresa", "operator_email",
            "operator_telefon",
        ]  # fmt: skip
        field_classes = {"data_inceput": CampData, "data_sfarsit": CampData, "pastrare_pana_la": CampData}


@admin.register(Proiect)
class ProiectAdmin(FormularSimplu, admin.ModelAdmin):
    """The record that the visibility strip and „Despre proiect” are made from."""

    form = ProiectForm
    change_form_template = "nomenclatoare/admin/proiect.html"
    list_display = ["titlu", "program", "cod_mysmis", "activ"]
    inlines = [SiglaInline]
    fieldsets = [
        (None, {"fields": ["activ", "titlu", "program", "beneficiar", "parteneri"]}),
        (_("Ce spune proiectul"), {"fields": ["scop", "obiective", "rezultate"]}),
        (
            _("Perioadă și valoare"),
            {
                "fields": [
                    *("data_inceput", "data_sfarsit", "valoare_totala", "valoare_ue", "cod_mysmis", "cod_sipoca"),
                ]
            },
        ),
        (_("Participanți"), {"fields": ["tinta_certificati", "pastrare_pana_la"]}),
        (_("Texte obligatorii"), {"fields": ["text_vizibilitate", "text_raspundere"]}),
        (_("Operatorul site-ului"), {"fields": ["operator", "operator_adresa", "operator_email", "operator_telefon"]}),
    ]

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        fara_imagine = SiglaProiect.objects.filter(proiect=object_id, imagine="") if object_id.isdecimal() else []
        context = {"sigle_lipsa": [str(sigla) for sigla in fara_imagine], **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)
