"""Staff's pages of newsletters and of those who follow."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.urls import path
from django.utils.translation import gettext_lazy as _

from noutati import abonari, administrare_buletin
from noutati.buletin_forms import BuletinForm
from noutati.models import Abonare, Buletin, StareBuletin
from platforma.administrare.baza import FormularSimplu


@admin.register(Buletin)
class BuletinAdmin(FormularSimplu, admin.ModelAdmin):
    """Drafts are written here; whatever was released is to look at, and only `buletine.py` moves it."""

    form = BuletinForm
    change_form_template = "noutati/admin/buletin.html"
    list_display = ["subiect", "stare", "destinatarii", "creat_de", "creat_la", "trimis_la"]
    list_filter = ["stare", "creat_la"]
    list_select_related = ["creat_de"]
    search_fields = ["subiect", "text"]
    view_on_site = False
    fieldsets = [
        (_("Ce scrieți"), {"fields": ["subiect", "text", "noutati"]}),
        (_("Cui trimiteți"), {"fields": ["membri", "tipuri", "sectoare", "domenii", "abonati"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(cati=Count("destinatari"))

    @admin.display(description=_("destinatari"), ordering="cati")
    def destinatarii(self, buletin):
        return "–" if buletin.este_ciorna else buletin.cati

    def has_change_permission(self, request, obj=None):
        return (obj is None or obj.este_ciorna) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """A draft may go; of what was sent the list stays."""
        return obj is not None and obj.este_ciorna and super().has_delete_permission(request, obj)

    def save_model(self, request, obj, form, change):
        """Under the lock: a draft that a colleague has released a moment ago is not changed any more."""
        if not change:
            obj.creat_de = request.user
        elif Buletin.objects.select_for_update().get(pk=obj.pk).stare != StareBuletin.CIORNA:
            raise PermissionDenied
        super().save_model(request, obj, form, change)

    def get_urls(self):
        def pagina(adresa, view):
            nume = f"noutati_buletin_{view.__name__}"
            return path(f"<int:pk>/{adresa}/", self.admin_site.admin_view(view), name=nume)

        views = administrare_buletin
        return [
            pagina("verifica", views.verifica),
            pagina("proba", views.proba),
            pagina("trimite", views.trimite),
            pagina("pauza", views.pauza),
            pagina("reia", views.reia),
            pagina("opreste", views.opreste),
            pagina("destinatari", views.destinatari),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A draft is a form; what was released has a page that says how it goes."""
        buletin = self.get_object(request, object_id)
        if request.method == "GET" and buletin and not buletin.este_ciorna and self.has_view_permission(request):
            return administrare_buletin.lansat(request, buletin)
        return super().change_view(request, object_id, form_url, extra_context)


@admin.register(Abonare)
class AbonareAdmin(admin.ModelAdmin):
    """Those who follow, to look at; and to take out on request, when somebody asks by telephone."""

    list_display = ["email", "frecventa", "confirmata_la", "trimis_pana", "buletine"]
    list_filter = ["frecventa", "buletine", "confirmata_la"]
    search_fields = ["email"]
    fields = [
        *("email", "persoana", "frecventa", "categorii", "domenii", "sectoare", "organizatii", "buletine"),
        *("acord_versiune", "acord_la", "buletine_acord_la", "ceruta_la", "confirmata_la", "trimis_pana"),
    ]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def delete_model(self, request, obj):
        abonari.sterge(Abonare.objects.filter(pk=obj.pk))

    def delete_queryset(self, request, queryset):
        abonari.sterge(Abonare.objects.filter(pk__in=queryset.values("pk")))
