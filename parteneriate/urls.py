from django.urls import path

from parteneriate import views
from parteneriate.views import (
    anunturi,
    anunturi_spatiu,
    conversatii,
    interese,
    monitorizare,
    potriviri,
    rapoarte,
    verificari,
)

app_name = "parteneriate"
ANUNTURI = [
    path("anunturi/", anunturi.anunturi, name="anunturi"),
    path("anunturi/flux.atom", anunturi.flux, name="flux_anunturi"),
    path("anunturi/cum-potrivim/", anunturi.cum_potrivim, name="cum_potrivim"),
    path("anunturi/reinnoire/<str:jeton>/", anunturi.reinnoire, name="reinnoire"),
    path("anunturi/potriviri/<str:jeton>/stop/", potriviri.stop_potriviri, name="stop_potriviri"),
    path("anunturi/<slug:slug>/", anunturi.anunt, name="anunt"),
    path("anunturi/<slug:slug>/interes/", interese.manifesta, name="manifesta"),
]
ORGANIZATIE = "spatiu/organizatii/<int:pk>/"
ANUNTURI_SPATIU = [
    path(ORGANIZATIE + "anunturi/", anunturi_spatiu.anunturile_organizatiei, name="anunturile_organizatiei"),
    path(ORGANIZATIE + "anunturi/nou/", anunturi_spatiu.scrie_anunt, name="scrie_anunt"),
    path(ORGANIZATIE + "potriviri/", potriviri.potrivirile_organizatiei, name="potrivirile_organizatiei"),
    path(ORGANIZATIE + "potriviri/rezumat/", potriviri.rezumatul_potrivirilor, name="rezumatul_potrivirilor"),
    path(ORGANIZATIE + "potriviri/<int:anunt_pk>/ignora/", potriviri.ignora, name="ignora"),
    path(ORGANIZATIE + "potriviri/<int:anunt_pk>/arata/", potriviri.nu_mai_ignora, name="nu_mai_ignora"),
    path("spatiu/anunturi/<int:pk>/", anunturi_spatiu.spatiu_anunt, name="spatiu_anunt"),
    path("spatiu/anunturi/<int:pk>/modifica/", anunturi_spatiu.modifica_anunt, name="modifica_anunt"),
    path("spatiu/anunturi/<int:pk>/previzualizare/", anunturi_spatiu.previzualizare_anunt, name="previzualizare_anunt"),
    path("spatiu/anunturi/<int:pk>/trimite/", anunturi_spatiu.trimite_anunt, name="trimite_anunt"),
    path("spatiu/anunturi/<int:pk>/retrage/", anunturi_spatiu.retrage_anunt, name="retrage_anunt"),
    path("spatiu/anunturi/<int:pk>/redeschide/", anunturi_spatiu.redeschide_anunt, name="redeschide_anunt"),
    path("spatiu/anunturi/<int:pk>/renunta/", anunturi_spatiu.renunta_anunt, name="renunta_anunt"),
    path("spatiu/anunturi/<int:pk>/arhiveaza/", anunturi_spatiu.arhiveaza_anunt, name="arhiveaza_anunt"),
    path("spatiu/anunturi/<int:pk>/sterge/", anunturi_spatiu.sterge_anunt, name="sterge_anunt"),
    path("spatiu/anunturi/<int:pk>/reinnoieste/", anunturi_spatiu.reinnoieste_anunt, name="reinnoieste_anunt"),
    path("spatiu/anunturi/<int:pk>/inchide/", anunturi_spatiu.inchide_anunt, name="inchide_anunt"),
    path("spatiu/anunturi/<int:pk>/deschide/", anunturi_spatiu.deschide_anunt, name="deschide_anunt"),
    path("spatiu/anunturi/<int:pk>/potriviri/", potriviri.potrivirile_anuntului, name="potrivirile_anuntului"),
]
INTERESE = [
    path("spatiu/interese/", interese.interese, name="interese"),
    path("spatiu/interese/<int:pk>/", interese.interes, name="interes"),
    path("spatiu/interese/<int:pk>/accepta/", interese.accepta_interes, name="accepta_interes"),
    path("spatiu/interese/<int:pk>/refuza/", interese.refuza_interes, name="refuza_interes"),
    path("spatiu/interese/<int:pk>/retrage/", interese.retrage_interes, name="retrage_interes"),
    path("spatiu/interese/<int:pk>/propune/", interese.propune_din_interes, name="propune_din_interes"),
]
CONVERSATII = [
    path("spatiu/interese/<int:pk>/scrie/", conversatii.scrie_mesaj, name="scrie_mesaj"),
    path("spatiu/interese/<int:pk>/citit/", conversatii.citit, name="citit"),
    path("spatiu/interese/<int:pk>/blocheaza/", conversatii.blocheaza, name="blocheaza"),
    path("spatiu/interese/mesaje/<int:pk>/raporteaza/", conversatii.raporteaza, name="raporteaza"),
    path("spatiu/interese/fisiere/<uuid:uuid>/", conversatii.atasament, name="atasament"),
    path(ORGANIZATIE + "blocari/", conversatii.blocari, name="blocari"),
    path("spatiu/blocari/<int:pk>/ridica/", conversatii.ridica_blocarea, name="ridica_blocarea"),
]
PARTENERIATE = [
    path("parteneriate/", views.lista, name="lista"),
    path("parteneriate/flux.atom", views.flux, name="flux"),
    path("parteneriate/export.<slug:format>", views.export, name="export"),
    path("parteneriate/documente/<uuid:uuid>/", views.document, name="document"),
    path("parteneriate/acte/<int:pk>/", views.act, name="act"),
    path("parteneriate/fotografii/<uuid:uuid>/", rapoarte.fotografie, name="fotografie"),
    path("parteneriate/<slug:slug>/", views.parteneriat, name="parteneriat"),
    path("spatiu/organizatii/<int:pk>/parteneriate/nou/", views.propune, name="propune"),
    path("spatiu/parteneriate/", views.ale_mele, name="ale_mele"),
    path("spatiu/parteneriate/<int:pk>/", views.spatiu_parteneriat, name="spatiu_parteneriat"),
    path("spatiu/parteneriate/<int:pk>/modifica/<slug:sectiune>/", views.modifica, name="modifica"),
    path("spatiu/parteneriate/<int:pk>/previzualizare/", views.previzualizare, name="previzualizare"),
    path("spatiu/parteneriate/<int:pk>/etapa/<slug:miscare>/", views.muta_etapa, name="muta_etapa"),
    path("spatiu/parteneriate/<int:pk>/pagina/<slug:fapta>/", views.modereaza, name="modereaza"),
    path("spatiu/parteneriate/<int:pk>/parti/", views.parti, name="parti"),
    path("spatiu/parteneriate/<int:pk>/contributii/", views.contributii, name="contributii"),
    path("spatiu/parteneriate/<int:pk>/documente/", views.documente, name="documente"),
    path("spatiu/parteneriate/<int:pk>/documente/<uuid:uuid>/sterge/", views.sterge_document, name="sterge_document"),
    path("spatiu/parteneriate/<int:pk>/acte/", views.acte, name="acte"),
    path("spatiu/parteneriate/<int:pk>/acte/<int:act>/scoate/", views.scoate_act, name="scoate_act"),
    path("spatiu/parti/<int:pk>/raspunde/", views.raspunde, name="raspunde"),
    path("spatiu/parti/<int:pk>/scoate/", views.scoate_parte, name="scoate_parte"),
    path("spatiu/parti/<int:pk>/responsabil/", views.responsabil, name="responsabil"),
    path("spatiu/parti/<int:pk>/devreme/", views.devreme, name="devreme"),
    path("spatiu/contributii/<int:pk>/scoate/", views.scoate_contributie, name="scoate_contributie"),
]
VERIFICARI = [
    path("parteneriate/verificari/<str:jeton>/", verificari.verificare, name="verificare"),
    path("spatiu/verificari/<int:pk>/", verificari.spatiu_verificare, name="spatiu_verificare"),
]
P = "spatiu/parteneriate/<int:pk>/"
MONITORIZARE = [
    path(P + "monitorizare/", monitorizare.monitorizare, name="monitorizare"),
    path(P + "indicatori/nou/", monitorizare.indicator_nou, name="indicator_nou"),
    path(P + "repere/nou/", monitorizare.reper_nou, name="reper_nou"),
    path(P + "rapoarte/<int:luni>/", rapoarte.raport, name="raport"),
    path("spatiu/indicatori/<int:pk>/modifica/", monitorizare.modifica_indicator, name="modifica_indicator"),
    path("spatiu/indicatori/<int:pk>/sterge/", monitorizare.sterge_indicator, name="sterge_indicator"),
    path("spatiu/indicatori/<int:pk>/valori/noua/", monitorizare.valoare_noua, name="valoare_noua"),
    path("spatiu/valori/<int:pk>/corecteaza/", monitorizare.corecteaza_valoare, name="corecteaza_valoare"),
    path("spatiu/repere/<int:pk>/modifica/", monitorizare.modifica_reper, name="modifica_reper"),
    path("spatiu/repere/<int:pk>/sterge/", monitorizare.sterge_reper, name="sterge_reper"),
    path("spatiu/rapoarte/<int:pk>/corecteaza/", rapoarte.corecteaza_raport, name="corecteaza_raport"),
    path("spatiu/rapoarte/<int:pk>/renunta/", rapoarte.renunta_raport, name="renunta_raport"),
    path("spatiu/rapoarte/<int:pk>/fotografii/", rapoarte.fotografii_raport, name="fotografii_raport"),
    path("spatiu/fotografii/<uuid:uuid>/sterge/", rapoarte.sterge_fotografie, name="sterge_fotografie"),
]
urlpatterns = [*ANUNTURI, *ANUNTURI_SPATIU, *INTERESE, *CONVERSATII, *PARTENERIATE, *MONITORIZARE, *VERIFICARI]
