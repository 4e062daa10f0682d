from django.apps import AppConfig


class PlatformaConfig(AppConfig):
    name = "platforma"
    verbose_name = "Platforma"
