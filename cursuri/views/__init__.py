from cursuri.views.cerere import cerere, confirma, depune, retrage
from cursuri.views.cereri import cerere_primita, cereri, hotaraste, promoveaza
from cursuri.views.certificate import (
    certificat,
    certificate,
    certificate_externe,
    emite_din_nou,
    initiale,
    inlocuieste,
    lot,
    pdf,
    pdf_cerere,
    redeseneaza,
    revoca,
    scan,
)
from cursuri.views.organizare import capacitate, criterii, formatori, modifica, muta, nou, organizare
from cursuri.views.program import curs, lista, serie
from cursuri.views.raport import pastrare, raport
from cursuri.views.selectie import conflict, fisa, selectie
from cursuri.views.sesiuni import sesiune, sesiune_noua, sterge_sesiunea
from cursuri.views.spatiu import ale_mele
from cursuri.views.verificare import verifica, verifica_cod, verifica_json

__all__ = [
    "ale_mele",
    "capacitate",
    "cerere",
    "cerere_primita",
    "cereri",
    "certificat",
    "certificate",
    "certificate_externe",
    "confirma",
    "conflict",
    "criterii",
    "curs",
    "depune",
    "emite_din_nou",
    "fisa",
    "formatori",
    "hotaraste",
    "initiale",
    "inlocuieste",
    "lista",
    "lot",
    "modifica",
    "muta",
    "nou",
    "organizare",
    "pastrare",
    "pdf",
    "pdf_cerere",
    "promoveaza",
    "raport",
    "redeseneaza",
    "retrage",
    "revoca",
    "scan",
    "selectie",
    "serie",
    "sesiune",
    "sesiune_noua",
    "sterge_sesiunea",
    "verifica",
    "verifica_cod",
    "verifica_json",
]
