"""The organisers' side of a workshop: light pages that work on a phone in the room.

Whoever keeps the room sees them; what only staff may write asks for the right `ateliere.organizeaza`.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ateliere import inscrieri, stari
from ateliere import organizare as verbe
from ateliere.forms.atelier import AgendaForm, AtelierForm
from ateliere.forms.inscriere import CapacitateForm, MotivForm
from ateliere.models import Atelier
from platforma.locuri.ocupare import Refuzat


def organizat(request, pk):
    """The workshop, for whoever keeps its room; 404 for everybody else."""
    return get_object_or_404(Atelier.objects.organizate_de(request.user).pentru_lista(), pk=pk)


def al_personalului(request, pk):
    """The workshop, for those who may organise every one of them; 404 for everybody else."""
    if not request.user.has_perm("ateliere.organizeaza"):
        raise Http404
    return organizat(request, pk)


@require_safe
@login_required
def organizare(request, pk):
    return _pagina(request, organizat(request, pk))


def _pagina(request, atelier, **formulare):
    personal = request.user.has_perm("ateliere.organizeaza")
    context = {
        "atelier": atelier,
        "personal": personal,
        "miscari": [m for m in stari.miscari_posibile(atelier) if m != stari.Miscare.ANULEAZA] if personal else [],
        "se_poate_anula": personal and stari.Miscare.ANULEAZA in stari.miscari_posibile(atelier),
        "jurnal": atelier.fapte.select_related("de", "inscriere")[:30],
        "form_anulare": MotivForm(prefix="anulare"),
        "form_capacitate": CapacitateForm(initial={n: getattr(atelier, n) for n in verbe.CAPACITATI}),
        **formulare,
    }
    return render(request, "ateliere/organizare.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def nou(request):
    if not request.user.has_perm("ateliere.organizeaza"):
        raise PermissionDenied
    form = AtelierForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        atelier = verbe.creeaza(form)
        messages.success(request, _("Ciorna a fost salvată. Adăugați programul, apoi publicați atelierul."))
        return redirect("ateliere:organizare", atelier.pk)
    return render(request, "ateliere/modifica.html", {"form": form})


@require_http_methods(["GET", "POST"])
@login_required
def modifica(request, pk):
    atelier = al_personalului(request, pk)
    form = AtelierForm(request.POST if request.method == "POST" else None, instance=Atelier.objects.get(pk=pk))
    if form.is_valid():
        try:
            anuntati = verbe.modifica(atelier, form, request.user)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, _salvat(anuntati))
            return redirect("ateliere:organizare", pk)
    return render(request, "ateliere/modifica.html", {"form": form, "atelier": atelier})


def _salvat(anuntati):
    if not anuntati:
        return _("Modificările au fost salvate.")
    return ngettext(
        "Modificările au fost salvate. Anunțăm prin e-mail %(n)s persoană înscrisă.",
        "Modificările au fost salvate. Anunțăm prin e-mail %(n)s persoane înscrise.",
        anuntati,
    ) % {"n": anuntati}


@require_http_methods(["GET", "POST"])
@login_required
def agenda(request, pk):
    atelier = al_personalului(request, pk)
    form = AgendaForm(
        request.POST if request.method == "POST" else None,
        initial={"program": AgendaForm.text(atelier.agenda.all())},
    )
    if form.is_valid():
        verbe.scrie_agenda(atelier, form.cleaned_data["program"])
        messages.success(request, _("Programul a fost salvat."))
        return redirect("ateliere:organizare", pk)
    return render(request, "ateliere/agenda.html", {"atelier": atelier, "form": form})


@require_POST
@login_required
def muta(request, pk):
    """One move of the state; a cancellation takes its reason from the same page."""
    atelier = al_personalului(request, pk)
    if request.POST.get("miscare") not in stari.Miscare.values:
        raise Http404
    miscare = stari.Miscare(request.POST["miscare"])
    form = MotivForm(request.POST, prefix="anulare")
    try:
        stari.muta(atelier, miscare, request.user, form["motiv"].value() or "")
    except (stari.MiscareInterzisa, Refuzat) as e:
        messages.error(request, str(e))
    except ValidationError as e:
        form.is_valid()
        form.add_error("motiv", e.message_dict["motiv"])
        return _pagina(request, atelier, form_anulare=form)
    else:
        messages.success(
            request, _("Starea atelierului este acum: %(stare)s.") % {"stare": atelier.get_stare_display()}
        )
    return redirect("ateliere:organizare", pk)


@require_POST
@login_required
def capacitate(request, pk):
    atelier = organizat(request, pk)
    form = CapacitateForm(request.POST)
    if form.is_valid():
        try:
            promovati = inscrieri.schimba_capacitatea(pk, request.user, **form.cleaned_data)
        except Refuzat as e:
            form.add_error("capacitate", str(e))
        except ValidationError as e:
            form.add_error("motiv", e.message_dict["motiv"])
        else:
            messages.success(request, _locuri(promovati))
            return redirect("ateliere:organizare", pk)
    return _pagina(request, atelier, form_capacitate=form)


def _locuri(promovati):
    if not promovati:
        return _("Numărul de locuri a fost schimbat.")
    return ngettext(
        "Numărul de locuri a fost schimbat; %(n)s persoană de pe lista de așteptare a primit loc.",
        "Numărul de locuri a fost schimbat; %(n)s persoane de pe lista de așteptare au primit loc.",
        len(promovati),
    ) % {"n": len(promovati)}
