"""Documents of a series: the organisers' page, and the files for whoever may have them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cursuri import materiale as verbe
from cursuri.forms.invatare import MaterialForm
from cursuri.models import Material
from cursuri.views.cerere import din_jeton
from cursuri.views.organizare import organizata
from platforma.incarcari.servire import raspuns_cu_fisier


@require_safe
def material(request, uuid):
    return _fisierul(get_object_or_404(Material.objects.vizibile_pentru(request.user), uuid=uuid))


@require_safe
def material_cursant(request, jeton, uuid):
    """For whoever holds the address of an application, without an account too."""
    return _fisierul(get_object_or_404(Material.objects.ale_cererii(din_jeton(jeton)), uuid=uuid))


def _fisierul(gasit):
    try:
        return raspuns_cu_fisier(gasit.fisier, gasit.nume_fisier)
    except FileNotFoundError:
        raise Http404 from None


@require_http_methods(["GET", "POST"])
@login_required
def materiale(request, pk):
    """The list, and the form that adds one."""
    serie = organizata(request, pk)
    date = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = MaterialForm(*date, de=request.user, serie=serie)
    if form.is_valid() and _adauga(serie, form, request.user):
        messages.success(request, _("Am adăugat materialul."))
        return redirect("cursuri:materiale", pk)
    if form.is_bound:
        form.parcheaza()
    context = {"serie": serie, "form": form, "materiale": serie.materiale.select_related("sesiune")}
    return render(request, "cursuri/materiale.html", context)


def _adauga(serie, form, de):
    try:
        verbe.adauga(serie, form, de)
    except ValidationError as e:
        form.add_error(None, e.messages)
        return False
    form.elibereaza()
    return True


@require_POST
@login_required
def sterge_material(request, pk, uuid):
    verbe.sterge(get_object_or_404(organizata(request, pk).materiale, uuid=uuid))
    messages.success(request, _("Materialul a fost șters."))
    return redirect("cursuri:materiale", pk)
