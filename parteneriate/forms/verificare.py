from django import forms
from django.utils.translation import gettext_lazy as _

from parteneriate.models import Activ, Continua, RaspunsVerificare
from platforma.formulare import CampAdresaWeb, FormularModel


class VerificareForm(FormularModel):
    """Five questions, of which only the first two ask for an answer: it is filled in on a phone, standing."""

    activ = forms.ChoiceField(label=_("Mai este activ parteneriatul?"), choices=Activ.choices, widget=forms.RadioSelect)
    continua = forms.ChoiceField(
        label=_("Continuați în următoarele 6 luni?"), choices=Continua.choices, widget=forms.RadioSelect
    )
    dovada = CampAdresaWeb(
        label=_("O legătură care arată ce s-a făcut"),
        max_length=500,
        required=False,
        help_text=_("O pagină, un articol, un album de fotografii."),
    )

    class Meta:
        model = RaspunsVerificare
        fields = ["activ", "facut", "piedici", "continua", "dovada"]
        labels = {
            "facut": _("Ce s-a făcut în aceste luni?"),
            "piedici": _("Ce s-a schimbat sau ce vă împiedică?"),
        }
        widgets = {"facut": forms.Textarea(attrs={"rows": 3}), "piedici": forms.Textarea(attrs={"rows": 3})}
