"""The door: the address inside the QR, opened by any phone's camera."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ateliere import prezenta
from ateliere.views.prezenta import aglomerat
from platforma.locuri.ocupare import Aglomerat, Refuzat
from platforma.prezenta.forms import ScanareForm
from platforma.templatetags.platforma import ora


@never_cache
@require_http_methods(["GET", "POST"])
def intrare(request, cod):
    """GET shows, to an organiser only; POST marks. Everybody else, and every unknown code, gets one neutral page."""
    scanare = prezenta.citeste(cod, request.user)
    if scanare is None:
        return render(request, "ateliere/intrare_oaspete.html")
    form = ScanareForm(request.POST if request.method == "POST" else None, initial={"nonce": uuid4()})
    if form.is_valid():
        nonce = form.cleaned_data["nonce"]
        if not form.cleaned_data["respinsa"]:
            _scaneaza(request, scanare, nonce)
        elif scanare.motiv:
            prezenta.pastreaza_respingerea(scanare, request.user, nonce)
            if request.htmx:
                return render(request, "platforma/prezenta/_scanare_respinsa.html", {"notata": True})
            messages.info(request, _("Scanarea respinsă a fost notată."))
        return redirect("ateliere:intrare", cod)
    if form.is_bound:
        messages.error(request, _("Pagina s-a învechit. Apăsați din nou."))
        form = ScanareForm(initial={"nonce": uuid4()})
    context = {
        "scanare": scanare,
        "intalnire": scanare.atelier,
        "loc": scanare.inscriere,
        "lista": reverse("ateliere:prezenta", args=[scanare.atelier.pk]),
        "usa": request.path,
        "form": form,
    }
    return render(request, "ateliere/intrare.html", context)


def _scaneaza(request, scanare, nonce):
    try:
        rand, acum = prezenta.scaneaza(scanare, request.user, nonce)
    except Aglomerat:
        messages.error(request, aglomerat())
    except Refuzat as e:
        messages.error(request, str(e))
    else:
        text = _("Prezența a fost notată: %(cine)s.") if acum else _("%(cine)s: prezența era notată de la ora %(ora)s.")
        (messages.success if acum else messages.info)(
            request, text % {"cine": scanare.inscriere.nume, "ora": ora(rand.marcat_la)}
        )
