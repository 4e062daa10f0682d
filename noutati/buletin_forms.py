from django import forms
from django.utils.translation import gettext_lazy as _

from noutati.models import Buletin, Noutate
from organizatii.models import TipOrganizatie
from platforma.formulare import AJUTOR_MARCAJ, FormularModel

CELE_MAI_NOI = 30  # items one may choose from, besides those chosen already


class BuletinForm(FormularModel):
    """What staff write and to whom it would go. The state is not on it."""

    tipuri = forms.MultipleChoiceField(
        label=_("Numai din organizații de tipul"),
        choices=TipOrganizatie,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Nimic bifat: de orice tip."),
    )

    class Meta:
        model = Buletin
        fields = ["subiect", "text", "noutati", "membri", "tipuri", "sectoare", "domenii", "abonati"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 14}),
            "membri": forms.RadioSelect,
            **dict.fromkeys(("noutati", "sectoare", "domenii"), forms.CheckboxSelectMultiple),
        }
        help_texts = {
            "text": AJUTOR_MARCAJ,
            "noutati": _("Se adaugă sub text, cu titlu, rezumat și legătură; dintre cele mai noi publicate."),
            "sectoare": _("Cu sediul sau activitatea acolo. Nimic bifat: din orice sector."),
            "domenii": _("Nimic bifat: din orice domeniu."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "noutati" in self.fields:
            recente = Noutate.objects.publice().cele_mai_noi().values("pk")[:CELE_MAI_NOI]
            noutati = Noutate.objects.filter(pk__in=recente)
            if self.instance.pk:
                noutati |= Noutate.objects.filter(pk__in=self.instance.noutati.values("pk"))
            self.fields["noutati"].queryset = noutati.order_by("-vizibila_din", "-pk")
