"""What is sent while people learn: materials, reasons of absences, points, a file with who came."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cursuri.import_prezenta import citeste
from cursuri.models import Material
from platforma.formulare import CampDocument, CampFisier, CuFisiere, Formular, FormularModel
from platforma.templatetags.platforma import data_ora

TABELE = ".xlsx,.csv,.tsv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _eticheta(sesiune):
    return f"{sesiune.titlu}, {data_ora(sesiune.incepe_la)}"


class CampSesiune(forms.ModelChoiceField):
    def label_from_instance(self, sesiune):
        return _eticheta(sesiune)


class MaterialForm(CuFisiere, FormularModel):
    fisier = CampDocument(
        label=_("Fișier"), help_text=_("PDF, cel mult 15 MB, sau o imagine JPEG, PNG ori WebP de cel mult 8 MB.")
    )

    class Meta:
        model = Material
        fields = ["titlu", "sesiune", "fisier", "vizibil"]
        field_classes = {"sesiune": CampSesiune}
        widgets = {"vizibil": forms.RadioSelect}
        help_texts = {"titlu": _("De exemplu „Prezentarea despre achiziții rezervate”.")}

    def __init__(self, *args, serie, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sesiune"].queryset = serie.sesiuni.tinute()
        self.fields["sesiune"].empty_label = _("Toată seria")


class MotivareForm(Formular):
    """A learner asks that an absence be excused."""

    sesiune = CampSesiune(None, label=_("La ce sesiune"), empty_label=_("Alegeți sesiunea"))
    motiv = forms.CharField(
        label=_("De ce ați lipsit sau veți lipsi"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Pe scurt. Îl citesc numai organizatorii; nu este nevoie de amănunte medicale."),
    )
    fisier = CampDocument(
        label=_("Un document"), required=False, help_text=_("PDF sau fotografie, numai dacă îl aveți la îndemână.")
    )

    def __init__(self, *args, sesiuni, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sesiune"].queryset = sesiuni


class RaspunsMotivareForm(Formular):
    """Approved or not, and why; the learner reads it."""

    APROBA, REFUZA = "aproba", "refuza"

    hotarare = forms.ChoiceField(
        label=_("Hotărârea"),
        choices=[(APROBA, _("Absența este motivată")), (REFUZA, _("Absența nu este motivată"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Alegeți dacă absența este motivată.")},
    )
    motiv = forms.CharField(
        label=_("De ce"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ajunge prin e-mail la persoana în cauză și rămâne în jurnal."),
    )


class MotiveazaForm(Formular):
    """An organiser excuses an absence that nobody has asked about."""

    cerere = forms.ModelChoiceField(None, label=_("Cine"), empty_label=_("Alegeți persoana"))
    sesiune = CampSesiune(None, label=_("La ce sesiune"), empty_label=_("Alegeți sesiunea"))
    motiv = forms.CharField(
        label=_("De ce"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ajunge prin e-mail la persoana în cauză și rămâne în jurnal."),
    )

    def __init__(self, *args, cereri, sesiuni, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cerere"].queryset = cereri
        self.fields["sesiune"].queryset = sesiuni


class CampTabel(CampFisier):
    """A list of people as a spreadsheet; read against those who learn, kept nowhere."""

    accept = TABELE

    def verifica(self, fisier):
        return fisier


class ImportForm(Formular):
    """`citire` is what was found, once the form is valid."""

    fisier = CampTabel(
        label=_("Fișierul"),
        help_text=_("XLSX sau CSV, de cel mult 2 MB, cu o persoană pe rând: adresa de e-mail sau numele."),
    )

    def __init__(self, *args, cursanti, **kwargs):
        super().__init__(*args, **kwargs)
        self.cursanti, self.citire = cursanti, None

    def clean_fisier(self):
        fisier = self.cleaned_data["fisier"]
        self.citire = citeste(fisier, self.cursanti)
        return fisier


class PunctajField(forms.IntegerField):
    def __init__(self, **kwargs):
        super().__init__(
            min_value=0,
            max_value=100,
            error_messages={
                "invalid": _("Scrieți un număr întreg, de la 0 la 100."),
                "min_value": _("Scrieți un număr întreg, de la 0 la 100."),
                "max_value": _("Scrieți un număr întreg, de la 0 la 100."),
            },
            **kwargs,
        )

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "inputmode": "numeric"}


class RezultateForm(Formular):
    """Points of many learners; an empty field says nothing of that person.

    `randuri`: [(Progres, [Incercare])]. The number of the attempt travels with the form (`rezultate.Nota`).
    """

    def __init__(self, *args, randuri, incercari, **kwargs):
        super().__init__(*args, **kwargs)
        self.cereri = []
        for progres, facute in randuri:
            cerere, urmatoarea = progres.cerere, len(facute) + 1
            self.cereri.append((progres, facute, urmatoarea <= incercari))
            if urmatoarea > incercari:
                continue
            self.fields[f"punctaj_{cerere.pk}"] = PunctajField(
                label=_("Puncte, încercarea %(n)s: %(cine)s") % {"n": urmatoarea, "cine": cerere.nume}, required=False
            )
            self.fields[f"observatii_{cerere.pk}"] = forms.CharField(
                label=_("Observații: %(cine)s") % {"cine": cerere.nume}, max_length=1000, required=False
            )
            self.fields[f"incercare_{cerere.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=urmatoarea, min_value=1, required=False
            )

    def clean(self):
        curate = super().clean()
        if not self.errors and not self.note_date():
            raise forms.ValidationError(_("Scrieți punctajul cel puțin unei persoane."))
        return curate

    def note_date(self):
        """[(key of the application, attempt, points, remarks)] of those with points."""
        c = self.cleaned_data
        chei = [p.cerere.pk for p, _facute, _mai_are in self.cereri if c.get(f"punctaj_{p.cerere.pk}") is not None]
        return [(k, c.get(f"incercare_{k}") or 0, c[f"punctaj_{k}"], c.get(f"observatii_{k}", "")) for k in chei]

    def randuri(self):
        """What the page shows of each learner."""
        for progres, facute, mai_are in self.cereri:
            nume = ("punctaj", "observatii", "incercare") if mai_are else ()
            campuri = {n: self[f"{n}_{progres.cerere.pk}"] for n in nume}
            yield {"progres": progres, "cerere": progres.cerere, "facute": facute, **campuri}


class CorectareForm(Formular):
    punctaj = PunctajField(label=_("Punctajul corect (din 100)"))
    motiv = forms.CharField(
        label=_("Ce era greșit"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ajunge prin e-mail la persoana în cauză. Punctajul vechi rămâne vizibil în istoric."),
    )
