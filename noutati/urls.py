from django.urls import path

from noutati import views
from noutati.views import abonare

app_name = "noutati"
urlpatterns = [
    path("noutati/", views.lista, name="lista"),
    path("noutati/flux.<slug:format>", views.flux, name="flux"),
    path("noutati/flux/<slug:fel>/<slug:cheie>.<slug:format>", views.flux, name="flux_tema"),
    path("noutati/documente/<uuid:uuid>/", views.document, name="document"),
    path("noutati/<slug:slug>/", views.articol, name="articol"),
    path("spatiu/organizatii/<int:pk>/noutati/", views.ale_organizatiei, name="ale_organizatiei"),
    path("spatiu/organizatii/<int:pk>/noutati/noua/", views.scrie, name="scrie"),
    path("spatiu/noutati/<int:pk>/", views.spatiu_noutate, name="spatiu_noutate"),
    path("spatiu/noutati/<int:pk>/modifica/", views.modifica, name="modifica"),
    path("spatiu/noutati/<int:pk>/previzualizare/", views.previzualizare, name="previzualizare"),
    path("spatiu/noutati/<int:pk>/trimite/", views.trimite, name="trimite"),
    path("spatiu/noutati/<int:pk>/retrage/", views.retrage, name="retrage"),
    path("spatiu/noutati/<int:pk>/redeschide/", views.redeschide, name="redeschide"),
    path("spatiu/noutati/<int:pk>/renunta/", views.renunta, name="renunta"),
    path("spatiu/noutati/<int:pk>/arhiveaza/", views.arhiveaza, name="arhiveaza"),
    path("spatiu/noutati/<int:pk>/sterge/", views.sterge, name="sterge"),
    path("spatiu/noutati/<int:pk>/documente/", views.documente, name="documente"),
    path("spatiu/noutati/<int:pk>/documente/<uuid:uuid>/sterge/", views.sterge_document, name="sterge_document"),
    path("abonare/", abonare.abonare, name="abonare"),
    path("abonare/ceruta/", abonare.ceruta, name="ceruta"),
    path("abonare/confirma/<str:jeton>/", abonare.confirma, name="confirma"),
    path("abonare/buletin/<str:jeton>/stop/", abonare.stop_buletin, name="stop_buletin"),
    path("abonare/<str:jeton>/", abonare.preferinte, name="preferinte"),
    path("abonare/<str:jeton>/stop/", abonare.stop, name="stop"),
    path("spatiu/abonare/", abonare.spatiu_abonare, name="spatiu_abonare"),
    path("spatiu/abonare/sterge/", abonare.spatiu_abonare_sterge, name="spatiu_abonare_sterge"),
    path("spatiu/abonare/buletine/", abonare.spatiu_buletine, name="spatiu_buletine"),
]
