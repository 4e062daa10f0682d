"""Who gets a place: asked and decided under the offering's row lock, everything read after the lock.

READ COMMITTED is part of the rule: under REPEATABLE READ what is read after the lock is older than the lock, and the
places are sold twice (`verificari` refuses such settings). The lock is NO KEY UPDATE, so that a row which only points
at the offering may be inserted meanwhile.
"""

from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from psycopg.errors import LockNotAvailable

from platforma.locuri.models import Parte

RABDARE_LACAT = "3s"


class Refuzat(Exception):
    """The rules of the offering do not allow it. `str()` is a Romanian sentence for the person who tried."""


class Aglomerat(Refuzat):
    """Somebody else held the lock for too long; nothing was written, and trying again is right."""


@contextmanager
def sub_lacat(model, *chei):
    """The offerings with these keys, locked to the end of the transaction, in the order of the keys given.

    Several are locked in the order of their keys, so two crosswise moves wait for each other instead of dying.
    Raises Aglomerat when a lock is not had within RABDARE_LACAT, and `model.DoesNotExist`.
    """
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{RABDARE_LACAT}'")
            gasite = {o.pk: o for o in blocate(model, chei)}
            if len(gasite) != len(set(chei)):
                raise model.DoesNotExist
            yield tuple(gasite[cheie] for cheie in chei)
    except OperationalError as e:
        if not isinstance(e.__cause__, LockNotAvailable):
            raise
        raise Aglomerat(_("Foarte multe persoane se înscriu chiar acum. Încercați din nou peste câteva clipe.")) from e


def blocate(model, chei):
    return model.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=chei).order_by("pk")


def incape(oferta, ocupate, parte):
    """Whether one more of this side fits, beside those who hold a place: {side: how many}."""
    limita = oferta.limita_partii(parte)
    return sum(ocupate.values()) < oferta.capacitate and (limita is None or ocupate[parte] < limita)


def stare_la_sosire(oferta, parte):
    """The state of somebody who comes now: a place, or the end of the queue. Under the lock.

    Whoever waits and could have the place goes first. Raises Refuzat when it is full and there is no waiting list.
    """
    loc = oferta.locuri.model
    ocupate = oferta.locuri.pe_parti()
    parti_in_coada = oferta.locuri.in_coada().order_by().values_list("parte", flat=True).distinct()
    if incape(oferta, ocupate, parte) and not any(incape(oferta, ocupate, p) for p in parti_in_coada):
        return loc.DUPA_PROMOVARE
    if not oferta.lista_asteptare:
        raise Refuzat(_("Nu mai sunt locuri libere, iar acest eveniment nu are listă de așteptare."))
    return loc.COADA


def promoveaza(oferta, acum, cel_mult=None):
    """Give the free places to those who wait, first come first among those whose side fits. Under the lock.

    Call it last in whatever frees a place or adds one. `cel_mult` limits how many, and then the hour does not count:
    staff give a place by hand when the automatic promotion has ended. Returns the promoted rows, in their order.
    """
    if cel_mult is None and acum >= oferta.promovare_pana_la:
        return []
    ocupate = oferta.locuri.pe_parti()
    promovate = []
    for loc in oferta.locuri.in_coada():
        if sum(ocupate.values()) >= oferta.capacitate or len(promovate) == cel_mult:
            break
        if incape(oferta, ocupate, loc.parte):
            muta_loc(loc, loc.DUPA_PROMOVARE, acum, **loc.campuri_la_promovare())
            ocupate[loc.parte] += 1
            promovate.append(loc)
    return promovate


def schimba_limitele(oferta, noi, refuz):
    """Write other limits of an offering, {field: number or None}; returns the old ones. Under the lock.

    Raises Refuzat below the places already held, with the sentence `refuz`, in which %(n)s is the smallest number
    possible. The trigger says the same, without words.
    """
    ocupate = oferta.locuri.pe_parti()
    minime = {
        "capacitate": sum(ocupate.values()),
        "capacitate_ong": ocupate[Parte.ONG],
        "capacitate_autoritati": ocupate[Parte.AUTORITATE],
    }
    for nume, valoare in noi.items():
        if valoare is not None and valoare < minime[nume]:
            raise Refuzat(refuz % {"n": minime[nume]})
    vechi = {nume: getattr(oferta, nume) for nume in noi}
    for nume, valoare in noi.items():
        setattr(oferta, nume, valoare)
    oferta.save(update_fields=list(noi))
    return vechi


def muta_loc(loc, stare, acum, **campuri):
    """Write the state of a row read under the lock; `campuri` are written with it."""
    loc.stare, loc.stare_din = stare, acum
    for nume, valoare in campuri.items():
        setattr(loc, nume, valoare)
    loc.save(update_fields=["stare", "stare_din", *campuri])


def pozitie(loc):
    """Place in the queue, from 1, or None for somebody who does not wait."""
    if loc.stare != loc.COADA:
        return None
    return (
        type(loc).objects.in_coada().filter(**{loc.OFERTA: getattr(loc, f"{loc.OFERTA}_id"), "pk__lte": loc.pk}).count()
    )
