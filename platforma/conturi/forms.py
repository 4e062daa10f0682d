from django import forms
from django.utils.translation import gettext_lazy as _


class InregistrareForm(forms.Form):
    """What sign-up asks besides e-mail and password."""

    nume = forms.CharField(label=_("Nume și prenume"), max_length=120)
    acord = forms.BooleanField(label=_("Am citit și accept termenii și politica de confidențialitate."))

    def signup(self, request, user):
        user.nume = self.cleaned_data["nume"]
        user.save(update_fields=["nume"])
