"""Documents of an organisation."""

from django.utils.translation import gettext_lazy as _

from organizatii.models import Document
from platforma.formulare import CampDocument, CuFisiere, FormularModel


class ModificaDocumentForm(FormularModel):
    class Meta:
        model = Document
        fields = ["titlu", "public"]
        labels = {"public": _("Oricine îl poate descărca de pe profilul public")}
        help_texts = {"titlu": _("De exemplu „Statut” sau „Raport de activitate 2025”.")}


class DocumentForm(CuFisiere, ModificaDocumentForm):
    fisier = CampDocument(
        label=_("Fișier"),
        help_text=_(
            "PDF, cel mult 15 MB, sau o imagine JPEG, PNG ori WebP. Un document Word sau LibreOffice se salvează întâi"
            " ca PDF. Verificați să nu cuprindă date personale: CNP, adrese de acasă, semnături ale altora."
        ),
    )

    class Meta(ModificaDocumentForm.Meta):
        fields = ["titlu", "fisier", "public"]
