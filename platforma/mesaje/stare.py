"""How the post is doing: for the health page, the staff's banner and the dashboard."""

import time
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count, Min
from django.utils import timezone

from platforma.mesaje.models import Mesaj

_EROARE, _LUCRATOR = "mesaje:eroare", "mesaje:lucrator"
_PASTRARE = 24 * 3600  # seconds


@dataclass(frozen=True)
class Intarziere:
    cate: int  # mails due for longer than INTARZIERE
    din: datetime  # since when the oldest of them is due
    eroare: str  # why the mail server could not be reached, when that is the reason


def posta_intarziata():
    """Mails that should have left by now, or None when all is well."""
    rand = Mesaj.objects.intarziate().aggregate(cate=Count("pk"), din=Min("urmatoarea_la"))
    return Intarziere(**rand, eroare=cache.get(_EROARE, "")) if rand["cate"] else None


def varsta_cea_mai_veche():
    """Seconds since the oldest due mail should have been sent; 0 when none is due."""
    din = Mesaj.objects.scadente().aggregate(din=Min("urmatoarea_la"))["din"]
    return 0 if din is None else round((timezone.now() - din).total_seconds())


def noteaza_eroarea(text):
    """Remember why the server could not be reached; an empty text forgets it."""
    if text:
        cache.set(_EROARE, text, _PASTRARE)
    else:
        cache.delete(_EROARE)


def lucratorul_traieste():
    """Called by the worker at each sweep: the sign that beat and a worker run."""
    cache.set(_LUCRATOR, time.time(), _PASTRARE)


def lucrator_vazut_acum():
    """Seconds since a worker last swept the outbox, or None when none did in the last day."""
    vazut = cache.get(_LUCRATOR)
    return None if vazut is None else round(time.time() - vazut)
