"""How far an indicator is on its way, as a fraction and as a drawing. Pure: numbers and days in, numbers out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# The drawing, in units of its viewBox; CSS gives it its width on the page.
LATIME, INALTIME = 320, 150
STANGA, DREAPTA, SUS, JOS = 6, 314, 22, 134


def progres(baza, tinta, valoare):
    """The part of the way from baseline to target, 0 to 1; below 0 when it went the other way, above 1 past the target.

    The target may be below the baseline. Where both are the same there is no way to go, only something to keep: 1 when
    it was kept, else 0. None without a target.
    """
    if tinta is None:
        return None
    if tinta == baza:
        return Decimal(valoare == tinta)
    return (Decimal(valoare) - baza) / (Decimal(tinta) - baza)


def atinsa(baza, tinta, valoare):
    """Whether the target was reached, from whichever side."""
    parte = progres(baza, tinta, valoare)
    return parte is not None and parte >= 1


def procent(parte):
    """A fraction as a whole percentage, rounded down so that 100 is said only of what was reached."""
    return int(parte * 100 // 1)


@dataclass(frozen=True)
class Punct:
    x: str
    y: str
    la: date
    valoare: Decimal


@dataclass(frozen=True)
class Grafic:
    """Where the line, the target and their points stand. Coordinates are text, so no locale puts commas in them."""

    puncte: tuple
    drum: str  # points of the polyline
    tinta_y: str | None
    tinta_x: str | None
    tinta_text_y: str | None
    de_la: date
    pana_la: date


def grafic(baza, baza_la, tinta, tinta_la, valori):
    """The drawing of rows (day, value) after a baseline, towards a target on a day."""
    randuri = sorted([(baza_la, baza), *valori])
    zile = [zi for zi, _v in randuri] + ([tinta_la] if tinta_la else [])
    numere = [v for _zi, v in randuri] + ([tinta] if tinta is not None else [])
    x = _scara(min(zile).toordinal(), max(zile).toordinal(), STANGA, DREAPTA)
    y = _scara(min(numere), max(numere), JOS, SUS)
    puncte = tuple(Punct(_scris(x(zi.toordinal())), _scris(y(v)), zi, v) for zi, v in randuri)
    tinta_y = None if tinta is None else y(tinta)
    return Grafic(
        puncte=puncte,
        drum=" ".join(f"{p.x},{p.y}" for p in puncte),
        tinta_y=None if tinta_y is None else _scris(tinta_y),
        tinta_x=None if tinta_la is None else _scris(x(tinta_la.toordinal())),
        tinta_text_y=None if tinta_y is None else _scris(tinta_y - 7),
        de_la=min(zile),
        pana_la=max(zile),
    )


def _scara(mic, mare, de_la, pana_la):
    """From numbers between `mic` and `mare` to the drawing; all the same stand in the middle."""
    if mic == mare:
        return lambda v: (de_la + pana_la) / 2
    return lambda v: de_la + float((Decimal(v) - Decimal(mic)) / (Decimal(mare) - Decimal(mic))) * (pana_la - de_la)


def _scris(numar):
    return f"{numar:.1f}"
