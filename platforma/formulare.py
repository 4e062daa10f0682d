"""The base of every form: text normalised once, personal codes refused, uploads that outlive another field's error."""

from datetime import date, datetime
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.utils.formats import date_format
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _

from platforma.cnp import MESAJ_CNP, contine_cnp
from platforma.incarcari import documente, imagini, parcate
from platforma.text import normalizeaza, normalizeaza_bloc
from platforma.zile import moment_local

AJUTOR_MARCAJ = _(
    "Un rând gol începe un paragraf nou. **îngroșat** și *înclinat* se scriu cu steluțe, o listă cu „- ” la începutul"
    " fiecărui rând, o legătură [așa](https://www.exemplu.ro)."
)


class TextCurat:
    """Form mixin. Every text field is normalised before it is validated, and refused when a CNP stands in it.

    The bound data themselves are normalised, so that what is validated, stored and shown again is the same text. A
    subclass that overrides `clean` calls `super().clean()`.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = self.data.copy()
            for nume in self._campuri_text():
                cheie = self.add_prefix(nume)
                if isinstance(self.data.get(cheie), str):
                    bloc = isinstance(self.fields[nume].widget, forms.Textarea)
                    self.data[cheie] = (normalizeaza_bloc if bloc else normalizeaza)(self.data[cheie])

    def clean(self):
        curate = super().clean()
        for nume in self._campuri_text():
            valoare = self.cleaned_data.get(nume) or ""
            if contine_cnp(valoare if isinstance(valoare, str) else self.data[self.add_prefix(nume)]):
                self.add_error(nume, ValidationError(MESAJ_CNP, code="cnp"))
        return curate

    def _campuri_text(self):
        """Names of the text fields; passwords, which keep their spaces, are none."""
        return [n for n, camp in self.fields.items() if isinstance(camp, forms.CharField) and camp.strip]


class CuValoriVazute:
    """Form mixin: a field has changed when it differs from what this person was shown, not from what is stored by now.

    What she was shown travels with the form in hidden inputs, so of two people with the same page open the one who
    saves later does not undo the other's fields. A post without them is compared with what is stored.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        vazute = {n: self.add_initial_prefix(n) for n, c in self.fields.items() if not isinstance(c, forms.FileField)}
        if self.is_bound and not any(cheie in self.data for cheie in vazute.values()):
            return
        for nume, cheie in vazute.items():
            camp = self.fields[nume]
            camp.show_hidden_initial = True
            if isinstance(camp.widget, forms.Textarea) and isinstance(self.data.get(cheie), str):
                self.data[cheie] = normalizeaza_bloc(self.data[cheie])  # browsers send CRLF


class Formular(TextCurat, forms.Form):
    pass


class FormularModel(TextCurat, forms.ModelForm):
    pass


# --- fields -------------------------------------------------------------------------------------------------------
class DataNativa(forms.DateInput):
    """The browser's own date picker; it speaks ISO."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class CampData(forms.DateField):
    """A date picked, or typed as 05.05.2026, 5/5/2026 or 2026-05-05, between the years 1800 and 2200."""

    widget = DataNativa
    input_formats = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y"]
    default_error_messages = {"invalid": _("Scrieți data ca 05.05.2026.")}

    def __init__(self, **kwargs):
        kwargs.setdefault("input_formats", self.input_formats)
        super().__init__(**kwargs)
        self.validators += [MinValueValidator(date(1800, 1, 1)), MaxValueValidator(date(2200, 12, 31))]


class MomentNativ(forms.DateTimeInput):
    """The browser's own picker of a date and an hour; it speaks ISO, without a zone."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class CampMoment(forms.DateTimeField):
    """A date and an hour on the clocks of Bucharest, with the meaning of `zile.moment_local` when they are moved."""

    widget = MomentNativ
    input_formats = [
        f"{zi}{intre}{ora}"
        for zi in ("%Y-%m-%d", "%d.%m.%Y")
        for intre in ("T", " ", ", ")
        for ora in ("%H:%M", "%H:%M:%S")
    ]
    default_error_messages = {
        "invalid": _("Scrieți data și ora ca 05.05.2026 14:30."),
        "inexistent": _("Ora %(ora)s nu există pe %(zi)s: ceasurile se dau înainte. Alegeți altă oră."),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("input_formats", self.input_formats)
        super().__init__(**kwargs)

    def to_python(self, value):
        if value in self.empty_values or (isinstance(value, datetime) and is_aware(value)):
            return value or None
        naiv = value if isinstance(value, datetime) else forms.fields.BaseTemporalField.to_python(self, value)
        if not 2000 <= naiv.year <= 2200:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return moment_local(naiv)
        except ValueError:
            detalii = {"ora": f"{naiv:%H:%M}", "zi": date_format(naiv.date(), "j F Y")}
            raise ValidationError(self.error_messages["inexistent"], code="inexistent", params=detalii) from None

    def has_changed(self, initial, data):
        """To the minute, which is all that the picker shows."""
        try:
            minute = [m and m.replace(second=0, microsecond=0) for m in map(self.to_python, (initial, data))]
        except ValidationError:
            return True
        return minute[0] != minute[1]


class CampAdresaWeb(forms.URLField):
    """A web address; `www.exemplu.ro` becomes `https://www.exemplu.ro`. Only http and https, without user names."""

    widget = forms.TextInput
    default_validators = [URLValidator(schemes=["http", "https"])]
    default_error_messages = {"invalid": _("Scrieți o adresă web, de exemplu www.exemplu.ro.")}

    def __init__(self, **kwargs):
        super().__init__(**{"assume_scheme": "https", **kwargs})
        self.validators = [*self.validators, self._fara_utilizator]

    def widget_attrs(self, widget):
        """A text input with the keyboard of addresses: type="url" would refuse what we complete."""
        return {**super().widget_attrs(widget), "inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}

    def _fara_utilizator(self, adresa):
        if "@" in urlsplit(adresa).netloc:
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class CampRetea(CampAdresaWeb):
    """A page on one of the hosts of a social network; a bare `@nume` becomes an address on the first of them."""

    def __init__(self, *, gazde, **kwargs):
        self.gazde = gazde
        super().__init__(**kwargs)

    def to_python(self, value):
        value = (value or "").strip()
        if value.startswith("@") and "/" not in value and " " not in value:
            value = f"https://www.{self.gazde[0]}/{value if self.gazde[0] == 'youtube.com' else value[1:]}"
        return super().to_python(value)

    def validate(self, value):
        super().validate(value)
        gazda = (urlsplit(value).hostname or "") if value else ""
        if value and not any(gazda == g or gazda.endswith(f".{g}") for g in self.gazde):
            raise ValidationError(_("Adresa nu este de pe %(gazda)s.") % {"gazda": self.gazde[0]}, code="gazda")


# --- uploads ------------------------------------------------------------------------------------------------------
class FisierWidget(forms.ClearableFileInput):
    """A file input that shows what is kept: the stored file, or the one parked after an error in another field."""

    template_name = "platforma/widgets/fisier.html"
    arata_imaginea = False
    parcat = None  # FisierParcat, set by CuFisiere

    def use_required_attribute(self, initial):
        return super().use_required_attribute(initial) and not self.parcat

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"parcat": self.parcat, "nume_parcat": f"{name}-parcat", "imagine": self.arata_imaginea}
        if self.parcat:
            context["widget"]["jeton"] = parcate.jeton(self.parcat)
        return context


class ImagineWidget(FisierWidget):
    arata_imaginea = True


class CampFisier(forms.FileField):
    """A file judged by `verifica`, which returns it cleaned or raises ValidationError."""

    widget = FisierWidget
    accept = ""

    def verifica(self, fisier):
        raise NotImplementedError

    def to_python(self, data):
        data = super().to_python(data)
        return self.verifica(data) if isinstance(data, UploadedFile) else data

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "accept": self.accept}


class CampImagine(CampFisier):
    """A picture, re-encoded to at most `latura` pixels a side."""

    widget = ImagineWidget
    accept = imagini.ACCEPT

    def __init__(self, *, latura=imagini.LATURA_MAXIMA, **kwargs):
        self.latura = latura
        super().__init__(**kwargs)

    def verifica(self, fisier):
        return imagini.imagine_curata(fisier, latura=self.latura)


class CampDocument(CampFisier):
    """A PDF, or a picture of a document."""

    accept = documente.ACCEPT

    def verifica(self, fisier):
        return documente.document_curat(fisier)


class CuFisiere:
    """Form mixin for forms with CampFisier fields: a file that passed its own check need not be chosen again.

    `de` is the person who uploads. When the form did not pass, the view calls `parcheaza()` before rendering; when it
    did and was saved, `elibereaza()`.
    """

    def __init__(self, *args, de, **kwargs):
        super().__init__(*args, **kwargs)
        self.de = de
        self.parcate = {}
        if self.is_bound:
            self.files = self.files.copy()
            for nume in self._campuri_fisier():
                self._reia(nume)

    def _reia(self, nume):
        """Let the parked file stand for one that was not uploaded this time."""
        cheie = self.add_prefix(nume)
        if cheie in self.files or self.data.get(f"{cheie}-parcat-renunt"):
            return
        parcat = parcate.gaseste(self.data.get(f"{cheie}-parcat"), self.de)
        if parcat is not None:
            self.parcate[nume] = self.fields[nume].widget.parcat = parcat
            self.files[cheie] = parcate.ca_incarcare(parcat)

    def parcheaza(self):
        """Keep the uploads that are fine by themselves, for the next try."""
        for nume in self._campuri_fisier():
            fisier = self.cleaned_data.get(nume)
            if isinstance(fisier, UploadedFile) and nume not in self.parcate:
                self.parcate[nume] = self.fields[nume].widget.parcat = parcate.parcheaza(fisier, self.de)

    def elibereaza(self):
        """Drop what was parked: it is stored in its own place now."""
        for parcat in self.parcate.values():
            parcate.sterge(parcat)

    def _campuri_fisier(self):
        return [nume for nume, camp in self.fields.items() if isinstance(camp, CampFisier)]
