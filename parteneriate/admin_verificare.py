"""The checks after six months, for staff to look at: what is due, what came out, who said what."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from organizatii.baza_admin import legatura_admin
from parteneriate.models import Verificare
from platforma.administrare.baza import NumaiCitire


@admin.register(Verificare)
class VerificareAdmin(NumaiCitire, admin.ModelAdmin):
    list_display = ["parteneriat", "ocazie", "scadenta", "deschisa_la", "inchisa_la", "rezultat", "raspunsurile"]
    list_filter = ["rezultat", "ocazie", "scadenta", ("inchisa_la", admin.EmptyFieldListFilter)]
    list_select_related = ["parteneriat"]
    search_fields = ["parteneriat__titlu", "parteneriat__parti__organizatie__denumire"]
    show_full_result_count = False
    fields = [
        "parteneriatul", "ocazie", "de_la", "scadenta", "deschisa_la", "inchisa_la", "amintiri", "rezultat",
        "rezultat_la", "ce_au_spus",
    ]  # fmt: skip
    readonly_fields = ["parteneriatul", "ce_au_spus"]

    def get_queryset(self, request):
        cate = {"cate": Count("raspunsuri"), "date_": Count("raspunsuri", filter=Q(raspunsuri__activ__gt=""))}
        return super().get_queryset(request).annotate(**cate)

    @admin.display(description=_("răspunsuri"))
    def raspunsurile(self, verificare):
        return _("%(n)s din %(total)s") % {"n": verificare.date_, "total": verificare.cate} if verificare.cate else "–"

    @admin.display(description=_("parteneriatul"))
    def parteneriatul(self, verificare):
        return legatura_admin(verificare.parteneriat)

    @admin.display(description=_("ce au spus părțile"))
    def ce_au_spus(self, verificare):
        raspunsuri = verificare.raspunsuri.select_related("parte__organizatie")
        randuri = (
            (r.parte.organizatie, r.get_activ_display() or _("nu a răspuns"), r.facut, r.piedici) for r in raspunsuri
        )
        return format_html_join("", "<p>{}: {}<br>{}<br>{}</p>", randuri) or "–"
