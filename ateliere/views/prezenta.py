"""Attendance on the phone: one row for a person, one button in it; from paper; closing, and reopening with a reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ateliere import prezenta as verbe
from ateliere.forms.inscriere import MotivForm
from ateliere.lista_semnaturi import lista_semnaturi as foaia
from ateliere.views.organizare import organizat
from platforma.locuri.ocupare import Aglomerat, Refuzat
from platforma.prezenta.forms import BifaForm, HartieForm, InchidereForm
from platforma.prezenta.models import MotivRespingere, StarePrezenta

LUNGIME_TEXT = 100  # characters of the search box that are read


@never_cache
@require_safe
@login_required
def prezenta(request, pk):
    atelier = organizat(request, pk)
    text = request.GET.get("q", "")[:LUNGIME_TEXT]
    context = {
        "text": text,
        "locuri": verbe.lista(atelier, text),
        "respinse": atelier.scanari_respinse.select_related("inscriere", "de"),
        **_situatia(atelier),
    }
    return render(request, "ateliere/prezenta.html", context)


def _situatia(atelier):
    """What every page of attendance shows: whether one may tick now, and how many have come."""
    acum = timezone.now()
    motiv = atelier.de_ce_nu_se_bifeaza(acum)
    return {
        "atelier": atelier,
        "intalnire": atelier,
        "lista": reverse("ateliere:prezenta", args=[atelier.pk]),
        "total": atelier.confirmate,
        "deschisa": motiv is None,
        "prea_devreme": motiv == MotivRespingere.PREA_DEVREME,
        "se_poate_inchide": motiv is None and acum >= atelier.incepe_la,
        "venite": verbe.venite(atelier),
    }


@require_POST
@login_required
def bifeaza(request, pk, inscriere_pk):
    """One tick, or its taking back: the form names the state that is wanted, so pressed twice it is still that one."""
    atelier = organizat(request, pk)
    gasita = get_object_or_404(atelier.inscrieri, pk=inscriere_pk)
    form = BifaForm(request.POST)
    eroare = _("Pagina s-a învechit. Încercați din nou.")
    if form.is_valid():
        eroare = _bifeaza(atelier, gasita.pk, form.cleaned_data["stare"], request.user)
    text = request.POST.get("q", "")[:LUNGIME_TEXT]
    if request.htmx:
        proaspata = atelier.inscrieri.select_related("organizatie", "prezenta").get(pk=inscriere_pk)
        context = {"loc": proaspata, "eroare": eroare, "text": text, **_situatia(atelier)}
        return render(request, "platforma/prezenta/_bifa_htmx.html", context)
    if eroare:
        messages.error(request, eroare)
    adresa = reverse("ateliere:prezenta", args=[pk]) + (f"?{urlencode({'q': text})}" if text else "")
    return redirect(f"{adresa}#inscris-{inscriere_pk}")


def _bifeaza(atelier, inscriere_pk, stare, de):
    """A sentence that says why not, or nothing."""
    try:
        verbe.bifeaza(atelier, inscriere_pk, StarePrezenta(stare), de=de)
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
def hartie(request, pk):
    """After the workshop, from the list signed on paper: only those not marked yet are asked about."""
    atelier = organizat(request, pk)
    nebifate = verbe.lista(atelier).exclude(prezenta__stare=StarePrezenta.PREZENT)
    date = request.POST if request.method == "POST" else None
    form = HartieForm(date, locuri=atelier.inscrieri.all(), nebifate=nebifate)
    if form.is_valid():
        try:
            cate = verbe.bifeaza_din_hartie(atelier, [i.pk for i in form.cleaned_data["venite"]], request.user)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, _cate_bifate(cate))
            return redirect("ateliere:prezenta", pk)
    context = {"form": form, "nebifate": nebifate, **_situatia(atelier)}
    return render(request, "ateliere/hartie.html", context)


def _cate_bifate(cate):
    return ngettext("Am bifat %(n)s persoană.", "Am bifat %(n)s persoane.", cate) % {"n": cate}


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def inchide_prezenta(request, pk):
    """The confirmation names who did not come; one of them may have said so."""
    atelier = organizat(request, pk)
    if atelier.prezenta_inchisa_la is not None:
        return redirect("ateliere:prezenta", pk)
    lipsesc = verbe.lista(atelier).exclude(prezenta__stare=StarePrezenta.PREZENT)
    date = request.POST if request.method == "POST" else None
    form = InchidereForm(date, locuri=atelier.inscrieri.all(), lipsesc=lipsesc)
    if form.is_valid():
        try:
            verbe.inchide(atelier, request.user, [i.pk for i in form.cleaned_data["motivati"]])
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, _("Prezența este închisă."))
            return redirect("ateliere:prezenta", pk)
    context = {"form": form, "lipsesc": lipsesc, **_situatia(atelier)}
    return render(request, "ateliere/inchide_prezenta.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def redeschide_prezenta(request, pk):
    atelier = organizat(request, pk)
    form = MotivForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            verbe.redeschide(atelier, request.user, form.cleaned_data["motiv"])
        except Refuzat as e:
            form.add_error(None, str(e))
        except ValidationError as e:
            form.add_error("motiv", e.message_dict["motiv"])
        else:
            messages.success(request, _("Prezența este din nou deschisă. Închideți-o după ce ați corectat."))
            return redirect("ateliere:prezenta", pk)
    return render(request, "ateliere/redeschide_prezenta.html", {"form": form, **_situatia(atelier)})


@never_cache
@require_safe
@login_required
def lista_semnaturi(request, pk):
    """The sheet for the door. Made on the spot, kept nowhere."""
    atelier = organizat(request, pk)
    raspuns = HttpResponse(foaia(atelier), content_type="application/pdf")
    raspuns["Content-Disposition"] = content_disposition_header(True, f"lista-prezenta-{atelier.slug}.pdf")
    raspuns["X-Content-Type-Options"] = "nosniff"
    raspuns["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return raspuns
