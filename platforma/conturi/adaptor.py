"""How allauth meets the platform: its mails go through the outbox, with links to the platform's own address."""

import base64
import hashlib
from urllib.parse import quote, urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from platforma.conturi.emails import SCHIMBARI
from platforma.mesaje.expediere import pune

LUNGIME_NEXT = 500  # characters; a longer place to go on to is dropped


class Adaptor(DefaultAccountAdapter):
    def send_mail(self, template_prefix, email, context):
        """Put one of allauth's mails in the outbox: a notice by its line in SCHIMBARI, the rest by a template."""
        cheie = f"cont:{template_prefix.rpartition('/')[2]}:{_amprenta(email, context)}"
        sablon = template_prefix
        if template_prefix in SCHIMBARI:
            sablon = "account/email/schimbare"
            titlu, propozitie = SCHIMBARI[template_prefix]
            context = {**context, "titlu": titlu, "propozitie": propozitie % context}
        pune(cheie=cheie, catre=email, sablon=sablon, context={**context, "email": email}, sensibil=True)

    def get_email_confirmation_url(self, request, emailconfirmation):
        """The link in the mail takes along where the person was going, so that an invitation survives the sign-up."""
        adresa = settings.ADRESA_SITE + reverse("account_confirm_email", args=[emailconfirmation.key])
        urmatoarea = get_next_redirect_url(request) or ""
        return f"{adresa}?{urlencode({'next': urmatoarea})}" if 0 < len(urmatoarea) <= LUNGIME_NEXT else adresa

    def get_reset_password_from_key_url(self, key):
        cale = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.ADRESA_SITE + cale.replace("UID-KEY", quote(key))


class AdaptorMFA(DefaultMFAAdapter):
    """Secrets of second factors are stored encrypted with SECRET_KEY: a copy of the database alone opens nothing.

    A new SECRET_KEY keeps the old one in SECRET_KEY_FALLBACKS, or people set up their second factor again.
    """

    def encrypt(self, text):
        return _seif().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _seif().decrypt(encrypted_text.encode()).decode()


def _seif():
    chei = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"mfa:{c}".encode()).digest())) for c in chei])


def _amprenta(email, context):
    """What makes a mail the same mail: its one-time key, else the moment of the change, else this minute."""
    acum = timezone.now()
    semn = context.get("key") or context.get("timestamp") or acum.strftime("%Y%m%d%H%M")
    return hashlib.sha256(f"{email}\n{semn}".encode()).hexdigest()[:40]
