"""Messages to those registered: written, looked at with their real recipients, released."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ateliere import mesaje as verbe
from ateliere.forms.mesaj import MesajForm
from ateliere.views.organizare import organizat
from platforma.locuri.ocupare import Refuzat


@require_safe
@login_required
def mesaje(request, pk):
    atelier = organizat(request, pk)
    context = {
        "atelier": atelier,
        "ciorne": atelier.mesaje.ciorne(),
        "trimise": atelier.mesaje.trimise().select_related("trimis_de").order_by("-trimis_la"),
    }
    return render(request, "ateliere/mesaje.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def mesaj_nou(request, pk):
    """`?fel=multumire` begins with the words of thanks."""
    atelier = organizat(request, pk)
    multumire = request.GET.get("fel") == "multumire" and atelier.s_a_incheiat
    initial = verbe.multumire(atelier) if multumire else None
    form = MesajForm(request.POST if request.method == "POST" else None, initial=initial)
    return _scrie(request, atelier, form)


def _scrie(request, atelier, form, mesaj=None):
    """Saved, it is looked at next; what could not be saved stays typed."""
    if form.is_valid():
        try:
            return redirect(verbe.scrie(form, atelier, request.user))
        except Refuzat as e:
            form.add_error(None, str(e))
    return render(request, "ateliere/modifica_mesaj.html", {"atelier": atelier, "form": form, "mesaj": mesaj})


def _mesajul(request, pk, mesaj_pk, **filtru):
    atelier = organizat(request, pk)
    mesaj = get_object_or_404(atelier.mesaje.select_related("creat_de", "trimis_de"), pk=mesaj_pk, **filtru)
    return atelier, mesaj


@require_http_methods(["GET", "POST"])
@login_required
def modifica_mesaj(request, pk, mesaj_pk):
    atelier, mesaj = _mesajul(request, pk, mesaj_pk, trimis_la=None)
    form = MesajForm(request.POST if request.method == "POST" else None, instance=mesaj)
    return _scrie(request, atelier, form, mesaj)


@require_safe
@login_required
def mesaj(request, pk, mesaj_pk):
    """A draft as it would go, and to whom; or what went, and when."""
    atelier, gasit = _mesajul(request, pk, mesaj_pk)
    inscrieri = [] if gasit.trimis else verbe.destinatari(gasit)
    context = {
        "atelier": atelier,
        "mesaj": gasit,
        "inscrieri": inscrieri,
        "semn": "" if gasit.trimis else verbe.semn(gasit, inscrieri),
    }
    return render(request, "ateliere/mesaj.html", context)


@require_POST
@login_required
def trimite_mesaj(request, pk, mesaj_pk):
    _atelier, gasit = _mesajul(request, pk, mesaj_pk)
    try:
        cati = verbe.trimite(gasit, request.user, request.POST.get("semn", ""))
    except Refuzat as e:
        messages.error(request, str(e))
    else:
        messages.success(request, _trimis(cati)) if cati else messages.info(request, _("Mesajul fusese trimis deja."))
    return redirect(gasit)


def _trimis(cati):
    return ngettext("Mesajul pleacă acum către %(n)s persoană.", "Mesajul pleacă acum către %(n)s persoane.", cati) % {
        "n": cati
    }


@require_POST
@login_required
def sterge_mesaj(request, pk, mesaj_pk):
    _atelier, gasit = _mesajul(request, pk, mesaj_pk)
    if not verbe.sterge(gasit):
        messages.error(request, _("Mesajul a fost trimis și nu se mai poate șterge."))
        return redirect(gasit)
    messages.success(request, _("Ciorna a fost ștearsă."))
    return redirect("ateliere:mesaje", pk)
