"""The contact form: open to anybody, so it defends itself without asking anything more of people."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforma.antispam import Antispam, peste_limita
from platforma.formulare import Formular
from platforma.mesaje.expediere import pune

MESAJE_PE_ORA = 5  # from one IP address


class ContactForm(Antispam, Formular):
    """Besides the hurdles of Antispam, a limit on what one IP address may send."""

    nume = forms.CharField(
        label=_("Numele dumneavoastră"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Adresa de e-mail"),
        help_text=_("Aici primiți răspunsul."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    mesaj = forms.CharField(label=_("Mesajul"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, data=None, *, cerere):
        super().__init__(data)
        self.cerere = cerere

    def clean(self):
        curate = super().clean()
        if not self.errors and peste_limita(self.cerere, "contact", cate=MESAJE_PE_ORA, secunde=3600):
            raise ValidationError(
                _("Ați trimis mai multe mesaje în ultima oră. Reveniți mai târziu sau scrieți-ne pe e-mail.")
            )
        return curate

    def trimite(self, *, catre):
        """Puts the mail to the operator in the outbox; the same message twice in a day is one mail."""
        date = self.cleaned_data
        amprenta = hashlib.sha256(f"{date['email']}\n{date['mesaj']}".encode()).hexdigest()[:32]
        pune(
            cheie=f"contact:{timezone.localdate()}:{amprenta}",
            catre=catre,
            sablon="platforma/email/contact",
            context={"nume": date["nume"], "email": date["email"], "mesaj": date["mesaj"]},
        )
