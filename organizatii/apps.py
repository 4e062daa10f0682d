from django.apps import AppConfig


class OrganizatiiConfig(AppConfig):
    name = "organizatii"
    verbose_name = "Organizații"

    def ready(self):
        from organizatii import vitrina  # noqa: F401  registers what others may link to
