"""News and what hangs on them, one module for each noun."""

from noutati.models.document import DocumentNoutate
from noutati.models.liste import NoutateDomeniu, NoutateSector
from noutati.models.noutate import Categorie, Noutate, slug_liber

__all__ = ["Categorie", "DocumentNoutate", "Noutate", "NoutateDomeniu", "NoutateSector", "slug_liber"]
