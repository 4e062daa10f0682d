"""Staff's pages of an item besides Django's own: publish, archive, restore, preview, history."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_safe

from noutati.articol import articol_context, cu_detalii
from noutati.models import Noutate, NoutateDomeniu, NoutateSector
from organizatii.istoric import schimbari
from platforma.moderare.forms import MotivForm
from platforma.moderare.models import Dosar, Revizie
from platforma.moderare.tranzitii import TRANZITII, Actiune, TranzitieInterzisa, muta, poate_face

PAGINA = "admin:noutati_noutate_change"
# Moves made from an item's page; every other decision is made in the queue, on what was sent.
MUTARI = {
    Actiune.PUBLICA: (
        _l("Publicați noutatea"),
        _l("Noutatea apare în lista publică, în fluxuri și pe prima pagină, imediat sau la ora aleasă."),
    ),
    Actiune.ARHIVEAZA: (_l("Arhivați noutatea"), _l("Noutatea nu se mai vede pe site; nimic din ea nu se șterge.")),
    Actiune.RESTAUREAZA: (_l("Restaurați noutatea"), _l("Noutatea se vede din nou pe site, așa cum era.")),
}


@require_http_methods(["GET", "POST"])
def muta_noutatea(request, pk, actiune):
    """Publish what the team wrote, archive or restore. A GET asks, a POST does."""
    if actiune not in MUTARI:
        raise Http404
    noutate, actiune = get_object_or_404(Noutate, pk=pk), Actiune(actiune)
    if not request.user.has_perm("noutati.view_noutate") or not poate_face(noutate, actiune, request.user):
        raise PermissionDenied
    form = MotivForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            muta(noutate, actiune, request.user, form.cleaned_data["motiv"])
        except TranzitieInterzisa as e:
            messages.warning(request, str(e))
            return redirect(PAGINA, pk)
        except ValidationError as e:
            campul = "motiv" if "motiv" in getattr(e, "error_dict", {}) else None
            form.add_error(campul, e.messages)
        else:
            messages.success(request, _("Gata: „%(nume)s”.") % {"nume": noutate})
            return redirect(PAGINA, pk)
    titlu, ce_urmeaza = MUTARI[actiune]
    context = {
        **admin.site.each_context(request),
        "title": titlu,
        "opts": Noutate._meta,
        "obiect": noutate,
        "cu_mesaj": noutate.organizatie_id is not None,
        "form": form,
        "ce_urmeaza": ce_urmeaza,
        "cu_motiv": TRANZITII[actiune].motiv_cerut,
        "pericol": actiune == Actiune.ARHIVEAZA,
    }
    return render(request, "organizatii/admin/muta.html", context)


@require_safe
def previzualizare(request, pk):
    """The item as the public will see it."""
    if not request.user.has_perm("noutati.view_noutate"):
        raise PermissionDenied
    noutate = get_object_or_404(cu_detalii(), pk=pk)
    return render(request, "noutati/admin/previzualizare.html", articol_context(noutate))


def istoric(request, noutate):
    """Decisions and changes on one line of time, newest first."""
    liste = {"domenii": NoutateDomeniu, "sectoare": NoutateSector}
    pasi = [(d.la, "decizie", d) for d in noutate.decizii().select_related("de").defer("instantaneu")[:100]]
    pasi += [(s.la, "schimbare", s) for s in schimbari(noutate, liste)]
    context = {
        **admin.site.each_context(request),
        "title": _("Istoric: %(nume)s") % {"nume": noutate},
        "opts": Noutate._meta,
        "obiect": noutate,
        "pasi": sorted(pasi, key=lambda pas: pas[0], reverse=True),
    }
    return render(request, "organizatii/admin/istoric.html", context)


def dosare_deschise(noutate):
    """What waits in the queue about this item: itself, or a change of it."""
    lucruri = [noutate, *Revizie.objects.pentru(noutate).in_asteptare()]
    return [dosar for lucru in lucruri for dosar in Dosar.objects.deschise().pentru(lucru)]
