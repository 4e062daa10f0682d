"""Who has a dossier open right now. In the cache only: a courtesy, not a lock; `muta` decides who was first."""

import time

from django.core.cache import cache

BATAIE = 20  # seconds between two signs of an open page
VALABIL = 45  # seconds after which a page that gives no sign counts as closed


def _cheie(dosar_pk):
    return f"moderare:prezenta:{dosar_pk}"


def nume_scurt(persoana):
    """„Maria M.”: enough for colleagues to know each other by."""
    parti = str(persoana).split()
    return f"{parti[0]} {parti[-1][0]}." if len(parti) > 1 else str(persoana)


def bate(dosar_pk, persoana):
    """Note that this person still looks at it. Two signs in the same instant may lose one until the next."""
    acum = time.time()
    vazut = {k: v for k, v in cache.get(_cheie(dosar_pk), {}).items() if v[1] > acum - VALABIL}
    vazut[persoana.pk] = (nume_scurt(persoana), acum)
    cache.set(_cheie(dosar_pk), vazut, VALABIL)


def pleaca(dosar_pk, persoana):
    """She is done with it: the next colleague should not wait for the sign to fade."""
    vazut = cache.get(_cheie(dosar_pk), {})
    if vazut.pop(persoana.pk, None):
        cache.set(_cheie(dosar_pk), vazut, VALABIL)


def cine(dosare_pk, fara):
    """{dossier key: names of others who look at it}, in one trip to the cache."""
    acum = time.time()
    chei = {_cheie(pk): pk for pk in dosare_pk}
    return {
        chei[cheie]: sorted(nume for pk, (nume, la) in vazut.items() if pk != fara.pk and la > acum - VALABIL)
        for cheie, vazut in cache.get_many(chei).items()
    }
