"""The staff's site: Django's admin, signed in through allauth, with the moderation queue first."""

from allauth.account.decorators import secure_admin_login
from allauth.account.utils import get_next_redirect_url
from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from platforma.administrare.panou import cutii


class SiteAdministrare(admin.AdminSite):
    site_header = _("Administrare · Bucureștiul social și solidar")
    site_title = _("Administrare")
    index_title = _("Ce așteaptă")
    enable_nav_sidebar = False  # a menu in the header leaves the width to what staff read

    def login(self, request, extra_context=None):
        """Through allauth, with its second factor and its limits; a signed-in person without the right gets 403."""
        if self.has_permission(request):
            return redirect(get_next_redirect_url(request) or "admin:index")
        return secure_admin_login(super().login)(request, extra_context)

    def index(self, request, extra_context=None):
        return super().index(request, {"cutii": cutii(request), **(extra_context or {})})
