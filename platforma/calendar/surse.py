"""What a person's own calendar holds. Each app adds its events, so that the ground imports none of them."""

_surse = []


def sursa(functie):
    """Register `functie(persoana) -> list of Eveniment`: what she has a place at, and nothing else."""
    _surse.append(functie)
    return functie


def evenimente(persoana):
    """Everything she has a place at, in order of time."""
    toate = [eveniment for functie in _surse for eveniment in functie(persoana)]
    return sorted(toate, key=lambda e: (e.incepe, str(e.uid)))
