"""How far a profile can be trusted: „Informațiile sunt bune”, by button and by mail, and what has changed in public."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizatii import prospetime
from organizatii.istoric_public import linii
from organizatii.models import Membru, Organizatie
from organizatii.profil import Profil
from platforma.moderare.tranzitii import TranzitieInterzisa

SCHIMBARI_PE_PAGINA = 20


@require_POST
@login_required
def confirma(request, pk):
    organizatie = get_object_or_404(Organizatie.objects.editabile_de(request.user), pk=pk)
    try:
        prospetime.confirma(organizatie, request.user)
        messages.success(request, _("Mulțumim! Pagina publică spune că informațiile sunt confirmate azi."))
    except TranzitieInterzisa as e:
        messages.error(request, str(e))
    return redirect(organizatie.get_spatiu_url())


@require_http_methods(["GET", "POST"])
def confirmare(request, jeton):
    """The page behind the link: one button, no sign-in, since the mailbox is the member's. It confirms once."""
    try:
        membru, la_termen = prospetime.dupa_jeton(jeton)
    except Membru.DoesNotExist:
        raise Http404 from None
    gata = False
    if request.method == "POST" and la_termen:
        try:
            prospetime.confirma(membru.organizatie, membru.utilizator)
            gata = True
        except TranzitieInterzisa as e:
            messages.error(request, str(e))
    organizatie = Organizatie.objects.get(pk=membru.organizatie_id)
    context = {"organizatie": organizatie, "profil": Profil(organizatie), "la_termen": la_termen, "gata": gata}
    return render(request, "organizatii/confirmare.html", context)


@require_safe
def istoric(request, slug):
    """What has changed on the public page, in words."""
    organizatie = get_object_or_404(Organizatie.objects.publice().defer("cautare"), slug=slug)
    pagina = Paginator(linii(organizatie), SCHIMBARI_PE_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "organizatii/istoric.html", {"organizatie": organizatie, "pagina": pagina})
