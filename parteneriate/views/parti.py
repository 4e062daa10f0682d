"""The parties of a partnership: who is invited, who answers, who pays what."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parteneriate import bani, confirmari
from parteneriate import parti as verbe
from parteneriate.forms.spatiu import (
    ContributieForm,
    CorecturiForm,
    InvitatieForm,
    RaspunsForm,
    RefuzForm,
    ResponsabilForm,
    ScoatereForm,
)
from parteneriate.models import INAINTE_DE_SEMNARE, Contributie, Parte, Parteneriat
from parteneriate.pagina import cu_detalii, pagina_context
from parteneriate.scriere import Refuzat
from parteneriate.stari import DE_CONFIRMAT
from parteneriate.views.spatiu import condus, context_comun, vazut


@require_http_methods(["GET", "POST"])
@login_required
def parti(request, pk):
    """Who is in, with their answers; whoever acts for a party may invite another one until signing."""
    parteneriat = condus(request, pk) if request.method == "POST" else vazut(request, pk)
    initial = {"organizatie": request.GET.get("organizatie", "")[:400]}
    form = InvitatieForm(request.POST if request.method == "POST" else None, initial=initial, parteneriat=parteneriat)
    if form.is_valid():
        try:
            parte = verbe.invita(parteneriat, de=request.user, **form.cleaned_data)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            mesaj = _("Am scris administratorilor organizației „%(organizatie)s”. Răspunsul vine pe e-mail.")
            messages.success(request, mesaj % {"organizatie": parte.organizatie})
            return redirect("parteneriate:parti", pk)
    context = context_comun(
        request,
        parteneriat,
        form=form,
        parti=parteneriat.parti.active().select_related("organizatie", "responsabil"),
        plecate=parteneriat.parti.exclude(iesit_la=None).select_related("organizatie"),
        ale_mele={*Parte.objects.conduse_de(request.user).filter(parteneriat=pk).values_list("pk", flat=True)},
        se_schimba=parteneriat.etapa in INAINTE_DE_SEMNARE,
    )
    return render(request, "parteneriate/parti.html", context)


def _partea_mea(request, pk):
    parti = Parte.objects.conduse_de(request.user).select_related("organizatie")
    return get_object_or_404(parti, pk=pk)


@require_http_methods(["GET", "POST"])
@login_required
def raspunde(request, pk):
    """The text as it is now, and the answer of one's own side. The mail's link leads here; only the buttons write."""
    parte = _partea_mea(request, pk)
    parte.parteneriat = get_object_or_404(cu_detalii(), pk=parte.parteneriat_id)
    forme = {"corecturi": CorecturiForm, "refuz": RefuzForm}
    fapta = request.POST.get("fapta", "confirma") if request.method == "POST" else ""
    form = forme.get(fapta, RaspunsForm)(request.POST) if fapta else None
    if form is not None and form.is_valid():
        try:
            mesaj = _raspunde(parte, fapta, form, request.user)
        except Refuzat as e:
            messages.error(request, str(e))
            return redirect("parteneriate:raspunde", pk)
        except ValidationError as e:
            form.add_error("motiv", e.message_dict["motiv"])
        else:
            messages.success(request, mesaj)
            return redirect("parteneriate:ale_mele" if fapta == "refuz" else parte.parteneriat.get_spatiu_url())
    return render(request, "parteneriate/raspunde.html", _context_raspuns(request, parte, fapta, form))


def _raspunde(parte, fapta, form, de):
    if fapta == "corecturi":
        confirmari.cere_corecturi(parte, de, **form.cleaned_data)
        return _("Am trimis celorlalte părți ce ați scris. După corectură, vă cerem din nou confirmarea.")
    if fapta == "refuz":
        confirmari.refuza(parte, de, **form.cleaned_data)
        return _("Am înștiințat celelalte părți. Organizația dumneavoastră nu mai este în acest parteneriat.")
    confirmari.confirma(parte, de, **form.cleaned_data)
    return _("Ați confirmat textul. Celelalte părți văd confirmarea dumneavoastră.")


def _context_raspuns(request, parte, fapta, form):
    p = parte.parteneriat
    initial = {"redactare": p.redactare}
    return context_comun(
        request,
        p,
        parte=parte,
        pagina=pagina_context(p)["pagina"],
        a_confirmat=parte.a_confirmat(p.redactare),
        se_raspunde=p.etapa in DE_CONFIRMAT,
        se_refuza=p.etapa in INAINTE_DE_SEMNARE,
        form_corecturi=form if fapta == "corecturi" else CorecturiForm(initial=initial, auto_id="corecturi_%s"),
        form_refuz=form if fapta == "refuz" else RefuzForm(auto_id="refuz_%s"),
        form=form,
    )


@require_http_methods(["GET", "POST"])
@login_required
def scoate_parte(request, pk):
    """Take another party out, until signing, with a reason."""
    parte = get_object_or_404(Parte.objects.active().select_related("organizatie", "parteneriat"), pk=pk)
    parteneriat = condus(request, parte.parteneriat_id)
    form = ScoatereForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            verbe.scoate(parte, request.user, form.cleaned_data["motiv"])
        except Refuzat as e:
            messages.error(request, str(e))
        else:
            messages.success(request, _("Am scos partea și am înștiințat-o."))
        return redirect("parteneriate:parti", parteneriat.pk)
    context = context_comun(request, parteneriat, parte=parte, form=form)
    return render(request, "parteneriate/scoate_parte.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def responsabil(request, pk):
    """Who answers for one's own side."""
    parte = _partea_mea(request, pk)
    form = ResponsabilForm(request.POST if request.method == "POST" else None, parte=parte)
    if form.is_valid():
        try:
            verbe.numeste(parte, form.cleaned_data["persoana"].utilizator, request.user)
        except PermissionDenied:
            raise Http404 from None
        except Refuzat as e:
            form.add_error("persoana", str(e))
        else:
            messages.success(request, _("Am schimbat responsabilul."))
            return redirect("parteneriate:parti", parte.parteneriat_id)
    context = context_comun(request, Parteneriat.objects.get(pk=parte.parteneriat_id), parte=parte, form=form)
    return render(request, "parteneriate/responsabil.html", context)


@require_POST
@login_required
def devreme(request, pk):
    """One's own side agrees, or no longer, that the page is seen before signing."""
    parte = _partea_mea(request, pk)
    try:
        verbe.publica_devreme(parte, request.user, request.POST.get("acord") == "da")
    except Refuzat as e:
        messages.error(request, str(e))
    else:
        messages.success(request, _("Am salvat."))
    return redirect("parteneriate:parti", parte.parteneriat_id)


@require_http_methods(["GET", "POST"])
@login_required
def contributii(request, pk):
    """Who puts in how much, until it sums to the total."""
    parteneriat = condus(request, pk) if request.method == "POST" else vazut(request, pk)
    form = ContributieForm(request.POST if request.method == "POST" else None, parteneriat=parteneriat)
    if form.is_valid():
        try:
            bani.adauga(parteneriat, form, request.user)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(request, _("Am adăugat contribuția."))
            return redirect("parteneriate:contributii", pk)
    suma = bani.suma_contributiilor(parteneriat)
    context = context_comun(
        request,
        parteneriat,
        form=form,
        contributii=bani.contributiile(parteneriat),
        suma=suma,
        rest=None if parteneriat.buget_total is None else parteneriat.buget_total - suma,
        se_schimba=parteneriat.etapa in INAINTE_DE_SEMNARE,
    )
    return render(request, "parteneriate/contributii.html", context)


@require_POST
@login_required
def scoate_contributie(request, pk):
    contributie = get_object_or_404(Contributie.objects.select_related("parte"), pk=pk)
    condus(request, contributie.parte.parteneriat_id)
    try:
        bani.scoate(contributie, request.user)
    except Refuzat as e:
        messages.error(request, str(e))
    else:
        messages.success(request, _("Am scos contribuția."))
    return redirect("parteneriate:contributii", contributie.parte.parteneriat_id)
