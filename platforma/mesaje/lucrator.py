"""The worker's half of the outbox: claim one due mail, send it outside any transaction, write down what came of it.

At least once, said openly: a worker that dies between the server's "250 OK" and the commit sends that mail again, with
the same Message-ID, so that receivers can tell. One mail is claimed at a time, so that a lease has to outlive a single
conversation with the server, not a batch of them.
"""

import contextlib
import smtplib
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone
from structlog import get_logger

from platforma.mesaje import stare
from platforma.mesaje.models import GOL, Mesaj, StareMesaj

INTARZIERI = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240)]  # after the first failure, the second…
INCERCARI = len(INTARZIERI) + 1
LIMITA = 500  # mails in one run; the next sweep goes on

jurnal = get_logger(__name__)


def trimite_scadente():
    """Send what is due, over one connection; returns how many mails left.

    While the server cannot be reached or refuses our name and password, no mail is touched: an outage of a week-end
    uses up nobody's tries. The reason is kept for the staff's banner.
    """
    trimise, conexiune, deschisa = 0, get_connection(), False
    for _pas in range(LIMITA):
        if not deschisa and not (deschisa := Mesaj.objects.scadente().exists() and _deschide(conexiune)):
            break
        mesaj = preia()
        if mesaj is None:
            break
        deschisa = trimite(mesaj, conexiune)  # after a failure nobody knows what state the conversation is in
        trimise += deschisa
        if not deschisa:
            _inchide(conexiune)
    _inchide(conexiune)
    return trimise


def preia():
    """Claim the mail that has waited longest, for INCHIRIERE, or None. Two workers never claim the same one.

    Those sent to very many come after all others, so that nobody's password waits for a newsletter.

    The try is counted at the claim, so a mail that kills its worker each time comes to an end too.
    """
    while True:
        with transaction.atomic():
            asteapta = Mesaj.objects.scadente().order_by("in_masa", "urmatoarea_la", "pk")
            mesaj = asteapta.select_for_update(skip_locked=True).first()
            if mesaj is None:
                return None
            if mesaj.incercari < INCERCARI:
                mesaj.stare, mesaj.preluat_la, mesaj.incercari = StareMesaj.IN_CURS, timezone.now(), mesaj.incercari + 1
                mesaj.save(update_fields=["stare", "preluat_la", "incercari"])
                return mesaj
            mesaj.stare = StareMesaj.ESUAT
            mesaj.eroare = mesaj.eroare or "Trimiterea a fost întreruptă de fiecare dată."
            mesaj.save(update_fields=["stare", "eroare"])


def trimite(mesaj, conexiune):
    """Send a claimed mail and write down the outcome; returns whether the server took it."""
    try:
        conexiune.send_messages([compune(mesaj)])
    except Exception as eroare:  # also a mail that cannot be composed: it must not stop the others
        _noteaza_esecul(mesaj, eroare)
        return False
    # whoever holds the lease by now, it has been sent
    golit = GOL if mesaj.sensibil else {}
    Mesaj.objects.filter(pk=mesaj.pk).update(stare=StareMesaj.TRIMIS, trimis_la=timezone.now(), eroare="", **golit)
    return True


def compune(mesaj):
    """The mail as it goes out; everything but its Date is the same on every try."""
    gazda = urlsplit(settings.ADRESA_SITE).hostname
    email = EmailMultiAlternatives(
        mesaj.subiect,
        mesaj.text,
        settings.DEFAULT_FROM_EMAIL,
        [mesaj.catre],
        headers={
            "Message-ID": f"<{mesaj.uuid}@{gazda}>",
            "List-Id": f"<mesaje.{gazda}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office answers
            **mesaj.antete,
        },
    )
    if mesaj.html:
        email.attach_alternative(mesaj.html, "text/html")
    return email


def definitiv(eroare):
    """Whether the server has refused this very mail for good (RFC 5321 §4.2.1: 5yz); the rest may pass another time."""
    if isinstance(eroare, smtplib.SMTPRecipientsRefused):
        return all(cod >= 500 for cod, _text in eroare.recipients.values())
    return isinstance(eroare, smtplib.SMTPSenderRefused | smtplib.SMTPDataError) and eroare.smtp_code >= 500


def _noteaza_esecul(mesaj, eroare):
    final = definitiv(eroare) or mesaj.incercari >= INCERCARI
    jurnal.warning("mesaj_netrimis", mesaj=mesaj.pk, incercarea=mesaj.incercari, eroare=_descrie(eroare))
    Mesaj.objects.filter(pk=mesaj.pk, stare=StareMesaj.IN_CURS, preluat_la=mesaj.preluat_la).update(
        stare=StareMesaj.ESUAT if final else StareMesaj.REINCERCARE,
        urmatoarea_la=timezone.now() + (timedelta() if final else INTARZIERI[mesaj.incercari - 1]),
        eroare=_descrie(eroare),
    )


def _descrie(eroare):
    if isinstance(eroare, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{cod} {text.decode(errors='replace')}" for cod, text in eroare.recipients.values())[:1000]
    if isinstance(eroare, smtplib.SMTPResponseException):
        text = eroare.smtp_error
        return f"{eroare.smtp_code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"[:1000]
    return f"{type(eroare).__name__}: {eroare}"[:1000]


def _deschide(conexiune):
    """Whether the mail server can be reached now; when not, why, for the staff."""
    try:
        conexiune.open()
    except Exception as eroare:
        jurnal.warning("mesaje_fara_server", eroare=_descrie(eroare))
        stare.noteaza_eroarea(_descrie(eroare))
        return False
    stare.noteaza_eroarea("")
    return True


def _inchide(conexiune):
    with contextlib.suppress(smtplib.SMTPException, OSError):
        conexiune.close()
