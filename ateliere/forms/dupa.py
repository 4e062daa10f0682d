"""What comes after a workshop: minutes, conclusions and answers, documents and photographs, exports."""

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from ateliere.concluzii import LA_RASPUNS
from ateliere.forms.campuri import CampOrganizatie
from ateliere.models import Concluzie, Export, FelMaterial, Fotografie, Material, StareConcluzie, VizibilMaterial
from platforma.formulare import (
    AJUTOR_MARCAJ,
    CampData,
    CampDocument,
    CampImagine,
    CuFisiere,
    CuValoriVazute,
    Formular,
    FormularModel,
)

LATURA_FOTOGRAFIE = 1600  # pixels


class ProcesForm(Formular):
    """`redactare` is the text this person has read; it travels with the form."""

    text = forms.CharField(
        label=_("Textul procesului-verbal"),
        max_length=30000,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=AJUTOR_MARCAJ,
    )
    redactare = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class MiscareForm(Formular):
    """One move of the minutes, by whoever has read this text."""

    redactare = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class SchimbariForm(MiscareForm):
    comentariu = forms.CharField(
        label=_("Ce trebuie schimbat"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Secretariatul primește comentariul prin e-mail și corectează textul."),
    )


class ConcluzieForm(CuValoriVazute, FormularModel):
    """A conclusion as staff write it. The answer is not on it: that one is the organisation's."""

    responsabil = CampOrganizatie(
        label=_("Cine răspunde de ea"),
        required=False,
        help_text=_("Denumirea organizației sau a autorității, ca pe profilul ei public."),
    )

    class Meta:
        model = Concluzie
        fields = ["text", "responsabil", "termen", "stare", "ordine"]
        field_classes = {"termen": CampData}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"text": _("Ce s-a convenit, într-o frază care spune cine și ce face.")}

    def __init__(self, *args, instance=None, **kwargs):
        if instance is not None and instance.responsabil_id:
            kwargs["initial"] = {"responsabil": instance.responsabil.denumire}
        super().__init__(*args, instance=instance, **kwargs)
        if instance is None:
            del self.fields["stare"], self.fields["ordine"]


class RaspunsForm(Formular):
    """What came of a conclusion, as the organisation that answers for it says it."""

    stare = forms.ChoiceField(
        label=_("Unde ați ajuns"),
        choices=[(s.value, s.label) for s in LA_RASPUNS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Alegeți unde ați ajuns.")},
    )
    raspuns = forms.CharField(
        label=_("Ce s-a făcut"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Apare pe pagina publică a atelierului, cu numele organizației și cu data."),
    )
    vazut = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def pentru(cls, concluzie, date=None):
        """Bound to `date`, or showing the present answer."""
        stare = concluzie.stare if concluzie.stare != StareConcluzie.DESCHISA else None
        vazut = concluzie.raspuns_la.isoformat() if concluzie.raspuns_la else ""
        return cls(date, initial={"stare": stare, "raspuns": concluzie.raspuns, "vazut": vazut})

    def clean_vazut(self):
        """The moment of the answer that was shown; None when there was none, or what came back is no moment."""
        try:
            return parse_datetime(self.cleaned_data["vazut"])
        except ValueError:
            return None


class MaterialForm(CuFisiere, FormularModel):
    fisier = CampDocument(
        label=_("Fișier"), help_text=_("PDF, cel mult 15 MB, sau o imagine JPEG, PNG ori WebP de cel mult 8 MB.")
    )

    class Meta:
        model = Material
        fields = ["titlu", "fel", "fisier", "vizibil"]
        widgets = {"fel": forms.RadioSelect, "vizibil": forms.RadioSelect}
        help_texts = {"titlu": _("De exemplu „Prezentarea despre achiziții rezervate”.")}

    def clean(self):
        curate = super().clean()
        if curate.get("fel") == FelMaterial.LISTA and curate.get("vizibil") != VizibilMaterial.ORGANIZATORI:
            self.add_error(
                "vizibil", _("Lista de prezență cuprinde nume și semnături: o pot vedea numai organizatorii.")
            )
        return curate


class ModificaFotografieForm(FormularModel):
    acord = forms.BooleanField(
        label=_("Am acordul persoanelor din imagine"),
        required=False,
        help_text=_(
            "Rămâne scris cine a declarat acordul și când. Fără el, fotografia nu apare pe pagina publică. Dacă cineva"
            " își retrage acordul, debifați: fotografia dispare imediat."
        ),
    )

    class Meta:
        model = Fotografie
        fields = ["alt", "credit"]
        help_texts = {
            "alt": _("Pentru cei care nu văd imaginea: cine face ce și unde, într-o frază."),
            "credit": _("Numele fotografului sau al organizației."),
        }

    def __init__(self, *args, instance=None, **kwargs):
        if instance is not None:
            kwargs["initial"] = {"acord": instance.acord_la is not None}
        super().__init__(*args, instance=instance, **kwargs)


class FotografieForm(CuFisiere, ModificaFotografieForm):
    imagine = CampImagine(
        label=_("Fotografia"),
        latura=LATURA_FOTOGRAFIE,
        help_text=_("JPEG, PNG sau WebP, cel mult 8 MB. Locul și aparatul cu care a fost făcută se șterg din fișier."),
    )

    class Meta(ModificaFotografieForm.Meta):
        fields = ["imagine", "alt", "credit"]


class ExportForm(Formular):
    ce = forms.ChoiceField(choices=Export.Ce)
    format = forms.ChoiceField(choices=Export.Format)
