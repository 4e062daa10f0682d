"""The sessions of a series as events of people's calendars.

A mail carries one event at most and a series has many, so the mail of a confirmed seat carries none: it points at the
file with all sessions and at the personal calendar. Each session's reminder, and each change of its hour or place,
carries that session; a cancelled session, or a seat given up, takes out what such a mail has put in.
"""

from django.utils.translation import gettext as _

from cursuri.models import PUBLICE, Cerere, Sesiune, StareCerere, StareSerie
from platforma.calendar.ics import Eveniment, Metoda, Participant, scrisoare
from platforma.calendar.surse import sursa


def eveniment(sesiune, cerere=None):
    """For everybody, or for the learner of `cerere`: only who has a confirmed seat gets the online address."""
    are_loc = cerere is not None and cerere.stare == StareCerere.CONFIRMATA
    serie = sesiune.serie
    return Eveniment(
        uid=sesiune.ics_uid,
        titlu=f"{sesiune.titlu} – {serie.tema.nume}",
        incepe=sesiune.incepe_la,
        se_incheie=sesiune.se_incheie_la,
        creat=sesiune.creat_la,
        modificat=max(_modificat(sesiune), cerere.stare_din) if cerere else _modificat(sesiune),
        editat=sesiune.modificat_la,
        adresa=serie.get_absolute_url(),
        descriere=_descriere(sesiune, are_loc),
        loc=", ".join(filter(None, [sesiune.loc_nume, sesiune.loc_adresa])) or _loc_online(sesiune, are_loc),
        categorie=serie.tema.nume,
        anulat=sesiune.anulata or serie.stare == StareSerie.ANULATA,
        ocupat=are_loc,
    )


def _modificat(sesiune):
    """A series that is cancelled takes all its sessions along."""
    if sesiune.serie.stare != StareSerie.ANULATA:
        return sesiune.ics_modificat_la
    return max(sesiune.ics_modificat_la, sesiune.serie.stare_din)


def _descriere(sesiune, are_loc):
    online = ""
    if sesiune.link_online and not sesiune.anulata:
        online = (
            _("Întâlnirea online: %(adresa)s") % {"adresa": sesiune.link_online}
            if are_loc
            else _("Adresa întâlnirii online o primesc cei cu loc confirmat.")
        )
    return "\n\n".join(filter(None, [str(sesiune.serie), sesiune.descriere, online]))


def _loc_online(sesiune, are_loc):
    return sesiune.link_online if are_loc else _("Online")


def evenimentele(serie, cerere=None):
    """All sessions of a series, the cancelled ones too: a program that has one must learn of it."""
    sesiuni = list(serie.sesiuni.all())
    for sesiune in sesiuni:
        sesiune.serie = serie
    return [eveniment(sesiune, cerere) for sesiune in sesiuni]


def invitatie(sesiune, cerere):
    """The calendar part of a mail that reminds of a session, or tells of another hour or place."""
    return _scrisoare(sesiune, cerere, Metoda.REQUEST)


def retragere(sesiune, cerere):
    """The calendar part of a mail that takes a session out: it is not held, or the seat is gone."""
    return _scrisoare(sesiune, cerere, Metoda.CANCEL)


def schimbare(sesiune, cerere):
    """The calendar part of the mail that tells of a change: a seat that is not confirmed has no entry yet."""
    if cerere.stare != StareCerere.CONFIRMATA:
        return ""
    return (retragere if sesiune.anulata else invitatie)(sesiune, cerere)


def _scrisoare(sesiune, cerere, metoda):
    return scrisoare(eveniment(sesiune, cerere), metoda, Participant(nume=cerere.nume, email=cerere.email))


@sursa
def ale_persoanei(persoana):
    """Where she herself learns, not where her organisation sends somebody."""
    cereri = Cerere.objects.ale_persoanei(persoana).confirmate().filter(serie__stare__in=PUBLICE)
    pe_serii = {cerere.serie_id: cerere for cerere in cereri}
    sesiuni = Sesiune.objects.filter(serie__in=list(pe_serii)).select_related("serie__tema")
    return [eveniment(sesiune, pe_serii[sesiune.serie_id]) for sesiune in sesiuni]
