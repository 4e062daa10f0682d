from django.urls import path

from parteneriate import views

app_name = "parteneriate"
urlpatterns = [
    path("parteneriate/", views.lista, name="lista"),
    path("parteneriate/flux.atom", views.flux, name="flux"),
    path("parteneriate/export.<slug:format>", views.export, name="export"),
    path("parteneriate/documente/<uuid:uuid>/", views.document, name="document"),
    path("parteneriate/acte/<int:pk>/", views.act, name="act"),
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
