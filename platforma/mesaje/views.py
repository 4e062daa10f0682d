"""The newcomer's post office: mails of the local mode, readable in the browser."""

from django.conf import settings
from django.contrib import admin
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from platforma.mesaje import fisiere

PE_PAGINA = 50


@require_safe
def posta(request):
    """The mails that this machine did not send, newest first. In production there is no such page."""
    _numai_local()
    pagina = Paginator(fisiere.nume(), PE_PAGINA).get_page(request.GET.get("pagina"))
    context = {**admin.site.each_context(request), "pagina": pagina, "mesaje": [_antete(n) for n in pagina]}
    return render(request, "mesaje/posta.html", context)


@require_safe
def posta_mesaj(request, nume):
    """One of them: its plain text, with links that work."""
    _numai_local()
    if nume not in fisiere.nume():
        raise Http404
    mesaj = fisiere.citeste(nume)
    text = mesaj.get_body(["plain"])
    context = {**admin.site.each_context(request), **_antete(nume, mesaj), "text": text.get_content() if text else ""}
    return render(request, "mesaje/posta_mesaj.html", context)


def _numai_local():
    if not settings.LOCAL:
        raise Http404


def _antete(nume, mesaj=None):
    mesaj = mesaj or fisiere.citeste(nume)
    return {"nume": nume, "subiect": mesaj["Subject"], "catre": mesaj["To"], "la": fisiere.scris_la(nume)}
