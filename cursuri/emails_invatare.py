"""Mails to those who learn. Each is a row in the transaction of the deed it tells about, one for each key."""

from django.db.models import Q

from cursuri.calendare import invitatie, retragere
from cursuri.models import StareMotivare, StareSerie
from platforma.mesaje.expediere import pune, pune_multe
from platforma.mesaje.models import Mesaj

SABLOANE = "cursuri/email/"


# --- a session ----------------------------------------------------------------------------------------------------
def memento(sesiune, de_scris):
    """Reminders, {key: application} of one session, each with the session for her calendar; returns how many."""
    pune_multe(
        [_despre_sesiune(sesiune, c, "sesiune_memento", cheie, invitatie(sesiune, c)) for cheie, c in de_scris.items()]
    )
    return len(de_scris)


def scoate_din_calendar(cerere, acum):
    """To somebody who had a confirmed seat and has it no more, or whose series was cancelled: a short mail for each
    session still to come that one of our mails has put in her calendar. Call it after the state is written."""
    for sesiune in cerere.serie.sesiuni.tinute().filter(incepe_la__gt=acum):
        sesiune.serie = cerere.serie
        if _puse(sesiune, cerere).exists():
            cheie = f"curs:scoatere:{cerere.pk}:{sesiune.pk}"
            anulat = sesiune.serie.stare == StareSerie.ANULATA
            calendar = retragere(sesiune, cerere)
            pune(**_despre_sesiune(sesiune, cerere, "scoatere", cheie, calendar, curs_anulat=anulat))


def _puse(sesiune, cerere):
    """The mails that have carried this session to her calendar."""
    memento, schimbare = (f"curs:{fel}:{cerere.pk}:{sesiune.pk}:" for fel in ("sesiune_memento", "schimbare"))
    return Mesaj.objects.filter(Q(cheie__startswith=memento) | Q(cheie__startswith=schimbare))


def _despre_sesiune(sesiune, cerere, fel, cheie, calendar, **context):
    cerere.serie = sesiune.serie
    return _scrisoare(cerere, fel, cheie, calendar, sesiune=sesiune, **context)


# --- results and absences -----------------------------------------------------------------------------------------
def rezultat(rezultat):
    cerere = rezultat.cerere
    pune(**_scrisoare(cerere, "rezultat", f"curs:rezultat:{rezultat.pk}", rezultat=rezultat, **_pragul(rezultat)))


def rezultat_corectat(rezultat):
    cheie = f"curs:rezultat:{rezultat.pk}"
    context = {"rezultat": rezultat, "vechi": rezultat.corecteaza, **_pragul(rezultat)}
    pune(**_scrisoare(rezultat.cerere, "rezultat_corectat", cheie, **context))


def _pragul(rezultat):
    serie = rezultat.cerere.serie
    return {
        "trecut": rezultat.punctaj >= (serie.prag_evaluare or 0),
        "ramase": max(0, serie.incercari - rezultat.incercare),
    }


def absenta_ceruta(motivare):
    """The learner is told that it was asked, even when a colleague of hers did it."""
    cheie = f"curs:absenta_ceruta:{motivare.pk}"
    pune(**_scrisoare(motivare.cerere, "absenta_ceruta", cheie, sesiune=motivare.sesiune))


def absenta_raspuns(motivare):
    context = {
        "motivare": motivare,
        "sesiune": motivare.sesiune,
        "aprobata": motivare.stare == StareMotivare.APROBATA,
    }
    cheie = f"curs:absenta_raspuns:{motivare.pk}"
    pune(**_scrisoare(motivare.cerere, "absenta_raspuns", cheie, **context))


def _scrisoare(cerere, fel, cheie, calendar="", **context):
    """The arguments of `pune`."""
    return {
        "cheie": cheie,
        "catre": cerere.email,
        "sablon": f"{SABLOANE}{fel}",
        "context": {
            "persoana": cerere,
            "cerere": cerere,
            "serie": cerere.serie,
            "cale": cerere.get_absolute_url(),
            **context,
        },
        "calendar": calendar,
        "sensibil": True,  # its address is the key to the application
    }
