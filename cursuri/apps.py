from django.apps import AppConfig


class CursuriConfig(AppConfig):
    name = "cursuri"
    verbose_name = "Cursuri"
