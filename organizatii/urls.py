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
    path("documente/<uuid:uuid>/", views.document, name="document"),
    path("organizatii/<slug:slug>/cere-invitatie/", views.cere_invitatie, name="cere_invitatie"),
    path("spatiu/", views.spatiu, name="spatiu"),
    path("spatiu/organizatii/noua/", views.inscrie, name="inscrie"),
    path("spatiu/organizatii/<int:pk>/", views.spatiu_organizatie, name="spatiu_organizatie"),
    path("spatiu/organizatii/<int:pk>/sectiunea/<str:sectiune>/", views.modifica, name="modifica"),
    path("spatiu/organizatii/<int:pk>/previzualizare/", views.previzualizare, name="previzualizare"),
    path("spatiu/organizatii/<int:pk>/trimite/", views.trimite, name="trimite"),
    path("spatiu/organizatii/<int:pk>/retrage/", views.retrage, name="retrage"),
    path("spatiu/organizatii/<int:pk>/redeschide/", views.redeschide, name="redeschide"),
    path("spatiu/organizatii/<int:pk>/renunta/", views.renunta, name="renunta"),
    path("spatiu/organizatii/<int:pk>/arhiveaza/", views.arhiveaza, name="arhiveaza"),
    path("spatiu/organizatii/<int:pk>/sterge/", views.sterge, name="sterge"),
    path("spatiu/organizatii/<int:pk>/documente/", views.documente, name="documente"),
    path("spatiu/organizatii/<int:pk>/documente/<uuid:uuid>/", views.modifica_document, name="modifica_document"),
    path("spatiu/organizatii/<int:pk>/documente/<uuid:uuid>/sterge/", views.sterge_document, name="sterge_document"),
]
