"""Those who learn, for whoever keeps the room: how far each is, points at the assessment, absences with a reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cursuri import absente as verbe_absente
from cursuri import progres, rezultate
from cursuri.forms.invatare import CorectareForm, MotiveazaForm, RaspunsMotivareForm, RezultateForm
from cursuri.models import Motivare, Rezultat, StareMotivare
from cursuri.prezenta import cursanti as cursantii
from cursuri.views.organizare import organizata
from platforma.incarcari.servire import raspuns_cu_fisier
from platforma.locuri.ocupare import Refuzat


def la_limita(p):
    """The most pressing first; among those of the same kind, who may miss fewest of what is left."""
    return p.risc, not p.ramase, p.poate_lipsi or 0


ORDINI = {"risc": la_limita, "nume": lambda _p: 0}  # sorting is stable, and they come by name


@require_safe
@login_required
def cursanti(request, pk):
    """The table of progress; those at risk first, or by name. Nonsense in the query string is ignored."""
    serie = organizata(request, pk)
    sesiuni = list(serie.sesiuni.tinute())
    ordine = request.GET.get("ordine") if request.GET.get("ordine") in ORDINI else "risc"
    randuri = sorted(progres.progresele(serie, cursantii(serie)), key=ORDINI[ordine])
    context = {
        "serie": serie,
        "randuri": randuri,
        "ordine": ordine,
        "indeplinite": sum(p.verdict.ok for p in randuri),
        "sesiuni": sesiuni,
        "deschise": sum(s.prezenta_inchisa_la is None for s in sesiuni),
    }
    return render(request, "cursuri/cursanti.html", context)


# --- the assessment -----------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def note(request, pk):
    """One page for everybody's points; what cannot be written is said beside its field, and then nothing is."""
    serie = organizata(request, pk)
    if serie.prag_evaluare is None:
        raise Http404
    cereri = list(cursantii(serie))
    istoric = rezultate.istoricul(cereri)
    randuri = [(p, istoric[p.cerere.pk]) for p in progres.progresele(serie, cereri)]
    form = RezultateForm(request.POST if request.method == "POST" else None, randuri=randuri, incercari=serie.incercari)
    if form.is_valid() and (cate := _da(serie, form, request.user)) is not None:
        messages.success(request, _cate_note(cate))
        return redirect("cursuri:note", pk)
    context = {"serie": serie, "form": form, "de_ce_nu": rezultate.de_ce_nu_se_noteaza(serie)}
    return render(request, "cursuri/note.html", context)


def _da(serie, form, de):
    """How many were written, or None when the form now says why not."""
    try:
        return rezultate.da(serie, [rezultate.Nota(*nota) for nota in form.note_date()], de)
    except rezultate.Nepotrivite as e:
        for cerere_pk, eroare in e.erori.items():
            form.add_error(f"punctaj_{cerere_pk}", eroare)
    except Refuzat as e:
        form.add_error(None, str(e))
    return None


def _cate_note(cate):
    text = ngettext(
        "Am notat %(n)s rezultat; persoana a primit un e-mail.",
        "Am notat %(n)s rezultate; fiecare persoană a primit un e-mail.",
        cate,
    )
    return text % {"n": cate} if cate else _("Rezultatele erau deja notate.")


@require_http_methods(["GET", "POST"])
@login_required
def corecteaza(request, pk, rezultat_pk):
    """The wrong row stays; another one takes its place, with a reason."""
    serie = organizata(request, pk)
    de_corectat = Rezultat.objects.filter(cerere__serie=serie).select_related("cerere__serie", "cerere__organizatie")
    rezultat = get_object_or_404(de_corectat, pk=rezultat_pk)
    form = CorectareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            rezultate.corecteaza(rezultat, form.cleaned_data["punctaj"], form.cleaned_data["motiv"], request.user)
        except Refuzat as e:
            form.add_error(None, str(e))
        except ValidationError as e:
            form.add_error(None, e)
        else:
            messages.success(request, _("Rezultatul a fost corectat; persoana a primit un e-mail."))
            return redirect("cursuri:note", pk)
    return render(request, "cursuri/corecteaza.html", {"serie": serie, "rezultat": rezultat, "form": form})


# --- absences -----------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def absente(request, pk):
    """The requests, those that wait first, and the form by which an organiser excuses one herself."""
    serie = organizata(request, pk)
    form = MotiveazaForm(
        request.POST if request.method == "POST" else None, cereri=cursantii(serie), sesiuni=serie.sesiuni.tinute()
    )
    if form.is_valid():
        date = form.cleaned_data
        if _incearca(form, verbe_absente.motiveaza, date["sesiune"], date["cerere"], date["motiv"], request.user):
            messages.success(request, _("Absența este motivată; persoana a primit un e-mail."))
            return redirect("cursuri:absente", pk)
    toate = Motivare.objects.filter(sesiune__serie=serie).select_related(
        "sesiune", "cerere__organizatie", "ceruta_de", "hotarata_de"
    )
    context = {
        "serie": serie,
        "form": form,
        "cerute": toate.cerute(),
        "hotarate": toate.exclude(stare=StareMotivare.CERUTA),
    }
    return render(request, "cursuri/absente.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def motivare(request, pk, uuid):
    """One request: what was said, and the answer."""
    serie = organizata(request, pk)
    gasita = _motivarea(serie, uuid)
    form = RaspunsMotivareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        aprobata = form.cleaned_data["hotarare"] == form.APROBA
        raspuns = {"aprobata": aprobata, "raspuns": form.cleaned_data["motiv"], "de": request.user}
        if _incearca(form, verbe_absente.hotaraste, gasita, **raspuns):
            messages.success(request, _("Răspunsul a plecat prin e-mail."))
            return redirect("cursuri:absente", pk)
    return render(request, "cursuri/motivare.html", {"serie": serie, "motivare": gasita, "form": form})


@require_safe
@login_required
def document_motivare(request, pk, uuid):
    gasita = _motivarea(organizata(request, pk), uuid)
    if not gasita.fisier:
        raise Http404
    try:
        return raspuns_cu_fisier(gasita.fisier, gasita.nume_fisier)
    except FileNotFoundError:
        raise Http404 from None


def _motivarea(serie, uuid):
    toate = Motivare.objects.filter(sesiune__serie=serie).select_related("sesiune__serie", "cerere__organizatie")
    return get_object_or_404(toate, uuid=uuid)


def _incearca(form, verb, *argumente, **date):
    """Whether the verb did it; if not, the form says why."""
    try:
        verb(*argumente, **date)
    except Refuzat as e:
        form.add_error(None, str(e))
    except ValidationError as e:
        form.add_error("motiv", e.message_dict["motiv"])
    else:
        return True
    return False
