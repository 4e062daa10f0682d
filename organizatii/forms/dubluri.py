from django import forms
from django.utils.translation import gettext_lazy as _

from organizatii.models import Organizatie
from organizatii.unire import AMBELE, LISTE, SURSA, TINTA
from platforma.formulare import Formular
from platforma.moderare.forms import MotivForm
from platforma.moderare.tranzitii import Stare


class UnireForm(MotivForm):
    """A choice for each row of `unire.de_ales`, and the reason."""

    def __init__(self, data=None, *, randuri):
        super().__init__(data)
        for nume, eticheta, _ale_tintei, _ale_sursei, propus in randuri:
            alegeri = [(TINTA, _("cel care rămâne")), (SURSA, _("celălalt"))]
            if nume in LISTE:
                alegeri.append((AMBELE, _("amândouă")))
            self.fields[f"camp-{nume}"] = forms.ChoiceField(
                label=eticheta, choices=alegeri, initial=propus, widget=forms.RadioSelect
            )
        self.fields["motiv"].help_text = _("Cel puțin 20 de caractere. Îl citesc și membrii profilului unit.")

    def alese(self):
        return {n.removeprefix("camp-"): v for n, v in self.cleaned_data.items() if n.startswith("camp-")}


class AlegeForm(Formular):
    """The other profile, by its address or its CIF."""

    care = forms.CharField(
        label=_("Celălalt profil"),
        help_text=_("Adresa paginii lui publice sau CIF-ul."),
        max_length=300,
    )

    def __init__(self, data=None, *, fara):
        super().__init__(data)
        self.fara = fara

    def clean_care(self):
        scris = self.cleaned_data["care"].strip().rstrip("/")
        publice = Organizatie.objects.filter(stare=Stare.PUBLICAT).exclude(pk=self.fara.pk)
        altul = publice.filter(slug=scris.rpartition("/")[2]).first()
        if altul is None and scris.isdecimal():
            altul = publice.filter(cif=scris).first()
        if altul is None:
            raise forms.ValidationError(_("Nu am găsit alt profil public cu această adresă sau cu acest CIF."))
        return altul
