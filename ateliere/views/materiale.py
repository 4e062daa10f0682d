"""Documents and photographs of a workshop: the organisers' pages, and the files for whoever may have them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ateliere import materiale as verbe
from ateliere.forms.dupa import FotografieForm, MaterialForm, ModificaFotografieForm
from ateliere.models import Fotografie, Material
from ateliere.views.inscriere import din_jeton
from ateliere.views.organizare import organizat
from platforma.incarcari.servire import raspuns_cu_fisier


# --- the files ----------------------------------------------------------------------------------------------------
@require_safe
def material(request, uuid):
    gasit = get_object_or_404(Material.objects.vizibile_pentru(request.user), uuid=uuid)
    return _fisierul(gasit.fisier, gasit.nume_fisier)


@require_safe
def material_inscris(request, jeton, uuid):
    """For whoever holds the address of a registration, without an account too."""
    gasit = get_object_or_404(Material.objects.ale_inscrierii(din_jeton(jeton)), uuid=uuid)
    return _fisierul(gasit.fisier, gasit.nume_fisier)


@require_safe
def fotografie(request, uuid):
    gasita = get_object_or_404(Fotografie.objects.vizibile_pentru(request.user), uuid=uuid)
    return _fisierul(gasita.imagine, gasita.imagine.name.rsplit("/", 1)[-1])


def _fisierul(fisier, nume):
    try:
        return raspuns_cu_fisier(fisier, nume)
    except FileNotFoundError:
        raise Http404 from None


# --- the organisers' pages ----------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def materiale(request, pk):
    """The list, and the form that adds one."""
    atelier = organizat(request, pk)
    form = _form(MaterialForm, request)
    if form.is_valid() and _adauga(verbe.adauga_material, atelier, form, request.user):
        messages.success(request, _("Am adăugat materialul."))
        return redirect("ateliere:materiale", pk)
    if form.is_bound:
        form.parcheaza()
    context = {"atelier": atelier, "form": form, "materiale": atelier.materiale.all()}
    return render(request, "ateliere/materiale.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def fotografii(request, pk):
    """The pictures, those without consent too, and the form that adds one."""
    atelier = organizat(request, pk)
    form = _form(FotografieForm, request)
    if form.is_valid() and _adauga(verbe.adauga_fotografie, atelier, form, request.user):
        messages.success(request, _("Am adăugat fotografia."))
        return redirect("ateliere:fotografii", pk)
    if form.is_bound:
        form.parcheaza()
    context = {"atelier": atelier, "form": form, "fotografii": atelier.fotografii.select_related("acord_de")}
    return render(request, "ateliere/fotografii.html", context)


def _form(clasa, request):
    date = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return clasa(*date, de=request.user)


def _adauga(verb, atelier, form, de):
    try:
        verb(atelier, form, de)
    except ValidationError as e:
        form.add_error(None, e.messages)
        return False
    form.elibereaza()
    return True


@require_http_methods(["GET", "POST"])
@login_required
def modifica_fotografie(request, pk, uuid):
    atelier = organizat(request, pk)
    gasita = get_object_or_404(atelier.fotografii.select_related("acord_de"), uuid=uuid)
    form = ModificaFotografieForm(request.POST if request.method == "POST" else None, instance=gasita)
    if form.is_valid():
        verbe.modifica_fotografie(gasita, form, request.user)
        messages.success(request, _("Modificările au fost salvate."))
        return redirect("ateliere:fotografii", pk)
    context = {"atelier": atelier, "fotografie": gasita, "form": form}
    return render(request, "ateliere/modifica_fotografie.html", context)


@require_POST
@login_required
def sterge_material(request, pk, uuid):
    verbe.sterge(get_object_or_404(organizat(request, pk).materiale, uuid=uuid))
    messages.success(request, _("Materialul a fost șters."))
    return redirect("ateliere:materiale", pk)


@require_POST
@login_required
def sterge_fotografie(request, pk, uuid):
    verbe.sterge(get_object_or_404(organizat(request, pk).fotografii, uuid=uuid))
    messages.success(request, _("Fotografia a fost ștearsă."))
    return redirect("ateliere:fotografii", pk)
