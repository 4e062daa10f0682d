"""What is written in a conversation, and a report of a message."""

from django import forms
from django.utils.translation import gettext_lazy as _

from parteneriate.models import Abuz, DeCe, Replica
from platforma.formulare import CampDocument, CuFisiere, Formular, FormularModel

FISIERE = ("fisier", "fisier_2", "fisier_3")


class ReplicaForm(CuFisiere, Formular):
    text = forms.CharField(
        label=_("Mesajul dumneavoastră"),
        max_length=Replica._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Îl citesc oamenii ambelor organizații. După ce l-ați trimis, nu se mai poate schimba."),
        error_messages={"required": _("Scrieți mesajul.")},
    )
    fisier = CampDocument(
        label=_("Un fișier"), required=False, help_text=_("PDF sau imagine (JPEG, PNG, WebP), cel mult 15 MB.")
    )
    fisier_2 = CampDocument(label=_("Al doilea fișier"), required=False)
    fisier_3 = CampDocument(label=_("Al treilea fișier"), required=False)

    def fisiere(self):
        """The cleaned uploads, in their order."""
        return [self.cleaned_data[nume] for nume in FISIERE if self.cleaned_data.get(nume)]

    @property
    def campuri_in_plus(self):
        return [self["fisier_2"], self["fisier_3"]]

    @property
    def cu_fisiere_in_plus(self):
        """Whether something is there to be seen, so that the fold stays open."""
        return any(camp.errors or camp.field.widget.parcat for camp in self.campuri_in_plus)


class AbuzForm(FormularModel):
    class Meta:
        model = Abuz
        fields = ["de_ce", "text"]
        labels = {"de_ce": _("De ce raportați mesajul?"), "text": _("Ce s-a întâmplat?")}
        help_texts = {"text": _("Numai moderatorii citesc ce scrieți aici.")}
        widgets = {"de_ce": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["de_ce"].choices = DeCe.choices

    def clean(self):
        curate = super().clean()
        if curate.get("de_ce") == DeCe.ALTCEVA and not curate.get("text"):
            self.add_error("text", _("Spuneți pe scurt ce s-a întâmplat."))
        return curate
