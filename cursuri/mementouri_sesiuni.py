"""A reminder to every learner one day before each session; each hour of a session is reminded of once."""

from datetime import timedelta

from django.utils import timezone

from cursuri import emails_invatare as emails
from cursuri.models import Sesiune, StareSerie
from platforma.locuri.ocupare import Aglomerat, sub_lacat
from platforma.mesaje.models import Mesaj

INAINTE = timedelta(days=1)
DE_CURAND = timedelta(hours=12)  # whoever was written to so shortly before the reminder's hour needs none


def trimite(acum=None):
    """Write the reminders that are due; returns how many. Run again it finds nothing, a moved hour gives one more.

    Each session's are written under its lock, so that they tell the hour it has. A session whose lock is not had waits
    for the next run.
    """
    acum = acum or timezone.now()
    aproape = Sesiune.objects.tinute().filter(
        serie__stare=StareSerie.PUBLICATA, incepe_la__gt=acum, incepe_la__lte=acum + INAINTE
    )
    scrise = 0
    for candidata in aproape.select_related("serie__tema"):
        if _de_scris(candidata, acum):
            try:
                with sub_lacat(Sesiune, candidata.pk) as (sesiune,):
                    scrise += emails.memento(sesiune, _de_scris(sesiune, acum))
            except Aglomerat:
                continue
    return scrise


def _de_scris(sesiune, acum):
    """{key: application} of those to remind now, who have not been reminded of this hour."""
    if sesiune.anulata or not timedelta() < sesiune.incepe_la - acum <= INAINTE:
        return {}
    spus_pana_la = sesiune.incepe_la - INAINTE - DE_CURAND
    if sesiune.ics_modificat_la > spus_pana_la:  # a new hour or place has been written to everybody since
        return {}
    chei = {cheie(sesiune, c): c for c in sesiune.serie.cereri.confirmate().filter(stare_din__lte=spus_pana_la)}
    scrise = set(Mesaj.objects.filter(cheie__in=chei).values_list("cheie", flat=True))
    return {k: c for k, c in chei.items() if k not in scrise}


def cheie(sesiune, cerere):
    return f"curs:sesiune_memento:{cerere.pk}:{sesiune.pk}:{int(sesiune.incepe_la.timestamp())}"
