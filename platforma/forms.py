"""The contact form: open to anybody, so it defends itself without asking anything more of people."""

import hashlib
import time

from allauth.account.adapter import get_adapter
from django import forms
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforma.formulare import Formular
from platforma.mesaje.expediere import pune

PREA_REPEDE = 3  # seconds between showing the form and sending it, below which nobody has typed it
PREA_TARZIU = 24 * 3600  # seconds
MESAJE_PE_ORA = 5  # from one IP address
_SARE = "platforma.contact"


def _stampila():
    return signing.dumps(time.time(), salt=_SARE)


class ContactForm(Formular):
    """Three defences: the signed moment it was shown, a field that people do not see, and a limit on each address."""

    nume = forms.CharField(
        label=_("Numele dumneavoastră"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Adresa de e-mail"),
        help_text=_("Aici primiți răspunsul."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    mesaj = forms.CharField(label=_("Mesajul"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))
    afisat = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, cerere):
        super().__init__(data, initial={"afisat": _stampila()})
        self.cerere = cerere

    @property
    def capcana(self):
        """Filled in only by programs that fill in every field; what they send is accepted and thrown away."""
        return bool(self.data.get("pagina_web"))

    def clean_afisat(self):
        stampila = self.cleaned_data["afisat"]
        try:
            varsta = time.time() - signing.loads(stampila, salt=_SARE, max_age=PREA_TARZIU)
        except signing.BadSignature:
            self.data["afisat"] = _stampila()  # the page that says so can be sent again
            raise ValidationError(_("Formularul a stat deschis prea mult. Trimiteți-l din nou.")) from None
        if varsta < PREA_REPEDE:
            raise ValidationError(_("Formularul a fost trimis neobișnuit de repede. Trimiteți-l din nou."))
        return stampila

    def clean(self):
        curate = super().clean()
        if not self.errors and not self.capcana and not self._sub_limita():
            raise ValidationError(
                _("Ați trimis mai multe mesaje în ultima oră. Reveniți mai târziu sau scrieți-ne pe e-mail.")
            )
        return curate

    def _sub_limita(self):
        cheie = f"contact:{get_adapter().get_client_ip(self.cerere)}"
        cache.add(cheie, 0, timeout=3600)
        return cache.incr(cheie) <= MESAJE_PE_ORA

    def trimite(self, *, catre):
        """Puts the mail to the operator in the outbox; the same message twice in a day is one mail."""
        if self.capcana:
            return
        date = self.cleaned_data
        amprenta = hashlib.sha256(f"{date['email']}\n{date['mesaj']}".encode()).hexdigest()[:32]
        pune(
            cheie=f"contact:{timezone.localdate()}:{amprenta}",
            catre=catre,
            sablon="platforma/email/contact",
            context={"nume": date["nume"], "email": date["email"], "mesaj": date["mesaj"]},
        )
