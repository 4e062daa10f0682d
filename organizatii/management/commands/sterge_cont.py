"""manage.py sterge_cont: a person has asked for the erasure of her account."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from organizatii.membri import Refuzat
from organizatii.stergere import sterge_persoana
from platforma.conturi.models import Utilizator


class Command(BaseCommand):
    help = "Șterge la cerere un cont: îl golește de date personale și îl închide. Nu se poate reveni."

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--da", action="store_true", help="fără întrebarea de confirmare")

    def handle(self, *, email, da, **_optiuni):
        persoana = Utilizator.objects.filter(email__iexact=email).first()
        if persoana is None:
            raise CommandError(_("Nu există un cont cu adresa %(email)s.") % {"email": email})
        if not da and not self._confirma(persoana):
            raise CommandError(_("Nu am șters nimic."))
        try:
            sterge_persoana(persoana)
        except Refuzat as e:
            raise CommandError(_("Nu am șters nimic. %(motiv)s") % {"motiv": e}) from e
        self.stdout.write(
            _("Am șters contul %(email)s. Rândul gol are numărul %(pk)s.") % {"email": email, "pk": persoana.pk}
        )

    def _confirma(self, persoana):
        intrebare = _("Ștergeți definitiv contul „%(nume)s” (%(email)s)? Scrieți „da”: ")
        return input(intrebare % {"nume": persoana.nume, "email": persoana.email}).strip().lower() == "da"
