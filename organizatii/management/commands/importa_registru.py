"""manage.py importa_registru: the national NGO register into the directory."""

import time
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizatii import vocabular
from organizatii.models import FormaJuridica
from organizatii.registru.aplicare import ANTET_RAPORT, TOATE, ImportInCurs, importa
from organizatii.registru.citire import FisierInvalid
from organizatii.registru.curatare import LITERE
from organizatii.registru.locuri import JUDETE
from platforma.tabele import ScriitorCSV
from platforma.text import pliaza


class Command(BaseCommand):
    help = "Importă Registrul național ONG (fișierele .xlsx, .csv sau .tsv ale Ministerului Justiției)."

    def add_arguments(self, parser):
        parser.add_argument("surse", nargs="+", metavar="FIȘIER-sau-URL")
        parser.add_argument(
            "--judet", default="BUCURESTI", help="numele județului sau „toate” (implicit: BUCURESTI)", metavar="JUDEȚ"
        )
        parser.add_argument(
            "--categorie",
            choices=[str(forma) for forma in LITERE.values()],
            help="forma juridică, când numele fișierului nu o spune",
        )
        parser.add_argument("--raport", metavar="CALE.csv", help="unde se scrie raportul pe rânduri")

    def handle(self, *, surse, judet, categorie, raport, **_optiuni):
        if pliaza(judet) != TOATE and pliaza(judet) not in JUDETE:
            raise CommandError(_("Județ necunoscut: %s.") % judet)
        judet = TOATE if pliaza(judet) == TOATE else JUDETE[pliaza(judet)]
        inceput = time.monotonic()
        self.linie = Linie(self.stdout)
        try:
            with _fisier_raport(raport) as fisier:
                scriitor = ScriitorCSV(fisier, ANTET_RAPORT) if fisier else None
                rezultat = importa(surse, judet, categorie and FormaJuridica(categorie), scriitor, self.linie)
        except (FisierInvalid, ImportInCurs) as e:
            raise CommandError(str(e)) from e
        except OSError as e:
            raise CommandError(_("Raportul nu poate fi scris: %s") % e) from e
        finally:
            self.linie.sterge()
        vocabular.reface()
        self._incheie(rezultat, raport, time.monotonic() - inceput)

    def _incheie(self, rezultat, raport, secunde):
        for eticheta, cate in (
            (_("rânduri citite"), rezultat.citite),
            (_("din alte județe, lăsate deoparte"), rezultat.alte_judete),
            (_("organizații create"), rezultat.create),
            (_("legate de profiluri existente"), rezultat.legate),
            (_("actualizate"), rezultat.actualizate),
            (_("neschimbate"), rezultat.neschimbate),
            (_("suprapuse peste alt rând"), rezultat.suprapuse),
            (_("profiluri arhivate, fiindcă au altă înregistrare"), rezultat.arhivate),
            (_("refuzate"), rezultat.refuzate),
        ):
            self.stdout.write(f"{cate:>8}  {eticheta}")
        for motiv, cate in sorted(rezultat.motive.items(), key=lambda pereche: -pereche[1]):
            self.stdout.write(f"{cate:>12}  {motiv}")
        if not rezultat.a_schimbat:
            self.stdout.write(_("Nimic nu s-a schimbat față de importul dinainte."))
        if raport:
            self.stdout.write(_("Raportul pe rânduri: %s") % raport)
        secunde = max(1, round(secunde))
        self.stdout.write(ngettext("Gata într-o secundă.", "Gata în %(n)s secunde.", secunde) % {"n": secunde})


def _fisier_raport(cale):
    return Path(cale).open("w", encoding="utf-8", newline="") if cale else nullcontext()


class Linie:
    """Progress: one line that is rewritten on a terminal, a plain line now and then elsewhere."""

    PAUZA = 0.2  # seconds between two writings on a terminal
    RARITATE = 10  # seconds between two plain lines

    def __init__(self, iesire):
        self.iesire, self.terminal = iesire, iesire.isatty()
        self.ultima = time.monotonic() if not self.terminal else 0

    def __call__(self, pas, facute, total):
        acum = time.monotonic()
        if acum - self.ultima < (self.PAUZA if self.terminal else self.RARITATE) and facute != total:
            return
        self.ultima = acum
        text = f"{pas}: {facute}" + (f" / {total} ({facute * 100 // max(total, 1)} %)" if total is not None else "")
        self.iesire.write(f"\r\033[K{text}" if self.terminal else text, ending="" if self.terminal else "\n")
        self.iesire.flush()

    def sterge(self):
        if self.terminal:
            self.iesire.write("\r\033[K", ending="")
            self.iesire.flush()
