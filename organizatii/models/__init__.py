"""Organisations and what hangs on them, one module for each noun."""

from organizatii.models.alaturare import CerereAlaturare, StareCerere
from organizatii.models.document import Document
from organizatii.models.echipa import SEMNATAR, VALABILITATE_INVITATIE, Invitatie, Membru
from organizatii.models.expresii import CheieSortare, FaraSemne, Pliat, pliat
from organizatii.models.liste import (
    OrganizatieCartier,
    OrganizatieDomeniu,
    OrganizatieGrup,
    OrganizatieODD,
    OrganizatieSector,
)
from organizatii.models.organizatie import Organizatie, slug_baza, slug_liber
from organizatii.models.registru import FisaRegistru
from organizatii.models.revendicare import Revendicare
from organizatii.models.sesizare import CeEsteGresit, Sesizare
from organizatii.models.unire import MotivPereche, PerecheDubla, StarePereche, Unire
from organizatii.models.valori import SCOASE_DIN_REGISTRU, FormaJuridica, StareRegistru, Sursa, TipOrganizatie

__all__ = [
    "SCOASE_DIN_REGISTRU",
    "SEMNATAR",
    "VALABILITATE_INVITATIE",
    "CeEsteGresit",
    "CerereAlaturare",
    "CheieSortare",
    "Document",
    "FaraSemne",
    "FisaRegistru",
    "FormaJuridica",
    "Invitatie",
    "Membru",
    "MotivPereche",
    "Organizatie",
    "OrganizatieCartier",
    "OrganizatieDomeniu",
    "OrganizatieGrup",
    "OrganizatieODD",
    "OrganizatieSector",
    "PerecheDubla",
    "Pliat",
    "Revendicare",
    "Sesizare",
    "StareCerere",
    "StarePereche",
    "StareRegistru",
    "Sursa",
    "TipOrganizatie",
    "Unire",
    "pliat",
    "slug_baza",
    "slug_liber",
]
