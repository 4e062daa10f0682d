from django.apps import AppConfig


class CursuriConfig(AppConfig):
    name = "cursuri"
    verbose_name = "Cursuri"

    def ready(self):
        from cursuri import calendare, sitemaps, stergere, vitrina  # noqa: F401  each registers with what lies below
