"""What an app at the top shows on a page of an app below it, which does not know it.

The page names a place and the app registers a piece for it, as it does with its boxes on the first page of the admin:

    @bucata("profil", ordine=10)
    def noutatile_organizatiei(organizatie):
        return Bucata("noutati/_pe_profil.html", {"noutati": …})

The template of the page then says `{% vitrina "profil" organizatie %}`. A piece that has nothing to show returns None,
and the page has no trace of it. An app imports its `vitrina` module in its AppConfig.ready().
"""

from dataclasses import dataclass, field

# Where pieces may stand, and what each function is given there.
LOCURI = {
    "acasa-acum": "home page, „Ce se întâmplă acum”: nothing is given",
    "acasa-urmari": "home page, „Ce a ieșit”: nothing is given",
    "cursuri": "the page of the courses, its end: nothing is given",
    "profil": "an organisation's public profile: the organisation",
    "parteneriat": "a partnership's public page, „Ce a ieșit”: the partnership",
    "spatiu": "the first page of the workspace: the person",
    "spatiu-organizatie": "an organisation's page in the workspace, its side menu: the organisation",
}


@dataclass(frozen=True)
class Bucata:
    sablon: str
    context: dict = field(default_factory=dict)


_bucati = []


def bucata(loc, *, ordine):
    """Register a piece for a place of LOCURI; the smaller `ordine` stands first."""
    if loc not in LOCURI:
        raise ValueError(f"There is no place {loc!r}: see LOCURI.")

    def inregistreaza(functie):
        _bucati.append((loc, ordine, functie.__name__, functie))
        return functie

    return inregistreaza


def bucati(loc, *argumente):
    """The pieces that have something to show in a place, in order."""
    alese = [functie for al_cui, _o, _n, functie in sorted(_bucati, key=lambda b: b[:3]) if al_cui == loc]
    return [piesa for functie in alese if (piesa := functie(*argumente)) is not None]
