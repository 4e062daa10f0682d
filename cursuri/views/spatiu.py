"""The courses of a signed-in person: her applications and her organisations', what she keeps, what she must score."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cursuri import fise
from cursuri.models import Cerere, Serie

ISTORIC = 20  # finished applications shown


@require_safe
@login_required
def ale_mele(request):
    cereri = Cerere.objects.ale_persoanei(request.user) | Cerere.objects.pe_seama_organizatiilor(request.user)
    cereri = cereri.distinct().select_related("serie__tema", "organizatie").order_by("-pk")
    context = {
        "vii": cereri.neincheiate(),
        "incheiate": cereri.exclude(pk__in=Cerere.objects.neincheiate().values("pk"))[:ISTORIC],
        "organizate": Serie.objects.organizate_de(request.user).pentru_lista()[:50],
        "evaluez": Serie.objects.evaluate_de(request.user).exists(),
        "de_evaluat": fise.de_punctat(request.user).count(),
        "organizez_tot": request.user.has_perm("cursuri.organizeaza"),
    }
    return render(request, "cursuri/ale_mele.html", context)
