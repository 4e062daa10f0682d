from django.apps import AppConfig


class NoutatiConfig(AppConfig):
    name = "noutati"
    verbose_name = "Noutăți"

    def ready(self):
        # each registers what it offers to the apps and pages below
        from noutati import abonari, sitemaps, unire, vitrina  # noqa: F401
