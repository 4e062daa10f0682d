from ateliere.models.atelier import AVUTE_LOC, IN_PROGRAM, PROMOVARE_INAINTE, PUBLICE, Atelier, Fapta, PunctAgenda
from ateliere.models.inscriere import SEMNATAR, Inscriere, cod_nou
from ateliere.models.mesaj import Destinatari, MesajAtelier
from ateliere.models.prezenta import Prezenta, ScanareRespinsa
from ateliere.models.tema import Serie, Tema
from ateliere.models.valori import Ce, Format, StareAtelier, StareInscriere, SursaInscriere

__all__ = [
    "AVUTE_LOC",
    "IN_PROGRAM",
    "PROMOVARE_INAINTE",
    "PUBLICE",
    "SEMNATAR",
    "Atelier",
    "Ce",
    "Destinatari",
    "Fapta",
    "Format",
    "Inscriere",
    "MesajAtelier",
    "Prezenta",
    "PunctAgenda",
    "ScanareRespinsa",
    "Serie",
    "StareAtelier",
    "StareInscriere",
    "SursaInscriere",
    "Tema",
    "cod_nou",
]
