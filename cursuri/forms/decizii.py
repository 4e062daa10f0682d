"""What is decided about a series or an application, with its reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from platforma.formulare import Formular


class MotivForm(Formular):
    motiv = forms.CharField(label=_("Motivul"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class CapacitateForm(MotivForm):
    capacitate = forms.IntegerField(label=_("Locuri"), min_value=1, max_value=5000)
    capacitate_ong = forms.IntegerField(
        label=_("Din care cel mult pentru organizații"), min_value=0, max_value=5000, required=False
    )
    capacitate_autoritati = forms.IntegerField(
        label=_("Din care cel mult pentru autorități"), min_value=0, max_value=5000, required=False
    )
    field_order = ["capacitate", "capacitate_ong", "capacitate_autoritati", "motiv"]
