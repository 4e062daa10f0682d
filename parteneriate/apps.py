from django.apps import AppConfig


class ParteneriateConfig(AppConfig):
    name = "parteneriate"
    verbose_name = "Parteneriate"

    def ready(self):
        # each registers what it offers to the apps and pages below
        from parteneriate import parti, sitemaps, stergere, vitrina  # noqa: F401
