from django import forms
from django.utils.translation import gettext_lazy as _

from organizatii.models import Invitatie, Membru
from platforma.formulare import Formular, FormularModel


class InvitatieForm(FormularModel):
    class Meta:
        model = Invitatie
        fields = ["email", "rol", "mesaj"]
        labels = {"email": _("Adresa de e-mail"), "rol": _("Rolul"), "mesaj": _("Un mesaj pentru colegă sau coleg")}
        help_texts = {
            "email": _("Invitația se acceptă numai cu această adresă."),
            "rol": _("Editorii modifică profilul și documentele. Administratorii hotărăsc și cine este în echipă."),
        }
        widgets = {
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "rol": forms.RadioSelect,
            "mesaj": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rol"].choices = [(Membru.Rol.EDITOR, _("Editor")), (Membru.Rol.ADMINISTRATOR, _("Administrator"))]


class RolForm(forms.ModelForm):
    class Meta:
        model = Membru
        fields = ["rol"]


class AcordForm(Formular):
    acord = forms.BooleanField(
        label=_("Sunt de acord ca membrii echipei să îmi vadă numele și adresa de e-mail."),
        error_messages={"required": _("Pentru a intra în echipă avem nevoie de acordul dumneavoastră.")},
    )
