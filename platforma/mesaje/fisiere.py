"""Mail on a newcomer's machine: each one is a file, which the staff's page „Poșta” shows."""

import email
import email.policy
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

_LA = "%Y%m%dT%H%M%S.%fZ"


class EmailBackend(BaseEmailBackend):
    """One .eml file for each mail in EMAIL_FILE_PATH, named so that names sort by time; whole or absent."""

    def send_messages(self, email_messages):
        dosar = Path(settings.EMAIL_FILE_PATH)
        dosar.mkdir(parents=True, exist_ok=True)
        for mesaj in email_messages:
            nume = f"{datetime.now(UTC):{_LA}}-{secrets.token_hex(4)}.eml"
            (dosar / f".{nume}").write_bytes(mesaj.message().as_bytes())
            os.replace(dosar / f".{nume}", dosar / nume)
        return len(email_messages)


def nume():
    """Names of the mails, newest first."""
    return sorted((f.name for f in Path(settings.EMAIL_FILE_PATH).glob("[0-9]*.eml")), reverse=True)


def citeste(nume_fisier):
    """A mail as email.message.EmailMessage."""
    continut = (Path(settings.EMAIL_FILE_PATH) / nume_fisier).read_bytes()
    return email.message_from_bytes(continut, policy=email.policy.default)


def scris_la(nume_fisier):
    """When it was written: the name says so."""
    return datetime.strptime(nume_fisier.partition("-")[0], _LA).replace(tzinfo=UTC)
