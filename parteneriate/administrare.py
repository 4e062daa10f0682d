"""Staff's pages of a partnership besides Django's own: stages, archive, papers read, preview, history."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from organizatii.istoric import schimbari
from parteneriate import hartii, stari
from parteneriate.models import (
    Parteneriat,
    ParteneriatAct,
    ParteneriatCartier,
    ParteneriatDomeniu,
    ParteneriatGrup,
    ParteneriatODD,
    ParteneriatSector,
)
from parteneriate.pagina import cu_detalii, pagina_context
from platforma.moderare.forms import MotivForm
from platforma.moderare.models import Dosar, Revizie
from platforma.moderare.tranzitii import Actiune, TranzitieInterzisa, muta, poate_face

PAGINA = "admin:parteneriate_parteneriat_change"
MUTARI = {
    Actiune.ARHIVEAZA: (_l("Arhivați pagina"), _l("Parteneriatul nu se mai vede pe site; nimic din el nu se șterge.")),
    Actiune.RESTAUREAZA: (_l("Restaurați pagina"), _l("Parteneriatul se vede din nou pe site, așa cum era.")),
}


def _vazut(request, pk):
    if not request.user.has_perm("parteneriate.view_parteneriat"):
        raise PermissionDenied
    return get_object_or_404(Parteneriat, pk=pk)


def _cere_motivul(request, parteneriat, form, titlu, ce_urmeaza, *, pericol):
    context = {
        **admin.site.each_context(request),
        "title": titlu,
        "opts": Parteneriat._meta,
        "obiect": parteneriat,
        "cu_mesaj": True,
        "form": form,
        "ce_urmeaza": ce_urmeaza,
        "cu_motiv": True,
        "pericol": pericol,
    }
    return render(request, "organizatii/admin/muta.html", context)


@require_http_methods(["GET", "POST"])
def muta_pagina(request, pk, actiune):
    """Archive or restore. A GET asks, a POST does."""
    if actiune not in MUTARI:
        raise Http404
    parteneriat, actiune = _vazut(request, pk), Actiune(actiune)
    if not poate_face(parteneriat, actiune, request.user):
        raise PermissionDenied
    form = MotivForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            muta(parteneriat, actiune, request.user, form.cleaned_data["motiv"])
        except TranzitieInterzisa as e:
            messages.warning(request, str(e))
            return redirect(PAGINA, pk)
        except ValidationError as e:
            form.add_error("motiv" if "motiv" in getattr(e, "error_dict", {}) else None, e.messages)
        else:
            messages.success(request, _("Gata: „%(nume)s”.") % {"nume": parteneriat})
            return redirect(PAGINA, pk)
    titlu, ce_urmeaza = MUTARI[actiune]
    return _cere_motivul(request, parteneriat, form, titlu, ce_urmeaza, pericol=actiune == Actiune.ARHIVEAZA)


@require_http_methods(["GET", "POST"])
def muta_etapa(request, pk, miscare):
    """Another stage, by a moderator with a reason: the parties' own verb, with everything that it asks for."""
    if miscare not in stari.Miscare.values:
        raise Http404
    parteneriat, miscare = _vazut(request, pk), stari.Miscare(miscare)
    if not request.user.poate_modera:
        raise PermissionDenied
    form = MotivForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            stari.muta(parteneriat, miscare, request.user, form.cleaned_data["motiv"])
        except stari.MiscareInterzisa as e:
            messages.warning(request, str(e))
            return redirect(PAGINA, pk)
        except ValidationError as e:
            form.add_error("motiv", e.message_dict["motiv"])
        else:
            messages.success(request, _("Gata: „%(nume)s”.") % {"nume": parteneriat})
            return redirect(PAGINA, pk)
    spre = stari.TRANZITII[miscare].spre.label
    ce_urmeaza = _("Etapa devine „%(spre)s”. Toate părțile primesc motivul prin e-mail.") % {"spre": spre}
    return _cere_motivul(request, parteneriat, form, miscare.label, ce_urmeaza, pericol=miscare in stari.CU_MOTIV)


@require_http_methods(["POST"])
def verifica_hartiile(request, pk):
    """The papers added after publication were read: they are public from now on."""
    parteneriat = _vazut(request, pk)
    if not request.user.poate_modera:
        raise PermissionDenied
    cate = hartii.verifica(parteneriat)
    text = ngettext("%(n)s document este public de acum.", "%(n)s documente sunt publice de acum.", cate)
    messages.success(request, text % {"n": cate})
    return redirect(PAGINA, pk)


@require_safe
def previzualizare(request, pk):
    """The partnership as the public will see it."""
    _vazut(request, pk)
    context = pagina_context(get_object_or_404(cu_detalii(), pk=pk))
    return render(request, "parteneriate/admin/previzualizare.html", context)


def istoric(request, parteneriat):
    """Decisions and changes on one line of time, newest first."""
    liste = {
        "domenii": ParteneriatDomeniu,
        "grupuri": ParteneriatGrup,
        "odd": ParteneriatODD,
        "sectoare": ParteneriatSector,
        "cartiere": ParteneriatCartier,
        "acte": ParteneriatAct,
    }
    pasi = [(d.la, "decizie", d) for d in parteneriat.decizii().select_related("de").defer("instantaneu")[:100]]
    pasi += [(s.la, "schimbare", s) for s in schimbari(parteneriat, liste)]
    context = {
        **admin.site.each_context(request),
        "title": _("Istoric: %(nume)s") % {"nume": parteneriat},
        "opts": Parteneriat._meta,
        "obiect": parteneriat,
        "pasi": sorted(pasi, key=lambda pas: pas[0], reverse=True),
    }
    return render(request, "organizatii/admin/istoric.html", context)


def dosare_deschise(parteneriat):
    """What waits in the queue about it: itself, or a change of it."""
    lucruri = [parteneriat, *Revizie.objects.pentru(parteneriat).in_asteptare()]
    return [dosar for lucru in lucruri for dosar in Dosar.objects.deschise().pentru(lucru)]
