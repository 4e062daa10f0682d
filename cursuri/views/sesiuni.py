"""The sessions of a series, as staff write them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cursuri import organizare as verbe
from cursuri.forms.serie import SesiuneForm
from cursuri.views.organizare import a_personalului, salvat
from platforma.locuri.ocupare import Refuzat


@require_http_methods(["GET", "POST"])
@login_required
def sesiune_noua(request, pk):
    serie = a_personalului(request, pk)
    form = SesiuneForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            anuntati = verbe.adauga_sesiune(serie, form, request.user)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, salvat(anuntati))
            return redirect("cursuri:organizare", pk)
    return render(request, "cursuri/sesiune.html", {"serie": serie, "form": form})


@require_http_methods(["GET", "POST"])
@login_required
def sesiune(request, pk, sesiune_pk):
    serie = a_personalului(request, pk)
    gasita = get_object_or_404(serie.sesiuni, pk=sesiune_pk)
    form = SesiuneForm(request.POST if request.method == "POST" else None, instance=gasita)
    if form.is_valid():
        try:
            anuntati = verbe.modifica_sesiune(gasita, form, request.user)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, salvat(anuntati))
            return redirect("cursuri:organizare", pk)
    return render(request, "cursuri/sesiune.html", {"serie": serie, "form": form, "sesiune": gasita})


@require_POST
@login_required
def sterge_sesiunea(request, pk, sesiune_pk):
    serie = a_personalului(request, pk)
    try:
        verbe.sterge_sesiunea(get_object_or_404(serie.sesiuni, pk=sesiune_pk))
    except Refuzat as e:
        messages.error(request, str(e))
    return redirect("cursuri:organizare", pk)
