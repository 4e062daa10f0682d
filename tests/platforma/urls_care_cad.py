"""The project's addresses and one that always fails."""

from django.urls import path

from platforma.urls import handler500, urlpatterns

__all__ = ["handler500", "urlpatterns"]


def cade(request):
    raise RuntimeError("cade")


urlpatterns = [path("cade/", cade), *urlpatterns]
