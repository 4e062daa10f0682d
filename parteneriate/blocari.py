"""An organisation blocks another one: from then on neither writes to the other, and no mail comes from the blocked one.

Whoever writes takes the lock of the pair after the locks of rows, then asks for blocks; whoever blocks takes the same
lock. So once somebody is told „blocată”, no message of that moment can still appear.
"""

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from organizatii.models import Membru
from parteneriate.models import Blocare

LACAT = 0x626C6F63  # „bloc”


def lacat(una, alta):
    """To the end of the transaction, for these two organisations (keys), in whichever order they are named."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hashint8extended(%s, %s)::bit(32)::int)",
            [LACAT, min(una, alta), max(una, alta)],
        )


def piedica(a_mea, a_lor):
    """Why people of `a_mea` may not turn to those of `a_lor` (keys), as a sentence; empty when they may."""
    blocari = list(Blocare.objects.intre(a_mea, a_lor).select_related("organizatie"))
    if any(b.organizatie_id == a_mea for b in blocari):
        return _("Ați blocat această organizație. Ca să îi scrieți, ridicați întâi blocarea.")
    if blocari:
        return _("%(cine)s a ales să nu mai primească mesaje de la organizația dumneavoastră.") % {
            "cine": blocari[0].organizatie.denumire
        }
    return ""


def a_blocat(organizatie, alta):
    """Whether `organizatie` (a key) does not want to hear from `alta`."""
    return Blocare.objects.filter(organizatie=organizatie, blocata=alta).exists()


@transaction.atomic
def blocheaza(organizatie, blocata, de):
    """In the name of `organizatie`, by one of its people; returns the Blocare, the standing one if there is one."""
    if not Membru.objects.filter(utilizator=de, organizatie=organizatie).exists():
        raise PermissionDenied
    lacat(organizatie.pk, blocata.pk)
    blocare, _noua = Blocare.objects.get_or_create(organizatie=organizatie, blocata=blocata, defaults={"de": de})
    return blocare


@transaction.atomic
def ridica(blocare, de):
    """Lift it; whoever comes second finds nothing to do."""
    if not Membru.objects.filter(utilizator=de, organizatie=blocare.organizatie_id).exists():
        raise PermissionDenied
    Blocare.objects.filter(pk=blocare.pk).delete()
