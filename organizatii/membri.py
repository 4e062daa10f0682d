"""Who works for an organisation: invitations, roles, leaving, handing over.

Every verb locks the organisation's row first and looks again at who is an administrator, so two people acting at the
same moment cannot leave it without one, and somebody just removed cannot act any more. An organisation that has
members always keeps an administrator. Each verb writes its mail in the same transaction.
"""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii import emails
from organizatii.models import VALABILITATE_INVITATIE, Invitatie, Membru, Organizatie, StareCerere

ADMINISTRATOR, EDITOR = Membru.Rol.ADMINISTRATOR, Membru.Rol.EDITOR
MESAJE_PE_ZI = 20  # invitation mails of one organisation in 24 hours


_la_plecare = []


def inainte_de_plecare(functie):
    """Register what an app above does before somebody leaves a team: `functie(organizatie_id, persoana)`.

    It runs first, so that its locks are taken before the organisation's, and is undone when the team's rules refuse.
    """
    _la_plecare.append(functie)
    return functie


def _anunta_plecarea(organizatie_id, persoana):
    for functie in _la_plecare:
        functie(organizatie_id, persoana)


class Refuzat(Exception):
    """The rules of the team do not allow it. `str()` is a Romanian sentence for the person who tried."""


# --- invitations --------------------------------------------------------------------------------------------------
@transaction.atomic
def invita(organizatie, email, rol, mesaj, de):
    """Invite an address; whether somebody has an account with it changes nothing that the inviter sees."""
    organizatie = blocata_pentru(organizatie, de)
    if organizatie.membri.filter(utilizator__email__iexact=email).exists():
        raise Refuzat(_("Persoana cu această adresă este deja în echipă."))
    if organizatie.invitatii.deschise().filter(email__iexact=email).exists():
        raise Refuzat(_("Aveți deja o invitație deschisă pentru această adresă. O puteți retrimite din listă."))
    _verifica_ritmul(organizatie)
    acum = timezone.now()
    invitatie = Invitatie.objects.create(
        organizatie=organizatie,
        email=email.lower(),
        rol=rol,
        mesaj=mesaj,
        creat_de=de,
        creat_la=acum,
        trimisa_la=acum,
        expira_la=acum + VALABILITATE_INVITATIE,
    )
    emails.invitatie(invitatie)
    return invitatie


@transaction.atomic
def retrimite(invitatie, de):
    """Send it again, for another 14 days; the address in the older mail stops working."""
    invitatie = _deschisa(invitatie, blocata_pentru(invitatie.organizatie, de))
    _verifica_ritmul(invitatie.organizatie)
    invitatie.trimiteri += 1
    invitatie.trimisa_la = timezone.now()
    invitatie.expira_la = invitatie.trimisa_la + VALABILITATE_INVITATIE
    invitatie.save(update_fields=["trimiteri", "trimisa_la", "expira_la"])
    emails.invitatie(invitatie)


@transaction.atomic
def revoca(invitatie, de):
    invitatie = _deschisa(invitatie, blocata_pentru(invitatie.organizatie, de))
    invitatie.revocata_la = timezone.now()
    invitatie.save(update_fields=["revocata_la"])


@transaction.atomic
def accepta(invitatie, utilizator):
    """Make the person a member. Only for a verified address of hers; returns the Membru.

    Somebody who has become a member in the meantime keeps the role she has.
    """
    invitatie = _deschisa(invitatie, Organizatie.blocheaza(invitatie.organizatie_id))
    if invitatie.expirata:
        raise Refuzat(_("Invitația a expirat. Cereți una nouă celor din organizație."))
    if not este_a_ei(invitatie, utilizator):
        raise PermissionDenied
    membru, nou = Membru.objects.get_or_create(
        organizatie=invitatie.organizatie, utilizator=utilizator, defaults={"rol": invitatie.rol}
    )
    invitatie.acceptata_la, invitatie.acceptata_de = timezone.now(), utilizator
    invitatie.save(update_fields=["acceptata_la", "acceptata_de"])
    cereri = invitatie.organizatie.cereri.deschise().filter(utilizator=utilizator)
    cereri.update(stare=StareCerere.APROBATA, rol=membru.rol, raspuns_la=timezone.now())
    if nou:
        emails.acceptare(invitatie, membru)
    return membru


@transaction.atomic
def uita_adresele(adrese, inlocuitor):
    """Revoke the invitations still open for these addresses; those that stay hold neither address nor message."""
    invitatii = Invitatie.objects.filter(email__in=adrese)
    for pk in invitatii.deschise().order_by("organizatie_id").values_list("organizatie", flat=True):
        Organizatie.blocheaza(pk)
    invitatii.deschise().update(revocata_la=timezone.now())
    invitatii.update(email=inlocuitor, mesaj="")


def este_a_ei(invitatie, utilizator):
    """Whether the invitation went to a verified address of this person."""
    return EmailAddress.objects.filter(user=utilizator, verified=True, email__iexact=invitatie.email).exists()


# --- roles --------------------------------------------------------------------------------------------------------
@transaction.atomic
def schimba_rol(membru, rol, de):
    organizatie = blocata_pentru(membru.organizatie, de)
    membru = organizatie.membri.get(pk=membru.pk)
    if membru.rol == rol:
        return
    if rol != ADMINISTRATOR:
        _ramane_un_administrator(organizatie, membru)
    _scrie_rolul(membru, rol, de)


@transaction.atomic
def preda(membru, de):
    """Hand over: the colleague becomes administrator and the person herself an editor, both or neither."""
    organizatie = blocata_pentru(membru.organizatie, de)
    membru = organizatie.membri.get(pk=membru.pk)
    if membru.utilizator_id == de.pk:
        raise Refuzat(_("Alegeți un coleg căruia să-i predați administrarea."))
    if membru.rol != ADMINISTRATOR:
        _scrie_rolul(membru, ADMINISTRATOR, de)
    _scrie_rolul(organizatie.membri.get(utilizator=de), EDITOR, de)


@transaction.atomic
def scoate(membru, de):
    """An administrator takes a colleague out; of her own place she says „pleacă”."""
    _anunta_plecarea(membru.organizatie_id, membru.utilizator)
    organizatie = blocata_pentru(membru.organizatie, de)
    membru = organizatie.membri.get(pk=membru.pk)
    if membru.utilizator_id == de.pk:
        raise Refuzat(_("Pe dumneavoastră nu vă puteți scoate. Puteți pleca din organizație."))
    emails.scoatere(membru, de)
    membru.delete()


@transaction.atomic
def pleaca(organizatie, utilizator):
    """The person leaves; the last administrator hands over first."""
    _anunta_plecarea(organizatie.pk, utilizator)
    organizatie = Organizatie.blocheaza(organizatie.pk)
    membru = organizatie.membri.get(utilizator=utilizator)
    _ramane_un_administrator(organizatie, membru)
    membru.delete()


def _scrie_rolul(membru, rol, de):
    membru.rol = rol
    membru.save(update_fields=["rol"])
    if membru.utilizator_id != de.pk:
        emails.rol(membru, de)


# --- under the lock -----------------------------------------------------------------------------------------------
def blocata_pentru(organizatie, de):
    """The organisation, locked to the end of the transaction, if `de` still administers it."""
    organizatie = Organizatie.blocheaza(organizatie.pk)
    if not organizatie.membri.filter(utilizator=de, rol=ADMINISTRATOR).exists():
        raise PermissionDenied
    return organizatie


def _deschisa(invitatie, organizatie):
    """The invitation as it is under the lock, if nobody accepted or revoked it meanwhile."""
    invitatie = organizatie.invitatii.get(pk=invitatie.pk)
    if invitatie.acceptata_la or invitatie.revocata_la:
        raise Refuzat(_("Invitația nu mai este deschisă: a fost acceptată sau retrasă."))
    invitatie.organizatie = organizatie
    return invitatie


def _ramane_un_administrator(organizatie, fara):
    if fara.rol == ADMINISTRATOR and not organizatie.membri.filter(rol=ADMINISTRATOR).exclude(pk=fara.pk).exists():
        raise Refuzat(_("Organizația trebuie să aibă un administrator. Predați mai întâi administrarea unui coleg."))


def _verifica_ritmul(organizatie):
    if emails.invitatii_trimise(organizatie, timezone.now() - timedelta(days=1)) >= MESAJE_PE_ZI:
        raise Refuzat(
            _("Ați trimis %(n)s de invitații în ultimele 24 de ore. Mai puteți trimite mâine.") % {"n": MESAJE_PE_ZI}
        )
