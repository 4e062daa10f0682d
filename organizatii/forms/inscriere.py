"""The beginning of a registration, and the few words that go with a move."""

from django import forms
from django.utils.translation import gettext_lazy as _

from organizatii.forms.baza import AJUTOR_CIF, AJUTOR_NR_REGISTRU, CampCif, ValideazaIdentificatori
from organizatii.models import Organizatie, TipOrganizatie
from platforma.formulare import Formular, FormularModel
from platforma.moderare.tranzitii import MOTIV_MINIM


class InscriereForm(ValideazaIdentificatori, FormularModel):
    """Just enough to know whether the organisation is already here."""

    class Meta:
        model = Organizatie
        fields = ["tip", "denumire", "cif", "nr_registru_national"]
        field_classes = {"cif": CampCif}
        widgets = {"tip": forms.RadioSelect}
        labels = {"tip": _("Ce fel de organizație este?"), "denumire": _("Cum se numește?")}
        help_texts = {
            "denumire": _("Denumirea întreagă, ca în statut."),
            "cif": AJUTOR_CIF,
            "nr_registru_national": AJUTOR_NR_REGISTRU,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tip"].choices = TipOrganizatie.choices


class TrimitereForm(Formular):
    mesaj = forms.CharField(
        label=_("Mesaj pentru moderator"),
        help_text=_("De exemplu ce ați schimbat de data trecută. Nu apare public."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ArhivareForm(Formular):
    motiv = forms.CharField(
        label=_("De ce îl arhivați?"),
        help_text=_("Cel puțin 20 de caractere. Îl citesc colegii și moderatorii."),
        min_length=MOTIV_MINIM,
        error_messages={"min_length": _("Scrieți motivul în cel puțin %(limit_value)d de caractere, pentru colegi.")},
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
