"""„Raportați o informație greșită”, from any public profile, without an account."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizatii import sesizari
from organizatii.forms.sesizari import SesizareForm
from organizatii.models import Organizatie


@require_http_methods(["GET", "POST"])
def sesizeaza(request, slug):
    organizatie = get_object_or_404(Organizatie.objects.publice(), slug=slug)
    form = SesizareForm(request.POST if request.method == "POST" else None, cerere=request)
    if form.is_valid():
        try:
            sesizare = sesizari.sesizeaza(form, organizatie)
        except sesizari.Refuzata as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, _multumim(sesizare))
            return redirect(organizatie)
    return render(request, "organizatii/sesizeaza.html", {"organizatie": organizatie, "form": form})


def _multumim(sesizare):
    if sesizare.email:
        return _("Mulțumim! Verificăm, de obicei în 3 zile lucrătoare, și vă scriem la %(email)s ce am aflat.") % {
            "email": sesizare.email
        }
    return _("Mulțumim! Verificăm, de obicei în 3 zile lucrătoare. Dacă se confirmă, veți vedea pagina corectată.")
