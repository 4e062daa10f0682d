"""The short form of the check after six months: behind a mail's link, and in the workspace."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from parteneriate import verificari as verbe
from parteneriate.forms.verificare import VerificareForm
from parteneriate.models import RaspunsVerificare
from parteneriate.scriere import Refuzat


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verificare(request, jeton):
    """No sign-in: the mailbox is the person's. Unknown, expired and no longer hers give the same page."""
    gasit = RaspunsVerificare.objects.cu_jetonul(jeton)
    if gasit is None:
        raspunsul = render(request, "parteneriate/verificare_necunoscuta.html", status=404)
    else:
        raspunsul = _raspunde(request, *gasit, "parteneriate/verificare.html")
    raspunsul["Referrer-Policy"] = "same-origin"
    raspunsul["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return raspunsul


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def spatiu_verificare(request, pk):
    """The same, for whoever acts for the party."""
    raspuns = get_object_or_404(RaspunsVerificare.objects.conduse_de(request.user), pk=pk)
    return _raspunde(request, raspuns, request.user, "parteneriate/spatiu_verificare.html")


def _raspunde(request, raspuns, persoana, sablon):
    form = VerificareForm(request.POST if request.method == "POST" else None, instance=raspuns)
    if form.is_valid():
        try:
            verbe.raspunde(raspuns, form, persoana)
            messages.success(
                request, _("Mulțumim, am scris răspunsul. Îl puteți corecta cât verificarea este deschisă.")
            )
        except Refuzat as e:
            messages.error(request, str(e))
        return redirect(request.path)
    raspuns = RaspunsVerificare.objects.select_related(
        "verificare__parteneriat", "parte__organizatie"
    ).get(pk=raspuns.pk)  # fmt: skip
    context = {
        "raspuns": raspuns,
        "verificare": raspuns.verificare,
        "parteneriat": raspuns.verificare.parteneriat,
        "deschisa": raspuns.verificare.este_deschisa(),
        "vizibile": verbe.raspunsuri_vizibile(raspuns.verificare),
        "form": form,
    }
    return render(request, sablon, context)
