"""Staff sign in with a second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _


def mfa_pentru_personal(get_response):
    """Send staff without a second factor to set one up before they reach the admin."""

    def middleware(request):
        if settings.MFA_OBLIGATORIU_PERSONAL and request.path.startswith("/admin/"):
            if request.user.is_authenticated and request.user.is_staff and not is_mfa_enabled(request.user):
                messages.warning(request, _("Pentru administrare aveți nevoie de autentificarea în doi pași."))
                return redirect("mfa_index")
        return get_response(request)

    return middleware
