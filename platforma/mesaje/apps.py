from django.apps import AppConfig


class MesajeConfig(AppConfig):
    name = "platforma.mesaje"
    verbose_name = "Poșta"
