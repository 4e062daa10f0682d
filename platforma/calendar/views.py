"""The person's own calendar: the page where she makes and revokes its address, and the feed behind that address."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from platforma.calendar.ics import flux
from platforma.calendar.models import AdresaCalendar
from platforma.calendar.raspuns import raspuns_ics
from platforma.calendar.surse import evenimente


@require_safe
@login_required
def abonare(request):
    adresa = AdresaCalendar.objects.filter(persoana=request.user).first()
    acum = timezone.now()
    context = {
        "adresa": adresa,
        "evenimente": [e for e in evenimente(request.user) if e.se_incheie > acum and not e.anulat],
    }
    return render(request, "calendar/abonare.html", context)


@require_POST
@login_required
def creeaza(request):
    AdresaCalendar.objects.get_or_create(persoana=request.user)
    messages.success(request, _("Adresa calendarului este gata. Copiați-o sau apăsați „Adăugați în calendar”."))
    return redirect("calendar:abonare")


@require_POST
@login_required
def revoca(request):
    if AdresaCalendar.objects.filter(persoana=request.user).delete()[0]:
        messages.success(request, _("Adresa a fost retrasă: programele care o foloseau nu mai primesc nimic."))
    return redirect("calendar:abonare")


@require_safe
def personal(request, jeton):
    """Whoever holds the address reads the calendar; a revoked or invented one is nothing at all."""
    adresa = get_object_or_404(AdresaCalendar.objects.cu_jetonul(jeton).select_related("persoana"))
    nume = _("Calendarul meu – %(site)s") % {"site": settings.NUME_SITE}
    text = flux(evenimente(adresa.persoana), nume, request.path)
    return raspuns_ics(request, text, "calendar", public=False)
