"""When digests leave: every day at 8:00, or on Mondays at 8:00, by the clock of Bucharest.

Terms are moments. On the days when the clock changes a day has 23 or 25 hours, and 8:00 is still 8:00; that hour is
never skipped and never comes twice.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

ORA = time(8)
LUNI = 0


def ultimul_termen(saptamanal, moment):
    """The latest term that is not after `moment`."""
    zi = timezone.localdate(moment)
    if _termen(zi) > moment:
        zi -= timedelta(days=1)
    return _termen(zi - timedelta(days=(zi.weekday() - LUNI) % 7) if saptamanal else zi)


def urmatorul_termen(saptamanal, moment):
    """The first term after `moment`."""
    zi = timezone.localdate(ultimul_termen(saptamanal, moment))
    return _termen(zi + timedelta(days=7 if saptamanal else 1))


def _termen(zi):
    return timezone.make_aware(datetime.combine(zi, ORA))
