from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from organizatii.models import CerereAlaturare, Membru
from platforma.formulare import CampDocument, CuFisiere, Formular, FormularModel
from platforma.moderare.tranzitii import MOTIV_MINIM


class CerereForm(CuFisiere, FormularModel):
    dovada = CampDocument(
        label=_("Dovada"),
        required=False,
        help_text=_(
            "Dacă echipa nu vă cunoaște: un document din care se vede legătura cu organizația. PDF sau imagine, cel"
            " mult 15 MB. Acoperiți datele personale de care nu este nevoie."
        ),
    )
    acord = forms.BooleanField(
        label=_("Dacă cererea este aprobată, sunt de acord ca membrii echipei să îmi vadă numele și adresa de e-mail."),
        error_messages={"required": _("Pentru a intra în echipă avem nevoie de acordul dumneavoastră.")},
    )

    class Meta:
        model = CerereAlaturare
        fields = ["functie", "mesaj", "dovada"]
        help_texts = {
            "functie": _("De exemplu: coordonatoare de proiect, voluntar, contabilă."),
            "mesaj": _("Pe scurt: cine sunteți și la ce veți lucra. Nu scrieți aici telefonul sau adresa."),
        }
        widgets = {"mesaj": forms.Textarea(attrs={"rows": 4})}


class RaspunsForm(Formular):
    """The answer; the button pressed says which."""

    toate_optionale = True

    raspuns = forms.ChoiceField(choices=[("aproba", ""), ("refuza", "")], widget=forms.HiddenInput, required=False)
    rol = forms.ChoiceField(
        label=_("Rolul"),
        choices=[(Membru.Rol.EDITOR, _("Editor")), (Membru.Rol.ADMINISTRATOR, _("Administrator"))],
        initial=Membru.Rol.EDITOR,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Editorii modifică profilul și documentele. Administratorii hotărăsc și cine este în echipă."),
    )
    motiv = forms.CharField(
        label=_("Motivul"),
        help_text=format_lazy(_("Cel puțin {n} de caractere. Îl citește persoana care a cerut."), n=MOTIV_MINIM),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
