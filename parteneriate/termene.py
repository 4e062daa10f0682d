"""Calendar months on the days of Bucharest: when a report is due, and since when a partnership is silent.

Days, never moments: an hour that the clocks skip or repeat changes nothing.
"""

from calendar import monthrange
from datetime import datetime, time, timedelta

from django.utils import timezone

TACERE = 6  # months without any update after which a partnership under way needs one
O_ZI = timedelta(days=1)


def peste_luni(zi, luni):
    """The same day so many calendar months later, or the last of that month where it has no such day."""
    an, luna = divmod(zi.year * 12 + zi.month - 1 + luni, 12)
    return zi.replace(year=an, month=luna + 1, day=min(zi.day, monthrange(an, luna + 1)[1]))


def acum_luni(zi, luni):
    """The last day from which so many calendar months have passed by `zi`: peste_luni(ea, luni) <= zi."""
    atunci = peste_luni(zi, -luni)
    while peste_luni(atunci + O_ZI, luni) <= zi:  # after a short month: 29, 30 and 31 August lead to 28 February too
        atunci += O_ZI
    return atunci


def tace(actualizat_la, azi):
    """Whether TACERE months have passed on `azi` since the local day of an aware moment."""
    return peste_luni(timezone.localdate(actualizat_la), TACERE) <= azi


def tacut_dinainte(azi):
    """The moment before which something was last updated when it is silent on `azi`: `tace`, for a query."""
    return timezone.make_aware(datetime.combine(acum_luni(azi, TACERE) + O_ZI, time()))
