from cursuri.models.cerere import NEINCHEIATE, SEMNATAR, Cerere, Criteriu, Fisa, Punctaj
from cursuri.models.invatare import Material, Prezenta, Rezultat, ScanareRespinsa, VizibilMaterial
from cursuri.models.motivare import Motivare, StareMotivare
from cursuri.models.serie import OCUPA, PUBLICE, Fapta, Formator, Serie, Sesiune, Tema
from cursuri.models.valori import Ce, StareCerere, StareSerie

__all__ = [
    "NEINCHEIATE",
    "OCUPA",
    "PUBLICE",
    "SEMNATAR",
    "Ce",
    "Cerere",
    "Criteriu",
    "Fapta",
    "Fisa",
    "Formator",
    "Material",
    "Motivare",
    "Prezenta",
    "Punctaj",
    "Rezultat",
    "ScanareRespinsa",
    "Serie",
    "Sesiune",
    "StareCerere",
    "StareMotivare",
    "StareSerie",
    "Tema",
    "VizibilMaterial",
]
