from django.contrib.admin.apps import AdminConfig


class AdministrareConfig(AdminConfig):
    """Django admin with the platform's own site: branded, signed in through allauth, queue first."""

    default_site = "platforma.administrare.site.SiteAdministrare"
