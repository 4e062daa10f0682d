from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from platforma.conturi.copie import copia
from platforma.conturi.forms import DateForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def date(request):
    """A person corrects her name, and sees what she has agreed to and when."""
    form = DateForm(request.POST if request.method == "POST" else None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Am salvat numele."))
        return redirect("conturi:date")
    return render(request, "conturi/date.html", {"form": form})


@require_safe
@login_required
def copie(request):
    """What the platform holds of this person, as a file that a program can read."""
    raspuns = JsonResponse(copia(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    raspuns["Content-Disposition"] = 'attachment; filename="datele-mele.json"'
    raspuns["Cache-Control"] = "private, no-store"
    return raspuns
