# ruff: noqa: F401  one name for each address, so that urls.py says views.x
from parteneriate.views.hartii import acte, documente, scoate_act, sterge_document
from parteneriate.views.parteneriate import act, document, export, flux, lista, parteneriat
from parteneriate.views.parti import (
    contributii,
    devreme,
    parti,
    raspunde,
    responsabil,
    scoate_contributie,
    scoate_parte,
)
from parteneriate.views.spatiu import (
    ale_mele,
    modereaza,
    modifica,
    muta_etapa,
    previzualizare,
    propune,
    spatiu_parteneriat,
)
