"""„Informațiile sunt bune”: from the workspace, and by the link in the yearly mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organizatii import prospetime
from organizatii.models import Membru, Organizatie
from organizatii.profil import Profil
from platforma.moderare.tranzitii import TranzitieInterzisa


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
