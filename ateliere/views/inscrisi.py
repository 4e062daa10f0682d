"""Who is registered, for the organisers: the list, somebody more, and what is decided about one person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ateliere import inscrieri
from ateliere.forms.inscriere import AdaugaForm, MotivForm, MutaForm
from ateliere.models import Atelier, StareInscriere
from ateliere.views.organizare import organizat
from platforma.locuri.ocupare import Refuzat


@require_safe
@login_required
def inscrisi(request, pk):
    atelier = organizat(request, pk)
    toate = list(atelier.inscrieri.select_related("organizatie"))
    context = {
        "atelier": atelier,
        "confirmate": [i for i in toate if i.stare == StareInscriere.CONFIRMATA],
        "in_asteptare": [i for i in toate if i.stare == StareInscriere.ASTEPTARE],
        "incheiate": [i for i in toate if not i.activa],
        "promovarea_s_a_oprit": timezone.now() >= atelier.promovare_pana_la,
    }
    return render(request, "ateliere/inscrisi.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def adauga(request, pk):
    atelier = organizat(request, pk)
    form = AdaugaForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            inscriere, noua = inscrieri.inscrie(pk, **form.cleaned_data, de=request.user, personal=True)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, _adaugata(inscriere, noua))
            return redirect("ateliere:inscrisi", pk)
    return render(request, "ateliere/adauga.html", {"atelier": atelier, "form": form})


def _adaugata(inscriere, noua):
    mesaj = _("%(cine)s: %(stare)s.") if noua else _("%(cine)s era deja pe listă: %(stare)s.")
    return mesaj % {"cine": inscriere.nume, "stare": inscriere.get_stare_display().lower()}


@require_POST
@login_required
def promoveaza(request, pk):
    """By hand, when the automatic promotion has ended."""
    organizat(request, pk)
    try:
        inscriere = inscrieri.promoveaza_urmatorul(pk, request.user)
        messages.success(request, _("%(cine)s are acum loc; am anunțat prin e-mail.") % {"cine": inscriere.nume})
    except Refuzat as e:
        messages.error(request, str(e))
    return redirect("ateliere:inscrisi", pk)


@require_http_methods(["GET", "POST"])
@login_required
def inscris(request, pk, inscriere_pk):
    """One person on the list: take her off with a reason, or move her to another workshop of the same organisers."""
    atelier = organizat(request, pk)
    inscriere = get_object_or_404(atelier.inscrieri.select_related("organizatie", "de"), pk=inscriere_pk)
    celelalte = Atelier.objects.organizate_de(request.user).viitoare().exclude(pk=pk)
    muta = request.POST.get("fapta") == "muta"
    form_motiv = MotivForm(request.POST if request.method == "POST" and not muta else None)
    form_muta = MutaForm(request.POST if muta else None, ateliere=celelalte)
    form = form_muta if muta else form_motiv
    if form.is_valid():
        try:
            if muta:
                inscrieri.muta_la(inscriere, form.cleaned_data["atelier"].pk, request.user)
            else:
                inscrieri.refuza(inscriere, request.user, form.cleaned_data["motiv"])
        except Refuzat as e:
            form.add_error(None, str(e))
        except ValidationError as e:
            form.add_error("motiv", e.message_dict["motiv"])
        else:
            messages.success(request, _("Gata. Am anunțat persoana prin e-mail."))
            return redirect("ateliere:inscrisi", pk)
    context = {
        "atelier": atelier,
        "inscriere": inscriere,
        "form_motiv": form_motiv,
        "form_muta": form_muta if celelalte.exists() else None,
        "fapte": inscriere.fapte.select_related("de"),
    }
    return render(request, "ateliere/inscris.html", context)
