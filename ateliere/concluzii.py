"""What was agreed in a workshop: staff write it, the organisation that answers for it says what came of it."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ateliere import emails_dupa
from ateliere.models import NEINCHEIATE, Atelier, Ce, Concluzie, Fapta, ProcesVerbal, StareConcluzie
from platforma.locuri.ocupare import Refuzat, sub_lacat
from platforma.moderare.tranzitii import MOTIV_MINIM
from platforma.text import normalizeaza_bloc

INAINTE_DE_TERMEN = timedelta(days=7)
LA_RASPUNS = [StareConcluzie.IN_LUCRU, StareConcluzie.REALIZATA, StareConcluzie.ABANDONATA]


def adauga(atelier, form, de):
    """Save a valid ConcluzieForm as the last conclusion of the workshop; returns it."""
    with sub_lacat(Atelier, atelier.pk) as (blocat,):
        concluzie = form.save(commit=False)
        concluzie.atelier = blocat
        concluzie.ordine = (blocat.concluzii.aggregate(ultima=Max("ordine"))["ultima"] or 0) + 1
        concluzie.save()
        _scrie(concluzie, Ce.CONCLUZIE, de, detalii={"campuri": form.changed_data})
    return concluzie


def modifica(concluzie, form, de):
    """Write the touched fields of a valid ConcluzieForm over the row as it is under the lock.

    Another organisation that answers begins without an answer; the earlier one stays on the history.
    """
    with transaction.atomic():
        blocata = _blocata(concluzie.pk)
        for camp in form.changed_data:
            setattr(blocata, camp, getattr(form.instance, camp))
        if "responsabil" in form.changed_data:
            blocata.raspuns, blocata.raspuns_la, blocata.raspuns_de = "", None, None
        if form.changed_data:
            blocata.modificat_la = timezone.now()
            blocata.save()
            _scrie(blocata, Ce.CONCLUZIE, de, detalii={"campuri": form.changed_data})
    return blocata


def sterge(concluzie, de):
    """Only while no minutes are published: afterwards citizens have read it, and it can be given up, in words.

    Raises Refuzat.
    """
    with sub_lacat(Atelier, concluzie.atelier_id) as (atelier,):
        if ProcesVerbal.objects.publicate().filter(atelier=atelier).exists():
            raise Refuzat(_("Concluzia este publică; nu se mai șterge. O puteți trece în starea „Abandonată”."))
        _scrie(concluzie, Ce.CONCLUZIE_STEARSA, de)
        concluzie.delete()


def raspunde(concluzie, de, *, raspuns, stare, vazut):
    """A member of the responsible organisation says what came of it; returns the Concluzie.

    `vazut` is the moment of the answer she has read, None when there was none. Raises PermissionDenied, Refuzat when a
    colleague has answered meanwhile, ValidationError for an answer that says nothing.
    """
    raspuns = normalizeaza_bloc(raspuns)
    if len(raspuns) < MOTIV_MINIM:
        raise ValidationError(
            {"raspuns": _("Scrieți ce s-a făcut, în cel puțin %(n)s de caractere.") % {"n": MOTIV_MINIM}}
        )
    with transaction.atomic():
        blocata = _blocata(concluzie.pk)
        if not Concluzie.objects.in_grija(de).filter(pk=blocata.pk).exists():
            raise PermissionDenied
        if blocata.raspuns_la != vazut:
            raise Refuzat(_("Un coleg a răspuns între timp. Citiți răspunsul lui, apoi completați-l."))
        acum = timezone.now()
        blocata.raspuns, blocata.raspuns_la, blocata.raspuns_de = raspuns, acum, de
        blocata.stare, blocata.modificat_la = stare, acum
        blocata.save(update_fields=["raspuns", "raspuns_la", "raspuns_de", "stare", "modificat_la"])
        _scrie(blocata, Ce.CONCLUZIE_RASPUNS, de, detalii={"stare": stare})
    return blocata


def aminteste(acum=None):
    """Write to the organisations whose term is near, and to those silent for 60 days: each once. Returns how many."""
    acum = acum or timezone.now()
    azi = timezone.localdate(acum)
    publice = Concluzie.objects.publicate().filter(responsabil__isnull=False).pentru_lista()
    aproape = publice.filter(stare__in=NEINCHEIATE, termen__range=(azi, azi + INAINTE_DE_TERMEN))
    scrise = sum(emails_dupa.aproape_de_termen(concluzie) for concluzie in aproape)
    return scrise + sum(emails_dupa.fara_raspuns(concluzie) for concluzie in publice.fara_urmare(acum))


def _blocata(pk):
    return Concluzie.objects.select_for_update(no_key=True, of=("self",)).get(pk=pk)


def _scrie(concluzie, ce, de, detalii=None):
    Fapta.objects.create(
        atelier_id=concluzie.atelier_id, ce=ce, de=de, detalii={"concluzie": concluzie.pk, **(detalii or {})}
    )
