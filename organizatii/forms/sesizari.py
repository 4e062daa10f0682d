from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organizatii.models import CeEsteGresit, Sesizare
from platforma.antispam import Antispam, peste_limita
from platforma.formulare import FormularModel

PE_ORA = 5  # from one IP address


class SesizareForm(Antispam, FormularModel):
    """Open to anybody; besides the hurdles of Antispam, a limit on what one IP address may send."""

    class Meta:
        model = Sesizare
        fields = ["ce", "text", "email"]
        labels = {"ce": _("Ce este greșit?"), "text": _("Ce ați văzut și cum este corect?")}
        help_texts = {
            "text": _("Spuneți, dacă puteți, și de unde știți. Nu scrieți date personale de care nu este nevoie."),
            "email": _("Numai dacă vreți să aflați răspunsul. O ștergem la 30 de zile după ce vi-l trimitem."),
        }
        widgets = {
            "ce": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 5}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, data=None, *, cerere):
        super().__init__(data)
        self.cerere = cerere
        self.fields["ce"].choices = CeEsteGresit.choices

    def clean(self):
        curate = super().clean()
        if not self.errors and peste_limita(self.cerere, "sesizare", cate=PE_ORA, secunde=3600):
            raise ValidationError(_("Ați trimis mai multe semnalări în ultima oră. Reveniți mai târziu."))
        return curate
