from django.apps import AppConfig


class CursuriConfig(AppConfig):
    name = "cursuri"
    verbose_name = "Cursuri"

    def ready(self):
        from cursuri import unire  # noqa: F401  registers with what lies below
