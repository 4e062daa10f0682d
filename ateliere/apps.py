from django.apps import AppConfig


class AteliereConfig(AppConfig):
    name = "ateliere"
    verbose_name = "Ateliere"

    def ready(self):
        from ateliere import copie, sitemaps, stergere, vitrina  # noqa: F401  each registers with what lies below
