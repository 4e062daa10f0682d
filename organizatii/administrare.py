"""Staff's pages of a profile besides Django's own: archive and restore, history, the proof of a claim."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET, require_http_methods

from organizatii.istoric import schimbari
from organizatii.models import Organizatie, Revendicare, Unire
from platforma.incarcari.servire import raspuns_cu_fisier
from platforma.moderare.forms import MotivForm
from platforma.moderare.models import Dosar, Revizie
from platforma.moderare.tranzitii import TRANZITII, Actiune, TranzitieInterzisa, muta

PAGINA = "admin:organizatii_organizatie_change"
# Moves made from a profile's page; every other decision is made in the queue, on what was sent.
MUTARI = {
    Actiune.ARHIVEAZA: (_l("Arhivați profilul"), _l("Profilul nu se mai vede pe site; nimic din el nu se șterge.")),
    Actiune.RESTAUREAZA: (_l("Restaurați profilul"), _l("Profilul se vede din nou pe site, așa cum era.")),
}


@require_http_methods(["GET", "POST"])
def muta_profilul(request, pk, actiune):
    """Archive or restore. A GET asks, a POST does."""
    if actiune not in MUTARI:
        raise Http404
    if not request.user.poate_modera:
        raise PermissionDenied
    organizatie, actiune = get_object_or_404(Organizatie, pk=pk), Actiune(actiune)
    form = MotivForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            muta(organizatie, actiune, request.user, form.cleaned_data["motiv"])
        except TranzitieInterzisa as e:
            messages.warning(request, str(e))
            return redirect(PAGINA, pk)
        except ValidationError as e:
            campul = "motiv" if "motiv" in getattr(e, "error_dict", {}) else None
            form.add_error(campul, e.messages)
        else:
            messages.success(request, _("Gata: „%(nume)s”.") % {"nume": organizatie})
            return redirect(PAGINA, pk)
    titlu, ce_urmeaza = MUTARI[actiune]
    context = {
        **admin.site.each_context(request),
        "title": titlu,
        "opts": Organizatie._meta,
        "obiect": organizatie,
        "cu_mesaj": True,
        "form": form,
        "ce_urmeaza": ce_urmeaza,
        "cu_motiv": TRANZITII[actiune].motiv_cerut,
        "pericol": actiune == Actiune.ARHIVEAZA,
    }
    return render(request, "organizatii/admin/muta.html", context)


def istoric(request, organizatie):
    """Decisions and changes on one line of time, newest first."""
    pasi = [(d.la, "decizie", d) for d in organizatie.decizii().select_related("de").defer("instantaneu")[:100]]
    pasi += [(s.la, "schimbare", s) for s in schimbari(organizatie)]
    uniri = Unire.objects.filter(Q(sursa=organizatie) | Q(tinta=organizatie)).select_related("sursa", "tinta", "de")
    pasi += [(u.la, "unire", u) for u in uniri]
    context = {
        **admin.site.each_context(request),
        "title": _("Istoric: %(nume)s") % {"nume": organizatie},
        "opts": Organizatie._meta,
        "obiect": organizatie,
        "pasi": sorted(pasi, key=lambda pas: pas[0], reverse=True),
    }
    return render(request, "organizatii/admin/istoric.html", context)


def dosare_deschise(organizatie):
    """What waits in the queue about this profile: itself, a change of it, claims."""
    lucruri = [
        organizatie,
        *Revizie.objects.pentru(organizatie).in_asteptare(),
        *Revendicare.objects.filter(organizatie=organizatie, stare="trimis"),
    ]
    return [dosar for lucru in lucruri for dosar in Dosar.objects.deschise().pentru(lucru)]


@require_GET
def dovada(request, pk):
    """The proof file of a claim, for those who decide upon claims."""
    if not request.user.has_perm("organizatii.view_revendicare"):
        raise PermissionDenied
    revendicare = get_object_or_404(Revendicare, pk=pk)
    if not revendicare.dovada:
        raise Http404
    return raspuns_cu_fisier(revendicare.dovada, revendicare.dovada_nume or "dovada.pdf")
