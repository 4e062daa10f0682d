from django.apps import AppConfig


class OrganizatiiConfig(AppConfig):
    name = "organizatii"
    verbose_name = "Organizații"

    def ready(self):
        from organizatii import mutari, vitrina  # noqa: F401  registers what others link to and what moves
