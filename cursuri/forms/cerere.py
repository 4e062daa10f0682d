"""The application, and an evaluator's sheet."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cursuri.models import Cerere
from cursuri.selectie import MOTIVATIE_MINIMA
from organizatii.models import Organizatie
from platforma.formulare import Formular, FormularModel


class CerereForm(FormularModel):
    """On behalf of one of the person's published organisations, for one named person."""

    organizatie = forms.ModelChoiceField(
        Organizatie.objects.none(), label=_("Din partea cui"), error_messages={"required": _("Alegeți organizația.")}
    )
    field_order = ["organizatie", "nume", "email", "functie", "motivatie"]

    class Meta:
        model = Cerere
        fields = ["nume", "email", "functie", "motivatie"]
        labels = {
            "nume": _("Numele și prenumele persoanei care vine"),
            "email": _("Adresa ei de e-mail"),
            "functie": _("Funcția în organizație"),
            "motivatie": _("De ce vrea să participe"),
        }
        help_texts = {
            "nume": _("Așa cum trebuie să apară pe certificat."),
            "email": _("Aici vin răspunsul și programul."),
            "motivatie": _("Ce lucrează acum, ce îi lipsește și ce va face cu ce învață. Cel puțin 100 de caractere."),
        }
        widgets = {"motivatie": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, de, organizatii, **kwargs):
        super().__init__(*args, **kwargs)
        camp = self.fields["organizatie"]
        camp.queryset = organizatii
        if len(organizatii) == 1:
            camp.empty_label, self.initial["organizatie"] = None, organizatii[0].pk
        if self.instance.pk is None:
            self.initial |= {"nume": de.nume, "email": de.email}
        else:
            self.initial["organizatie"] = self.instance.organizatie_id

        self.ciorna = self.is_bound and self.data.get("fapta") == "ciorna"
        self.fields["motivatie"].required = not self.ciorna

    def clean_motivatie(self):
        motivatie = self.cleaned_data["motivatie"]
        if not self.ciorna and len(motivatie) < MOTIVATIE_MINIMA:
            raise ValidationError(
                _("Scrieți cel puțin %(n)s de caractere."), params={"n": MOTIVATIE_MINIMA}, code="scurta"
            )
        return motivatie

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    @property
    def date(self):
        """What the verbs take."""
        return {n: self.cleaned_data[n] for n in self.field_order}


class FisaForm(Formular):
    """Points for each criterion and a reason. What is not filled in may be kept, and not handed in."""

    toate_optionale = True  # each is needed in the end, none for keeping the sheet

    motivare = forms.CharField(
        label=_("Motivarea punctajului"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Cel puțin 30 de caractere. O citesc secretariatul și ceilalți evaluatori, după ce își depun fișa."
        ),
    )

    def __init__(self, *args, criterii, **kwargs):
        super().__init__(*args, **kwargs)
        motivare = self.fields.pop("motivare")
        self.criterii = criterii
        for c in criterii:
            self.fields[f"criteriu-{c.pk}"] = forms.IntegerField(
                label=_("%(criteriu)s (0–%(maxim)s)") % {"criteriu": c.nume, "maxim": c.maxim},
                help_text=c.descriere,
                min_value=0,
                max_value=c.maxim,
                required=False,
            )
        self.fields["motivare"] = motivare

    @staticmethod
    def initial_din(fisa):
        return {"motivare": fisa.motivare, **{f"criteriu-{p.criteriu_id}": p.puncte for p in fisa.punctaje.all()}}

    @property
    def puncte(self):
        """{criterion's key: points} of those filled in."""
        puncte = {c.pk: self.cleaned_data.get(f"criteriu-{c.pk}") for c in self.criterii}
        return {cheie: n for cheie, n in puncte.items() if n is not None}
