"""What the tests of following share."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from noutati import abonari
from noutati.models import Abonare, Frecventa
from tests.noutati.conftest import noutate

BUCURESTI = ZoneInfo("Europe/Bucharest")
ALEGERI = {
    "frecventa": Frecventa.ZILNIC,
    "categorii": [],
    "domenii": [],
    "sectoare": [],
    "organizatii": [],
    "buletine": False,
}


def la(an, luna, zi, ora=0, minut=0):
    """A moment by the clock of Bucharest."""
    return datetime(an, luna, zi, ora, minut, tzinfo=BUCURESTI)


def urmaritor(email="ana@exemplu.test", din=None, **alegeri):
    """A confirmed subscription, by default from an hour ago."""
    abonari.cere(email, {**ALEGERI, **alegeri})
    abonare = abonari.confirma(Abonare.objects.get(email=email))
    abonare.trimis_pana = din or timezone.now() - timedelta(hours=1)
    abonare.save()
    return abonare


def aparuta(titlu, cand=None, organizatie=None, **campuri):
    """A public item that was marked as having appeared at that moment."""
    cand = cand or timezone.now()
    return noutate(titlu, organizatie, vizibila_din=cand, aparuta_la=cand, **campuri)
