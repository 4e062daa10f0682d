"""Who comes: the public form, the organisers' own, and what they decide about somebody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ateliere.forms.campuri import CampOrganizatie
from ateliere.models import Atelier, Inscriere
from organizatii.models import Organizatie
from platforma.formulare import Formular, FormularModel

AJUTOR_NEVOI = _("De exemplu: scaun rulant, interpret, meniu. Văd numai organizatorii, iar după o lună se șterge.")


class PersoanaForm(FormularModel):
    """One named person."""

    class Meta:
        model = Inscriere
        fields = ["nume", "email", "functie", "nevoi", "acord_nume"]
        labels = {
            "functie": _("Funcția în organizație"),
            "nevoi": _("De ce are nevoie persoana ca să poată participa"),
            "acord_nume": _("Numele poate apărea pe pagina atelierului, după ce are loc"),
        }
        help_texts = {"nevoi": AJUTOR_NEVOI}

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class InscriereForm(PersoanaForm):
    """The public form: on behalf of one of the person's organisations, or as herself where that is possible."""

    organizatie = forms.ModelChoiceField(
        Organizatie.objects.none(), label=_("Din partea cui"), error_messages={"required": _("Alegeți organizația.")}
    )
    field_order = ["organizatie", "nume", "email", "functie", "nevoi", "acord_nume"]

    def __init__(self, *args, atelier, de, organizatii, **kwargs):
        super().__init__(*args, **kwargs)
        self.atelier, self.de = atelier, de
        camp = self.fields["organizatie"]
        camp.queryset = organizatii
        if atelier.cetateni:
            camp.required, camp.empty_label = False, _("Vin în nume propriu, ca locuitor")
        elif len(organizatii) == 1:
            camp.empty_label, self.initial["organizatie"] = None, organizatii[0].pk
        self.initial |= {"nume": de.nume, "email": de.email}

    def clean(self):
        curate = super().clean()
        in_nume_propriu = "organizatie" in curate and curate["organizatie"] is None
        if in_nume_propriu and curate.get("email") not in {None, self.de.email.lower()}:
            self.add_error("email", _("În nume propriu vă puteți înscrie numai cu adresa contului dumneavoastră."))
        return curate


class AdaugaForm(PersoanaForm):
    """Organisers add somebody themselves: from any public organisation, or a guest from none."""

    organizatie = CampOrganizatie(
        label=_("Organizația, cu denumirea ei de pe platformă"),
        required=False,
        help_text=_("Gol, pentru un invitat care nu vine din partea unei organizații."),
    )
    field_order = ["nume", "email", "organizatie", "functie", "nevoi"]

    class Meta(PersoanaForm.Meta):
        fields = ["nume", "email", "functie", "nevoi"]


class MotivForm(Formular):
    motiv = forms.CharField(label=_("Motivul"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class MutaForm(Formular):
    """Another workshop on the programme that the same person organises."""

    atelier = forms.ModelChoiceField(Atelier.objects.none(), label=_("La atelierul"))

    def __init__(self, *args, ateliere, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["atelier"].queryset = ateliere


class CapacitateForm(MotivForm):
    capacitate = forms.IntegerField(label=_("Locuri"), min_value=1, max_value=5000)
    capacitate_ong = forms.IntegerField(
        label=_("Din care cel mult pentru organizații"), min_value=0, max_value=5000, required=False
    )
    capacitate_autoritati = forms.IntegerField(
        label=_("Din care cel mult pentru autorități"), min_value=0, max_value=5000, required=False
    )
    field_order = ["capacitate", "capacitate_ong", "capacitate_autoritati", "motiv"]
