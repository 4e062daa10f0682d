from django.apps import AppConfig


class AteliereConfig(AppConfig):
    name = "ateliere"
    verbose_name = "Ateliere"

    def ready(self):
        from ateliere import (  # noqa: F401  each registers with what lies below
            copie,
            sitemaps,
            stergere,
            unire,
            vitrina,
        )
