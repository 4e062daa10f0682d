"""The ranking of a series: what the sheets say of each application, and what a decision should look at twice.

Sheets with a conflict of interest count for nothing. Two totals are far apart when they differ by more than a quarter
of the most that could be given; then a third evaluator is suggested.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cursuri.models import Cerere, Fisa, StareCerere

DEPARTE = Decimal("0.25")  # of the maximum
FISE_NECESARE = 2  # of different evaluators, before an application is accepted or put on the reserve list


@dataclass
class Rand:
    """One application in the ranking. `loc` is its place by mean among those that can be decided, or None."""

    cerere: Cerere
    fise: list  # valid and handed in
    conflicte: int
    maxim: int
    din_organizatie: int  # applications of the same organisation that are still in play
    loc: int | None = None

    @property
    def media(self):
        return media([f.total for f in self.fise])

    @property
    def ecart(self):
        totaluri = [f.total for f in self.fise]
        return max(totaluri) - min(totaluri) if len(totaluri) > 1 else 0

    @property
    def departe(self):
        """Whether the evaluators are far apart and nobody has been asked a third time."""
        return len(self.fise) == FISE_NECESARE and self.ecart > DEPARTE * self.maxim

    @property
    def de_hotarat(self):
        """Whether it may be accepted or put on the reserve list."""
        return self.cerere.stare == StareCerere.DEPUSA and len(self.fise) >= FISE_NECESARE


def media(totaluri):
    """To two decimals, exactly; None of nothing."""
    if not totaluri:
        return None
    return (Decimal(sum(totaluri)) / len(totaluri)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def mediile(serie):
    """{key of the application: mean of its valid sheets} of a series; without a sheet, 0."""
    totaluri = {pk: [] for pk in serie.cereri.values_list("pk", flat=True)}
    for cerere_pk, total in Fisa.objects.valabile().filter(cerere__serie=serie).values_list("cerere_id", "total"):
        totaluri[cerere_pk].append(total)
    return {pk: media(lista) or Decimal(0) for pk, lista in totaluri.items()}


def maximul(serie):
    """The most points that one sheet can give."""
    return sum(serie.criterii.values_list("maxim", flat=True))


def clasament(serie):
    """The applications handed in, best mean first and without one last, as Rand; four queries whatever their number.

    Of equal means the one that was handed in first stands before.
    """
    cereri = list(serie.cereri.depuse().select_related("organizatie"))
    valabile, conflicte = {c.pk: [] for c in cereri}, Counter()
    for fisa in Fisa.objects.filter(cerere__in=cereri, depusa_la__isnull=False).select_related("evaluator"):
        if fisa.conflict:
            conflicte[fisa.cerere_id] += 1
        else:
            valabile[fisa.cerere_id].append(fisa)
    in_joc = Counter(c.organizatie_id for c in cereri if c.in_joc)
    maxim = maximul(serie)
    randuri = [Rand(c, valabile[c.pk], conflicte[c.pk], maxim, in_joc[c.organizatie_id]) for c in cereri]
    randuri.sort(key=lambda r: (-(r.media if r.media is not None else Decimal(-1)), r.cerere.depusa_la, r.cerere.pk))
    for loc, rand in enumerate([r for r in randuri if r.media is not None], start=1):
        rand.loc = loc
    return randuri
