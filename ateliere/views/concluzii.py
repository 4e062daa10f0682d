"""Conclusions: staff write them, those who answer for them say what came of them, staff see who has not."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ateliere import concluzii as verbe
from ateliere.forms.dupa import ConcluzieForm, RaspunsForm
from ateliere.models import NEINCHEIATE, Concluzie, ProcesVerbal, StareConcluzie
from ateliere.views.organizare import al_personalului
from platforma.locuri.ocupare import Refuzat

PE_PAGINA = 20
CARE = {
    "fara-urmare": gettext_lazy("Fără urmare de peste 60 de zile"),
    "neincheiate": gettext_lazy("Deschise sau în lucru"),
    "incheiate": gettext_lazy("Realizate sau abandonate"),
}


@require_safe
@login_required
def concluzii(request):
    """Those that her organisations answer for; for staff, all that are public."""
    personal = request.user.has_perm("ateliere.organizeaza")
    toate = Concluzie.objects.publicate() if personal else Concluzie.objects.in_grija(request.user)
    care = request.GET.get("care") if request.GET.get("care") in CARE else ""
    gasite = _care(toate, care).pentru_lista().order_by("termen", "atelier__incepe_la", "ordine", "pk")
    context = {
        "personal": personal,
        "care": care,
        "filtre": [("", _("Toate")), *CARE.items()],
        "pagina": Paginator(gasite, PE_PAGINA).get_page(request.GET.get("pagina")),
        "organizatiile_mele": set(request.user.calitati.values_list("organizatie_id", flat=True)),
    }
    return render(request, "ateliere/concluzii.html", context)


def _care(concluzii, care):
    if care == "fara-urmare":
        return concluzii.fara_urmare()
    if care == "neincheiate":
        return concluzii.filter(stare__in=NEINCHEIATE)
    if care == "incheiate":
        return concluzii.filter(stare__in=[StareConcluzie.REALIZATA, StareConcluzie.ABANDONATA])
    return concluzii


@require_http_methods(["GET", "POST"])
@login_required
def raspunde(request, pk):
    """A member of the organisation that answers for it says what came of it."""
    concluzie = get_object_or_404(Concluzie.objects.in_grija(request.user).pentru_lista(), pk=pk)
    form = RaspunsForm.pentru(concluzie, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            verbe.raspunde(concluzie, request.user, **form.cleaned_data)
        except Refuzat as e:
            concluzie.refresh_from_db()
            form.add_error(None, str(e))
            form.data["vazut"] = concluzie.raspuns_la.isoformat()  # the page shows the colleague's answer
        except ValidationError as e:
            form.add_error("raspuns", e.message_dict["raspuns"])
        else:
            messages.success(request, _("Răspunsul apare acum pe pagina publică a atelierului."))
            return redirect("ateliere:concluzii")
    return render(request, "ateliere/raspunde.html", {"concluzie": concluzie, "form": form})


# --- staff --------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def concluzie_noua(request, pk):
    atelier = al_personalului(request, pk)
    form = ConcluzieForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        verbe.adauga(atelier, form, request.user)
        messages.success(request, _("Concluzia a fost adăugată."))
        return redirect("ateliere:dupa", pk)
    return render(request, "ateliere/modifica_concluzie.html", {"atelier": atelier, "form": form})


@require_http_methods(["GET", "POST"])
@login_required
def modifica_concluzie(request, pk, concluzie_pk):
    atelier = al_personalului(request, pk)
    concluzie = get_object_or_404(atelier.concluzii.select_related("responsabil"), pk=concluzie_pk)
    form = ConcluzieForm(request.POST if request.method == "POST" else None, instance=concluzie)
    if form.is_valid():
        verbe.modifica(concluzie, form, request.user)
        messages.success(request, _("Modificările au fost salvate."))
        return redirect("ateliere:dupa", pk)
    publice = ProcesVerbal.objects.publicate().filter(atelier=atelier)
    context = {"atelier": atelier, "concluzie": concluzie, "form": form, "se_sterge": not publice.exists()}
    return render(request, "ateliere/modifica_concluzie.html", context)


@require_POST
@login_required
def sterge_concluzie(request, pk, concluzie_pk):
    atelier = al_personalului(request, pk)
    concluzie = get_object_or_404(atelier.concluzii, pk=concluzie_pk)
    try:
        verbe.sterge(concluzie, request.user)
        messages.success(request, _("Concluzia a fost ștearsă."))
    except Refuzat as e:
        messages.error(request, str(e))
    return redirect("ateliere:dupa", pk)
