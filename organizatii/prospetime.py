"""How fresh a profile is: the yearly confirmation, its reminders, and the plain mark when nobody answers.

Everything is a question to the clock over `confirmata_la`, so it is right while no worker runs. Nothing is ever deleted
or hidden because nobody confirmed.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii import emails
from organizatii.models import Membru, Organizatie
from platforma.moderare.tranzitii import Stare, TranzitieInterzisa

UN_AN = timedelta(days=365)
PASI = [timedelta(days=n) for n in (0, 14, 30)]  # after the yearly term: reminders; with the last comes the mark
RABDARE = timedelta(days=90)  # after the term nobody is written to any more
SEMNATAR = Signer(salt="organizatii.confirmare")


@transaction.atomic
def confirma(organizatie, de):
    """Its member says that what is public is right. Raises PermissionDenied, or TranzitieInterzisa when not public."""
    organizatie = Organizatie.blocheaza(organizatie.pk)
    if not organizatie.este_autor(de):
        raise PermissionDenied
    if organizatie.stare != Stare.PUBLICAT:
        raise TranzitieInterzisa(_("Profilul nu este public, deci nu are ce confirma nimeni."))
    Organizatie.objects.filter(pk=organizatie.pk).update(confirmata_la=timezone.now())


# --- the link in the mail -----------------------------------------------------------------------------------------
def jeton(membru, termen):
    """Opens the page with the button for this member and this term only; signed, so nothing is stored."""
    return SEMNATAR.sign_object([membru.pk, int(termen.timestamp())])


def dupa_jeton(text):
    """(member, whether the term it was sent for still stands). Raises Membru.DoesNotExist for what we did not sign,
    and once she has left the team."""
    try:
        membru_pk, termen = SEMNATAR.unsign_object(text)
    except (BadSignature, ValueError):
        raise Membru.DoesNotExist from None
    membru = Membru.objects.select_related("organizatie", "utilizator").get(pk=membru_pk, utilizator__is_active=True)
    la = membru.organizatie.confirmata_la
    return membru, la is not None and int((la + UN_AN).timestamp()) == termen


# --- the clock ----------------------------------------------------------------------------------------------------
def neconfirmata(organizatie, acum=None):
    """Whether the public page says so: a month after the term, when the last reminder has gone out too."""
    la = organizatie.confirmata_la
    return la is not None and la + UN_AN + PASI[-1] <= (acum or timezone.now())


def de_confirmat(organizatie, acum=None):
    """Whether its people are asked in their workspace: the term has passed, or nobody ever confirmed it."""
    la = organizatie.confirmata_la
    return organizatie.stare == Stare.PUBLICAT and (la is None or la + UN_AN <= (acum or timezone.now()))


def aminteste(acum=None):
    """Write the reminders that are due, to the administrators; returns how many. Run again it finds nothing."""
    acum = acum or timezone.now()
    return sum(_aminteste(organizatie, acum) for organizatie in _la_termen(acum))


def _la_termen(acum):
    intre = (acum - UN_AN - RABDARE, acum - UN_AN)
    return Organizatie.objects.publice().revendicate().filter(confirmata_la__range=intre).order_by("pk")


@transaction.atomic
def _aminteste(organizatie, acum):
    """Under the lock of the profile, so that nobody is asked for what has just been confirmed."""
    organizatie = _la_termen(acum).select_for_update(of=("self",)).filter(pk=organizatie.pk).first()
    if organizatie is None:
        return 0
    termen = organizatie.confirmata_la + UN_AN
    pas = max(pas for pas in PASI if termen + pas <= acum)
    administratori = organizatie.membri.filter(rol=Membru.Rol.ADMINISTRATOR, utilizator__is_active=True)
    return sum(
        emails.confirmare(organizatie, membru, pas.days, jeton(membru, termen))
        for membru in administratori.select_related("utilizator")
    )
