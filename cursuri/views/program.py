"""The courses and their series: what citizens read without an account."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cursuri.models import Serie, Tema
from cursuri.pagina import cursurile, pagina_cursului, pagina_seriei


@require_safe
def lista(request):
    return render(request, "cursuri/lista.html", {"cursuri": cursurile()})


@require_safe
def curs(request, slug):
    tema = get_object_or_404(Tema.objects.active(), slug=slug)
    return render(request, "cursuri/curs.html", pagina_cursului(tema))


@require_safe
def serie(request, slug, numar):
    """A printed address never dies: a cancelled series says so, and why."""
    publice = Serie.objects.publice().pentru_lista().prefetch_related("sesiuni", "formatori", "criterii")
    gasita = get_object_or_404(publice, tema__slug=slug, numar=numar)
    return render(request, "cursuri/serie.html", pagina_seriei(gasita, request.user))
