from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.static import serve

from platforma import stare, views
from platforma.mesaje import views as mesaje

urlpatterns = [
    path("stare/viu", stare.stare_viu, name="stare_viu"),
    path("stare/pregatit", stare.stare_pregatit, name="stare_pregatit"),
    path("despre/", views.despre, name="despre"),
    path("accesibilitate/", views.accesibilitate, name="accesibilitate"),
    path("confidentialitate/", views.confidentialitate, name="confidentialitate"),
    path("termeni/", views.termeni, name="termeni"),
    path("contact/", views.contact, name="contact"),
    path("", include("organizatii.urls")),
    path("", include("ateliere.urls")),
    path("", include("cursuri.urls")),
    path("", include("noutati.urls")),
    path("", include("parteneriate.urls")),
    path("", include("platforma.calendar.urls")),
    path("cont/", include("platforma.conturi.urls")),
    path("cont/", include("allauth.urls")),
    path("admin/posta/", admin.site.admin_view(mesaje.posta), name="posta"),
    path("admin/posta/<str:nume>/", admin.site.admin_view(mesaje.posta_mesaj), name="posta_mesaj"),
    path("admin/", admin.site.urls),
]

handler500 = "platforma.views.eroare"

if settings.LOCAL:  # in production the proxy serves uploaded pictures
    urlpatterns.append(
        path("media/<path:path>", lambda request, path: serve(request, path, settings.MEDIA_ROOT), name="media")
    )
