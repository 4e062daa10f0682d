"""What is decided about certificates, and the external ones that are only recorded."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cursuri.models import CategorieRevocare, CertificatExtern
from platforma.cnp import MESAJ_CNP, contine_cnp
from platforma.formulare import CampData, CampDocument, CuFisiere, Formular, FormularModel
from platforma.tabele import TIPURI
from platforma.text import normalizeaza_nume


class LotForm(Formular):
    """The number that the organiser has seen and confirms."""

    asteptati = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class InlocuiesteForm(Formular):
    nume = forms.CharField(label=_("Numele corect"), max_length=120)
    organizatie = forms.CharField(label=_("Organizația, cum trebuie scrisă"), max_length=300)
    motiv = forms.CharField(label=_("De ce"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)

    def clean_nume(self):
        return _fara_cnp(normalizeaza_nume(self.cleaned_data["nume"]))

    def clean_organizatie(self):
        return _fara_cnp(normalizeaza_nume(self.cleaned_data["organizatie"]))


class RevocaForm(Formular):
    categorie = forms.ChoiceField(
        label=_("Felul motivului"),
        choices=CategorieRevocare,
        widget=forms.RadioSelect,
        help_text=_("Îl vede oricine verifică certificatul."),
    )
    motiv = forms.CharField(
        label=_("Motivul, pe larg"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=_("Îl primește titularul prin e-mail; pe pagina publică nu apare."),
    )


class ExternForm(CuFisiere, FormularModel):
    """A certificate that an authorised provider has issued: recorded, never generated."""

    cerere = forms.ModelChoiceField(label=_("Cursantul"), queryset=None)
    scan = CampDocument(label=_("Copia scanată (PDF)"), required=False)

    class Meta:
        model = CertificatExtern
        fields = ["cerere", "serie_act", "numar_act", "data", "furnizor", "rnfpa", "scan"]
        field_classes = {"data": CampData}

    def __init__(self, *args, serie, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cerere"].queryset = serie.cereri.confirmate().order_by("nume", "pk")

    def clean_data(self):
        if self.cleaned_data["data"] > timezone.localdate():
            raise ValidationError(_("Data eliberării nu poate fi în viitor."))
        return self.cleaned_data["data"]

    def clean(self):
        curate = super().clean()
        for camp in ("serie_act", "numar_act", "furnizor", "rnfpa"):
            if contine_cnp(curate.get(camp) or ""):
                self.add_error(camp, MESAJ_CNP)
        return curate


class ExportForm(forms.Form):
    format = forms.ChoiceField(choices=[(format, format) for format in TIPURI])


def _fara_cnp(text):
    if contine_cnp(text):
        raise ValidationError(MESAJ_CNP)
    return text
