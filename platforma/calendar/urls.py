from django.urls import path

from platforma.calendar import views

app_name = "calendar"
urlpatterns = [
    path("calendar/<str:jeton>.ics", views.personal, name="personal"),
    path("spatiu/calendar/", views.abonare, name="abonare"),
    path("spatiu/calendar/creeaza/", views.creeaza, name="creeaza"),
    path("spatiu/calendar/revoca/", views.revoca, name="revoca"),
]
