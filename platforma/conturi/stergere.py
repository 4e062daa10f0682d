"""Erasure on request: the row stays, because decisions name it, and holds nothing of the person any more."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from platforma.calendar.models import AdresaCalendar
from platforma.conturi.models import Utilizator
from platforma.incarcari import parcate
from platforma.mesaje.expediere import uita
from platforma.models import FisierParcat

NUME = "Cont șters"  # stored, so it is the same in every language
_pasi = []


def la_stergere(functie):
    """Register what an app above does when an account is emptied: `functie(persoana, adrese)`, before that happens.

    `adrese` are her verified addresses, in lower case. So that this app knows none of those above.
    """
    _pasi.append(functie)
    return functie


def adrese(persoana):
    """Addresses that are surely hers. One that she has only asked for may be another person's mailbox."""
    verificate = EmailAddress.objects.filter(user=persoana, verified=True).values_list("email", flat=True)
    return {persoana.email, *verificate}


def adresa_goala(persoana):
    """Unique, and never delivered: the domain `.invalid` does not exist (RFC 2606)."""
    return f"sters-{persoana.pk}@sters.invalid"


def goleste_in_aplicatii(persoana):
    """What the leaf apps hold of her. First of all, so that their locks are taken before those of organisations."""
    ale_ei = {adresa.lower() for adresa in adrese(persoana)}
    for pas in _pasi:
        pas(persoana, ale_ei)


@transaction.atomic
def goleste(persoana):
    """Empty the account and close every way into it. Done twice, it changes nothing more.

    What she left in the apps above is cleared first: see `organizatii.stergere`.
    """
    uita(adrese(persoana), adresa_goala(persoana))
    persoana.email, persoana.nume = adresa_goala(persoana), NUME
    persoana.set_unusable_password()
    persoana.is_active = persoana.is_staff = persoana.is_superuser = False
    persoana.acord_versiune, persoana.acord_la = "", None
    persoana.save()
    persoana.groups.clear()
    persoana.user_permissions.clear()
    EmailAddress.objects.filter(user=persoana).delete()
    Authenticator.objects.filter(user=persoana).delete()
    AdresaCalendar.objects.filter(persoana=persoana).delete()
    for sesiune in UserSession.objects.filter(user=persoana):
        sesiune.end()
    for parcat in FisierParcat.objects.filter(de=persoana):
        parcate.sterge(parcat)
    despre_ea = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Utilizator))
    despre_ea.filter(object_id=str(persoana.pk)).update(object_repr=NUME)
