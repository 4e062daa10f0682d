"""Attendance of a session on the phone: one row for a person, one button in it; from paper or a file; closing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cursuri import prezenta as verbe
from cursuri.forms.decizii import MotivForm
from cursuri.forms.invatare import ImportForm
from cursuri.lista_semnaturi import lista_semnaturi as foaia
from cursuri.models import Cerere
from cursuri.views.organizare import organizata
from platforma.formulare import Formular
from platforma.locuri.ocupare import Aglomerat, Refuzat
from platforma.prezenta.forms import BifaForm, HartieForm
from platforma.prezenta.models import MotivRespingere, StarePrezenta, SursaPrezenta

LUNGIME_TEXT = 100  # characters of the search box that are read


def sesiunea(request, pk, sesiune_pk):
    """A session of a series whose room this person keeps; 404 for everybody else."""
    serie = organizata(request, pk)
    gasita = get_object_or_404(serie.sesiuni, pk=sesiune_pk)
    gasita.serie = serie
    return gasita


@never_cache
@require_safe
@login_required
def prezenta(request, pk, sesiune_pk):
    sesiune = sesiunea(request, pk, sesiune_pk)
    text = request.GET.get("q", "")[:LUNGIME_TEXT]
    context = {
        "text": text,
        "locuri": verbe.lista(sesiune, text),
        "respinse": sesiune.scanari_respinse.select_related("cerere", "de"),
        **_situatia(sesiune),
    }
    return render(request, "cursuri/prezenta.html", context)


def _situatia(sesiune):
    """What every page of attendance shows: whether one may tick now, and how many have come."""
    acum = timezone.now()
    motiv = sesiune.de_ce_nu_se_bifeaza(acum)
    return {
        "sesiune": sesiune,
        "serie": sesiune.serie,
        "intalnire": sesiune,
        "lista": adresa(sesiune),
        "total": verbe.cursanti(sesiune.serie).count(),
        "deschisa": motiv is None,
        "prea_devreme": motiv == MotivRespingere.PREA_DEVREME,
        "se_poate_inchide": motiv is None and acum >= sesiune.incepe_la,
        "venite": verbe.venite(sesiune),
    }


def adresa(sesiune):
    return reverse("cursuri:prezenta", args=[sesiune.serie_id, sesiune.pk])


@require_POST
@login_required
def bifeaza(request, pk, sesiune_pk, cerere_pk):
    """One tick, or its taking back: the form names the state that is wanted, so pressed twice it is still that one."""
    sesiune = sesiunea(request, pk, sesiune_pk)
    gasita = get_object_or_404(sesiune.serie.cereri.select_related("organizatie"), pk=cerere_pk)
    form = BifaForm(request.POST)
    eroare = _("Pagina s-a învechit. Încercați din nou.")
    if form.is_valid():
        eroare = _bifeaza(sesiune, gasita.pk, form.cleaned_data["stare"], request.user)
    text = request.POST.get("q", "")[:LUNGIME_TEXT]
    if request.htmx:
        (proaspata,) = verbe.cu_prezenta(sesiune, [gasita])
        context = {"loc": proaspata, "eroare": eroare, "text": text, **_situatia(sesiune)}
        return render(request, "platforma/prezenta/_bifa_htmx.html", context)
    if eroare:
        messages.error(request, eroare)
    cautare = f"?{urlencode({'q': text})}" if text else ""
    return redirect(f"{adresa(sesiune)}{cautare}#inscris-{cerere_pk}")


def _bifeaza(sesiune, cerere_pk, stare, de):
    """A sentence that says why not, or nothing."""
    try:
        verbe.bifeaza(sesiune, cerere_pk, StarePrezenta(stare), de=de)
    except Aglomerat:
        return aglomerat()
    except Refuzat as e:
        return str(e)
    return ""


def aglomerat():
    return _("Altcineva scrie chiar acum în listă. Încercați din nou.")


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def hartie(request, pk, sesiune_pk):
    """After the session, from the list signed on paper: only those not marked yet are asked about."""
    sesiune = sesiunea(request, pk, sesiune_pk)
    nebifate = verbe.nebifati(sesiune)
    form = HartieForm(
        request.POST if request.method == "POST" else None, locuri=sesiune.serie.cereri.all(), nebifate=nebifate
    )
    if form.is_valid() and _bifeaza_mai_multi(request, sesiune, form, SursaPrezenta.HARTIE):
        return redirect(adresa(sesiune))
    return render(request, "cursuri/hartie.html", {"form": form, "nebifate": nebifate, **_situatia(sesiune)})


def _bifeaza_mai_multi(request, sesiune, form, sursa):
    """Whether they were marked; if not, the form says why."""
    try:
        cate = verbe.bifeaza_mai_multi(sesiune, [c.pk for c in form.cleaned_data["venite"]], request.user, sursa)
    except Refuzat as e:
        form.add_error(None, str(e))
        return False
    text = ngettext("Am bifat %(n)s persoană.", "Am bifat %(n)s persoane.", cate)
    messages.success(request, text % {"n": cate})
    return True


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def importa(request, pk, sesiune_pk):
    """A file is read and shown; who is ticked in what is shown is written by the second button. No file is kept."""
    sesiune = sesiunea(request, pk, sesiune_pk)
    cursanti = verbe.lista(sesiune)
    confirma = HartieForm(
        request.POST if "confirma" in request.POST else None,
        locuri=sesiune.serie.cereri.all(),
        nebifate=[c for c in cursanti if str(c.pk) in request.POST.getlist("venite")],
    )
    if confirma.is_valid() and _bifeaza_mai_multi(request, sesiune, confirma, SursaPrezenta.IMPORT):
        return redirect(adresa(sesiune))
    trimis = request.method == "POST" and not confirma.is_bound
    form = ImportForm(*((request.POST, request.FILES) if trimis else ()), cursanti=cursanti)
    if form.is_valid():
        gasiti = form.citire.gasiti
        confirma = HartieForm(initial={"venite": [c.pk for c in gasiti]}, locuri=Cerere.objects.none(), nebifate=gasiti)
    context = {"form": form, "citire": form.citire, "confirma": confirma, **_situatia(sesiune)}
    return render(request, "cursuri/importa.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def inchide_prezenta(request, pk, sesiune_pk):
    """The confirmation names who did not come, and whose absence has a reason already."""
    sesiune = sesiunea(request, pk, sesiune_pk)
    if sesiune.prezenta_inchisa_la is not None:
        return redirect(adresa(sesiune))
    form = Formular(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            verbe.inchide(sesiune, request.user)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, _("Prezența este închisă."))
            return redirect(adresa(sesiune))
    context = {"form": form, "lipsesc": verbe.nebifati(sesiune), **_situatia(sesiune)}
    return render(request, "cursuri/inchide_prezenta.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def redeschide_prezenta(request, pk, sesiune_pk):
    sesiune = sesiunea(request, pk, sesiune_pk)
    form = MotivForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            verbe.redeschide(sesiune, request.user, form.cleaned_data["motiv"])
        except Refuzat as e:
            form.add_error(None, str(e))
        except ValidationError as e:
            form.add_error("motiv", e.message_dict["motiv"])
        else:
            messages.success(request, _("Prezența este din nou deschisă. Închideți-o după ce ați corectat."))
            return redirect(adresa(sesiune))
    return render(request, "cursuri/redeschide_prezenta.html", {"form": form, **_situatia(sesiune)})


@never_cache
@require_safe
@login_required
def lista_semnaturi(request, pk, sesiune_pk):
    """The sheet for the door. Made on the spot, kept nowhere."""
    sesiune = sesiunea(request, pk, sesiune_pk)
    raspuns = HttpResponse(foaia(sesiune), content_type="application/pdf")
    nume = f"lista-prezenta-{slugify(sesiune.titlu)[:60]}.pdf"
    raspuns["Content-Disposition"] = content_disposition_header(True, nume)
    raspuns["X-Content-Type-Options"] = "nosniff"
    raspuns["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return raspuns
