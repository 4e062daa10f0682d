"""The workspace: what fits an organisation or a notice, what is set aside, who wants the digest."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizatii.models import Organizatie
from parteneriate import rezumat_potriviri as rezumat
from parteneriate.models import Anunt
from parteneriate.potriviri import (
    anunturi_pentru_anunt,
    anunturi_pentru_organizatie,
    organizatii_pentru_anunt,
    pagina,
)
from platforma.conturi.models import Utilizator


def _organizatia(request, pk):
    return get_object_or_404(Organizatie.objects.publice().editabile_de(request.user), pk=pk)


@require_safe
@login_required
def potrivirile_organizatiei(request, pk):
    """The notices of others that fit it, best first, with the reasons; those set aside apart."""
    organizatie = _organizatia(request, pk)
    ignorate = Anunt.objects.deschise().filter(ignorari__organizatie=organizatie).select_related("organizatie")
    context = {
        "organizatie": organizatie,
        "potriviri": pagina(anunturi_pentru_organizatie, organizatie, request.GET.get("pagina", "")),
        "ignorate": ignorate.defer("cautare").order_by("-ignorari__la", "-pk"),
        "primeste": rezumat.vrea(request.user),
    }
    return render(request, "parteneriate/potrivirile_organizatiei.html", context)


@require_safe
@login_required
def potrivirile_anuntului(request, pk):
    """Organisations and opposite notices that fit one of hers."""
    publicate = Anunt.objects.publicate().editabile_de(request.user)  # others may be those kept among members
    anunt = get_object_or_404(publicate.select_related("organizatie"), pk=pk)
    context = {
        "anunt": anunt,
        "organizatie": anunt.organizatie,
        "anunturi": pagina(anunturi_pentru_anunt, anunt, request.GET.get("anunturi", "")),
        "organizatii": pagina(organizatii_pentru_anunt, anunt, request.GET.get("organizatii", "")),
    }
    return render(request, "parteneriate/potrivirile_anuntului.html", context)


@require_POST
@login_required
def ignora(request, pk, anunt_pk):
    """„Nu mă interesează”, for the whole organisation."""
    organizatie = _organizatia(request, pk)
    anunt = get_object_or_404(Anunt.objects.deschise().exclude(organizatie=organizatie), pk=anunt_pk)
    rezumat.ignora(organizatie, anunt, request.user)
    messages.success(request, _("Nu vă mai arătăm „%(titlu)s”. Vă puteți răzgândi mai jos.") % {"titlu": anunt.titlu})
    return redirect("parteneriate:potrivirile_organizatiei", pk)


@require_POST
@login_required
def nu_mai_ignora(request, pk, anunt_pk):
    organizatie = _organizatia(request, pk)
    anunt = get_object_or_404(Anunt.objects.filter(ignorari__organizatie=organizatie), pk=anunt_pk)
    rezumat.nu_mai_ignora(organizatie, anunt)
    messages.success(request, _("„%(titlu)s” este din nou între potriviri.") % {"titlu": anunt.titlu})
    return redirect("parteneriate:potrivirile_organizatiei", pk)


@require_POST
@login_required
def rezumatul_potrivirilor(request, pk):
    """Take the Monday digest, or no longer."""
    _organizatia(request, pk)
    if request.POST.get("vreau") == "da":
        rezumat.accepta(request.user)
        messages.success(request, _("Lunea, la ora 8, primiți potrivirile noi, când sunt."))
    else:
        rezumat.refuza(request.user)
        messages.success(request, _("Nu mai primiți potrivirile prin e-mail."))
    return redirect("parteneriate:potrivirile_organizatiei", pk)


@csrf_exempt  # a mail program posts here for its owner: no cookie, no form of ours (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop_potriviri(request, jeton):
    """No digest of matches any more. GET asks, POST does; done twice, it says the same."""
    try:
        persoana = Utilizator.objects.filter(is_active=True, pk=rezumat.SEMNATAR.unsign(jeton)).get()
    except (BadSignature, Utilizator.DoesNotExist):
        raise Http404 from None
    if request.method == "POST":
        rezumat.refuza(persoana)
    return render(request, "parteneriate/stop_potriviri.html", {"oprit": not rezumat.vrea(persoana)})
