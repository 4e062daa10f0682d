from django import forms
from django.utils.translation import gettext_lazy as _

from organizatii.models import Membru
from platforma.formulare import Formular


class CampColeg(forms.ModelChoiceField):
    def label_from_instance(self, membru):
        return f"{membru.utilizator.nume} ({membru.get_rol_display().lower()})"


class IncredintareForm(Formular):
    """To whom, among those of the team who may do it, and a few words."""

    catre = CampColeg(label=_("Cui"), queryset=Membru.objects.none(), empty_label=None, widget=forms.RadioSelect)
    nota = forms.CharField(
        label=_("Un cuvânt pentru colegul dumneavoastră"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, colegi, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["catre"].queryset = colegi
