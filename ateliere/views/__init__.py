from ateliere.views.calendare import (
    calendar_atelier,
    calendar_inscriere,
    calendar_sector,
    calendar_tema,
    calendar_toate,
)
from ateliere.views.inscriere import anuleaza, inscrie, inscriere
from ateliere.views.inscrisi import adauga, inscris, inscrisi, promoveaza
from ateliere.views.intrare import intrare
from ateliere.views.mesaje import mesaj, mesaj_nou, mesaje, modifica_mesaj, sterge_mesaj, trimite_mesaj
from ateliere.views.organizare import agenda, capacitate, modifica, muta, nou, organizare
from ateliere.views.prezenta import (
    bifeaza,
    hartie,
    inchide_prezenta,
    lista_semnaturi,
    prezenta,
    redeschide_prezenta,
)
from ateliere.views.program import atelier, calendar, lista
from ateliere.views.spatiu import ale_mele

__all__ = [
    "adauga",
    "agenda",
    "ale_mele",
    "anuleaza",
    "atelier",
    "bifeaza",
    "calendar",
    "calendar_atelier",
    "calendar_inscriere",
    "calendar_sector",
    "calendar_tema",
    "calendar_toate",
    "capacitate",
    "hartie",
    "inchide_prezenta",
    "inscrie",
    "inscriere",
    "inscris",
    "inscrisi",
    "intrare",
    "lista",
    "lista_semnaturi",
    "mesaj",
    "mesaj_nou",
    "mesaje",
    "modifica",
    "modifica_mesaj",
    "muta",
    "nou",
    "organizare",
    "prezenta",
    "promoveaza",
    "redeschide_prezenta",
    "sterge_mesaj",
    "trimite_mesaj",
]
