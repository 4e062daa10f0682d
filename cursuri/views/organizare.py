"""The organisers' side of a series.

Whoever keeps its room (the secretariat, a trainer with an account) sees the hub and what is taught; what only staff may
write asks for the right `cursuri.organizeaza`.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cursuri import organizare as verbe
from cursuri import selectie, stari
from cursuri.forms.decizii import CapacitateForm, MotivForm
from cursuri.forms.serie import FormatoriForm, SelectieForm, SerieForm
from cursuri.models import Serie, StareSerie
from platforma.locuri.ocupare import Refuzat


def organizata(request, pk):
    """The series, for whoever keeps its room; 404 for everybody else."""
    return get_object_or_404(Serie.objects.organizate_de(request.user).pentru_lista(), pk=pk)


def a_personalului(request, pk):
    """The series, for those who may organise every one of them; 404 for everybody else."""
    if not request.user.has_perm("cursuri.organizeaza"):
        raise Http404
    return organizata(request, pk)


@require_safe
@login_required
def organizare(request, pk):
    return _pagina(request, organizata(request, pk))


def _pagina(request, serie, **formulare):
    personal = request.user.has_perm("cursuri.organizeaza")
    miscari = stari.miscari_posibile(serie) if personal else []
    context = {
        "serie": serie,
        "personal": personal,
        "sesiuni": list(serie.sesiuni.all()),
        "formatori": list(serie.formatori.all()),
        "miscari": [m for m in miscari if m not in stari.CU_MOTIV],
        "miscari_cu_motiv": [m for m in miscari if m in stari.CU_MOTIV],
        "piedica": _piedica(serie) if personal else "",
        "jurnal": serie.fapte.select_related("de", "cerere")[:15] if personal else [],
        "form_motiv": MotivForm(prefix="stare"),
        "form_capacitate": CapacitateForm(initial={n: getattr(serie, n) for n in verbe.CAPACITATI}),
        **formulare,
    }
    return render(request, "cursuri/organizare.html", context)


def _piedica(serie):
    """Why the next step is not open yet, or nothing."""
    urmatoarea = {StareSerie.CIORNA: stari.Miscare.PUBLICA, StareSerie.PUBLICATA: stari.Miscare.INCHEIE}
    miscare = urmatoarea.get(serie.stare)
    return stari.piedica(serie, miscare, timezone.now()) if miscare else ""


@require_http_methods(["GET", "POST"])
@login_required
def nou(request):
    if not request.user.has_perm("cursuri.organizeaza"):
        raise PermissionDenied
    form = SerieForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        serie = verbe.creeaza(form)
        messages.success(request, _("Ciorna a fost salvată. Adăugați sesiunile și criteriile, apoi publicați seria."))
        return redirect("cursuri:organizare", serie.pk)
    return render(request, "cursuri/modifica.html", {"form": form})


@require_http_methods(["GET", "POST"])
@login_required
def modifica(request, pk):
    serie = a_personalului(request, pk)
    form = SerieForm(request.POST if request.method == "POST" else None, instance=Serie.objects.get(pk=pk))
    if form.is_valid():
        try:
            anuntati = verbe.modifica(serie, form, request.user)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, salvat(anuntati))
            return redirect("cursuri:organizare", pk)
    return render(request, "cursuri/modifica.html", {"form": form, "serie": serie})


def salvat(anuntati):
    if not anuntati:
        return _("Modificările au fost salvate.")
    return ngettext(
        "Modificările au fost salvate. Anunțăm prin e-mail %(n)s persoană cu loc.",
        "Modificările au fost salvate. Anunțăm prin e-mail %(n)s persoane cu loc.",
        anuntati,
    ) % {"n": anuntati}


@require_http_methods(["GET", "POST"])
@login_required
def formatori(request, pk):
    serie = a_personalului(request, pk)
    form = FormatoriForm(
        request.POST if request.method == "POST" else None,
        initial={"formatori": FormatoriForm.text(serie.formatori.select_related("cont"))},
    )
    if form.is_valid():
        try:
            verbe.scrie_formatorii(serie, form.cleaned_data["formatori"], request.user)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, _("Formatorii au fost salvați."))
            return redirect("cursuri:organizare", pk)
    return render(request, "cursuri/formatori.html", {"serie": serie, "form": form})


@require_http_methods(["GET", "POST"])
@login_required
def criterii(request, pk):
    serie = a_personalului(request, pk)
    initial = {
        "criterii": SelectieForm.text_criterii(serie.criterii.all()),
        "evaluatori": "\n".join(serie.evaluatori.order_by("email").values_list("email", flat=True)),
    }
    form = SelectieForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            verbe.scrie_selectia(serie, **form.cleaned_data, de=request.user)
        except Refuzat as e:
            form.add_error("criterii", str(e))
        else:
            messages.success(request, _("Criteriile și evaluatorii au fost salvați."))
            return redirect("cursuri:organizare", pk)
    return render(request, "cursuri/criterii.html", {"serie": serie, "form": form})


@require_POST
@login_required
def capacitate(request, pk):
    serie = a_personalului(request, pk)
    form = CapacitateForm(request.POST)
    if form.is_valid():
        try:
            promovati = selectie.schimba_capacitatea(pk, request.user, **form.cleaned_data)
        except Refuzat as e:
            form.add_error("capacitate", str(e))
        except ValidationError as e:
            form.add_error("motiv", e.message_dict["motiv"])
        else:
            messages.success(request, _locuri(promovati))
            return redirect("cursuri:organizare", pk)
    return _pagina(request, serie, form_capacitate=form)


def _locuri(promovati):
    if not promovati:
        return _("Numărul de locuri a fost schimbat.")
    return ngettext(
        "Numărul de locuri a fost schimbat; %(n)s persoană de pe lista de rezervă a primit loc.",
        "Numărul de locuri a fost schimbat; %(n)s persoane de pe lista de rezervă au primit loc.",
        len(promovati),
    ) % {"n": len(promovati)}


@require_POST
@login_required
def muta(request, pk):
    """One move of the state; those that need a reason take it from the same page."""
    serie = a_personalului(request, pk)
    if request.POST.get("miscare") not in stari.Miscare.values:
        raise Http404
    miscare = stari.Miscare(request.POST["miscare"])
    form = MotivForm(request.POST, prefix="stare")
    try:
        stari.muta(serie, miscare, request.user, form["motiv"].value() or "")
    except (stari.MiscareInterzisa, Refuzat) as e:
        messages.error(request, str(e))
    except ValidationError as e:
        form.is_valid()
        form.add_error("motiv", e.message_dict["motiv"])
        return _pagina(request, serie, form_motiv=form)
    else:
        messages.success(request, _("Starea seriei este acum: %(stare)s.") % {"stare": serie.get_stare_display()})
    return redirect("cursuri:organizare", pk)
