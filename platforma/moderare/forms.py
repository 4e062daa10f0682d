from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from platforma.formulare import Formular
from platforma.moderare.tranzitii import MOTIV_MINIM, Actiune

DECIZII = (Actiune.APROBA, Actiune.CERE_COMPLETARI, Actiune.RESPINGE)


class MotivForm(Formular):
    """The reason; whether one is needed, and how long, is for `muta` to say."""

    motiv = forms.CharField(
        label=_("Motivul"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=format_lazy(
            _("Cel puțin {n} de caractere la completări și la respingere. Îl citesc întocmai cei care au trimis."),
            n=MOTIV_MINIM,
        ),
    )


class DecizieForm(MotivForm):
    """One of the three decisions; the button pressed says which."""

    actiune = forms.ChoiceField(
        choices=[(a.value, a.label) for a in DECIZII],
        error_messages={
            "required": _("Alegeți ce hotărâți: aprobare, completări sau respingere."),
            "invalid_choice": _("Alegeți ce hotărâți: aprobare, completări sau respingere."),
        },
    )

    def clean_actiune(self):
        return Actiune(self.cleaned_data["actiune"])
