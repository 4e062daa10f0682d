"""What people of the parties write while a partnership runs: indicators and their values, reports, milestones."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from parteneriate.models import FotografieRaport, Indicator, Reper, Valoare
from platforma.formulare import CampData, CampImagine, CuFisiere, Formular, FormularModel
from platforma.templatetags.platforma import numar

_CU_MII = re.compile(r"^-?\d{1,3}(\.\d{3})+(,\d+)?$")
_SIMPLU = re.compile(r"^-?\d+([.,]\d+)?$")


class CampNumar(forms.DecimalField):
    """A number as it is written in Romanian: „1.234,5”, „1234,5”, „12”. „1.234” is a thousand; a dot that cannot part
    thousands („12.5”) is taken for the comma that the keyboard of a telephone may not have."""

    default_error_messages = {"invalid": _l("Scrieți un număr, de exemplu 1.234,5.")}
    widget = forms.TextInput

    def __init__(self, **kwargs):
        super().__init__(**{"max_digits": 14, "decimal_places": 2, **kwargs})

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        scris = re.sub(r"\s", "", value).replace("−", "-")
        if not scris:
            return None
        if _CU_MII.match(scris):
            scris = scris.replace(".", "")
        elif not _SIMPLU.match(scris):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(scris.replace(",", "."))

    def prepare_value(self, value):
        """A stored number with a comma and without trailing zeros; what was typed stays as typed."""
        if value is None or isinstance(value, str):
            return value
        return f"{value.normalize():f}".replace(".", ",")


def _nu_in_viitor(zi):
    if zi and zi > timezone.localdate():
        raise ValidationError(_("Data nu poate fi în viitor."))
    return zi


class IndicatorForm(FormularModel):
    baza = CampNumar(label=_l("Valoarea de pornire"), help_text=_l("Unde stați acum. Poate fi 0."))
    baza_la = CampData(label=_l("La data de"))
    tinta = CampNumar(
        label=_l("Ținta"),
        required=False,
        help_text=_l("Unde vreți să ajungeți. Poate fi mai mică decât pornirea, de exemplu zile de așteptare."),
    )
    tinta_la = CampData(label=_l("Până la data de"), required=False)

    class Meta:
        model = Indicator
        fields = ["nume", "unitate", "baza", "baza_la", "tinta", "tinta_la", "sursa"]
        help_texts = {
            "nume": _l("De exemplu „Curți amenajate” sau „Timpul mediu până la angajare”."),
            "unitate": _l("Ce stă după număr: curți, persoane, zile, %."),
            "sursa": _l("De exemplu „listele de prezență” sau „evidența direcției”."),
        }

    def clean_baza_la(self):
        return _nu_in_viitor(self.cleaned_data["baza_la"])

    def clean(self):
        """What the constraints say, beside the field where it is put right."""
        curate = super().clean()
        tinta, tinta_la, baza_la = curate.get("tinta"), curate.get("tinta_la"), curate.get("baza_la")
        if {"tinta", "tinta_la"} & {*self.errors}:
            return curate
        if tinta is not None and tinta_la is None:
            self.add_error("tinta_la", _("O țintă are și dată."))
        elif tinta is None and tinta_la is not None:
            self.add_error("tinta", _("Scrieți și ținta, sau ștergeți data ei."))
        elif tinta_la and baza_la and tinta_la <= baza_la:
            self.add_error("tinta_la", _("Ținta este după data valorii de pornire."))
        return curate


class ValoareForm(FormularModel):
    valoare = CampNumar(label=_l("Valoarea"))
    la = CampData(label=_l("La data de"))

    class Meta:
        model = Valoare
        fields = ["valoare", "la", "sursa", "finala"]
        help_texts = {"sursa": _l("Dacă este alta decât cea obișnuită.")}

    def __init__(self, *args, indicator, **kwargs):
        kwargs["initial"] = {"la": timezone.localdate(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        self.fields["valoare"].help_text = indicator.unitate
        if indicator.tinta is None:
            del self.fields["finala"]

    def clean_la(self):
        zi = _nu_in_viitor(self.cleaned_data["la"])
        if zi <= self.indicator.baza_la:
            raise ValidationError(_("Valorile sunt de după data valorii de pornire."))
        return zi


class CorectareForm(ValoareForm):
    """The value as it should have been, and why."""

    motiv = forms.CharField(
        label=_l("De ce se corectează"),
        max_length=300,
        help_text=_l("Rămâne lângă valoarea greșită, care nu se șterge."),
    )

    class Meta(ValoareForm.Meta):
        fields = ["valoare", "la", "sursa", "finala", "motiv"]


class RaportForm(Formular):
    """A draft may be half written; what is sent says at least what was done."""

    toate_optionale = True

    realizat = forms.CharField(
        label=_l("Ce s-a realizat"), max_length=4000, widget=forms.Textarea(attrs={"rows": 7}), required=False
    )
    probleme = forms.CharField(
        label=_l("Ce probleme au fost"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text=_l("Ce nu a mers și ce faceți cu asta. Se citește pe pagina publică."),
    )
    buget_cheltuit = CampNumar(label=_l("Bani cheltuiți de la început (lei)"), min_value=0, required=False)
    documente = forms.ModelMultipleChoiceField(
        label=_l("Documente"), queryset=None, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data, *, parteneriat, raport=None, trimite=False):
        valori = {n: getattr(raport, n) for n in ("realizat", "probleme", "buget_cheltuit")} if raport else {}
        if raport:
            valori["documente"] = raport.documente.all()
        super().__init__(data, initial=valori)
        documente = parteneriat.documente.filter(vizibilitate="public")
        self.fields["documente"].queryset = documente
        if not documente.exists():
            del self.fields["documente"]
        if parteneriat.fara_bani:
            del self.fields["buget_cheltuit"]
        else:
            total = parteneriat.buget_total
            self.fields["buget_cheltuit"].help_text = _("Bugetul total este de %(total)s lei.") % {
                "total": numar(total) if total is not None else "–"
            }
        if trimite:
            self.fields["realizat"].required = True
            self.fields["realizat"].error_messages["required"] = _("Scrieți ce s-a realizat, apoi trimiteți raportul.")


class FotografieRaportForm(CuFisiere, FormularModel):
    imagine = CampImagine(
        label=_l("Fotografia"),
        help_text=_l("JPEG, PNG sau WebP, cel mult 8 MB. Locul și aparatul cu care a fost făcută se șterg din fișier."),
    )
    acord = forms.BooleanField(
        label=_l("Persoanele din imagine sunt de acord, sau nu se recunoaște nimeni"),
        help_text=_l("Rămâne scris cine a declarat și când. Dacă cineva își retrage acordul, ștergeți fotografia."),
    )

    class Meta:
        model = FotografieRaport
        fields = ["imagine", "alt"]
        help_texts = {"alt": _l("Pentru cei care nu văd imaginea: cine face ce și unde, într-o frază.")}


class ReperForm(FormularModel):
    scadent_la = CampData(label=_l("Până la"))
    facut_la = CampData(label=_l("Făcut la"), required=False, help_text=_l("Când s-a atins; gol cât nu s-a atins."))

    class Meta:
        model = Reper
        fields = ["titlu", "scadent_la", "facut_la"]
        help_texts = {"titlu": _l("De exemplu „Prima curte deschisă vecinilor”.")}

    def clean_facut_la(self):
        return _nu_in_viitor(self.cleaned_data["facut_la"])
