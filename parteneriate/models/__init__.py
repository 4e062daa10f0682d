from parteneriate.models.dovezi import Act, DocumentParteneriat
from parteneriate.models.etape import (
    AUTORITATI,
    IN_LUCRU,
    INAINTE_DE_SEMNARE,
    ORGANIZATII_SOCIALE,
    SEMNATE,
    Ce,
    Etapa,
    FelAct,
    FelDocument,
    RolParte,
    Sursa,
    Vizibilitate,
)
from parteneriate.models.jurnal import Fapta
from parteneriate.models.liste import (
    ParteneriatAct,
    ParteneriatCartier,
    ParteneriatDomeniu,
    ParteneriatGrup,
    ParteneriatODD,
    ParteneriatSector,
)
from parteneriate.models.parte import Contributie, Parte
from parteneriate.models.parteneriat import CONTACT, REZERVATE, Parteneriat, slug_liber
from parteneriate.models.tip import Cerinta, TipParteneriat

__all__ = [
    "AUTORITATI",
    "CONTACT",
    "INAINTE_DE_SEMNARE",
    "IN_LUCRU",
    "ORGANIZATII_SOCIALE",
    "REZERVATE",
    "SEMNATE",
    "Act",
    "Ce",
    "Cerinta",
    "Contributie",
    "DocumentParteneriat",
    "Etapa",
    "Fapta",
    "FelAct",
    "FelDocument",
    "Parte",
    "Parteneriat",
    "ParteneriatAct",
    "ParteneriatCartier",
    "ParteneriatDomeniu",
    "ParteneriatGrup",
    "ParteneriatODD",
    "ParteneriatSector",
    "RolParte",
    "Sursa",
    "TipParteneriat",
    "Vizibilitate",
    "slug_liber",
]
