"""What moderation is made of, one module for each noun."""

from platforma.moderare.models.dosar import Decizie, Dosar, Nota, SablonMotiv, TipDosar
from platforma.moderare.models.moderat import Moderat, ca_json
from platforma.moderare.models.revizie import Revizie

__all__ = ["Decizie", "Dosar", "Moderat", "Nota", "Revizie", "SablonMotiv", "TipDosar", "ca_json"]
