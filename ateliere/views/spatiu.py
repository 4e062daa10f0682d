"""The workshops of a signed-in person: where she goes, where her organisations go, whose room she keeps."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ateliere.models import Atelier, Inscriere

ISTORIC = 20  # past registrations shown


@require_safe
@login_required
def ale_mele(request):
    acum = timezone.now()
    inscrieri = (
        Inscriere.objects.ale_persoanei(request.user) | Inscriere.objects.pe_seama_organizatiilor(request.user)
    ).distinct()
    inscrieri = inscrieri.select_related("atelier", "organizatie")
    organizate = Atelier.objects.organizate_de(request.user).pentru_lista()
    context = {
        "viitoare": inscrieri.active().filter(atelier__se_incheie_la__gt=acum).order_by("atelier__incepe_la", "pk"),
        "trecute": inscrieri.filter(atelier__se_incheie_la__lte=acum).order_by("-atelier__incepe_la", "pk")[:ISTORIC],
        "organizate": organizate.order_by("-incepe_la", "-pk")[:50],
        "organizez_tot": request.user.has_perm("ateliere.organizeaza"),
    }
    return render(request, "ateliere/ale_mele.html", context)
