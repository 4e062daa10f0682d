from django.apps import AppConfig


class OrganizatiiConfig(AppConfig):
    name = "organizatii"
    verbose_name = "Organizații"
