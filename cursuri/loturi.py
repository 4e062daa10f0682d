"""Bulk issue: an organiser confirms whom, a worker issues one by one and goes on from where one has died.

Each learner is one transaction: her certificate and the mark on her row are written together or not at all, so a
kill at any point loses nothing and doubles nothing. The PDF follows outside the transaction and may be drawn again.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cursuri import certificare, randare
from cursuri.certificare import Refuzat, randare_trezita, situatia
from cursuri.models import Lot, RandLot


@dataclass(frozen=True)
class Mers:
    """How far a bulk issue has come: rows, not promises."""

    total: int
    emise: int
    refuzate: int
    cu_pdf: int

    @property
    def facute(self):
        return self.emise + self.refuzate

    @property
    def se_misca(self):
        return self.facute < self.total or self.cu_pdf < self.emise

    @property
    def procent(self):
        return 100 * (self.facute + self.cu_pdf + self.refuzate) // (2 * self.total) if self.total else 100


def porneste(serie, de, asteptati):
    """Begin issuing to everybody who may be certified now. `asteptati`: how many the organiser has seen that they are.

    Raises PermissionDenied, Refuzat.
    """
    if not de.has_perm("cursuri.certifica"):
        raise PermissionDenied
    pot, _nu_pot = situatia(serie, de)
    if not pot:
        raise Refuzat(_("Nimeni nu poate primi acum un certificat."))
    if len(pot) != asteptati:
        raise Refuzat(
            ngettext(
                "Lista s-a schimbat: acum poate primi certificatul %(n)s persoană. Verificați și confirmați.",
                "Lista s-a schimbat: acum pot primi certificatul %(n)s persoane. Verificați și confirmați.",
                len(pot),
            )
            % {"n": len(pot)}
        )
    try:
        with transaction.atomic():
            lot = Lot.objects.create(serie=serie, de=de)
            RandLot.objects.bulk_create([RandLot(lot=lot, cerere=cerere) for cerere in pot])
            transaction.on_commit(randare_trezita)
    except IntegrityError as e:
        raise Refuzat(_("Se emit deja certificate la această serie.")) from e
    return lot


def mersul(lot):
    gol = Q(certificat=None, refuz="")
    return Mers(
        **lot.randuri.aggregate(
            total=Count("pk"),
            emise=Count("pk", filter=Q(certificat__isnull=False)),
            refuzate=Count("pk", filter=~gol & Q(certificat=None)),
            cu_pdf=Count(
                "pk", filter=Q(certificat__isnull=False) & ~(Q(certificat__sha256="", certificat__problema=""))
            ),
        )
    )


# --- the worker's half --------------------------------------------------------------------------------------------
def lucreaza():
    """Go on with every open bulk issue, then draw what has no file; returns how many certificates were issued.

    Run twice at once, each row is taken by one of them. What goes wrong with one does not keep the others back.
    """
    emise, necazuri = 0, []
    for lot in Lot.objects.neincheiate().order_by("pk"):
        try:
            while (certificat := _urmatorul(lot)) is not None:
                if certificat:
                    emise += 1
                    randare.randeaza(certificat.pk)
        except Exception as necaz:
            necazuri.append(necaz)
    randare.randeaza_lipsa()
    if necazuri:
        raise ExceptionGroup("certificates", necazuri)
    return emise


@transaction.atomic
def _urmatorul(lot):
    """Do the next row of the bulk issue: its certificate, False when it was refused, None when there is none left."""
    neatinse = lot.randuri.filter(certificat=None, refuz="")
    rand = neatinse.select_for_update(skip_locked=True, of=("self",)).select_related("cerere").order_by("pk").first()
    if rand is None:
        if not neatinse.exists():  # else another worker holds the last ones, and will close it
            Lot.objects.filter(pk=lot.pk, incheiat_la=None).update(incheiat_la=timezone.now())
        return None
    try:
        with transaction.atomic():
            rand.certificat = certificare.emite(rand.cerere, lot.de, trezeste=False)
    except (Refuzat, PermissionDenied) as e:
        rand.refuz = str(e)[:500] or _("Cine a pornit emiterea nu mai are acest drept.")
    rand.save(update_fields=["certificat", "refuz"])
    return rand.certificat or False
