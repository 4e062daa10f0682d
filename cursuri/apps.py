from django.apps import AppConfig


class CursuriConfig(AppConfig):
    name = "cursuri"
    verbose_name = "Cursuri"

    def ready(self):
        from cursuri import (  # noqa: F401  each registers with what lies below
            calendare,
            copie,
            sitemaps,
            stergere,
            unire,
            vitrina,
        )
