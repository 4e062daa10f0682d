from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from parteneriate.demo import verificari
from parteneriate.demo.incarcare import incarca


class Command(BaseCommand):
    help = "Adds fictional partnerships to the fictional city of `date_demo`. Does nothing twice."

    def handle(self, *args, **options):
        if not settings.LOCAL:
            raise CommandError("Datele demonstrative se pun numai pe o instalare locală (MOD=local).")
        cate = incarca()
        verificari.incarca()
        if cate:
            text = ngettext(
                "Am adăugat %(n)s parteneriat demonstrativ.", "Am adăugat %(n)s parteneriate demonstrative.", cate
            )
            self.stdout.write(text % {"n": cate})
        else:
            self.stdout.write("Parteneriatele demonstrative există deja.")
