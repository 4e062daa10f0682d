from django.apps import AppConfig


class ParteneriateConfig(AppConfig):
    name = "parteneriate"
    verbose_name = "Parteneriate"

    def ready(self):
        # each registers what it offers to the apps and pages below
        from parteneriate import interese, parti, rezumat_potriviri, sitemaps, stergere, vitrina, vitrina_anunturi  # noqa: F401
