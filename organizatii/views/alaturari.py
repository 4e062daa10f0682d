"""„Cer să mă alătur”: the form on the public profile, the asker's page, and the page of those who answer."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizatii import alaturari
from organizatii.forms.alaturari import CerereForm, RaspunsForm
from organizatii.models import CerereAlaturare, Membru, Organizatie
from platforma.incarcari.servire import raspuns_cu_fisier


@require_http_methods(["GET", "POST"])
@login_required
def alatura(request, slug):
    """Ask to be let in. A profile that nobody administers is asked for from staff instead."""
    organizatie = get_object_or_404(Organizatie.objects.publice(), slug=slug)
    if organizatie.este_autor(request.user):
        return redirect(organizatie.get_spatiu_url())
    if not organizatie.are_administrator:
        return redirect("organizatii:revendica", slug)
    if a_ei := organizatie.cereri.deschise().filter(utilizator=request.user).first():
        return redirect(a_ei)
    if not EmailAddress.objects.filter(user=request.user, verified=True).exists():
        messages.warning(request, _("Confirmați mai întâi adresa de e-mail: la ea primiți răspunsul."))
        return redirect("account_email")
    form = CerereForm(*((request.POST, request.FILES) if request.method == "POST" else ()), de=request.user)
    if form.is_valid():
        try:
            cerere = alaturari.cere(form, organizatie, request.user)
        except alaturari.Refuzata as e:
            form.add_error(None, str(e))
        else:
            form.elibereaza()
            messages.success(request, _("Am trimis cererea administratorilor. Răspunsul vine prin e-mail."))
            return redirect(cerere)
    if form.is_bound:
        form.parcheaza()
    return render(request, "organizatii/alatura.html", {"organizatie": organizatie, "form": form})


@require_safe
@login_required
def cererea_mea(request, pk):
    cerere = get_object_or_404(request.user.cereri.select_related("organizatie"), pk=pk)
    return render(request, "organizatii/cererea_mea.html", {"cerere": cerere})


@require_POST
@login_required
def retrage_cererea(request, pk):
    cerere = get_object_or_404(request.user.cereri.select_related("organizatie"), pk=pk)
    try:
        alaturari.retrage(cerere, request.user)
        messages.success(request, _("Ați retras cererea. Puteți trimite oricând alta, de pe pagina profilului."))
    except alaturari.Refuzata as e:
        messages.error(request, str(e))
    return redirect(cerere)


@require_safe
@login_required
def dovada_cererii(request, pk):
    """The file, for the person who sent it and for those who answer."""
    cerere = get_object_or_404(CerereAlaturare.objects.vizibile_pentru(request.user).exclude(dovada=""), pk=pk)
    try:
        return raspuns_cu_fisier(cerere.dovada, cerere.dovada_nume)
    except FileNotFoundError:
        raise Http404 from None


@require_http_methods(["GET", "POST"])
@login_required
def raspunde(request, pk, cerere_pk):
    """An administrator reads one request and answers it."""
    organizatie = get_object_or_404(Organizatie.objects.administrate_de(request.user), pk=pk)
    cerere = get_object_or_404(organizatie.cereri.select_related("utilizator", "raspuns_de"), pk=cerere_pk)
    form = RaspunsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _raspunsul(request, cerere, form.cleaned_data)
        except alaturari.Refuzata as e:
            messages.error(request, str(e))
            return redirect(cerere.get_raspuns_url())
        except ValidationError as e:
            form.add_error("motiv", e.messages)
    return render(request, "organizatii/raspunde.html", {"organizatie": organizatie, "cerere": cerere, "form": form})


def _raspunsul(request, cerere, date):
    if date["raspuns"] == "aproba":
        alaturari.aproba(cerere, date["rol"] or Membru.Rol.EDITOR, request.user)
        messages.success(request, _("%(cine)s este de acum în echipă.") % {"cine": cerere.utilizator.nume})
    elif date["raspuns"] == "refuza":
        alaturari.refuza(cerere, date["motiv"], request.user)
        messages.success(request, _("Ați refuzat cererea. Persoana primește motivul prin e-mail."))
    else:
        raise ValidationError(_("Alegeți: aprobați sau refuzați."))
    return redirect("organizatii:persoane", cerere.organizatie_id)
