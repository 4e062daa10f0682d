"""What somebody wants to follow, and how often: asked of a visitor, of a reader of our mails, of a person signed in."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from noutati.criterii import Criterii
from noutati.models import Categorie, Frecventa
from organizatii.models import Organizatie
from platforma.antispam import Antispam, peste_limita
from platforma.formulare import Formular
from platforma.nomenclatoare.models import Domeniu, Sector

CERERI_PE_ORA = 10  # from one IP address


class AlegeriForm(Formular):
    """Frequency and choices. `abonare`: what is changed; `propuse`: choices that an address brought, to begin with."""

    toate_optionale = True

    frecventa = forms.ChoiceField(
        label=_("Cât de des"), choices=Frecventa, widget=forms.RadioSelect, initial=Frecventa.SAPTAMANAL
    )
    organizatii = forms.ModelMultipleChoiceField(
        label=_("Organizații urmărite"),
        help_text=_("Tot ce publică ele. Ca să adăugați una, apăsați „Urmăriți” pe pagina ei."),
        queryset=Organizatie.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    categorii = forms.MultipleChoiceField(
        label=_("Categorii"), choices=Categorie, widget=forms.CheckboxSelectMultiple, required=False
    )
    sectoare = forms.ModelMultipleChoiceField(
        label=_("Sectoare"), queryset=Sector.objects.all(), widget=forms.CheckboxSelectMultiple, required=False
    )
    domenii = forms.ModelMultipleChoiceField(
        label=_("Domenii"),
        queryset=Domeniu.objects.active(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    buletine = forms.BooleanField(
        label=_("Vreau și buletinul echipei proiectului"),
        help_text=_("Un mesaj scris de echipă, din când în când, despre ce urmează pe platformă."),
        required=False,
    )
    ALEGERI = ("categorii", "sectoare", "domenii", "organizatii")

    def __init__(self, data=None, *, abonare=None, propuse=None):
        super().__init__(data, initial=_initiale(abonare, propuse or {}))
        ale_ei = abonare.organizatii.values("pk") if abonare else []
        trimise = [pk for pk in data.getlist("organizatii") if pk.isascii() and pk.isdecimal()] if data else []
        propuse_pk = [o.pk for o in (propuse or {}).get("organizatii", [])]
        publice = Q(pk__in=Organizatie.objects.publice().filter(pk__in=[*trimise, *propuse_pk]).values("pk"))
        self.fields["organizatii"].queryset = Organizatie.objects.filter(publice | Q(pk__in=ale_ei))
        if not self.fields["organizatii"].queryset.exists():
            del self.fields["organizatii"]

    def clean(self):
        curate = super().clean()
        curate.setdefault("organizatii", [])
        return curate

    def criterii(self):
        """The choices as they are: of a valid form those sent, else those it begins with."""
        valori = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        return Criterii(**{nume: list(valori.get(nume, [])) for nume in self.ALEGERI})


class AbonareForm(Antispam, AlegeriForm):
    """The same, from somebody who only types an address. What the page answers does not depend on who follows."""

    email = forms.EmailField(
        label=_("Adresa de e-mail"),
        help_text=_("Vă trimitem un mesaj ca să o confirmați; până atunci nu primiți nimic altceva."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ["email", "frecventa", "organizatii", "categorii", "sectoare", "domenii", "buletine"]

    def __init__(self, data=None, *, propuse, cerere):
        super().__init__(data, propuse=propuse)
        self.cerere = cerere

    def clean(self):
        curate = super().clean()
        if not self.errors and peste_limita(self.cerere, "abonare", cate=CERERI_PE_ORA, secunde=3600):
            raise ValidationError(_("Ați trimis mai multe cereri în ultima oră. Reveniți mai târziu."))
        return curate


def _initiale(abonare, propuse):
    """What she follows, and beside it what is proposed; to „everything” nothing can be added."""
    if abonare is None:
        return propuse
    criterii = abonare.criterii()
    initiale = {nume: list(getattr(criterii, nume)) for nume in AlegeriForm.ALEGERI}
    if criterii:
        for nume, valori in propuse.items():
            initiale[nume] += [v for v in valori if v not in initiale[nume]]
    return initiale | {"frecventa": abonare.frecventa, "buletine": abonare.buletine}
