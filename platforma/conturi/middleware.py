"""Staff sign in with a second factor; the list of one's sessions knows when each was last used."""

from allauth.account.adapter import get_adapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

DUPA_MFA = "dupa_mfa"  # session key: the staff page that was asked for before the second factor was set up
ACTIVITATE = 10 * 60  # seconds between two notes of a session's activity


def mfa_pentru_personal(get_response):
    """Send staff without a second factor to set one up before they reach any staff page; signing out stays open."""

    def middleware(request):
        if _fara_al_doilea_factor(request):
            if request.method == "GET":
                request.session[DUPA_MFA] = request.get_full_path()
            messages.warning(
                request,
                _("Pentru administrare aveți nevoie de autentificarea în doi pași. Activați una dintre metode."),
            )
            return redirect("mfa_index")
        if request.path.startswith(reverse("admin:index")):
            request.session.pop(DUPA_MFA, None)
        return get_response(request)

    return middleware


def _fara_al_doilea_factor(request):
    administrare = reverse("admin:index")
    return (
        settings.MFA_OBLIGATORIU_PERSONAL
        and request.path.startswith(administrare)
        and request.path != reverse("admin:logout")
        and request.user.is_authenticated
        and request.user.is_staff
        and not is_mfa_enabled(request.user)
    )


def activitatea_sesiunii(get_response):
    """Note, at most every ACTIVITATE seconds, when and from where a session was used.

    In the place of allauth's own middleware, which writes a row on each page view.
    """

    def middleware(request):
        cheie = request.session.session_key
        if cheie and request.user.is_authenticated and cache.add(f"sesiune:{cheie}", 1, ACTIVITATE):
            marime = UserSession._meta.get_field("user_agent").max_length
            UserSession.objects.filter(session_key=cheie).update(
                last_seen_at=timezone.now(),
                ip=get_adapter().get_client_ip(request),
                user_agent=request.headers.get("User-Agent", "")[:marime],
            )
        return get_response(request)

    return middleware
