from ateliere.views.inscriere import anuleaza, inscrie, inscriere
from ateliere.views.inscrisi import adauga, inscris, inscrisi, promoveaza
from ateliere.views.organizare import agenda, capacitate, modifica, muta, nou, organizare
from ateliere.views.program import atelier, calendar, lista
from ateliere.views.spatiu import ale_mele

__all__ = [
    "adauga",
    "agenda",
    "ale_mele",
    "anuleaza",
    "atelier",
    "calendar",
    "capacitate",
    "inscrie",
    "inscriere",
    "inscris",
    "inscrisi",
    "lista",
    "modifica",
    "muta",
    "nou",
    "organizare",
    "promoveaza",
]
