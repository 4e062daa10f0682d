"""Documents and acts of approval of a partnership, in the workspace."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parteneriate import hartii as verbe
from parteneriate.dovezi import cerinte_lipsa
from parteneriate.forms.spatiu import ActForm, AlegeActForm, DocumentForm
from parteneriate.models import INAINTE_DE_SEMNARE
from parteneriate.scriere import Refuzat
from parteneriate.views.spatiu import condus, context_comun, vazut


def _date(request):
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


@require_http_methods(["GET", "POST"])
@login_required
def documente(request, pk):
    """The list, what the type still asks for, and the form that adds one."""
    parteneriat = condus(request, pk) if request.method == "POST" else vazut(request, pk)
    form = DocumentForm(*_date(request), de=request.user)
    if form.is_valid():
        try:
            adaugat = verbe.adauga_document(parteneriat, form, request.user)
        except Refuzat as e:
            form.add_error(None, str(e))
        else:
            form.elibereaza()
            messages.success(request, _("Am adăugat documentul „%(titlu)s”.") % {"titlu": adaugat.titlu})
            return redirect("parteneriate:documente", pk)
    if form.is_bound:
        form.parcheaza()
    context = context_comun(
        request,
        parteneriat,
        form=form,
        documente=parteneriat.documente.all(),
        cerinte=cerinte_lipsa(parteneriat),
        se_sterge=parteneriat.etapa in INAINTE_DE_SEMNARE,
    )
    return render(request, "parteneriate/documente.html", context)


@require_POST
@login_required
def sterge_document(request, pk, uuid):
    parteneriat = condus(request, pk)
    document = get_object_or_404(parteneriat.documente, uuid=uuid)
    try:
        verbe.sterge_document(document, request.user)
    except Refuzat as e:
        messages.error(request, str(e))
    else:
        messages.success(request, _("Documentul a fost șters."))
    return redirect("parteneriate:documente", pk)


@require_http_methods(["GET", "POST"])
@login_required
def acte(request, pk):
    """The acts of approval: write a new one, or choose one that is on the platform already."""
    parteneriat = condus(request, pk) if request.method == "POST" else vazut(request, pk)
    alege = request.method == "POST" and "act" in request.POST
    form = ActForm(*((None, None) if alege else _date(request)), de=request.user)
    form_alege = AlegeActForm(request.POST if alege else None, parteneriat=parteneriat)
    if alege and form_alege.is_valid():
        verbe.leaga_act(parteneriat, form_alege.cleaned_data["act"], request.user)
    elif form.is_valid():
        verbe.adauga_act(parteneriat, form, request.user)
        form.elibereaza()
    else:
        if form.is_bound:
            form.parcheaza()
        context = context_comun(
            request,
            parteneriat,
            form=form_alege if alege else form,
            form_act=form,
            form_alege=form_alege,
            acte=parteneriat.acte.select_related("emitent"),
            se_sterge=parteneriat.etapa in INAINTE_DE_SEMNARE,
        )
        return render(request, "parteneriate/acte.html", context)
    messages.success(request, _("Am adăugat actul."))
    return redirect("parteneriate:acte", pk)


@require_POST
@login_required
def scoate_act(request, pk, act):
    parteneriat = condus(request, pk)
    try:
        verbe.dezleaga_act(parteneriat, get_object_or_404(parteneriat.acte, pk=act), request.user)
    except Refuzat as e:
        messages.error(request, str(e))
    else:
        messages.success(request, _("Am scos actul."))
    return redirect("parteneriate:acte", pk)
