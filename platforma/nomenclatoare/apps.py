from django.apps import AppConfig


class NomenclatoareConfig(AppConfig):
    name = "platforma.nomenclatoare"
    verbose_name = "Nomenclatoare"
