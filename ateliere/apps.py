from django.apps import AppConfig


class AteliereConfig(AppConfig):
    name = "ateliere"
    verbose_name = "Ateliere"
