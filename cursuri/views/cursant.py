"""What a learner does from the page of her application, with an account or without."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cursuri import absente
from cursuri.forms.invatare import MotivareForm
from cursuri.models import StareCerere, StareSerie
from cursuri.pagina import sesiuni_de_motivat
from cursuri.views.cerere import din_jeton
from platforma.locuri.ocupare import Refuzat


@require_http_methods(["GET", "POST"])
def cere_motivare(request, jeton):
    """Whoever holds the address asks for the learner; her own account, or a colleague's, is put on record."""
    cerere = din_jeton(jeton)
    if cerere.stare != StareCerere.CONFIRMATA or cerere.serie.stare != StareSerie.PUBLICATA:
        raise Http404
    date = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = MotivareForm(*date, sesiuni=sesiuni_de_motivat(cerere))
    if form.is_valid() and _cere(cerere, form, request.user if cerere.este_a(request.user) else None):
        messages.success(request, _("Am primit cererea. Organizatorii o citesc și vă răspund prin e-mail."))
        return redirect("cursuri:cerere", jeton)
    return render(request, "cursuri/cere_motivare.html", {"cerere": cerere, "jeton": jeton, "form": form})


def _cere(cerere, form, de):
    date = form.cleaned_data
    try:
        absente.cere(cerere, date["sesiune"], date["motiv"], fisier=date["fisier"], de=de)
    except Refuzat as e:
        form.add_error(None, str(e))
    except ValidationError as e:
        form.add_error("motiv", e.message_dict["motiv"])
    return form.is_valid()
