"""Reminders to those who hold a place, three days and one day before; each date of a workshop is reminded of once."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from ateliere import emails
from ateliere.models import IN_PROGRAM, Atelier
from platforma.locuri.ocupare import Aglomerat, sub_lacat
from platforma.mesaje.models import Mesaj

DE_CURAND = timedelta(hours=12)  # whoever was written to so shortly before the reminder's hour needs none


class Memento(models.TextChoices):
    TREI_ZILE = "3z"
    O_ZI = "1z"

    @property
    def inainte(self):
        return timedelta(days=3 if self == Memento.TREI_ZILE else 1)


def care(atelier, acum):
    """The reminder whose time it is, or None: nothing earlier, nothing once it has begun, never two at once."""
    ramas = atelier.incepe_la - acum
    if ramas <= timedelta():
        return None
    return next((m for m in (Memento.O_ZI, Memento.TREI_ZILE) if ramas <= m.inainte), None)


def trimite(acum=None):
    """Write the reminders that are due; returns how many. Run again it finds nothing, a moved date gives one more.

    Each workshop's are written under its lock, so nobody is reminded of a place she has just given up. A workshop whose
    lock is not had waits for the next run.
    """
    acum = acum or timezone.now()
    aproape = Atelier.objects.filter(stare__in=IN_PROGRAM, incepe_la__gt=acum)
    scrise = 0
    for candidat in aproape.filter(incepe_la__lte=acum + Memento.TREI_ZILE.inainte):
        if _de_scris(candidat, acum):
            try:
                with sub_lacat(Atelier, candidat.pk) as (atelier,):
                    scrise += emails.memento(_de_scris(atelier, acum))
            except Aglomerat:
                continue
    return scrise


def _de_scris(atelier, acum):
    """{key: registration} of those to remind now, who have not been reminded of this date."""
    memento = care(atelier, acum)
    if memento is None or atelier.stare not in IN_PROGRAM:
        return {}
    spus_pana_la = atelier.incepe_la - memento.inainte - DE_CURAND
    if atelier.ics_modificat_la > spus_pana_la:  # the new hour or hall has been written to everybody since
        return {}
    confirmate = atelier.inscrieri.confirmate().filter(stare_din__lte=spus_pana_la)
    chei = {_cheie(i, memento, atelier): i for i in confirmate.select_related("organizatie")}
    scrise = set(Mesaj.objects.filter(cheie__in=chei).values_list("cheie", flat=True))
    return {c: i for c, i in chei.items() if c not in scrise}


def _cheie(inscriere, memento, atelier):
    return f"memento:{inscriere.pk}:{memento}:{int(atelier.incepe_la.timestamp())}"
