from cursuri.views.cerere import cerere, confirma, depune, retrage
from cursuri.views.cereri import cerere_primita, cereri, hotaraste, promoveaza
from cursuri.views.organizare import capacitate, criterii, formatori, modifica, muta, nou, organizare
from cursuri.views.program import curs, lista, serie
from cursuri.views.selectie import conflict, fisa, selectie
from cursuri.views.sesiuni import sesiune, sesiune_noua, sterge_sesiunea
from cursuri.views.spatiu import ale_mele

__all__ = [
    "ale_mele",
    "capacitate",
    "cerere",
    "cerere_primita",
    "cereri",
    "confirma",
    "conflict",
    "criterii",
    "curs",
    "depune",
    "fisa",
    "formatori",
    "hotaraste",
    "lista",
    "modifica",
    "muta",
    "nou",
    "organizare",
    "promoveaza",
    "retrage",
    "selectie",
    "serie",
    "sesiune",
    "sesiune_noua",
    "sterge_sesiunea",
]
