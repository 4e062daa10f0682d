"""Certificates in the staff's site: to look at. What happens to one happens on its page in the workspace."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cursuri.models import Certificat, CertificatExtern, ExportCertificate
from platforma.administrare.baza import NumaiCitire


@admin.register(Certificat)
class CertificatAdmin(NumaiCitire, admin.ModelAdmin):
    """The code is not on the list: whoever has it opens the public page."""

    list_display = ["__str__", "titular", "stare", "emis_la", "pagina"]
    list_filter = ["stare", "an", "cerere__serie__tema"]
    search_fields = ["nr", "date__nume", "date__organizatie"]
    fields = ["an", "nr", "titular", "stare", "emis_la", "emis_de", "sha256", "problema", "pagina"]
    readonly_fields = ["titular", "pagina"]
    show_full_result_count = False

    @admin.display(description=_("titularul"))
    def titular(self, certificat):
        return certificat.date["nume"]

    @admin.display(description=_("pagina"))
    def pagina(self, certificat):
        return format_html('<a href="{}">{}</a>', certificat.get_spatiu_url(), _("Deschideți certificatul"))


@admin.register(CertificatExtern)
class CertificatExternAdmin(NumaiCitire, admin.ModelAdmin):
    list_display = ["__str__", "cerere", "data", "furnizor", "rnfpa"]
    list_select_related = ["cerere"]
    search_fields = ["serie_act", "numar_act", "furnizor"]
    exclude = ["scan"]


@admin.register(ExportCertificate)
class ExportCertificateAdmin(NumaiCitire, admin.ModelAdmin):
    list_display = ["la", "format", "randuri", "personale", "de"]
    list_select_related = ["de"]
    show_full_result_count = False
