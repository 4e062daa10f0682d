"""Claims, requests to join and reports in the admin: to look at; each is decided where its people are asked."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from organizatii import administrare
from organizatii.baza_admin import DeOrganizatie, eticheta, legatura
from organizatii.models import CerereAlaturare, Revendicare, Sesizare


@admin.register(Revendicare)
class RevendicareAdmin(DeOrganizatie, admin.ModelAdmin):
    """Claims; they are decided in the queue."""

    list_display = ["organizatia", "utilizator", "functie", "starea", "creat_la"]
    list_display_links = ["utilizator"]
    list_filter = ["stare", "creat_la"]
    list_select_related = ["organizatie", "utilizator"]
    search_fields = ["organizatie__denumire", "utilizator__nume", "utilizator__email"]
    fields = ["organizatia", "utilizator", "functie", "mesaj", "dovada_primita", "starea", "stare_din", "creat_la"]
    readonly_fields = ["organizatia", "dovada_primita", "starea"]

    def get_urls(self):
        dovada = path(
            "<int:pk>/dovada/",
            self.admin_site.admin_view(administrare.dovada),
            name="organizatii_revendicare_dovada",
        )
        return [dovada, *super().get_urls()]

    @admin.display(description=_("stare"), ordering="stare")
    def starea(self, revendicare):
        return eticheta(revendicare)

    @admin.display(description=_("dovada"))
    def dovada_primita(self, revendicare):
        if not revendicare.dovada:
            return "–"
        adresa = reverse("admin:organizatii_revendicare_dovada", args=[revendicare.pk])
        return legatura(adresa, revendicare.dovada_nume or _("Dovada"))


@admin.register(CerereAlaturare)
class CerereAlaturareAdmin(DeOrganizatie, admin.ModelAdmin):
    """Requests to join a team; the organisation's administrators answer them."""

    list_display = ["utilizator", "organizatia", "functie", "stare", "creat_la", "raspuns_la"]
    list_filter = ["stare", "creat_la"]
    list_select_related = ["organizatie", "utilizator"]
    search_fields = ["organizatie__denumire", "utilizator__nume", "utilizator__email"]
    fields = ["organizatia", "utilizator", "functie", "mesaj", "stare", "creat_la", "raspuns_la", "raspuns_de", "motiv"]
    readonly_fields = ["organizatia"]


@admin.register(Sesizare)
class SesizareAdmin(DeOrganizatie, admin.ModelAdmin):
    """Reports of wrong information; they are decided in the queue. The reporter's address is on no page."""

    list_display = ["ce", "organizatia", "starea", "creat_la"]
    list_filter = ["stare", "ce", "creat_la"]
    list_select_related = ["organizatie"]
    search_fields = ["organizatie__denumire", "text"]
    fields = ["organizatia", "ce", "text", "starea", "stare_din", "creat_la"]
    readonly_fields = ["organizatia", "starea"]

    @admin.display(description=_("stare"), ordering="stare")
    def starea(self, sesizare):
        return eticheta(sesizare)
