from django.urls import path

from organizatii import views

app_name = "organizatii"
urlpatterns = [
    path("", views.acasa, name="acasa"),
    path("organizatii/", views.lista, name="lista"),
    path("autoritati/", views.autoritati, name="autoritati"),
    path("organizatii/<slug:slug>/", views.profil, name="profil"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", views.sitemap_sectiune, name="sitemap_sectiune"),
]
