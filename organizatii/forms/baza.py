"""What the pages of a profile have in common: what must wait, what is still missing, how identifiers are read."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizatii.completare import cerinte
from organizatii.identificatori import normalizeaza_cif, normalizeaza_nr_registru
from platforma.formulare import CuFisiere, CuValoriVazute, FormularModel
from platforma.moderare.forms import MarcheazaModerate
from platforma.moderare.revizii import EDITABILE_DIRECT
from platforma.moderare.tranzitii import Stare
from platforma.text import normalizeaza_nume

CERUTE_UNEORI = {"email", "sediu_sector", "coperta_alt"}  # depend on another field: their forms' clean() judges


class SectiuneForm(MarcheazaModerate, CuValoriVazute, CuFisiere, FormularModel):
    """One page of the profile. A draft may be saved half empty; what is public must stay complete.

    `PLIATE` names the long optional lists that stay folded until something in them is chosen.
    `public` is the organisation as the public sees it; `instance` may carry the values of a pending revision on top.
    """

    PLIATE = frozenset()
    potriviri = ()  # public profiles that are the same organisation, when a field found them

    def __init__(self, *args, public, **kwargs):
        super().__init__(*args, **kwargs)
        self.public = public
        este_publica = public.stare == Stare.PUBLICAT
        for camp in self.fields.values():
            if not isinstance(camp.widget, forms.Select):
                continue
            if isinstance(camp, forms.ModelChoiceField):
                camp.empty_label = _("Alegeți")
            else:
                camp.choices = [(cheie, eticheta if cheie else _("Alegeți")) for cheie, eticheta in camp.choices]
        for lipsa, _exista in cerinte(public):
            if lipsa.camp in self.fields:
                camp = self.fields[lipsa.camp]
                if public.stare in EDITABILE_DIRECT and not camp.required:
                    camp.la_trimitere = _("necesar pentru trimitere")  # said beside the label
                camp.required |= este_publica and lipsa.camp not in CERUTE_UNEORI
        self.marcheaza_moderate()

    def randuri(self):
        """Rows (bound field, whether it is folded away) for the page."""
        return [(camp, camp.name in self.PLIATE and not camp.value() and not camp.errors) for camp in self]


class ValideazaIdentificatori:
    """Form mixin: the name's quotes, the CIF and the register's number, normalised or refused in their own words."""

    def clean_denumire(self):
        denumire = normalizeaza_nume(self.cleaned_data["denumire"])
        if not any(c.isalnum() for c in denumire):
            raise ValidationError(_("Denumirea are nevoie de litere sau cifre."))
        return denumire

    def clean_acronim(self):
        return normalizeaza_nume(self.cleaned_data["acronim"])

    def clean_cif(self):
        cif = self.cleaned_data["cif"]
        return normalizeaza_cif(cif) if cif else ""

    def clean_nr_registru_national(self):
        numar = self.cleaned_data["nr_registru_national"]
        return normalizeaza_nr_registru(numar) if numar else ""


AJUTOR_CIF = gettext_lazy("Numai cifrele; „RO” și spațiile se șterg singure. Nu scrieți aici un CNP.")
AJUTOR_NR_REGISTRU = gettext_lazy("Din Registrul național ONG, de exemplu 1039/A/2023.")


class CampCif(forms.CharField):
    """Room for „RO”, spaces and dots; the column holds ten digits."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "max_length": 30})
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}


def in_uz_sau_ales(lista, alese):
    """A code list without what staff took out of use, except what this organisation already has."""
    return lista.objects.filter(pk__in=alese.values("pk")) | lista.objects.active()
