"""Working days: Monday to Friday without the days of the calendar „Zile nelucrătoare” (Codul muncii, art. 139).

Everything counts local days (Europe/Bucharest). The calendar is read once for a page: ask `zile_libere` for the whole
span, then hand the answer to `zile_lucratoare` row by row.
"""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from platforma.nomenclatoare.models import ZiNelucratoare

O_ZI = timedelta(days=1)


def moment_local(naiv):
    """The moment at which a clock in Bucharest shows this naive date and hour.

    An hour that comes twice (clocks go back in October) means its first coming, still on summer time. Raises
    ValueError for one that never comes (clocks go forward in March).
    """
    fus = timezone.get_default_timezone()
    moment = naiv.replace(tzinfo=fus, fold=0)
    if moment.astimezone(UTC).astimezone(fus).replace(tzinfo=None) != naiv:
        raise ValueError(naiv)
    return moment


def vine_de_doua_ori(moment):
    """Whether the clock shows this hour twice on that day."""
    local = timezone.localtime(moment)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _zi(moment):
    """The local day of an aware moment; a date is already one."""
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def zile_libere(de_la, pana_la):
    """Holidays between two moments or dates, both ends included, as a set of dates. One query."""
    return set(ZiNelucratoare.objects.filter(data__range=(_zi(de_la), _zi(pana_la))).values_list("data", flat=True))


def este_lucratoare(zi, libere):
    return zi.weekday() < 5 and zi not in libere


def zile_lucratoare(de_la, pana_la, libere=None):
    """Working days that have passed: those after the day of `de_la`, up to and with the day of `pana_la`.

    Sent on Friday and read on Monday is 1; read on the same day is 0. `libere` spares the query; it must cover the
    span. Whole weeks are not walked day by day, so a span of years costs nothing.
    """
    de_la, pana_la = _zi(de_la), _zi(pana_la)
    if pana_la <= de_la:
        return 0
    libere = zile_libere(de_la, pana_la) if libere is None else libere
    saptamani, rest = divmod((pana_la - de_la).days, 7)
    zile = saptamani * 5 + sum((de_la + n * O_ZI).weekday() < 5 for n in range(1, rest + 1))
    return zile - sum(zi.weekday() < 5 for zi in libere if de_la < zi <= pana_la)


def acum_zile_lucratoare(zile, pana_la=None):
    """The moment before which something must have happened for more than `zile` working days to have passed.

    An aware local midnight, so a list can be filtered in SQL: `depus_la__lt=acum_zile_lucratoare(3)`.
    """
    zi = _zi(pana_la or timezone.now())
    libere = zile_libere(zi - (zile * 7 + 30) * O_ZI, zi)
    ramase = zile + 1
    while True:
        ramase -= este_lucratoare(zi, libere)
        if not ramase:
            return timezone.make_aware(datetime.combine(zi, time()))
        zi -= O_ZI


def peste_zile_lucratoare(de_la, zile, libere=None):
    """The day on which `zile` working days will have passed since `de_la`; `libere` as in `zile_lucratoare`."""
    zi = _zi(de_la)
    libere = zile_libere(zi, zi + (zile * 7 + 30) * O_ZI) if libere is None else libere
    while zile:
        zi += O_ZI
        zile -= este_lucratoare(zi, libere)
    return zi
