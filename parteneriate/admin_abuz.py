"""Reports of messages, and the log of the conversations that staff opened because of them.

No page of the admin shows what was written in a conversation, but the one that a moderator opens by a deed on record.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from organizatii.baza_admin import eticheta, legatura_admin
from parteneriate import abuzuri, conversatii
from parteneriate.dosar_abuz import organizatia
from parteneriate.models import DREPT_DE_CITIRE, Abuz, CitireConversatie
from platforma.administrare.baza import NumaiCitire
from platforma.moderare.models import Dosar
from platforma.moderare.tranzitii import Stare

CONVERSATIE = "admin:parteneriate_abuz_conversatie"
RELATII = ["replica__interes__anunt__organizatie", "replica__interes__organizatie"]


@require_http_methods(["GET", "POST"])
def conversatie(request, pk):
    """A GET shows the conversation only to who has opened it, by POST, less than half an hour ago."""
    if not request.user.has_perm("parteneriate.view_abuz") or not request.user.poate_modera:
        raise PermissionDenied
    abuz = get_object_or_404(Abuz.objects.select_related(*RELATII), pk=pk)
    if request.method == "POST":
        try:
            abuzuri.deschide(abuz, request.user)
        except conversatii.Refuzat as e:
            messages.warning(request, str(e))
        return redirect(CONVERSATIE, pk)
    return render(request, "parteneriate/admin/conversatie.html", _context(request, abuz))


def _context(request, abuz):
    citire = CitireConversatie.objects.valabile(request.user).filter(raport=abuz).first()
    foaie = _foaia(abuz, request.GET.get("pagina")) if citire else None
    return {
        **admin.site.each_context(request),
        "title": str(abuz),
        "opts": Abuz._meta,
        "abuz": abuz,
        "deschisa": abuz.stare == Stare.TRIMIS,
        "dosar": Dosar.objects.pentru(abuz).last(),
        "citire": citire,
        "citire_pana_la": citire and citire.la + DREPT_DE_CITIRE,
        "foaie": foaie,
    }


def _foaia(abuz, pagina):
    """Without a page in the address, the one on which the reported message stands."""
    interes = abuz.replica.interes
    mai_noi = interes.replici.filter(pk__gt=abuz.replica_id).count()
    foaie = conversatii.pagina_replicilor(interes, pagina or mai_noi // conversatii.PE_PAGINA + 1)
    for replica in foaie.object_list:
        replica.interes = interes
        replica.organizatia = organizatia(replica)
    return foaie


@admin.register(Abuz)
class AbuzAdmin(NumaiCitire, admin.ModelAdmin):
    """Reports; they are decided in the queue. Neither the message nor the reporter's words are on this page."""

    list_display = ["creat_la", "despre", "de_ce", "starea"]
    list_filter = ["stare", "de_ce", "creat_la"]
    list_select_related = RELATII
    search_fields = ["replica__interes__organizatie__denumire", "replica__interes__anunt__titlu"]
    fields = ["despre", "de_ce", "de", "starea", "stare_din", "creat_la"]
    readonly_fields = ["despre", "starea"]

    def get_urls(self):
        vedere = self.admin_site.admin_view(conversatie)
        return [path("<int:pk>/conversatie/", vedere, name="parteneriate_abuz_conversatie"), *super().get_urls()]

    @admin.display(description=_("conversația"))
    def despre(self, abuz):
        return str(abuz.replica.interes)

    @admin.display(description=_("stare"), ordering="stare")
    def starea(self, abuz):
        return eticheta(abuz)


@admin.register(CitireConversatie)
class CitireConversatieAdmin(NumaiCitire, admin.ModelAdmin):
    """Who of the staff has opened a conversation, when, through which report."""

    list_display = ["la", "de", "prin"]
    list_filter = ["la"]
    list_select_related = ["de", *(f"raport__{relatie}" for relatie in RELATII)]
    search_fields = ["de__nume", "de__email", "raport__replica__interes__organizatie__denumire"]
    fields = ["la", "de", "prin"]
    readonly_fields = ["prin"]

    @admin.display(description=_("raportarea"))
    def prin(self, citire):
        return legatura_admin(citire.raport)
