"""Is the platform alive, and is it ready? For proxies, supervisors and whoever watches over it."""

from functools import cache as o_data

from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from structlog import get_logger

from platforma.mesaje.stare import lucrator_vazut_acum, posta_intarziata, varsta_cea_mai_veche

BINE, DEFECT = "bine", "defect"
jurnal = get_logger(__name__)


@never_cache
@require_safe
def stare_viu(request):
    """The process answers. Asks nothing of the database or the cache, so that it is not restarted for their faults."""
    return JsonResponse({"stare": BINE})


@never_cache
@require_safe
def stare_pregatit(request):
    """Whether this process can serve people: 200 or 503, and which part is to blame. Says nothing secret.

    `lucrator_vazut_acum` (seconds since a worker last swept the outbox, null when none did in a day) does not turn it
    red: without a worker the site still serves, and a late mail turns it red soon enough.
    """
    parti = {"baza": _baza, "cache": _cache, "migrari": _migrari, "posta": _posta}
    raspuns = {nume: _incearca(nume, parte) for nume, parte in parti.items()}
    bine = all(valoare == BINE for valoare in raspuns.values())
    masuri = {
        "mesaj_scadent_de": _incearca("mesaj_scadent_de", varsta_cea_mai_veche, None),
        "lucrator_vazut_acum": _incearca("lucrator_vazut_acum", lucrator_vazut_acum, None),
    }
    return JsonResponse({"stare": BINE if bine else DEFECT, **raspuns, **masuri}, status=200 if bine else 503)


def _incearca(nume, parte, altfel=DEFECT):
    try:
        return parte()
    except Exception as eroare:  # whatever it is, the answer must still come, and the log says which
        jurnal.warning("stare_defect", parte=nume, eroare=f"{type(eroare).__name__}: {eroare}")
        return altfel


def _baza():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return BINE


def _cache():
    cache.set("stare:proba", BINE, 30)
    return cache.get("stare:proba", DEFECT)


def _migrari():
    """Whether each migration of this code has been applied to this database."""
    aplicate = set(MigrationRecorder(connection).applied_migrations())
    return BINE if _migrari_din_cod() <= aplicate else DEFECT


@o_data
def _migrari_din_cod():
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _posta():
    """Not by the oldest due mail alone: a newsletter to thousands takes its time."""
    return BINE if posta_intarziata() is None else DEFECT
