"""The minutes: staff write them, the hosts read and answer, everybody reads the earlier versions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ateliere import procese as verbe
from ateliere.forms.dupa import MiscareForm, ProcesForm, SchimbariForm
from ateliere.models import AVUTE_LOC, Atelier, Ce, Concluzie, ProcesVerbal, StareProces, VersiuneProces
from ateliere.views.organizare import al_personalului, organizat
from platforma.locuri.ocupare import Refuzat

REZULTATE = {
    verbe.Miscare.TRIMITE: gettext_lazy("Am trimis procesul-verbal gazdelor. Răspunsul lor vine prin e-mail."),
    verbe.Miscare.RETRAGE: gettext_lazy("Textul este din nou ciornă."),
    verbe.Miscare.APROBA: gettext_lazy("Ați aprobat textul. Secretariatul îl va publica."),
    verbe.Miscare.CERE_SCHIMBARI: gettext_lazy("Am trimis comentariul secretariatului, care va corecta textul."),
    verbe.Miscare.PUBLICA: gettext_lazy("Procesul-verbal este public, pe pagina atelierului."),
    verbe.Miscare.REDESCHIDE: gettext_lazy(
        "Puteți scrie o versiune nouă. Până la publicarea ei, pe pagina atelierului rămâne cea de acum."
    ),
}
ISTORIA = [Ce.PV_TRIMIS, Ce.PV_RETRAS, Ce.PV_APROBAT, Ce.PV_SCHIMBARI, Ce.PV_PUBLICAT, Ce.PV_REDESCHIS]


@require_safe
@login_required
def dupa(request, pk):
    """What is left to do after a workshop, for those who keep its room: one line for each part, with the way there."""
    atelier = organizat(request, pk)
    proces = ProcesVerbal.objects.filter(atelier=atelier).first()
    fotografii = list(atelier.fotografii.all())
    context = {
        "atelier": atelier,
        "personal": request.user.has_perm("ateliere.organizeaza"),
        "cu_date_personale": request.user.has_perm("ateliere.exporta"),
        "avut_loc": atelier.stare in AVUTE_LOC,
        "proces": proces,
        "concluzii": atelier.concluzii.select_related("responsabil").order_by("ordine", "pk"),
        "materiale": atelier.materiale.count(),
        "fotografii": len(fotografii),
        "fotografii_fara_acord": sum(f.acord_la is None for f in fotografii),
    }
    return render(request, "ateliere/dupa.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def proces_verbal(request, pk):
    """The text: to write for staff while it is a draft, to read for the hosts. „Previzualizați” writes nothing."""
    atelier = organizat(request, pk)
    proces = ProcesVerbal.objects.filter(atelier=atelier).select_related("aprobat_de", "autor").first()
    if request.method == "POST":
        al_personalului(request, pk)
    initial = {"text": proces.text, "redactare": proces.redactare} if proces else {}
    form = ProcesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and "previzualizati" not in request.POST:
        try:
            verbe.salveaza(pk, form.cleaned_data["text"], request.user, form.cleaned_data["redactare"])
        except verbe.AltaRedactare as e:
            form.add_error(None, str(e))
            form.data["redactare"] = proces.redactare  # the page shows the other text: she saves again knowing it
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, _("Textul a fost salvat. Când este gata, trimiteți-l gazdelor spre verificare."))
            return redirect("ateliere:proces_verbal", pk)
    return _pagina(request, atelier, proces, form)


def _pagina(request, atelier, proces, form, form_schimbari=None):
    miscari = []
    if proces is not None:
        proces.atelier = atelier
        miscari = verbe.miscari_posibile(proces, request.user)
    personal = request.user.has_perm("ateliere.organizeaza")
    in_verificare = proces is not None and proces.stare == StareProces.VERIFICARE
    context = {
        "atelier": atelier,
        "proces": proces,
        "form": form,
        "se_scrie": personal and (proces is None or proces.stare == StareProces.CIORNA),
        "alt_text": form.is_bound and form.non_field_errors() and proces is not None,
        "previzualizare": form.cleaned_data["text"] if form.is_bound and form.is_valid() else "",
        "personal": personal,
        "miscari": [m for m in miscari if m != verbe.Miscare.CERE_SCHIMBARI],
        "piedica": verbe.piedica(proces) if personal and in_verificare else "",
        "se_cer_schimbari": verbe.Miscare.CERE_SCHIMBARI in miscari,
        "form_schimbari": form_schimbari or SchimbariForm(initial={"redactare": proces and proces.redactare}),
        "concluzii": Concluzie.objects.filter(atelier=atelier).select_related("responsabil").order_by("ordine", "pk"),
        "istoria": atelier.fapte.filter(ce__in=ISTORIA).select_related("de"),
        "versiuni": proces.versiuni.all() if proces else [],
    }
    return render(request, "ateliere/proces_verbal.html", context)


@require_POST
@login_required
def muta_proces(request, pk):
    """One move of the minutes; what the hosts want changed is written on the same page."""
    atelier = organizat(request, pk)
    proces = get_object_or_404(ProcesVerbal.objects.select_related("aprobat_de", "autor"), atelier=atelier)
    if request.POST.get("miscare") not in verbe.Miscare.values:
        raise Http404
    miscare = verbe.Miscare(request.POST["miscare"])
    form = (SchimbariForm if miscare == verbe.Miscare.CERE_SCHIMBARI else MiscareForm)(request.POST)
    if form.is_valid():
        try:
            verbe.muta(proces, miscare, request.user, **form.cleaned_data)
        except PermissionDenied:
            raise Http404 from None
        except Refuzat as e:
            messages.error(request, str(e))
            return redirect("ateliere:proces_verbal", pk)
        except ValidationError as e:
            form.add_error("comentariu", e.message_dict["comentariu"])
        else:
            messages.success(request, REZULTATE[miscare])
            return redirect("ateliere:proces_verbal", pk)
    initial = {"text": proces.text, "redactare": proces.redactare}
    form_schimbari = form if isinstance(form, SchimbariForm) else None
    return _pagina(request, atelier, proces, ProcesForm(initial=initial), form_schimbari)


@require_safe
def versiune(request, slug, numar):
    """An earlier version of the minutes, as it was published; the last one is on the workshop's page."""
    atelier = get_object_or_404(Atelier.objects.publice(), slug=slug)
    gasita = get_object_or_404(VersiuneProces, proces__atelier=atelier, numar=numar)
    ultima = VersiuneProces.objects.filter(proces=gasita.proces_id).first()
    context = {"atelier": atelier, "versiune": gasita, "ultima": ultima}
    return render(request, "ateliere/versiune.html", context)
