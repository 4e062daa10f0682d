"""A message is reported; staff open the conversation, which is written down, and decide in the queue."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parteneriate.conversatii import Refuzat, partea
from parteneriate.models import Abuz, CitireConversatie, Interes, Replica
from platforma.moderare.tranzitii import Actiune, Stare, muta

PE_ZI = 10  # reports of one person


@transaction.atomic
def raporteaza(replica, form, de):
    """Put a valid AbuzForm's report of a message of the other side in the queue; returns the Abuz.

    Under the lock of the expression of interest: of two colleagues at once, one reports. Raises PermissionDenied for
    one's own side's message, Refuzat.
    """
    Interes.objects.select_for_update(of=("self",)).get(pk=replica.interes_id)
    replica = Replica.objects.select_related("interes__anunt__organizatie", "interes__organizatie").get(pk=replica.pk)
    if partea(replica.interes, de) == replica.partea:
        raise PermissionDenied
    vechi = list(replica.raportari.all())
    if any(abuz.stare == Stare.PUBLICAT for abuz in vechi):
        raise Refuzat(_("Mesajul este deja ascuns."))
    if any(abuz.stare == Stare.TRIMIS for abuz in vechi):
        raise Refuzat(_("Mesajul este deja raportat; un moderator îl va citi."))
    if any(abuz.de_id == de.pk for abuz in vechi):
        raise Refuzat(_("Ați raportat deja acest mesaj și ați primit răspunsul pe e-mail."))
    if Abuz.objects.filter(de=de, creat_la__gt=timezone.now() - timedelta(days=1)).count() >= PE_ZI:
        raise Refuzat(_("Ați raportat mai multe mesaje astăzi. Reveniți mâine sau blocați organizația."))
    abuz = form.save(commit=False)
    abuz.replica, abuz.de = replica, de
    abuz.save()
    muta(abuz, Actiune.TRIMITE, de)
    return abuz


@transaction.atomic
def deschide(abuz, de):
    """Write down that a moderator opens the conversation of an open report; she may read it for half an hour.

    Raises PermissionDenied for who does not moderate, Refuzat once the report is decided upon.
    """
    if not de.poate_modera:
        raise PermissionDenied
    if Abuz.blocheaza(abuz.pk).stare != Stare.TRIMIS:
        raise Refuzat(_("Raportarea este închisă; conversația nu se mai poate deschide prin ea."))
    return CitireConversatie.objects.create(raport=abuz, de=de)
