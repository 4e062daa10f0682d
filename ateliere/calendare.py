"""A workshop as an event of people's calendars: in mails, in feeds, in one's own calendar."""

from django.utils.translation import gettext as _

from ateliere.models import Atelier, Inscriere, StareAtelier, StareInscriere
from platforma.calendar.ics import Eveniment, Metoda, Participant, scrisoare
from platforma.calendar.surse import sursa
from platforma.prezenta.models import Format


def eveniment(atelier, inscriere=None):
    """For everybody, or for the person of `inscriere`: only who holds a place gets the online address."""
    are_loc = inscriere is not None and inscriere.stare == StareInscriere.CONFIRMATA
    return Eveniment(
        uid=atelier.ics_uid,
        titlu=atelier.titlu,
        incepe=atelier.incepe_la,
        se_incheie=atelier.se_incheie_la,
        creat=atelier.creat_la,
        modificat=max(atelier.ics_modificat_la, inscriere.stare_din) if inscriere else atelier.ics_modificat_la,
        editat=atelier.modificat_la,
        adresa=atelier.get_absolute_url(),
        descriere=_descriere(atelier, are_loc),
        loc=_loc(atelier, are_loc),
        categorie=atelier.tema.nume,
        anulat=atelier.stare == StareAtelier.ANULAT,
        ocupat=are_loc,
    )


def _descriere(atelier, are_loc):
    online = ""
    if atelier.la_distanta and atelier.stare != StareAtelier.ANULAT:
        online = (
            _("Întâlnirea online: %(adresa)s") % {"adresa": atelier.link_online}
            if are_loc
            else _("Adresa întâlnirii online o primesc cei cu loc confirmat.")
        )
    return "\n\n".join(filter(None, [atelier.numar, atelier.rezumat, atelier.acces, online]))


def _loc(atelier, are_loc):
    if atelier.format != Format.ONLINE:
        return ", ".join(filter(None, [atelier.loc_nume, atelier.loc_adresa]))
    return atelier.link_online if are_loc else _("Online")


def invitatie(inscriere):
    """The calendar part of a mail that gives a place, or tells of another hour or hall."""
    return _scrisoare(inscriere, Metoda.REQUEST)


def retragere(inscriere):
    """The calendar part of a mail to somebody who had a place and has it no more."""
    return _scrisoare(inscriere, Metoda.CANCEL)


def _scrisoare(inscriere, metoda):
    return scrisoare(
        eveniment(inscriere.atelier, inscriere), metoda, Participant(nume=inscriere.nume, email=inscriere.email)
    )


@sursa
def ale_persoanei(persoana):
    """Where she herself has a place, not where her organisation sends somebody."""
    inscrieri = Inscriere.objects.ale_persoanei(persoana).confirmate()
    inscrieri = inscrieri.filter(atelier__in=Atelier.objects.pentru_calendar()).select_related("atelier__tema")
    return [eveniment(i.atelier, i) for i in inscrieri.select_related("atelier__serie")]
