"""Reports in the workspace, and their pictures."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parteneriate import rapoarte as verbe
from parteneriate.forms.monitorizare import FotografieRaportForm, RaportForm
from parteneriate.models import FotografieRaport, Raport, Termen
from parteneriate.scriere import Refuzat
from parteneriate.views.spatiu import condus, context_comun, vazut
from platforma.incarcari.servire import raspuns_cu_fisier


@require_http_methods(["GET", "POST"])
@login_required
def raport(request, pk, luni):
    """The report of one term: to write while it is a draft, to read once it was sent."""
    parteneriat = condus(request, pk) if request.method == "POST" else vazut(request, pk)
    scadenta = next((s for s in verbe.scadente(parteneriat) if s.luni == luni), None)
    if luni not in Termen.values or scadenta is None:
        raise Http404
    trimite = "trimite" in request.POST
    date = request.POST if request.method == "POST" else None
    form = RaportForm(date, parteneriat=parteneriat, raport=scadenta.raport, trimite=trimite)
    if form.is_valid():
        try:
            verbe.salveaza(parteneriat, luni, form, request.user, trimite=trimite)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, _mesaj(parteneriat, trimite))
            return redirect("parteneriate:monitorizare", pk) if trimite else redirect("parteneriate:raport", pk, luni)
    return render(request, "parteneriate/raport.html", context_comun(request, parteneriat, form=form, s=scadenta))


def _mesaj(parteneriat, trimite):
    if not trimite:
        return _("Am salvat ciorna. Trimiteți raportul când este gata.")
    if parteneriat.stare == "publicat":
        return _("Am trimis raportul. Apare pe pagina publică după ce îl citește un moderator.")
    return _("Am trimis raportul. Se vede împreună cu pagina parteneriatului.")


def _raport(request, pk):
    gasit = get_object_or_404(Raport.objects.select_related("parteneriat"), pk=pk)
    return gasit, condus(request, gasit.parteneriat_id)


@require_POST
@login_required
def corecteaza_raport(request, pk):
    """Begin the next version of a report that was sent."""
    gasit, parteneriat = _raport(request, pk)
    verbe.incepe_corectarea(gasit, request.user)
    messages.success(request, _("Corectați textul, apoi trimiteți-l. Până este citit, rămâne public cel dinainte."))
    return redirect("parteneriate:raport", parteneriat.pk, gasit.luni)


@require_POST
@login_required
def renunta_raport(request, pk):
    gasit, parteneriat = _raport(request, pk)
    try:
        verbe.renunta(gasit, request.user)
    except Refuzat as e:
        messages.error(request, str(e))
    else:
        messages.success(request, _("Am renunțat la corectură. Raportul trimis a rămas cum era."))
    return redirect("parteneriate:raport", parteneriat.pk, gasit.luni)


# --- pictures -----------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def fotografii_raport(request, pk):
    gasit, parteneriat = _raport(request, pk)
    date = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FotografieRaportForm(*date, de=request.user)
    if form.is_valid():
        try:
            verbe.adauga_fotografie(gasit, form, request.user)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            form.elibereaza()
            messages.success(request, _("Am adăugat fotografia."))
            return redirect("parteneriate:fotografii_raport", pk)
    if form.is_bound:
        form.parcheaza()
    context = context_comun(request, parteneriat, form=form, raport=gasit, fotografii=gasit.fotografii.all())
    return render(request, "parteneriate/fotografii_raport.html", context)


@require_POST
@login_required
def sterge_fotografie(request, uuid):
    gasita = get_object_or_404(FotografieRaport.objects.select_related("raport"), uuid=uuid)
    parteneriat = condus(request, gasita.raport.parteneriat_id)
    verbe.sterge_fotografie(gasita, request.user)
    messages.success(request, _("Fotografia a fost ștearsă."))
    return redirect("parteneriate:raport", parteneriat.pk, gasita.raport.luni)


@require_safe
def fotografie(request, uuid):
    """The picture, to whoever may see its report; to anybody else it is not there."""
    gasita = get_object_or_404(FotografieRaport.objects.vizibile_pentru(request.user), uuid=uuid)
    try:
        return raspuns_cu_fisier(gasita.imagine, gasita.imagine.name.rsplit("/", 1)[-1])
    except FileNotFoundError:
        raise Http404 from None
