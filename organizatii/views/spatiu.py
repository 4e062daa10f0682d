"""The workspace of a signed-in person: her organisations, what waits for her, what happens next."""

from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organizatii.forms.sectiuni import Sectiune, sectiunile
from organizatii.inscriere import se_poate_sterge
from organizatii.lucru import lista
from organizatii.models import Invitatie, Membru, Organizatie, Revendicare, StareCerere
from organizatii.parcurs import parcurs, propuneri, situatie, situatii
from organizatii.prospetime import de_confirmat
from platforma.moderare.tranzitii import Stare


@require_safe
@login_required
def spatiu(request):
    context = {
        "situatii": situatii(request.user),
        "invitatii": Invitatie.objects.pentru(request.user).select_related("organizatie", "creat_de"),
        "cereri": request.user.cereri.filter(stare__in=[StareCerere.ASTEAPTA, StareCerere.REFUZATA]).select_related(
            "organizatie"
        ),
        "lista": lista(request.user),
        "revendicari": Revendicare.objects.filter(utilizator=request.user)
        .exclude(stare__in=[Stare.PUBLICAT, Stare.ARHIVAT])
        .select_related("organizatie"),
    }
    return render(request, "organizatii/spatiu.html", context)


@require_safe
@login_required
def spatiu_organizatie(request, pk):
    organizatie = get_object_or_404(
        Organizatie.objects.editabile_de(request.user).prefetch_related("domenii", "sectoare", "documente"), pk=pk
    )
    situatia = situatie(organizatie, request.user)
    context = {
        "organizatie": organizatie,
        "situatie": situatia,
        "este_administrator": situatia.rol == Membru.Rol.ADMINISTRATOR,
        "de_confirmat": de_confirmat(organizatie),
        "pasi": pasi(organizatie),
        "parcurs": parcurs(organizatie),
        "comparatie": propuneri(organizatie, situatia.revizie) if situatia.revizie else [],
        "se_poate_sterge": situatia.rol == Membru.Rol.ADMINISTRATOR and se_poate_sterge(organizatie),
    }
    return render(request, "organizatii/spatiu_organizatie.html", context)


class Pas(NamedTuple):
    """A page of the form, as the list of steps shows it."""

    sectiune: Sectiune
    lipsuri: list
    inceput: bool

    @property
    def fel(self):
        return "lipsa" if self.lipsuri else "gata" if self.inceput else "optional"


def pasi(organizatie):
    """The pages of the form in order, each with what it lacks for submission."""
    o = organizatie
    inceput = {
        "imagini": bool(o.logo or o.coperta),
        "economie-sociala": bool(o.atestat_numar or o.marca_numar),
        "documente": bool(o.documente.all()),
    }
    lipsuri = o.lipsuri()
    return [Pas(s, [r for r in lipsuri if r.sectiune == s.cod], inceput.get(s.cod, True)) for s in sectiunile(o)]
