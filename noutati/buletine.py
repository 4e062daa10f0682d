"""Newsletters: released, put in the outbox in batches, paused, stopped.

Releasing writes one row for each address; from then on only those rows count, so nobody gets it twice and nobody is
lost, whatever dies meanwhile. A batch is one transaction under the newsletter's lock: its mails and the marks on its
rows are written together or not at all.
"""

from django.db import transaction
from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from kombu.exceptions import OperationalError
from structlog import get_logger

from noutati import emails
from noutati.destinatari import alesi
from noutati.models import Buletin, Destinatar, RefuzBuletin, StareBuletin
from platforma.mesaje.expediere import abandoneaza_toate
from platforma.mesaje.models import Mesaj

LOT = 500  # mails in one transaction
CIORNA, IN_TRIMITERE, PAUZA, TRIMIS, ANULAT = StareBuletin

jurnal = get_logger(__name__)


class Refuzat(Exception):
    """It cannot be done now. `str()` is a Romanian sentence for whoever tried."""


@transaction.atomic
def lanseaza(buletin, de, asteptati):
    """Release a draft to the people it would reach now. `asteptati`: how many the sender has seen that they are."""
    buletin = _blocat(buletin, CIORNA)
    ei, _refuzuri = alesi(buletin)
    if not ei:
        raise Refuzat(_("Nu este niciun destinatar. Alegeți cui trimiteți."))
    if len(ei) != asteptati:
        raise Refuzat(
            ngettext(
                "Lista s-a schimbat între timp: este acum %(n)s destinatar. Verificați și trimiteți din nou.",
                "Lista s-a schimbat între timp: sunt acum %(n)s destinatari. Verificați și trimiteți din nou.",
                len(ei),
            )
            % {"n": len(ei)}
        )
    Destinatar.objects.bulk_create(
        [
            Destinatar(buletin=buletin, email=ales.email, fel=ales.fel, organizatie_id=ales.organizatie_id)
            for ales in ei.values()
        ],
        batch_size=2000,
    )
    buletin.trimis_de, buletin.trimis_la = de, timezone.now()
    _muta(buletin, IN_TRIMITERE)
    transaction.on_commit(trezeste)
    return len(ei)


@transaction.atomic
def intrerupe(buletin):
    """Put no more of it in the outbox for now; what is there already goes on."""
    _muta(_blocat(buletin, IN_TRIMITERE), PAUZA)


@transaction.atomic
def reia(buletin):
    _muta(_blocat(buletin, PAUZA), IN_TRIMITERE)
    transaction.on_commit(trezeste)


@transaction.atomic
def opreste(buletin):
    """For good: nothing more is put in the outbox, and what waits there does not leave."""
    buletin = _blocat(buletin, IN_TRIMITERE, PAUZA, TRIMIS)
    abandoneaza_toate(Mesaj.objects.filter(destinatar__buletin=buletin))
    buletin.incheiat_la = timezone.now()
    _muta(buletin, ANULAT)


def _blocat(buletin, *stari):
    """The newsletter under its lock, if it still stands where the person saw it."""
    buletin = Buletin.objects.select_for_update().get(pk=buletin.pk)
    if buletin.stare not in stari:
        raise Refuzat(_("Buletinul este între timp: %(stare)s.") % {"stare": buletin.get_stare_display().lower()})
    return buletin


def _muta(buletin, stare):
    buletin.stare = stare
    buletin.save(update_fields=["stare", "trimis_de", "trimis_la", "incheiat_la"])


# --- the worker's half --------------------------------------------------------------------------------------------
def pune_in_posta():
    """Go on with every released newsletter, batch by batch; returns how many mails were written.

    Run twice at once, the second finds the newsletter locked and leaves it to the first. What goes wrong with one does
    not keep the others back; it is raised at the end.
    """
    scrise, necazuri = 0, []
    for pk in list(Buletin.objects.filter(stare=IN_TRIMITERE).order_by("trimis_la").values_list("pk", flat=True)):
        try:
            while (a_scris := _pune_un_lot(pk)) is not None:
                scrise += a_scris
        except Exception as necaz:
            necazuri.append(necaz)
    if necazuri:
        raise ExceptionGroup("newsletters", necazuri)
    return scrise


@transaction.atomic
def _pune_un_lot(pk):
    """The next LOT of them: how many mails were written, or None when there is nothing more to do here now."""
    buletin = Buletin.objects.select_for_update(skip_locked=True).filter(pk=pk, stare=IN_TRIMITERE).first()
    if buletin is None:
        return None
    lot = list(buletin.destinatari.neatinsi().order_by("pk").select_related("organizatie")[:LOT])
    acum = timezone.now()
    if not lot:
        buletin.incheiat_la = acum
        _muta(buletin, TRIMIS)
        return None
    adrese = [destinatar.email for destinatar in lot]
    refuzate = set(RefuzBuletin.objects.filter(email__in=adrese).values_list("email", flat=True))
    Destinatar.objects.filter(buletin=buletin, email__in=refuzate).update(sarit_la=acum)
    de_pus = [destinatar for destinatar in lot if destinatar.email not in refuzate]
    emails.buletin(buletin, de_pus)
    cheia = Concat(Value(emails.cheia_buletinului(buletin)), Cast(OuterRef("pk"), CharField()))
    Destinatar.objects.filter(pk__in=[destinatar.pk for destinatar in de_pus]).update(
        pus_la=acum, mesaj=Subquery(Mesaj.objects.filter(cheie=cheia).values("pk"))
    )
    return len(de_pus)


def trezeste():
    """Ask a worker to begin now; without a broker the sweep of each minute does."""
    from noutati.tasks import buletine

    try:
        buletine.apply_async(retry=False)
    except (OperationalError, OSError) as eroare:
        jurnal.warning("buletine_fara_broker", eroare=str(eroare))
