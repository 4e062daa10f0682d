from django.apps import AppConfig


class OrganizatiiConfig(AppConfig):
    name = "organizatii"
    verbose_name = "Organizații"

    def ready(self):
        from organizatii import copie, mutari, sarcini, vitrina  # noqa: F401  each registers with what lies below, or moves
