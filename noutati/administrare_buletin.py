"""Staff's pages of a newsletter besides Django's own: look before sending, send, see how it goes."""

from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from noutati import buletine, emails
from noutati.destinatari import socoteala
from noutati.mersul import STARI, cu_starea, mersul
from noutati.models import Buletin
from platforma.marcaj import html

PE_PAGINA = 100
VERIFICA = "admin:noutati_buletin_verifica"


def cu_drept(drept):
    """Staff with this right on newsletters; `admin_view` has already asked who they are."""

    def invelis(view):
        @wraps(view)
        def pentru_ei(request, pk):
            if not request.user.has_perm(f"noutati.{drept}"):
                raise PermissionDenied
            return view(request, get_object_or_404(Buletin, pk=pk))

        return pentru_ei

    return invelis


def _context(buletin, titlu):
    return {"title": titlu, "opts": Buletin._meta, "buletin": buletin}


def _continut(buletin):
    return {
        "text_html": html(buletin.text),
        "noutati": buletin.noutati.publice().cele_mai_noi().select_related("organizatie"),
    }


# --- before -------------------------------------------------------------------------------------------------------
@require_GET
@cu_drept("view_buletin")
def verifica(request, buletin):
    """Who would get it and what they would read, on one page, with the buttons under it."""
    if not buletin.este_ciorna:
        return redirect(buletin)
    context = {
        **admin.site.each_context(request),
        **_context(buletin, _("Verificați și trimiteți")),
        "socoteala": socoteala(buletin),
        **_continut(buletin),
        "nepublice": buletin.noutati.exclude(pk__in=buletin.noutati.publice().values("pk")),
        "poate_trimite": request.user.has_perm("noutati.trimite_buletin"),
    }
    return render(request, "noutati/admin/verifica.html", context)


@require_POST
@cu_drept("trimite_buletin")
def proba(request, buletin):
    """To oneself, as everybody will get it."""
    emails.proba(buletin, request.user)
    messages.success(request, _("Am trimis o probă la %(email)s.") % {"email": request.user.email})
    return redirect(VERIFICA, buletin.pk)


@require_POST
@cu_drept("trimite_buletin")
def trimite(request, buletin):
    """Release it to as many as the sender has seen."""
    vazuti = request.POST.get("destinatari", "")
    try:
        cati = buletine.lanseaza(buletin, request.user, int(vazuti) if vazuti.isdecimal() else 0)
    except buletine.Refuzat as e:
        messages.error(request, str(e))
        return redirect(VERIFICA, buletin.pk)
    text = ngettext("Trimiterea a început, către %(n)s adresă.", "Trimiterea a început, către %(n)s adrese.", cati)
    messages.success(request, text % {"n": cati})
    return redirect(buletin)


# --- after --------------------------------------------------------------------------------------------------------
def lansat(request, buletin):
    """How it goes, beside what people read; htmx asks again for the first part."""
    context = {"buletin": buletin, "mers": mersul(buletin)}
    if request.htmx:
        return render(request, "noutati/admin/_mers.html", context)
    context |= {**admin.site.each_context(request), **_context(buletin, buletin.subiect), **_continut(buletin)}
    context["poate_trimite"] = request.user.has_perm("noutati.trimite_buletin")
    return render(request, "noutati/admin/lansat.html", context)


@require_POST
@cu_drept("trimite_buletin")
def pauza(request, buletin):
    return _incearca(request, buletin, buletine.intrerupe, _("Am făcut o pauză. Ce este deja în poștă pleacă."))


@require_POST
@cu_drept("trimite_buletin")
def reia(request, buletin):
    return _incearca(request, buletin, buletine.reia, _("Trimiterea continuă."))


@require_POST
@cu_drept("trimite_buletin")
def opreste(request, buletin):
    return _incearca(request, buletin, buletine.opreste, _("Am oprit trimiterea. Ce nu plecase încă nu mai pleacă."))


def _incearca(request, buletin, verb, mesaj):
    try:
        verb(buletin)
        messages.success(request, mesaj)
    except buletine.Refuzat as e:
        messages.error(request, str(e))
    return redirect(buletin)


@require_GET
@cu_drept("view_buletin")
def destinatari(request, buletin):
    """Everybody it goes to, and what became of each."""
    if buletin.este_ciorna:
        raise Http404
    starea = request.GET.get("starea")
    randuri = cu_starea(buletin).annotate(eroare=F("mesaj__eroare")).select_related("organizatie")
    if starea in STARI:
        randuri = randuri.filter(starea=starea)
    pagina = Paginator(randuri.order_by("pk"), PE_PAGINA).get_page(request.GET.get("pagina"))
    for destinatar in pagina:
        destinatar.starea_in_cuvinte = STARI[destinatar.starea]
    context = {
        **admin.site.each_context(request),
        **_context(buletin, _("Destinatarii")),
        "pagina": pagina,
        "mers": mersul(buletin),
        "starea": starea if starea in STARI else "",
    }
    return render(request, "noutati/admin/destinatari.html", context)
