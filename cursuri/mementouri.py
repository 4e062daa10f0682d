"""A reminder to those who have not confirmed, a day before the term; each term is reminded of once."""

from datetime import timedelta

from django.utils import timezone

from cursuri import emails
from cursuri.models import Cerere, Serie, StareCerere, StareSerie
from platforma.locuri.ocupare import Aglomerat, sub_lacat
from platforma.mesaje.models import Mesaj

INAINTE = timedelta(days=1)
DE_CURAND = timedelta(hours=12)  # whoever was given the seat so shortly before needs none


def trimite(acum=None):
    """Write the reminders that are due; returns how many. Run again it finds nothing.

    Each series' are written under its lock, so nobody is reminded of a seat she has just confirmed. A series whose
    lock is not had waits for the next run.
    """
    acum = acum or timezone.now()
    scrise = 0
    for serie_pk in _scadente(acum).order_by("serie_id").values_list("serie_id", flat=True).distinct():
        try:
            with sub_lacat(Serie, serie_pk) as (serie,):
                scrise += sum(emails.memento(c, _termenul(c)) for c in _de_scris(serie, acum))
        except Aglomerat:
            continue
    return scrise


def _scadente(acum):
    return Cerere.objects.filter(
        stare=StareCerere.ACCEPTATA,
        serie__stare=StareSerie.PUBLICATA,
        confirmare_pana_la__gt=acum,
        confirmare_pana_la__lte=acum + INAINTE,
        stare_din__lte=acum - DE_CURAND,
    )


def _de_scris(serie, acum):
    cereri = list(_scadente(acum).filter(serie=serie).select_related("organizatie").order_by("pk"))
    chei = {emails.cheia(c, "memento", _termenul(c)) for c in cereri}
    scrise = set(Mesaj.objects.filter(cheie__in=chei).values_list("cheie", flat=True))
    for cerere in cereri:
        cerere.serie = serie
    return [c for c in cereri if emails.cheia(c, "memento", _termenul(c)) not in scrise]


def _termenul(cerere):
    return int(cerere.confirmare_pana_la.timestamp())
