"""„De făcut”: the worklist, handing a task to a colleague, the choice of the morning mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizatii import lucru, rezumat_sarcini
from organizatii.forms.lucru import IncredintareForm
from organizatii.models import Organizatie
from platforma.conturi.models import Utilizator


@require_safe
@login_required
def de_facut(request):
    """Everything that waits for her; `?organizatie=3` keeps that of one organisation."""
    lista = lucru.lista(request.user)
    organizatii = lista.organizatii
    aleasa = _aleasa(request, organizatii)
    context = {
        "lista": lista.ale_organizatiei(aleasa.pk) if aleasa else lista,
        "toate": len(lista),
        "organizatii": organizatii,
        "aleasa": aleasa,
        "primeste": rezumat_sarcini.vrea(request.user),
    }
    return render(request, "organizatii/de_facut.html", context)


def _aleasa(request, organizatii):
    """The one that the query string names, if it is hers; one that asks nothing of her has an empty list."""
    cerut = request.GET.get("organizatie", "")
    if not (cerut.isascii() and cerut.isdigit() and len(cerut) < 10):
        return None
    aleasa = next((o for o in organizatii if o.pk == int(cerut)), None)
    return aleasa or Organizatie.objects.editabile_de(request.user).filter(pk=cerut).first()


def _a_ei(request, fel, cheie):
    rand = lucru.gaseste(request.user, fel, cheie)
    if rand is None:
        raise Http404
    return rand


@require_http_methods(["GET", "POST"])
@login_required
def incredinteaza(request, fel, cheie):
    """Hand a task of her list to a colleague who may do it."""
    rand = _a_ei(request, fel, cheie)
    colegi = lucru.colegi(rand.sarcina, request.user)
    form = IncredintareForm(request.POST if request.method == "POST" else None, colegi=colegi)
    if form.is_valid():
        try:
            delegare = lucru.incredinteaza(rand.sarcina, de=request.user, **form.cleaned_data)
        except lucru.Refuzat as e:
            form.add_error("catre", str(e))
        else:
            mesaj = _("Gata. I-am scris persoanei alese: %(cine)s.") % {"cine": delegare.catre.utilizator.nume}
            messages.success(request, mesaj)
            return redirect("organizatii:de_facut")
    context = {"sarcina": rand.sarcina, "delegare": rand.delegare, "form": form, "are_colegi": colegi.exists()}
    return render(request, "organizatii/incredinteaza.html", context)


@require_POST
@login_required
def ia_inapoi(request, fel, cheie):
    """The task is the whole team's again."""
    try:
        lucru.ia_inapoi(_a_ei(request, fel, cheie), request.user)
    except PermissionDenied:
        messages.error(request, _("O ia înapoi cine a încredințat-o sau un administrator al organizației."))
    else:
        messages.success(request, _("Sarcina este din nou a echipei."))
    return redirect("organizatii:de_facut")


@require_POST
@login_required
def rezumatul_sarcinilor(request):
    """Take the morning mail, or no longer."""
    vrea = request.POST.get("vreau") == "da"
    rezumat_sarcini.alege(request.user, vrea)
    messages.success(
        request,
        _("Dimineața primiți sarcinile, numai când este ceva nou sau se apropie un termen.")
        if vrea
        else _("Nu mai primiți dimineața sarcinile prin e-mail."),
    )
    return redirect("organizatii:de_facut")


@csrf_exempt  # a mail program posts here for its owner: no cookie, no form of ours (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop_sarcini(request, jeton):
    """No morning mail any more. GET asks, POST does; done twice, it says the same."""
    try:
        persoana = Utilizator.objects.filter(is_active=True, pk=rezumat_sarcini.SEMNATAR.unsign(jeton)).get()
    except (BadSignature, Utilizator.DoesNotExist):
        raise Http404 from None
    if request.method == "POST":
        rezumat_sarcini.alege(persoana, vrea=False)
    return render(request, "organizatii/stop_sarcini.html", {"oprit": not rezumat_sarcini.vrea(persoana)})
