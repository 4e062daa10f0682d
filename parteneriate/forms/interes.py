"""What both sides write of an expression of interest."""

from django import forms
from django.utils.translation import gettext_lazy as _

from organizatii.models import Organizatie
from parteneriate.models import Interes
from platforma.conturi.models import Utilizator
from platforma.formulare import Formular, FormularModel


class InteresForm(FormularModel):
    """In the name of one of `organizatii`; the contact is a person of the chosen one."""

    organizatie = forms.ModelChoiceField(
        label=_("În numele cui răspundeți?"), queryset=Organizatie.objects.none(), empty_label=None
    )
    contact = forms.ModelChoiceField(
        label=_("Persoana de contact"),
        queryset=Utilizator.objects.none(),
        empty_label=None,
        help_text=_("Numele și adresa ei de e-mail se dau celeilalte părți numai dacă acceptă."),
    )

    class Meta:
        model = Interes
        fields = ["ofera", "cauta", "disponibilitate"]
        widgets = {"ofera": forms.Textarea(attrs={"rows": 5}), "cauta": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "ofera": _("Ce puteți aduce: expertiză, spațiu, oameni, fonduri, acces la beneficiari."),
            "cauta": _("Ce ați avea nevoie de la ei."),
            "disponibilitate": _("De exemplu: „din februarie, două zile pe săptămână”."),
        }

    field_order = ["organizatie", "ofera", "cauta", "disponibilitate", "contact"]

    def __init__(self, *args, organizatii, de, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organizatie"].queryset = organizatii
        self.fields["organizatie"].initial = organizatii.first()
        colegi = Utilizator.objects.filter(calitati__organizatie__in=organizatii, is_active=True).distinct()
        self.fields["contact"].queryset = colegi
        self.fields["contact"].initial = de

    def clean(self):
        curate = super().clean()
        organizatie, contact = curate.get("organizatie"), curate.get("contact")
        if organizatie and contact and not contact.calitati.filter(organizatie=organizatie).exists():
            self.add_error("contact", _("Persoana de contact nu este din organizația aleasă."))
        return curate

    def save(self, commit=True):
        self.instance.contact = self.cleaned_data["contact"]
        return super().save(commit)


class AcceptareForm(Formular):
    """The notice's side says yes, and names who goes on."""

    contact = forms.ModelChoiceField(
        label=_("Cine continuă discuția, din partea dumneavoastră?"),
        queryset=Utilizator.objects.none(),
        empty_label=None,
    )
    raspuns = forms.CharField(
        label=_("Câteva cuvinte"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, organizatie, de, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Utilizator.objects.filter(calitati__organizatie=organizatie, is_active=True)
        self.fields["contact"].initial = de


class RefuzForm(Formular):
    raspuns = forms.CharField(
        label=_("De ce nu, de data aceasta"),
        help_text=_("Cel puțin 20 de caractere. Le citește întocmai cealaltă organizație; un cuvânt bun ajută."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
