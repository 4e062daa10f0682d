from django.apps import AppConfig


class AteliereConfig(AppConfig):
    name = "ateliere"
    verbose_name = "Ateliere"

    def ready(self):
        from ateliere import sitemaps, vitrina  # noqa: F401  each registers what it offers to the pages below
