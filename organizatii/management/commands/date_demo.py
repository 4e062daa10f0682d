from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from organizatii.demo.incarcare import CONTURI, PAROLA, incarca
from platforma.templatetags.platforma import cate_organizatii


class Command(BaseCommand):
    help = "Fills a local installation with fictional organisations, people and a waiting queue. Does nothing twice."

    def handle(self, *args, **options):
        if not settings.LOCAL:
            raise CommandError("Datele demonstrative se pun numai pe o instalare locală (MOD=local).")
        cate = incarca()
        if not cate:
            self.stdout.write("Datele demonstrative există deja.")
            return
        self.stdout.write(f"Am adăugat {cate_organizatii(cate)}, clar marcate „(exemplu)”, și conturile:")
        for rol in CONTURI:
            self.stdout.write(f"  {rol}@example.org")
        self.stdout.write(f"Parola tuturor: {PAROLA}")
