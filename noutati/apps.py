from django.apps import AppConfig


class NoutatiConfig(AppConfig):
    name = "noutati"
    verbose_name = "Noutăți"

    def ready(self):
        from noutati import sitemaps, vitrina  # noqa: F401  each registers what it offers to the pages below
