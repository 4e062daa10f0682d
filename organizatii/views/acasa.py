"""The home page: who is here, by sector and by domain, and who has come lately.

What happens now and what came of it is said by the apps above (see platforma.vitrina).
"""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizatii.harta import harta
from organizatii.models import REPREZENTANT, TIPURI, Organizatie, TipOrganizatie, cod
from platforma.nomenclatoare.models import Domeniu

ULTIMELE = 3
AUTORITATI = cod("tip", TIPURI.index(TipOrganizatie.AUTORITATE) + 1)
CU_REPREZENTANTI = cod("reprezentant", REPREZENTANT["da"])


@require_safe
def acasa(request):
    acum = harta()
    numere = acum.cate([AUTORITATI, CU_REPREZENTANTI], acum.listate)
    context = {
        "numere": acum.pe_sectoare(),
        "total": acum.listate.bit_count(),
        "autoritati": numere[AUTORITATI],
        "cu_reprezentanti": numere[CU_REPREZENTANTI],
        "domenii": _domeniile(acum),
        "ultimele": Organizatie.objects.listate()
        .revendicate()
        .exclude(sursa="platforma")
        .order_by("-publicat_la", "-pk")
        .prefetch_related("sectoare")[:ULTIMELE],
    }
    return render(request, "organizatii/acasa.html", context)


def _domeniile(acum):
    """Those in use, each with how many it has."""
    domenii = list(Domeniu.objects.active().order_by("ordine", "nume"))
    cate = acum.cate([cod("domeniu", d.pk) for d in domenii], acum.listate)
    for domeniu in domenii:
        domeniu.cate = cate[cod("domeniu", domeniu.pk)]
    return [domeniu for domeniu in domenii if domeniu.cate]
