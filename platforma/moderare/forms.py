from django import forms
from django.utils.html import format_html
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from platforma.formulare import Formular
from platforma.moderare.comparatie import afisare
from platforma.moderare.tranzitii import MOTIV_MINIM, Actiune, Stare

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


class NotaForm(Formular):
    text = forms.CharField(
        label=_("Adăugați o notă"),
        help_text=_("O văd numai moderatorii. Nu scrieți date personale de care nu este nevoie."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MarcheazaModerate:
    """ModelForm mixin: of something public, each field that waits for a moderator says so.

    `public` is the thing as the public sees it; `instance` may carry the values of a pending revision on top.
    """

    def marcheaza_moderate(self):
        if self.public.stare == Stare.PUBLICAT:
            for nume in self.public.CAMPURI_MODERATE & set(self.fields):
                self._marcheaza(nume)

    def _marcheaza(self, nume):
        """Say at the field that a change waits, and while one does, what the public sees meanwhile."""
        camp = self.fields[nume]
        if camp_schimbat(self.instance, self.public, nume):
            nota = format_html(gettext("În verificare; public acum: {}."), self._ce_e_public(nume))
            camp.help_text = format_html('{} <span class="se-verifica" data-asteapta>{}</span>', camp.help_text, nota)
        else:
            nota = gettext("Se verifică înainte de publicare.")
            camp.help_text = format_html('{} <span class="se-verifica">{}</span>', camp.help_text, nota)

    def _ce_e_public(self, nume):
        camp = self.public._meta.get_field(nume)
        valoare = afisare(camp, camp.value_from_object(self.public), self.public)
        if valoare and hasattr(valoare, "url"):
            return format_html('<a href="{}">{}</a>', valoare.url, gettext("imaginea de acum"))
        return Truncator(valoare).chars(300) or gettext("nimic")


def camp_schimbat(propus, public, nume):
    camp = public._meta.get_field(nume)
    return str(camp.value_from_object(propus) or "") != str(camp.value_from_object(public) or "")
