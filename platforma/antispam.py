"""Cheap hurdles for machines in front of public forms; a person does not notice them, with or without JavaScript."""

import hashlib
import time

from allauth.account.adapter import get_adapter
from django import forms
from django.core import signing
from django.core.cache import cache
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

MINIM = 3  # seconds between showing a form and sending it; nobody reads and fills one faster
MAXIM = 12 * 3600  # seconds; after that the page is shown again before it counts
CAPCANA, CLIPA = "comentariu", "clipa"
_SARE = "platforma.antispam"


class Capcana(forms.TextInput):
    """A text box that people never see and form-filling programs love. It renders among the hidden fields."""

    template_name = "platforma/widgets/capcana.html"
    is_hidden = True


class Antispam:
    """Form mixin: a trap field, and a signed moment that says when the form was shown."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[CAPCANA] = forms.CharField(required=False, widget=Capcana, label=_("Lăsați gol acest câmp"))
        self.fields[CLIPA] = forms.CharField(required=False, widget=forms.HiddenInput, initial=clipa)

    def clean(self):
        curate = super().clean()
        varsta = _varsta(self.cleaned_data.get(CLIPA, ""))
        if self.cleaned_data.get(CAPCANA):
            self.add_error(None, _("Mesajul pare trimis de un program. Reîncărcați pagina și completați din nou."))
        elif varsta is None or varsta > MAXIM:
            self.add_error(None, _("Pagina a stat deschisă prea mult. Verificați datele și trimiteți din nou."))
            self.data = self.data.copy()
            self.data[self.add_prefix(CLIPA)] = clipa()
        elif varsta < MINIM:
            self.add_error(None, _("Formularul a fost trimis prea repede. Trimiteți-l din nou peste câteva secunde."))
        return curate


def clipa(la=None):
    """The moment (seconds since 1970, now unless given) as a string that only we can write."""
    return signing.dumps(round(time.time() if la is None else la), salt=_SARE)


def _varsta(semnata):
    """Seconds since a signed moment, or None for one that we did not write."""
    try:
        return time.time() - signing.loads(semnata, salt=_SARE)
    except signing.BadSignature:
        return None


def peste_limita(request, actiune, *, cate, secunde):
    """Count this request; whether its address has made more than `cate` of them in the running window of `secunde`."""
    adresa = hashlib.sha256(get_adapter().get_client_ip(request).encode()).hexdigest()[:32]
    cheie = f"limita:{actiune}:{adresa}"
    cache.add(cheie, 0, secunde)
    try:
        return cache.incr(cheie) > cate
    except ValueError:  # the window closed between the two lines
        return False


def prea_multe(request):
    """The page that says: too many tries, wait a little."""
    return render(request, "429.html", status=429)
