from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from cursuri.demo.incarcare import incarca


class Command(BaseCommand):
    help = "Adds fictional series of the two courses to the fictional city of `date_demo`. Does nothing twice."

    def handle(self, *args, **options):
        if not settings.LOCAL:
            raise CommandError("Datele demonstrative se pun numai pe o instalare locală (MOD=local).")
        cate = incarca()
        if cate:
            text = ngettext("Am adăugat %(n)s serie demonstrativă.", "Am adăugat %(n)s serii demonstrative.", cate)
            self.stdout.write(text % {"n": cate})
        else:
            self.stdout.write("Seriile demonstrative există deja.")
