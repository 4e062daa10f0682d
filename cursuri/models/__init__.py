from cursuri.models.cerere import NEINCHEIATE, SEMNATAR, Cerere, Criteriu, Fisa, Punctaj
from cursuri.models.certificat import (
    ANONIM,
    CategorieRevocare,
    Certificat,
    CertificatExtern,
    ExportCertificate,
    Lot,
    NumarCertificat,
    RandLot,
    StareCertificat,
)
from cursuri.models.invatare import Material, Prezenta, Rezultat, ScanareRespinsa, VizibilMaterial
from cursuri.models.motivare import Motivare, StareMotivare
from cursuri.models.serie import OCUPA, PUBLICE, Fapta, Formator, Serie, Sesiune, Tema
from cursuri.models.valori import Ce, StareCerere, StareSerie

__all__ = [
    "ANONIM",
    "NEINCHEIATE",
    "OCUPA",
    "PUBLICE",
    "SEMNATAR",
    "CategorieRevocare",
    "Ce",
    "Cerere",
    "Certificat",
    "CertificatExtern",
    "Criteriu",
    "ExportCertificate",
    "Fapta",
    "Fisa",
    "Formator",
    "Lot",
    "Material",
    "Motivare",
    "NumarCertificat",
    "Prezenta",
    "Punctaj",
    "RandLot",
    "Rezultat",
    "ScanareRespinsa",
    "Serie",
    "Sesiune",
    "StareCerere",
    "StareCertificat",
    "StareMotivare",
    "StareSerie",
    "Tema",
    "VizibilMaterial",
]
