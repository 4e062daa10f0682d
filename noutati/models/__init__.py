"""News and what hangs on them, one module for each noun."""

from noutati.models.abonare import (
    ACORD,
    NECONFIRMATE,
    SEMNATAR,
    SEMNATAR_CONFIRMARE,
    Abonare,
    Frecventa,
    Rezumat,
    RezumatNoutate,
    urmatorul,
)
from noutati.models.buletin import (
    SEMNATAR_BULETIN,
    Buletin,
    Destinatar,
    Membri,
    RefuzBuletin,
    StareBuletin,
)
from noutati.models.document import DocumentNoutate
from noutati.models.liste import NoutateDomeniu, NoutateSector
from noutati.models.noutate import Categorie, Noutate, slug_liber

__all__ = [
    "ACORD",
    "NECONFIRMATE",
    "SEMNATAR",
    "SEMNATAR_BULETIN",
    "SEMNATAR_CONFIRMARE",
    "Abonare",
    "Buletin",
    "Categorie",
    "Destinatar",
    "DocumentNoutate",
    "Frecventa",
    "Membri",
    "Noutate",
    "NoutateDomeniu",
    "NoutateSector",
    "RefuzBuletin",
    "Rezumat",
    "RezumatNoutate",
    "StareBuletin",
    "slug_liber",
    "urmatorul",
]
