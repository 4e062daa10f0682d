"""Organisations and what hangs on them, one module for each noun."""

from organizatii.models.alaturare import CerereAlaturare, StareCerere
from organizatii.models.cuvant import Cuvant
from organizatii.models.director import PAS, REPREZENTANT, TIPURI, RandDirector, cod
from organizatii.models.document import Document
from organizatii.models.echipa import SEMNATAR, VALABILITATE_INVITATIE, Invitatie, Membru
from organizatii.models.expresii import (
    CheieNume,
    CheieSortare,
    FaraSemne,
    Forme,
    Pliat,
    cheie_nume,
    cuvinte_pliate,
    pliat,
    vector,
)
from organizatii.models.liste import (
    OrganizatieCartier,
    OrganizatieDomeniu,
    OrganizatieGrup,
    OrganizatieODD,
    OrganizatieSector,
)
from organizatii.models.lucru import Delegare, RezumatSarcini
from organizatii.models.organizatie import Organizatie, slug_baza, slug_liber
from organizatii.models.registru import FisaRegistru
from organizatii.models.revendicare import Revendicare
from organizatii.models.sesizare import CeEsteGresit, Sesizare
from organizatii.models.unire import MotivPereche, PerecheDubla, StarePereche, Unire
from organizatii.models.valori import SCOASE_DIN_REGISTRU, FormaJuridica, StareRegistru, Sursa, TipOrganizatie

__all__ = [
    "PAS",
    "REPREZENTANT",
    "SCOASE_DIN_REGISTRU",
    "SEMNATAR",
    "TIPURI",
    "VALABILITATE_INVITATIE",
    "CeEsteGresit",
    "CerereAlaturare",
    "CheieNume",
    "CheieSortare",
    "Cuvant",
    "Delegare",
    "Document",
    "FaraSemne",
    "FisaRegistru",
    "FormaJuridica",
    "Forme",
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
    "RandDirector",
    "Revendicare",
    "RezumatSarcini",
    "Sesizare",
    "StareCerere",
    "StarePereche",
    "StareRegistru",
    "Sursa",
    "TipOrganizatie",
    "Unire",
    "cheie_nume",
    "cod",
    "cuvinte_pliate",
    "pliat",
    "slug_baza",
    "slug_liber",
    "vector",
]
