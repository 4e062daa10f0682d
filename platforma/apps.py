from django.apps import AppConfig
from django.core import checks


class PlatformaConfig(AppConfig):
    name = "platforma"
    verbose_name = "Platforma"

    def ready(self):
        from platforma.locuri.verificari import izolarea_tranzactiilor

        checks.register(izolarea_tranzactiilor)
