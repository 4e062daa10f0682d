from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404
from django.template.defaultfilters import filesizeformat
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from organizatii import (  # noqa: F401 (the admins of pairs and of requests register themselves)
    administrare,
    administrare_dubluri,
    cereri_admin,
    dubluri_admin,
)
from organizatii.baza_admin import DeOrganizatie, eticheta, legatura
from organizatii.dubluri import CU_CIF_UNIC, cif_ocupat
from organizatii.forms.sectiuni import AJUTOR_CIF, CampCif, ValideazaIdentificatori
from organizatii.identificatori import normalizeaza_telefon
from organizatii.models import (
    Document,
    FisaRegistru,
    Invitatie,
    Membru,
    Organizatie,
    pliat,
)
from organizatii.panou import CIORNA_VECHE
from organizatii.prospetime import UN_AN
from platforma.administrare.baza import FormularSimplu, NumaiCitire
from platforma.formulare import CampAdresaWeb, CampData, CampImagine, CuValoriVazute, FormularModel
from platforma.moderare.revizii import modifica_direct
from platforma.moderare.tranzitii import Stare, actiuni_posibile

ADRESE_WEB = ("site", "facebook", "instagram", "linkedin", "youtube")


class OrganizatieForm(CuValoriVazute, ValideazaIdentificatori, FormularModel):
    """What staff may correct. States, source and claim are not on it, so a crafted POST cannot set them."""

    logo = CampImagine(label=_("Logo"), required=False, latura=800)
    coperta = CampImagine(label=_("Imagine de copertă"), required=False)

    class Meta:
        model = Organizatie
        fields = [
            "tip", "denumire", "acronim", "forma_juridica", "cif", "nr_registru_special", "data_registru_special",
            "instanta", "nr_registru_national", "an_infiintare", "scop", "descriere", "ofera", "cauta", "domenii",
            "grupuri", "odd", "sectoare", "cartiere", "sediu_sector", "judet", "localitate", "adresa",
            "adresa_publica", "cod_postal", "telefon", "telefon_public", "email", "email_public", "persoana_contact",
            "persoana_functie", "persoana_publica", "site", "facebook", "instagram", "linkedin", "youtube", "logo",
            "coperta", "coperta_alt", "atestat_numar", "atestat_data", "atestat_valabil_pana", "atestat_verificat_la",
            "marca_numar", "marca_data", "marca_valabil_pana", "marca_verificata_la",
        ]  # fmt: skip
        field_classes = {
            "cif": CampCif,
            **dict.fromkeys(ADRESE_WEB, CampAdresaWeb),
            **{c.name: CampData for c in Organizatie._meta.concrete_fields if type(c) is models.DateField},
        }
        widgets = dict.fromkeys(("domenii", "grupuri", "odd", "sectoare", "cartiere"), forms.CheckboxSelectMultiple)
        help_texts = {
            "cif": AJUTOR_CIF,
            "atestat_verificat_la": _("Ziua în care l-ați găsit în registrul ANOFM. Fără ea, insigna nu apare."),
            "marca_verificata_la": _("Ziua în care ați găsit-o în registrul ANOFM. Fără ea, insigna nu apare."),
        }

    def clean_cif(self):
        cif = super().clean_cif()
        viu = self.instance.stare in CU_CIF_UNIC
        if viu and cif != self.instance.cif and cif_ocupat(cif, fara=self.instance.pk):
            raise ValidationError(_("Există deja o organizație cu acest CIF."), code="cif_ocupat")
        return cif

    def clean_telefon(self):
        telefon = self.cleaned_data["telefon"]
        return normalizeaza_telefon(telefon) if telefon else ""


class MembruInline(NumaiCitire, admin.StackedInline):
    model = Membru
    fields = readonly_fields = ["utilizator", "rol", "din"]
    extra = 0
    verbose_name_plural = _("membri (îi schimbă administratorii organizației)")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("utilizator", "organizatie")


class DocumentInline(NumaiCitire, admin.StackedInline):
    model = Document
    fields = readonly_fields = ["fisierul", "public", "incarcat_de", "creat_la"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("incarcat_de")

    @admin.display(description=_("fișier"))
    def fisierul(self, document):
        return legatura(document.get_absolute_url(), document.nume_fisier)


class CiorneFilter(admin.SimpleListFilter):
    title = _("ciorne")
    parameter_name = "ciorne"

    def lookups(self, request, model_admin):
        return [("vechi", _("Neatinse de peste 14 zile"))]

    def queryset(self, request, queryset):
        if self.value() == "vechi":
            return queryset.filter(stare=Stare.CIORNA, modificat_la__lt=timezone.now() - CIORNA_VECHE)
        return queryset


class ProspetimeFilter(admin.SimpleListFilter):
    title = _("confirmarea informațiilor")
    parameter_name = "confirmare"

    def lookups(self, request, model_admin):
        return [("veche", _("De peste un an")), ("niciodata", _("Niciodată, deși are reprezentanți"))]

    def queryset(self, request, queryset):
        if self.value() == "veche":
            return queryset.publice().revendicate().filter(confirmata_la__lt=timezone.now() - UN_AN)
        if self.value() == "niciodata":
            return queryset.publice().revendicate().filter(confirmata_la=None)
        return queryset


@admin.register(Organizatie)
class OrganizatieAdmin(FormularSimplu, admin.ModelAdmin):
    """Profiles. Staff correct fields; states move only through `muta`: in the queue, or by „Arhivați”, „Restaurați”."""

    form = OrganizatieForm
    change_form_template = "organizatii/admin/organizatie.html"
    list_display = ["denumire", "tip", "starea", "sediu_sector", "revendicata", "modificata"]
    list_filter = [
        "stare",
        CiorneFilter,
        ProspetimeFilter,
        "tip",
        "revendicata",
        "sediu_sector",
        "sursa",
        "stare_registru",
        "domenii",
    ]
    list_select_related = ["sediu_sector"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["cif", "nr_registru_national", "email"]
    search_help_text = _("Caută după denumire, acronim, CIF, număr în registru sau e-mail.")
    readonly_fields = [
        "starea", "stare_din", "slug", "sursa", "revendicata", "stare_registru", "persoana_acord_la", "versiune",
        "creat_la", "modificat_la", "publicat_la", "confirmata_la",
    ]  # fmt: skip
    inlines = [MembruInline, DocumentInline]
    fieldsets = [
        (None, {"fields": ["starea", "stare_din", "slug", "sursa", "revendicata", "stare_registru"]}),
        (
            _("Identitate"),
            {
                "fields": [
                    *("tip", "denumire", "acronim", "forma_juridica", "cif", "nr_registru_special"),
                    *("data_registru_special", "instanta", "nr_registru_national", "an_infiintare", "logo"),
                ]
            },
        ),
        (
            _("Economie socială"),
            {
                "fields": [
                    *("atestat_numar", "atestat_data", "atestat_valabil_pana", "atestat_verificat_la"),
                    *("marca_numar", "marca_data", "marca_valabil_pana", "marca_verificata_la"),
                ]
            },
        ),
        (_("Ce face"), {"fields": ["scop", "descriere", "ofera", "cauta", "domenii", "grupuri", "odd"]}),
        (
            _("Unde"),
            {
                "fields": [
                    *("sectoare", "cartiere", "sediu_sector", "judet", "localitate"),
                    *("adresa", "adresa_publica", "cod_postal"),
                ]
            },
        ),
        (
            _("Contact"),
            {
                "fields": [
                    *("telefon", "telefon_public", "email", "email_public"),
                    *("persoana_contact", "persoana_functie", "persoana_publica", "persoana_acord_la"),
                    *ADRESE_WEB,
                ]
            },
        ),
        (_("Imagini"), {"fields": ["coperta", "coperta_alt"]}),
        (_("Date"), {"fields": ["creat_la", "modificat_la", "publicat_la", "confirmata_la", "versiune"]}),
    ]

    # --- what may be done -----------------------------------------------------------------------------------------
    def has_add_permission(self, request):
        """Profiles come from registration and from the register."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Only a draft that nobody has ever decided upon may go; what was public is archived."""
        sters = obj is not None and obj.stare == Stare.CIORNA and not obj.decizii().exists()
        return sters and super().has_delete_permission(request, obj)

    def get_search_results(self, request, queryset, search_term):
        """Names without diacritics and punctuation too, on the indexed folded column."""
        gasite, dublate = super().get_search_results(request, queryset, search_term)
        if cautat := pliat(search_term).strip():
            dupa_nume = models.Q(denumire_pliata__contains=cautat) | models.Q(acronim__iexact=search_term.strip())
            gasite |= queryset.filter(dupa_nume)
        return gasite, dublate

    def save_model(self, request, obj, form, change):
        modifica_direct(obj, form)

    def save_related(self, request, form, formsets, change):
        """Without Django's own `save_m2m`: `modifica_direct` has written the lists that changed, and only those."""
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.stare == Stare.PUBLICAT else None

    # --- columns --------------------------------------------------------------------------------------------------
    @admin.display(description=_("stare"), ordering="stare")
    def starea(self, organizatie):
        return eticheta(organizatie)

    @admin.display(description=_("modificată"), ordering="modificat_la")
    def modificata(self, organizatie):
        return date_format(timezone.localtime(organizatie.modificat_la), "SHORT_DATE_FORMAT")

    # --- pages ----------------------------------------------------------------------------------------------------
    def get_urls(self):
        muta = path(
            "<int:pk>/muta/<str:actiune>/",
            self.admin_site.admin_view(administrare.muta_profilul),
            name="organizatii_organizatie_muta",
        )
        uneste = path(
            "<int:pk>/uneste/",
            self.admin_site.admin_view(administrare_dubluri.alege),
            name="organizatii_organizatie_uneste",
        )
        return [muta, uneste, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = dict(extra_context or {})
        if organizatie := self.get_object(request, object_id):
            context["dosare"] = administrare.dosare_deschise(organizatie)
            context["mutari"] = [a for a in actiuni_posibile(organizatie, request.user) if a in administrare.MUTARI]
        return super().change_view(request, object_id, form_url, context)

    def history_view(self, request, object_id, extra_context=None):
        """Every version of the profile and every decision, instead of Django's own log, which knows only of staff."""
        organizatie = self.get_object(request, object_id)
        if organizatie is None:
            raise Http404
        if not self.has_view_permission(request, organizatie):
            raise PermissionDenied
        return administrare.istoric(request, organizatie)


@admin.register(Membru)
class MembruAdmin(DeOrganizatie, admin.ModelAdmin):
    list_display = ["utilizator", "organizatia", "rol", "din"]
    list_filter = ["rol"]
    list_select_related = ["utilizator", "organizatie"]
    search_fields = ["utilizator__nume", "utilizator__email", "organizatie__denumire"]
    fields = ["utilizator", "organizatia", "rol", "din"]
    readonly_fields = ["organizatia"]


@admin.register(Invitatie)
class InvitatieAdmin(DeOrganizatie, admin.ModelAdmin):
    list_display = ["email", "organizatia", "rol", "creat_de", "trimisa_la", "expira_la", "acceptata_la", "revocata_la"]
    list_filter = ["rol", "acceptata_la", "revocata_la"]
    list_select_related = ["organizatie", "creat_de"]
    search_fields = ["email", "organizatie__denumire"]
    fields = [
        *("email", "organizatia", "rol", "creat_de", "creat_la", "trimisa_la", "trimiteri"),
        *("expira_la", "acceptata_la", "acceptata_de", "revocata_la"),
    ]
    readonly_fields = ["organizatia"]


@admin.register(Document)
class DocumentAdmin(DeOrganizatie, admin.ModelAdmin):
    list_display = ["titlu", "organizatia", "fisierul", "public", "incarcat_de", "creat_la"]
    list_filter = ["public", "creat_la"]
    list_select_related = ["organizatie", "incarcat_de"]
    search_fields = ["titlu", "nume_fisier", "organizatie__denumire"]
    fields = ["titlu", "organizatia", "fisierul", "marimea", "public", "incarcat_de", "creat_la"]
    readonly_fields = ["organizatia", "fisierul", "marimea"]

    @admin.display(description=_("fișier"), ordering="nume_fisier")
    def fisierul(self, document):
        return legatura(document.get_absolute_url(), document.nume_fisier)

    @admin.display(description=_("mărime"))
    def marimea(self, document):
        return filesizeformat(document.marime)


class LegataFilter(admin.SimpleListFilter):
    title = _("profil pe platformă")
    parameter_name = "profil"

    def lookups(self, request, model_admin):
        return [("da", _("Are")), ("nu", _("Nu are"))]

    def queryset(self, request, queryset):
        return queryset if self.value() is None else queryset.filter(organizatie__isnull=self.value() != "da")


@admin.register(FisaRegistru)
class FisaRegistruAdmin(DeOrganizatie, admin.ModelAdmin):
    """Facts of the national register as imported. Street addresses are here and nowhere public."""

    list_display = ["denumire", "nr_registru", "categorie", "stare", "judet", "sector", "organizatia"]
    list_filter = ["stare", "categorie", LegataFilter, "sector"]
    list_select_related = ["organizatie"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["denumire", "nr_registru"]
    fields = [
        *("denumire", "nr_registru", "categorie", "stare", "judet", "localitate", "sector", "adresa", "scop"),
        *("modificari_scop", "utilitate_publica", "semnalari", "organizatia", "creat_la", "actualizat_la"),
    ]
    readonly_fields = ["organizatia"]
