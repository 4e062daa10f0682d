from django.urls import path

from platforma.conturi import views

app_name = "conturi"
urlpatterns = [
    path("date/", views.date, name="date"),
    path("date/copie.json", views.copie, name="copie"),
]
