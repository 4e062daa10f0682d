# ruff: noqa: F401  one name for each address, so that urls.py says views.x
from noutati.views.citire import articol, document, lista
from noutati.views.fluxuri import flux
from noutati.views.spatiu import (
    ale_organizatiei,
    arhiveaza,
    documente,
    modifica,
    previzualizare,
    redeschide,
    renunta,
    retrage,
    scrie,
    spatiu_noutate,
    sterge,
    sterge_document,
    trimite,
)
