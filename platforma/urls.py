from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("organizatii.urls")),
    path("cont/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

if settings.LOCAL:
    from django.conf.urls.static import static

    # Only on the local machine; in production the proxy serves uploaded pictures.
    urlpatterns += (
        [path("", include(static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)))] if settings.DEBUG else []
    )
