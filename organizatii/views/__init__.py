# ruff: noqa: F401  one name for each address, so that urls.py says views.x
from organizatii.views.acasa import acasa
from organizatii.views.alaturari import alatura, cererea_mea, dovada_cererii, raspunde, retrage_cererea
from organizatii.views.director import autoritati, lista, profil
from organizatii.views.documente import document, documente, modifica_document, sterge_document
from organizatii.views.inscriere import (
    arhiveaza,
    inscrie,
    modifica,
    potriviri,
    previzualizare,
    redeschide,
    renunta,
    retrage,
    sterge,
    trimite,
)
from organizatii.views.lucru import de_facut, ia_inapoi, incredinteaza, rezumatul_sarcinilor, stop_sarcini
from organizatii.views.membri import invita, invitatie, persoane, pleaca, preda, retrimite, revoca, schimba_rol, scoate
from organizatii.views.motoare import robots, sitemap, sitemap_sectiune
from organizatii.views.prospetime import confirma, confirmare, istoric
from organizatii.views.revendicari import dovada, renunta_revendicare, revendica, spatiu_revendicare
from organizatii.views.sesizari import sesizeaza
from organizatii.views.spatiu import spatiu, spatiu_organizatie
from organizatii.views.sugestii import sugestii
