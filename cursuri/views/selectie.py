"""The evaluator's pages: what waits for her points, and the sheet of one application."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cursuri import fise
from cursuri.forms.cerere import FisaForm
from platforma.locuri.ocupare import Refuzat


@require_safe
@login_required
def selectie(request):
    context = {
        "de_punctat": fise.de_punctat(request.user).select_related("serie__tema", "organizatie"),
        "punctate": request.user.fise_de_selectie.exclude(depusa_la=None)
        .select_related("cerere__serie__tema", "cerere__organizatie")
        .order_by("-depusa_la")[:50],
    }
    return render(request, "cursuri/selectie.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def fisa(request, cerere_pk):
    """Points for each criterion, kept or handed in. Handed in, it is only read."""
    cerere = _de_punctat(request, cerere_pk)
    a_mea = cerere.fise.filter(evaluator=request.user).prefetch_related("punctaje__criteriu").first()
    form = FisaForm(
        request.POST if request.method == "POST" else None,
        criterii=list(cerere.serie.criterii.all()),
        initial=FisaForm.initial_din(a_mea) if a_mea else None,
    )
    if form.is_valid():
        depune = request.POST.get("fapta") == "depune"
        try:
            verb = fise.depune if depune else fise.salveaza
            verb(cerere, request.user, form.puncte, form.cleaned_data["motivare"])
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, _("Fișa este depusă.") if depune else _("Fișa este salvată, încă nedepusă."))
            return redirect("cursuri:selectie" if depune else request.path)
    context = {
        "cerere": cerere,
        "serie": cerere.serie,
        "form": form,
        "a_mea": a_mea,
        "conflict": fise.in_conflict(cerere, request.user),
        "fise": fise.vizibile(cerere, request.user),
    }
    return render(request, "cursuri/fisa.html", context)


@require_POST
@login_required
def conflict(request, cerere_pk):
    try:
        fise.declara_conflict(_de_punctat(request, cerere_pk), request.user)
        messages.success(request, _("Conflictul de interese este declarat. Cererea o punctează altcineva."))
    except Refuzat as e:
        messages.error(request, str(e))
    return redirect("cursuri:selectie")


def _de_punctat(request, cerere_pk):
    """The application, for those who were asked to score its series; 404 for everybody else."""
    cereri = fise.cererile(request.user).select_related("serie__tema", "organizatie")
    return get_object_or_404(cereri, pk=cerere_pk)
