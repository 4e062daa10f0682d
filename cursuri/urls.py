from django.urls import path

from cursuri import views

app_name = "cursuri"
SERIE = "spatiu/cursuri/<int:pk>/"
urlpatterns = [
    path("cursuri/", views.lista, name="lista"),
    path("cursuri/<slug:slug>/", views.curs, name="curs"),
    path("cursuri/<slug:slug>/seria-<int:numar>/", views.serie, name="serie"),
    path("cursuri/<slug:slug>/seria-<int:numar>/cerere/", views.depune, name="depune"),
    path("cereri/<str:jeton>/", views.cerere, name="cerere"),
    path("cereri/<str:jeton>/confirma/", views.confirma, name="confirma"),
    path("cereri/<str:jeton>/retrage/", views.retrage, name="retrage"),
    path("spatiu/cursuri/", views.ale_mele, name="ale_mele"),
    path("spatiu/cursuri/nou/", views.nou, name="nou"),
    path("spatiu/cursuri/selectie/", views.selectie, name="selectie"),
    path("spatiu/cursuri/selectie/<int:cerere_pk>/", views.fisa, name="fisa"),
    path("spatiu/cursuri/selectie/<int:cerere_pk>/conflict/", views.conflict, name="conflict"),
    path(SERIE, views.organizare, name="organizare"),
    path(SERIE + "modifica/", views.modifica, name="modifica"),
    path(SERIE + "sesiuni/noua/", views.sesiune_noua, name="sesiune_noua"),
    path(SERIE + "sesiuni/<int:sesiune_pk>/", views.sesiune, name="sesiune"),
    path(SERIE + "sesiuni/<int:sesiune_pk>/sterge/", views.sterge_sesiunea, name="sterge_sesiunea"),
    path(SERIE + "formatori/", views.formatori, name="formatori"),
    path(SERIE + "criterii/", views.criterii, name="criterii"),
    path(SERIE + "stare/", views.muta, name="muta"),
    path(SERIE + "capacitate/", views.capacitate, name="capacitate"),
    path(SERIE + "cereri/", views.cereri, name="cereri"),
    path(SERIE + "cereri/hotaraste/", views.hotaraste, name="hotaraste"),
    path(SERIE + "cereri/promoveaza/", views.promoveaza, name="promoveaza"),
    path(SERIE + "cereri/<int:cerere_pk>/", views.cerere_primita, name="cerere_primita"),
]
