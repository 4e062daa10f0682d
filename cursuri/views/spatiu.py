"""The courses of a signed-in person: her applications and her organisations', what she keeps, what she must score."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cursuri import fise, progres
from cursuri.models import Cerere, Serie, StareCerere, StareSerie

ISTORIC = 20  # finished applications shown


@require_safe
@login_required
def ale_mele(request):
    cereri = Cerere.objects.ale_persoanei(request.user) | Cerere.objects.pe_seama_organizatiilor(request.user)
    cereri = cereri.distinct().select_related("serie__tema", "organizatie").order_by("-pk")
    vii = list(cereri.neincheiate())
    _cu_progres(vii, request.user)
    context = {
        "vii": vii,
        "incheiate": cereri.exclude(pk__in=Cerere.objects.neincheiate().values("pk"))[:ISTORIC],
        "organizate": Serie.objects.organizate_de(request.user).pentru_lista()[:50],
        "evaluez": Serie.objects.evaluate_de(request.user).exists(),
        "de_evaluat": fise.de_punctat(request.user).count(),
        "organizez_tot": request.user.has_perm("cursuri.organizeaza"),
    }
    return render(request, "cursuri/ale_mele.html", context)


def _cu_progres(cereri, persoana):
    """Where she herself learns now, and it has begun, each gets `progres`; its queries grow with the series only."""
    ale_ei = [c for c in cereri if c.persoana_id == persoana.pk and c.stare == StareCerere.CONFIRMATA]
    gasite = progres.ale([c for c in ale_ei if c.serie.stare == StareSerie.PUBLICATA and c.serie.a_inceput])
    for cerere in cereri:
        cerere.progres = gasite.get(cerere.pk)
