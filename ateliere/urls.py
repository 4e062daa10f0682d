from django.urls import path

from ateliere import views

app_name = "ateliere"
urlpatterns = [
    path("ateliere/", views.lista, name="lista"),
    path("ateliere/calendar/", views.calendar, name="calendar"),
    path("ateliere/calendar.ics", views.calendar_toate, name="calendar_toate"),
    path("ateliere/tema/<slug:slug>/calendar.ics", views.calendar_tema, name="calendar_tema"),
    path("ateliere/sectorul/<int:numar>/calendar.ics", views.calendar_sector, name="calendar_sector"),
    path("ateliere/<slug:slug>/calendar.ics", views.calendar_atelier, name="calendar_atelier"),
    path("ateliere/<slug:slug>/", views.atelier, name="atelier"),
    path("ateliere/<slug:slug>/inscriere/", views.inscrie, name="inscrie"),
    path("inscrieri/<str:jeton>/", views.inscriere, name="inscriere"),
    path("inscrieri/<str:jeton>/anuleaza/", views.anuleaza, name="anuleaza"),
    path("inscrieri/<str:jeton>/calendar.ics", views.calendar_inscriere, name="calendar_inscriere"),
    path("spatiu/ateliere/", views.ale_mele, name="ale_mele"),
    path("spatiu/ateliere/nou/", views.nou, name="nou"),
    path("spatiu/ateliere/<int:pk>/", views.organizare, name="organizare"),
    path("spatiu/ateliere/<int:pk>/modifica/", views.modifica, name="modifica"),
    path("spatiu/ateliere/<int:pk>/agenda/", views.agenda, name="agenda"),
    path("spatiu/ateliere/<int:pk>/stare/", views.muta, name="muta"),
    path("spatiu/ateliere/<int:pk>/capacitate/", views.capacitate, name="capacitate"),
    path("spatiu/ateliere/<int:pk>/inscrisi/", views.inscrisi, name="inscrisi"),
    path("spatiu/ateliere/<int:pk>/inscrisi/adauga/", views.adauga, name="adauga"),
    path("spatiu/ateliere/<int:pk>/inscrisi/promoveaza/", views.promoveaza, name="promoveaza"),
    path("spatiu/ateliere/<int:pk>/inscrisi/<int:inscriere_pk>/", views.inscris, name="inscris"),
    path("spatiu/ateliere/<int:pk>/prezenta/", views.prezenta, name="prezenta"),
    path("spatiu/ateliere/<int:pk>/prezenta/<int:inscriere_pk>/", views.bifeaza, name="bifeaza"),
    path("spatiu/ateliere/<int:pk>/prezenta/hartie/", views.hartie, name="hartie"),
    path("spatiu/ateliere/<int:pk>/prezenta/inchide/", views.inchide_prezenta, name="inchide_prezenta"),
    path("spatiu/ateliere/<int:pk>/prezenta/redeschide/", views.redeschide_prezenta, name="redeschide_prezenta"),
    path("spatiu/ateliere/<int:pk>/prezenta/lista.pdf", views.lista_semnaturi, name="lista_semnaturi"),
    path("p/<str:cod>/", views.intrare, name="intrare"),
]
