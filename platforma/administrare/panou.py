"""The first page of the admin: counts that matter, each a link to the rows it counts.

Each app adds its own boxes, so that this one knows none of them: `@cutie(ordine=10, drept="moderare.view_dosar")`
over a function that takes the request and returns a Cutie, or None when there is nothing to say.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rand:
    eticheta: str
    valoare: str
    adresa: str = ""
    nota: str = ""
    atentie: bool = False  # somebody should do something


@dataclass(frozen=True)
class Cutie:
    titlu: str
    randuri: list = field(default_factory=list)
    gol: str = ""  # what to say when there are no rows
    larga: bool = False


_cutii = []


def cutie(*, ordine, drept):
    """Register a box, shown to those who have this right."""

    def inregistreaza(functie):
        _cutii.append((ordine, functie.__name__, drept, functie))
        return functie

    return inregistreaza


def cutii(request):
    """The boxes this person may see, in order."""
    vazute = [functie for _o, _n, drept, functie in sorted(_cutii, key=lambda c: c[:2]) if request.user.has_perm(drept)]
    return [c for functie in vazute if (c := functie(request)) is not None]
