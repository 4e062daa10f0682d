from django import forms
from django.utils.translation import gettext_lazy as _

from organizatii.models import Revendicare
from platforma.formulare import CampDocument, CuFisiere, FormularModel


class RevendicareForm(CuFisiere, FormularModel):
    dovada = CampDocument(
        label=_("Dovada"),
        help_text=_(
            "Un document din care se vede legătura dumneavoastră cu organizația: hotărâre judecătorească, "
            "proces-verbal, împuternicire. PDF sau imagine, cel mult 15 MB. Acoperiți datele personale "
            "de care nu este nevoie (CNP, adresă, semnături)."
        ),
    )

    class Meta:
        model = Revendicare
        fields = ["functie", "mesaj", "dovada"]
        help_texts = {
            "functie": _("De exemplu: președintă, director executiv, membru în consiliul director."),
            "mesaj": _("Pe scurt: de când faceți parte din organizație și ce doriți să completați."),
        }
        widgets = {"mesaj": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.dovada:  # it stays unless another one is chosen
            self.initial.pop("dovada")
            self.fields["dovada"].required = False
            self.fields["dovada"].label = _("Altă dovadă")
