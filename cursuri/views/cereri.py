"""The applications of a series, for the secretariat: the ranking, what is decided about many, one of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cursuri import fise, hotarari, selectie
from cursuri.clasament import clasament
from cursuri.forms.decizii import MotivForm
from cursuri.models import StareCerere
from cursuri.views.organizare import a_personalului
from platforma.locuri.ocupare import Refuzat


@require_safe
@login_required
def cereri(request, pk):
    return _pagina(request, a_personalului(request, pk))


def _pagina(request, serie, **context):
    randuri = clasament(serie)
    grupe = {stare: [r for r in randuri if r.cerere.stare == stare] for stare in StareCerere}
    rezerva = sorted(grupe[StareCerere.REZERVA], key=lambda r: r.cerere.loc_rezerva)
    return render(
        request,
        "cursuri/cereri.html",
        {
            "serie": serie,
            "de_hotarat": grupe[StareCerere.DEPUSA],
            "cu_loc": grupe[StareCerere.CONFIRMATA] + grupe[StareCerere.ACCEPTATA],
            "rezerva": rezerva,
            "incheiate": grupe[StareCerere.RESPINSA] + grupe[StareCerere.RETRASA],
            "promovarea_s_a_oprit": timezone.now() >= serie.promovare_pana_la,
            "form_motiv": MotivForm(),
            **context,
        },
    )


@require_POST
@login_required
def hotaraste(request, pk):
    """The same for many: first it is shown what will happen, then the second button does it."""
    serie = a_personalului(request, pk)
    hotarare = hotarari.din_cerere(serie, request.POST)
    if hotarare is None:
        messages.error(request, _("Bifați cererile și alegeți ce hotărâți."))
        return redirect("cursuri:cereri", pk)
    form = MotivForm(request.POST)
    if hotarare.cu_motiv and not form.is_valid():
        return _pagina(request, serie, form_motiv=form, bifate=hotarare.chei)
    if request.POST.get("sigur") != "da":
        return render(request, "cursuri/hotaraste.html", {"serie": serie, "hotarare": hotarare, "form": form})
    try:
        facute, refuzate = hotarari.aplica(hotarare, request.user)
    except ValidationError as e:
        form.add_error("motiv", e.message_dict["motiv"])
        return _pagina(request, serie, form_motiv=form, bifate=hotarare.chei)
    if facute:
        messages.success(request, _facute(facute))
    for mesaj in refuzate:
        messages.error(request, mesaj)
    return redirect("cursuri:cereri", pk)


def _facute(cate):
    return ngettext(
        "Gata: %(n)s cerere. Am anunțat persoana prin e-mail.",
        "Gata: %(n)s cereri. Am anunțat persoanele prin e-mail.",
        cate,
    ) % {"n": cate}


@require_POST
@login_required
def promoveaza(request, pk):
    """By hand, when the automatic promotion has ended."""
    a_personalului(request, pk)
    try:
        cerere = selectie.promoveaza_urmatorul(pk, request.user)
        messages.success(request, _("%(cine)s are acum loc; am anunțat prin e-mail.") % {"cine": cerere.nume})
    except Refuzat as e:
        messages.error(request, str(e))
    return redirect("cursuri:cereri", pk)


@require_http_methods(["GET", "POST"])
@login_required
def cerere_primita(request, pk, cerere_pk):
    """One application: what was written, its sheets, what happened; withdrawn by the secretariat with a reason."""
    serie = a_personalului(request, pk)
    cerere = get_object_or_404(serie.cereri.depuse().select_related("organizatie", "de"), pk=cerere_pk)
    form = MotivForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            if request.POST.get("fapta") == "respinge":
                selectie.respinge(cerere, request.user, form.cleaned_data["motiv"])
            else:
                selectie.retrage(cerere, request.user, form.cleaned_data["motiv"])
        except Refuzat as e:
            form.add_error(None, str(e))
        except ValidationError as e:
            form.add_error("motiv", e.message_dict["motiv"])
        else:
            messages.success(request, _("Gata. Am anunțat persoana prin e-mail."))
            return redirect("cursuri:cereri", pk)
    context = {
        "serie": serie,
        "cerere": cerere,
        "form": form,
        "fise": fise.vizibile(cerere, request.user),
        "fapte": cerere.fapte.select_related("de"),
    }
    return render(request, "cursuri/cerere_primita.html", context)
