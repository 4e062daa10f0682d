"""The papers of a social enterprise run out (Legea 219/2015): its people are told 90 and 30 days before, and that day.

The badge itself goes by the clock (`Organizatie.atestat_valabil`, `marca_valabila`); nothing here writes a profile.
"""

from datetime import timedelta

from django.utils import timezone

from organizatii import emails
from organizatii.models import Organizatie

INAINTE = (0, 30, 90)  # days before the last day of validity
URMA = 14  # days after it in which the last mail still goes, should no worker have run
ACTE = {"atestat": "atestat_valabil_pana", "marca": "marca_valabil_pana"}


def aminteste(azi=None):
    """Write the reminders that are due; returns how many mails. Run again it finds nothing, a new date starts anew."""
    azi = azi or timezone.localdate()
    return sum(
        emails.act_care_expira(organizatie, act, getattr(organizatie, camp), pas)
        for act, camp in ACTE.items()
        for organizatie in _aproape(act, camp, azi)
        if (pas := _pasul(getattr(organizatie, camp), azi)) is not None
    )


def _aproape(act, camp, azi):
    interval = (azi - timedelta(days=URMA), azi + timedelta(days=INAINTE[-1]))
    cu_act = Organizatie.objects.publice().revendicate().exclude(**{f"{act}_numar": ""})
    return cu_act.filter(**{f"{camp}__range": interval}).order_by("pk")


def _pasul(pana, azi):
    """The nearest of INAINTE that has come: never two at once."""
    ramase = (pana - azi).days
    return next((pas for pas in INAINTE if ramase <= pas), None)
