"""What a member writes of a notice. Each form names its fields, so a crafted POST can write nothing else."""

import copy

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parteneriate.models import Anunt, Fel, Resursa, Rezultat
from platforma.formulare import AJUTOR_MARCAJ, CuValoriVazute, Formular, FormularModel
from platforma.moderare.forms import MarcheazaModerate
from platforma.moderare.revizii import EDITABILE_DIRECT
from platforma.moderare.tranzitii import MOTIV_MINIM, Stare

CERUTE = ("text", "resurse", "domenii")  # a draft may lack them; what is public must not


class ContinutForm(CuValoriVazute, FormularModel):
    """The fields of a notice and their rules, shared by the workspace and the admin."""

    resurse = forms.MultipleChoiceField(
        label=_("Despre ce resurse este vorba"),
        choices=Resursa,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Anunt
        fields = ["fel", "titlu", "text", "resurse", "domenii", "grupuri", "sectoare", "vizibilitate"]
        widgets = {
            "fel": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 10}),
            "domenii": forms.CheckboxSelectMultiple,
            "grupuri": forms.CheckboxSelectMultiple,
            "sectoare": forms.CheckboxSelectMultiple,
            "vizibilitate": forms.RadioSelect,
        }
        labels = {"fel": _("Aveți nevoie de ceva sau oferiți ceva?")}
        help_texts = {
            "titlu": _("Într-o propoziție. De exemplu: „Oferim o sală de 40 de locuri, seara”."),
            "text": AJUTOR_MARCAJ,
            "domenii": _("După ele vă găsesc cei potriviți. Alegeți puține."),
            "grupuri": _("Pentru cine este, dacă este pentru cineva anume."),
            "sectoare": _("Nebifate înseamnă tot orașul."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "fel" not in self.fields:  # the admin shows the fields as text to those who only read
            return
        self.fields["fel"].choices = Fel.choices  # no empty choice beside two
        for nume in ("domenii", "grupuri"):
            alese = getattr(self.instance, nume).values("pk") if self.instance.pk else []
            self.fields[nume].queryset = self.fields[nume].queryset.filter(Q(activ=True) | Q(pk__in=alese))


class AnuntForm(MarcheazaModerate, ContinutForm):
    """The member's form. `public` is the notice as it is stored; `instance` may carry a pending revision on top."""

    class Meta(ContinutForm.Meta):
        fields = [*ContinutForm.Meta.fields, "concluzie"]
        labels = {**ContinutForm.Meta.labels, "concluzie": _("Pornește de la concluzia unui atelier?")}
        help_texts = {
            **ContinutForm.Meta.help_texts,
            "concluzie": _("Concluziile publice de care răspunde organizația. Legătura se vede pe pagina anunțului."),
        }

    def __init__(self, *args, public, organizatie, **kwargs):
        super().__init__(*args, **kwargs)
        self.public = public
        for nume in CERUTE:
            if public.stare in EDITABILE_DIRECT:
                self.fields[nume].la_trimitere = _("necesar pentru trimitere")  # said beside the label
            self.fields[nume].required = public.stare == Stare.PUBLICAT
        self._concluziile(organizatie)
        self.marcheaza_moderate()

    def _concluziile(self, organizatie):
        """Those the organisation answers for, open still, and the one chosen already."""
        concluzii = self.fields["concluzie"].queryset
        ale_ei = concluzii.publicate().filter(responsabil=organizatie, stare__in=["deschisa", "in_lucru"])
        alese = concluzii.filter(pk__in=ale_ei.values("pk")) | concluzii.filter(pk=self.public.concluzie_id)
        self.fields["concluzie"].queryset = alese
        self.fields["concluzie"].empty_label = _("Nu")
        if not alese.exists():
            del self.fields["concluzie"]


def form_anunt(anunt, organizatie, revizie=None, data=None, initial=None):
    """The form over a copy of the notice that carries the pending values, if any.

    A copy, because a form writes what was typed on its instance even when it does not pass.
    """
    copie = copy.copy(anunt)
    if revizie is not None:
        revizie.aseaza(copie)
    return AnuntForm(data, instance=copie, public=anunt, organizatie=organizatie, initial=initial)


class InchidereForm(Formular):
    rezultat = forms.ChoiceField(label=_("Cum s-a încheiat?"), choices=Rezultat, widget=forms.RadioSelect)
    rezultat_text = forms.CharField(
        label=_("Pe scurt, cum"),
        help_text=_("Se vede pe pagina anunțului. De exemplu: „Am găsit o sală la bibliotecă”."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )


class ArhivareForm(Formular):
    motiv = forms.CharField(
        label=_("De ce îl arhivați?"),
        help_text=_("Cel puțin 20 de caractere. Îl citesc colegii și moderatorii."),
        min_length=MOTIV_MINIM,
        error_messages={"min_length": _("Scrieți motivul în cel puțin %(limit_value)d de caractere, pentru colegi.")},
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
