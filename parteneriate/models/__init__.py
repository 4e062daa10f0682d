from parteneriate.models.anunt import (
    SE_APROPIE,
    SEMNATAR_REINNOIRE,
    VALABILITATE,
    Anunt,
    AnuntDomeniu,
    AnuntGrup,
    AnuntSector,
    Fel,
    Resursa,
    Rezultat,
    Vizibilitate,
    slug_liber,
)
from parteneriate.models.interes import AMINTIRI, DESCHISE, RASPUNS_IN, Interes, StareInteres
from parteneriate.models.potrivire import Criteriu, Ignorare, Pondere, PotrivireSpusa, RefuzPotriviri
from parteneriate.models.tip import Cerinta, TipParteneriat

__all__ = [
    "AMINTIRI",
    "DESCHISE",
    "RASPUNS_IN",
    "SEMNATAR_REINNOIRE",
    "SE_APROPIE",
    "VALABILITATE",
    "Anunt",
    "AnuntDomeniu",
    "AnuntGrup",
    "AnuntSector",
    "Cerinta",
    "Criteriu",
    "Fel",
    "Ignorare",
    "Interes",
    "Pondere",
    "PotrivireSpusa",
    "RefuzPotriviri",
    "Resursa",
    "Rezultat",
    "StareInteres",
    "TipParteneriat",
    "Vizibilitate",
    "slug_liber",
]
