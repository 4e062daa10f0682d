"""What happens once for each item, when citizens begin to see it.

Visibility itself waits for nobody: `Noutate.objects.publice()` decides by the clock. Here an item that has become
visible is marked, once; whatever must follow an appearance exactly once (mail to followers, digests) hangs on the mark
and is called from here, in the same transaction.
"""

from django.db import connection, transaction
from django.utils import timezone

from noutati.models import Noutate

LACAT = 0x6E6F7574  # key of the advisory lock; „nout”
CATE_ODATA = 200


def blocheaza_aparitiile():
    """Hold back every marking until the end of this transaction: what is not marked now gets a later `aparuta_la`.

    A digest that closes its period under this lock misses no item and counts none twice.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LACAT])


@transaction.atomic
def anunta_aparitiile():
    """Mark what has become visible and was not marked; returns those items, the oldest first.

    Two schedulers at once: the second waits for the lock and finds nothing left. An item withdrawn before anybody
    marked it is marked if it ever comes back.
    """
    blocheaza_aparitiile()
    acum = timezone.now()
    noi = list(
        Noutate.objects.neaparute(acum)
        .order_by("vizibila_din", "pk")
        .select_for_update(of=("self",), skip_locked=True)[:CATE_ODATA]
    )
    Noutate.objects.filter(pk__in=[n.pk for n in noi]).update(aparuta_la=acum)
    for noutate in noi:
        noutate.aparuta_la = acum
    return noi
