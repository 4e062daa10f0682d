from django.apps import AppConfig


class CursuriConfig(AppConfig):
    name = "cursuri"
    verbose_name = "Cursuri"

    def ready(self):
        from cursuri import calendare, copie, sitemaps, stergere, vitrina  # noqa: F401  each registers with what lies below
