"""The home page: who is here, by sector and by domain, and who has come lately.

What happens now and what came of it is said by the apps above (see platforma.vitrina).
"""

from django.db.models import Count, Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizatii.models import Organizatie, TipOrganizatie
from platforma.nomenclatoare.models import Domeniu

ULTIMELE = 3


@require_safe
def acasa(request):
    listate = Organizatie.objects.listate()
    domenii = Domeniu.objects.active().annotate(
        cate=Count("organizatii", filter=Q(organizatii__in=listate.order_by().values("pk")))
    )
    cifre = listate.aggregate(
        total=Count("pk"),
        autoritati=Count("pk", filter=Q(tip=TipOrganizatie.AUTORITATE)),
        cu_reprezentanti=Count("pk", filter=Q(revendicata=True)),
    )
    context = {
        "numere": listate.pe_sectoare(),
        **cifre,
        "domenii": domenii.filter(cate__gt=0).order_by("ordine", "nume"),
        "ultimele": listate.revendicate()
        .exclude(sursa="platforma")
        .order_by("-publicat_la", "-pk")
        .prefetch_related("sectoare")[:ULTIMELE],
    }
    return render(request, "organizatii/acasa.html", context)
