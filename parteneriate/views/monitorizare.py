"""Monitoring in the workspace: what a partnership promised, how far it is, what it still owes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parteneriate import indicatori as verbe
from parteneriate import rapoarte, repere
from parteneriate.forms.monitorizare import CorectareForm, IndicatorForm, ReperForm, ValoareForm
from parteneriate.models import INAINTE_DE_SEMNARE, SEMNATE, URMARITE, Etapa, Indicator, Parteneriat, Reper, Valoare
from parteneriate.rezultate import indicatorii
from parteneriate.scriere import Refuzat
from parteneriate.views.spatiu import condus, context_comun, vazut


def _acasa(parteneriat_pk):
    return redirect("parteneriate:monitorizare", parteneriat_pk)


def _post(request):
    return request.POST if request.method == "POST" else None


@require_safe
@login_required
def monitorizare(request, pk):
    """The next report, every indicator with a form for today's value, the milestones."""
    parteneriat = vazut(request, pk)
    context = context_comun(
        request,
        parteneriat,
        scadente=rapoarte.scadente(parteneriat),
        urmatoarea=rapoarte.urmatoarea(parteneriat),
        indicatori=[(vazut, _form_rapid(vazut.indicator)) for vazut in indicatorii(parteneriat, toti=True)],
        repere=parteneriat.repere.all(),
        se_adauga_indicatori=parteneriat.etapa in verbe.SE_ADAUGA,
        se_schimba=parteneriat.etapa in verbe.SE_SCHIMBA,
        se_adauga_valori=parteneriat.etapa in URMARITE,
        se_corecteaza=parteneriat.etapa in SEMNATE,
        repere_deschise=parteneriat.etapa not in repere.INCHISE,
        trecut=Parteneriat.objects.trecute_de_sfarsit().filter(pk=pk).exists(),
        in_lucru=parteneriat.etapa == Etapa.IMPLEMENTARE,
    )
    return render(request, "parteneriate/monitorizare.html", context)


def _form_rapid(indicator):
    """Prefixed, so that several forms on one page have fields with names and ids of their own."""
    return ValoareForm(indicator=indicator, prefix=f"v{indicator.pk}")


# --- indicators ---------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def indicator_nou(request, pk):
    parteneriat = condus(request, pk)
    form = IndicatorForm(_post(request), instance=Indicator(parteneriat=parteneriat))
    if form.is_valid() and _reuseste(form, verbe.adauga, parteneriat, form, request.user):
        messages.success(request, _("Am adăugat indicatorul."))
        return _acasa(pk)
    context = context_comun(request, parteneriat, form=form, confirma_din_nou=parteneriat.etapa in INAINTE_DE_SEMNARE)
    return render(request, "parteneriate/indicator.html", context)


def _indicator(request, pk):
    indicator = get_object_or_404(Indicator, pk=pk)
    return indicator, condus(request, indicator.parteneriat_id)


@require_http_methods(["GET", "POST"])
@login_required
def modifica_indicator(request, pk):
    indicator, parteneriat = _indicator(request, pk)
    form = IndicatorForm(_post(request), instance=Indicator.objects.get(pk=pk))
    if form.is_valid() and _reuseste(form, verbe.modifica, indicator, form, request.user):
        messages.success(request, _("Modificările au fost salvate."))
        return _acasa(parteneriat.pk)
    context = context_comun(
        request,
        parteneriat,
        form=form,
        indicator=indicator,
        confirma_din_nou=parteneriat.etapa in INAINTE_DE_SEMNARE,
        se_sterge=not indicator.valori.exists(),
    )
    return render(request, "parteneriate/indicator.html", context)


@require_POST
@login_required
def sterge_indicator(request, pk):
    indicator, parteneriat = _indicator(request, pk)
    _spune(request, _("Am șters indicatorul."), verbe.sterge, indicator, request.user)
    return _acasa(parteneriat.pk)


@require_http_methods(["GET", "POST"])
@login_required
def valoare_noua(request, pk):
    """What the quick forms of the monitoring page post to; it shows the form whole when something is wrong."""
    indicator, parteneriat = _indicator(request, pk)
    form = ValoareForm(_post(request), indicator=indicator, prefix=f"v{indicator.pk}")
    if form.is_valid() and _reuseste(form, verbe.adauga_valoare, indicator, form, request.user):
        messages.success(request, _("Am adăugat valoarea."))
        return _acasa(parteneriat.pk)
    context = context_comun(request, parteneriat, form=form, indicator=indicator)
    return render(request, "parteneriate/valoare.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def corecteaza_valoare(request, pk):
    valoare = get_object_or_404(Valoare.objects.valabile().select_related("indicator"), pk=pk)
    parteneriat = condus(request, valoare.indicator.parteneriat_id)
    scrise = {nume: getattr(valoare, nume) for nume in ("valoare", "la", "sursa", "finala")}
    form = CorectareForm(_post(request), indicator=valoare.indicator, initial=scrise)
    if form.is_valid() and _reuseste(form, verbe.corecteaza, valoare, form, request.user):
        messages.success(request, _("Am corectat valoarea. Cea greșită rămâne în istoric."))
        return _acasa(parteneriat.pk)
    context = context_comun(request, parteneriat, form=form, indicator=valoare.indicator, valoare=valoare)
    return render(request, "parteneriate/valoare.html", context)


# --- milestones ---------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def reper_nou(request, pk):
    parteneriat = condus(request, pk)
    form = ReperForm(_post(request), instance=Reper(parteneriat=parteneriat))
    if form.is_valid() and _reuseste(form, repere.adauga, parteneriat, form, request.user):
        messages.success(request, _("Am adăugat reperul."))
        return _acasa(pk)
    return render(request, "parteneriate/reper.html", context_comun(request, parteneriat, form=form))


@require_http_methods(["GET", "POST"])
@login_required
def modifica_reper(request, pk):
    reper = get_object_or_404(Reper, pk=pk)
    parteneriat = condus(request, reper.parteneriat_id)
    form = ReperForm(_post(request), instance=Reper.objects.get(pk=pk))
    if form.is_valid() and _reuseste(form, repere.modifica, reper, form, request.user):
        messages.success(request, _("Modificările au fost salvate."))
        return _acasa(parteneriat.pk)
    return render(request, "parteneriate/reper.html", context_comun(request, parteneriat, form=form, reper=reper))


@require_POST
@login_required
def sterge_reper(request, pk):
    reper = get_object_or_404(Reper, pk=pk)
    parteneriat = condus(request, reper.parteneriat_id)
    _spune(request, _("Am șters reperul."), repere.sterge, reper, request.user)
    return _acasa(parteneriat.pk)


def _reuseste(form, verb, *argumente):
    """Whether the verb did it; what the rules refuse is said above the form."""
    try:
        verb(*argumente)
    except Refuzat as e:
        form.add_error(None, str(e))
        return False
    return True


def _spune(request, mesaj, verb, *argumente):
    try:
        verb(*argumente)
    except Refuzat as e:
        messages.error(request, str(e))
    else:
        messages.success(request, mesaj)
