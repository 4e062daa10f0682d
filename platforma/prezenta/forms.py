"""What the door and the list send. Nothing here is typed, save the reason for reopening."""

from django import forms
from django.utils.translation import gettext_lazy as _

from platforma.formulare import Formular
from platforma.prezenta.models import StarePrezenta


class ScanareForm(forms.Form):
    """The button at the door; `nonce` is made with the page, so pressing twice is one deed.

    `respinsa`: the page has shown a refusal, and only that is to be kept.
    """

    nonce = forms.UUIDField(widget=forms.HiddenInput)
    respinsa = forms.BooleanField(widget=forms.HiddenInput, required=False)


class BifaForm(forms.Form):
    stare = forms.ChoiceField(choices=[(s.value, s.label) for s in (StarePrezenta.PREZENT, StarePrezenta.ABSENT)])


class CampPersoane(forms.ModelMultipleChoiceField):
    """Places of one meeting. Some of them are shown; one that changed since the page was opened is no error."""

    widget = forms.CheckboxSelectMultiple

    def arata(self, locuri, aratate):
        self.queryset = locuri
        self.choices = [(i.pk, f"{i.nume}, {i.organizatie}" if i.organizatie else i.nume) for i in aratate]


class HartieForm(Formular):
    """Those not marked yet; who signed the list is ticked."""

    venite = CampPersoane(None, label=_("Cine a semnat lista"))

    def __init__(self, *args, locuri, nebifate, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["venite"].arata(locuri, nebifate)


class InchidereForm(Formular):
    """Of those who did not come, who had said so."""

    motivati = CampPersoane(
        None,
        label=_("Cine a anunțat că nu vine"),
        required=False,
        help_text=_("Cei bifați rămân cu absență motivată, ceilalți rămân absenți."),
    )

    def __init__(self, *args, locuri, lipsesc, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["motivati"].arata(locuri, lipsesc)
