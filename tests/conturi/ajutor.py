"""What the account tests share: the sign-up form's data, links out of mails, bodies that can be compared."""

import re
import time
from urllib.parse import urlsplit

from platforma.antispam import clipa
from platforma.mesaje.models import Mesaj
from tests.conftest import PAROLA


def inscriere(**campuri):
    """A sign-up that a person could have sent: shown ten seconds ago, trap left empty."""
    return {
        "nume": "Ana Pop",
        "email": "ana@exemplu.test",
        "password1": PAROLA,
        "acord": "on",
        "comentariu": "",
        "clipa": clipa(time.time() - 10),
        **campuri,
    }


def legatura(mesaj=None):
    """Path and query of the one-time link in a mail (the newest, unless given)."""
    mesaj = mesaj or Mesaj.objects.first()
    adresa = urlsplit(re.search(r": (https?://\S+/(?:confirm-email|password/reset/key)/\S+)", mesaj.text)[1])
    return f"{adresa.path}?{adresa.query}" if adresa.query else adresa.path


def corp(raspuns, *de_ascuns):
    """A page without what differs on each request: tokens, the signed moment, and the words given."""
    text = re.sub(r'(name="(?:csrfmiddlewaretoken|clipa)" value=")[^"]+', r"\1", raspuns.content.decode())
    for cuvant in de_ascuns:
        text = text.replace(cuvant, "…")
    return text


def autentificare(client, email, parola=PAROLA, **rest):
    return client.post("/cont/login/", {"login": email, "password": parola, **rest})


def autentificat(client):
    return "_auth_user_id" in client.session
