"""Absences with a reason: asked for by the learner (or her organisation), or marked by whoever keeps the room.

Locks are taken in the order session, learner, request; the same as of a tick.
"""

from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cursuri import emails_invatare as emails
from cursuri.models import Ce, Cerere, Fapta, Motivare, Prezenta, Sesiune, StareCerere, StareMotivare, StareSerie
from cursuri.prezenta import numai_organizatori
from platforma.incarcari import sterge_dupa_commit
from platforma.locuri.ocupare import Refuzat, sub_lacat
from platforma.moderare.tranzitii import motiv_curat
from platforma.prezenta import marcare

PASTRARE_MOTIVE = timedelta(days=90)  # after the last day of the series


def cere(cerere, sesiune, motiv, *, fisier=None, de=None):
    """Ask that an absence be excused; `de` is None for whoever holds the address of the application.

    Asked again while the first request lives, it is that one. Returns the Motivare. Raises Refuzat.
    """
    with _blocate(sesiune, cerere) as (sesiune_b, cerere_b):
        vie = _vie(sesiune_b, cerere_b)
        if vie is not None:
            return vie
        _verifica(sesiune_b, cerere_b)
        motivare = Motivare.objects.create(
            sesiune=sesiune_b, cerere=cerere_b, motiv=motiv, fisier=fisier or "",
            nume_fisier=fisier.name if fisier else "", ceruta_de=de,
        )  # fmt: skip
        emails.absenta_ceruta(motivare)
    return motivare


def hotaraste(motivare, *, aprobata, raspuns, de):
    """Approve or refuse a request, with a reason for the learner. Raises ValidationError, Refuzat, PermissionDenied."""
    numai_organizatori(motivare.sesiune.serie, de)
    raspuns = motiv_curat(raspuns)
    with _blocate(motivare.sesiune, motivare.cerere) as (sesiune, cerere):
        blocata = Motivare.objects.select_for_update().get(pk=motivare.pk)
        if blocata.stare != StareMotivare.CERUTA:
            raise Refuzat(_("Cererea are deja un răspuns: %(stare)s.") % {"stare": blocata.get_stare_display().lower()})
        if aprobata:
            _verifica(sesiune, cerere)
        _scrie(blocata, sesiune, cerere, aprobata, raspuns, de)
    return blocata


def motiveaza(sesiune, cerere, raspuns, de):
    """An organiser excuses an absence herself; a request that waits is approved by it. Raises as `hotaraste`."""
    numai_organizatori(sesiune.serie, de)
    raspuns = motiv_curat(raspuns)
    with _blocate(sesiune, cerere) as (sesiune_b, cerere_b):
        motivare = _vie(sesiune_b, cerere_b) or Motivare(sesiune=sesiune_b, cerere=cerere_b, ceruta_de=de)
        if motivare.stare == StareMotivare.APROBATA:
            raise Refuzat(_("Absența este deja motivată."))
        _verifica(sesiune_b, cerere_b)
        _scrie(motivare, sesiune_b, cerere_b, True, raspuns, de)
    return motivare


def uita_motivele(acum=None):
    """Forget what people said, and their papers, three months after a series; returns how many. The answer stays."""
    acum = acum or timezone.now()
    demult = timezone.localdate(acum - PASTRARE_MOTIVE)
    return uita(Motivare.objects.filter(sesiune__serie__data_sfarsit__lt=demult))


def uita(motivari):
    """Empty the reasons and papers of these requests; who decided what, and why, stays. Returns how many had any."""
    de_uitat = list(motivari.exclude(motiv="", fisier=""))
    for motivare in de_uitat:
        sterge_dupa_commit(motivare.fisier)
    if de_uitat:
        Motivare.objects.filter(pk__in=[m.pk for m in de_uitat]).update(motiv="", fisier="", nume_fisier="")
    return len(de_uitat)


@contextmanager
def _blocate(sesiune, cerere):
    """The session and the learner, locked in the order of a tick."""
    with sub_lacat(Sesiune, sesiune.pk) as (sesiune_b,):
        cerere_b = Cerere.objects.select_for_update(no_key=True, of=("self",)).get(pk=cerere.pk)
        if cerere_b.serie_id != sesiune_b.serie_id:
            raise Refuzat(_("Sesiunea este a altei serii."))
        yield sesiune_b, cerere_b


def _vie(sesiune, cerere):
    vii = Motivare.objects.select_for_update().exclude(stare=StareMotivare.REFUZATA)
    return vii.filter(sesiune=sesiune, cerere=cerere).first()


def _verifica(sesiune, cerere):
    if cerere.stare != StareCerere.CONFIRMATA:
        raise Refuzat(_("Locul la curs nu mai este confirmat."))
    if sesiune.serie.stare != StareSerie.PUBLICATA:
        raise Refuzat(_("Seria nu mai este în desfășurare; absențele ei nu se mai schimbă."))
    if sesiune.anulata:
        raise Refuzat(_("Sesiunea nu se ține, deci nu se numără nimănui."))
    if Prezenta.objects.prezenti().filter(sesiune=sesiune, cerere=cerere).exists():
        raise Refuzat(_("La această sesiune prezența este notată."))


def _scrie(motivare, sesiune, cerere, aprobata, raspuns, de):
    acum = timezone.now()
    motivare.stare = StareMotivare.APROBATA if aprobata else StareMotivare.REFUZATA
    motivare.hotarata_la, motivare.hotarata_de, motivare.raspuns = acum, de, raspuns
    motivare.save()
    if aprobata:
        marcare.motiveaza(Prezenta, sesiune, cerere, de=de)
    ce = Ce.ABSENTA_MOTIVATA if aprobata else Ce.ABSENTA_REFUZATA
    Fapta.objects.create(
        serie=sesiune.serie, cerere=cerere, ce=ce, de=de, la=acum, motiv=raspuns, detalii={"sesiune": sesiune.pk}
    )
    emails.absenta_raspuns(motivare)
