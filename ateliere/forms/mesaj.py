"""What organisers write to those registered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ateliere.models import MesajAtelier
from platforma.formulare import FormularModel


class MesajForm(FormularModel):
    class Meta:
        model = MesajAtelier
        fields = ["destinatari", "subiect", "text"]
        widgets = {"destinatari": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 10})}
        help_texts = {
            "text": _(
                "Text simplu; un rând gol începe un paragraf nou. Salutul cu numele fiecăruia, legătura către atelier"
                " și semnătura platformei se adaugă singure."
            )
        }
