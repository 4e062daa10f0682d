from django.apps import AppConfig


class ParteneriateConfig(AppConfig):
    name = "parteneriate"
    verbose_name = "Parteneriate"

    def ready(self):
        # each registers what it offers to the apps and pages below
        from parteneriate import (  # noqa: F401
            conversatii,
            copie,
            indicatori,
            interese,
            lucru,
            parti,
            rezumat_potriviri,
            scadente,
            sitemaps,
            stergere,
            unire,
            vitrina,
            vitrina_anunturi,
        )
