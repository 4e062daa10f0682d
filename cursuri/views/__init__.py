from cursuri.views.calendare import calendar_cursant, calendar_serie
from cursuri.views.cerere import cerere, confirma, depune, retrage
from cursuri.views.cereri import cerere_primita, cereri, hotaraste, promoveaza
from cursuri.views.cursant import cere_motivare
from cursuri.views.cursanti import absente, corecteaza, cursanti, document_motivare, motivare, note
from cursuri.views.intrare import intrare
from cursuri.views.materiale import material, material_cursant, materiale, sterge_material
from cursuri.views.organizare import capacitate, criterii, formatori, modifica, muta, nou, organizare
from cursuri.views.prezenta import (
    bifeaza,
    hartie,
    importa,
    inchide_prezenta,
    lista_semnaturi,
    prezenta,
    redeschide_prezenta,
)
from cursuri.views.program import curs, lista, serie
from cursuri.views.selectie import conflict, fisa, selectie
from cursuri.views.sesiuni import sesiune, sesiune_noua, sterge_sesiunea
from cursuri.views.spatiu import ale_mele

__all__ = [
    "absente",
    "ale_mele",
    "bifeaza",
    "calendar_cursant",
    "calendar_serie",
    "capacitate",
    "cere_motivare",
    "cerere",
    "cerere_primita",
    "cereri",
    "confirma",
    "conflict",
    "corecteaza",
    "criterii",
    "curs",
    "cursanti",
    "depune",
    "document_motivare",
    "fisa",
    "formatori",
    "hartie",
    "hotaraste",
    "importa",
    "inchide_prezenta",
    "intrare",
    "lista",
    "lista_semnaturi",
    "material",
    "material_cursant",
    "materiale",
    "modifica",
    "motivare",
    "muta",
    "note",
    "nou",
    "organizare",
    "prezenta",
    "promoveaza",
    "redeschide_prezenta",
    "retrage",
    "selectie",
    "serie",
    "sesiune",
    "sesiune_noua",
    "sterge_material",
    "sterge_sesiunea",
]
