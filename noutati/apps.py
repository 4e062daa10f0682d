from django.apps import AppConfig


class NoutatiConfig(AppConfig):
    name = "noutati"
    verbose_name = "Noutăți"
