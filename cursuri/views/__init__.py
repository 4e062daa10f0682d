from cursuri.views.calendare import calendar_cursant, calendar_serie
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
from cursuri.views.raport import pastrare, raport
from cursuri.views.selectie import conflict, fisa, selectie
from cursuri.views.sesiuni import sesiune, sesiune_noua, sterge_sesiunea
from cursuri.views.spatiu import ale_mele
from cursuri.views.verificare import verifica, verifica_cod, verifica_json

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
    "certificat",
    "certificate",
    "certificate_externe",
    "confirma",
    "conflict",
    "corecteaza",
    "criterii",
    "curs",
    "cursanti",
    "depune",
    "document_motivare",
    "emite_din_nou",
    "fisa",
    "formatori",
    "hartie",
    "hotaraste",
    "importa",
    "inchide_prezenta",
    "initiale",
    "inlocuieste",
    "intrare",
    "lista",
    "lista_semnaturi",
    "lot",
    "material",
    "material_cursant",
    "materiale",
    "modifica",
    "motivare",
    "muta",
    "note",
    "nou",
    "organizare",
    "pastrare",
    "pdf",
    "pdf_cerere",
    "prezenta",
    "promoveaza",
    "raport",
    "redeschide_prezenta",
    "redeseneaza",
    "retrage",
    "revoca",
    "scan",
    "selectie",
    "serie",
    "sesiune",
    "sesiune_noua",
    "sterge_material",
    "sterge_sesiunea",
    "verifica",
    "verifica_cod",
    "verifica_json",
]
