from django.apps import AppConfig


class ConturiConfig(AppConfig):
    name = "platforma.conturi"
    verbose_name = "Oameni"
