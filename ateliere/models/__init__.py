from ateliere.models.atelier import AVUTE_LOC, IN_PROGRAM, PROMOVARE_INAINTE, PUBLICE, Atelier, Fapta, PunctAgenda
from ateliere.models.concluzie import FARA_URMARE_DUPA, NEINCHEIATE, Concluzie, StareConcluzie
from ateliere.models.export import Export
from ateliere.models.fisiere import FelMaterial, Fotografie, Material, VizibilMaterial
from ateliere.models.inscriere import SEMNATAR, Inscriere
from ateliere.models.mesaj import Destinatari, MesajAtelier
from ateliere.models.prezenta import Prezenta, ScanareRespinsa
from ateliere.models.proces import ProcesVerbal, StareProces, VersiuneProces, gazdele
from ateliere.models.tema import Serie, Tema
from ateliere.models.valori import Ce, StareAtelier, StareInscriere, SursaInscriere

__all__ = [
    "AVUTE_LOC",
    "FARA_URMARE_DUPA",
    "IN_PROGRAM",
    "NEINCHEIATE",
    "PROMOVARE_INAINTE",
    "PUBLICE",
    "SEMNATAR",
    "Atelier",
    "Ce",
    "Concluzie",
    "Destinatari",
    "Export",
    "Fapta",
    "FelMaterial",
    "Fotografie",
    "Inscriere",
    "Material",
    "MesajAtelier",
    "Prezenta",
    "ProcesVerbal",
    "PunctAgenda",
    "ScanareRespinsa",
    "Serie",
    "StareAtelier",
    "StareConcluzie",
    "StareInscriere",
    "StareProces",
    "SursaInscriere",
    "Tema",
    "VersiuneProces",
    "VizibilMaterial",
    "gazdele",
]
