"""What the query string of the programme may ask for. Whatever it does not know is ignored, never refused."""

import re
from datetime import date

from django.utils.functional import cached_property
from django.utils.http import urlencode

from ateliere.models import Atelier, Tema
from organizatii.models import Organizatie
from platforma.text import normalizeaza

LUNGIME_TEXT = 200  # characters of the search box that are read
LUNA = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


def luna(text):
    """The first day of „2026-11”, or None for anything else."""
    potrivire = LUNA.fullmatch(text or "")
    return potrivire and date(int(potrivire[1]), int(potrivire[2]), 1)


class AtelierFilter:
    """Text, theme, sector, host, month; and whether the coming or the past ones are asked for."""

    def __init__(self, cerere):
        self.arhiva = cerere.get("arhiva") == "da"
        self.text = normalizeaza(cerere.get("q", ""))[:LUNGIME_TEXT].strip()
        self.tema = self._una(self.teme, cerere.get("tema"))
        self.gazda = self._una(self.gazde, cerere.get("gazda"))
        self.sector = cerere.get("sector") if cerere.get("sector") in set("123456") else ""
        self.luna = luna(cerere.get("luna"))

    @staticmethod
    def _una(alegeri, slug):
        return next((a for a in alegeri if a.slug == slug), None)

    @cached_property
    def teme(self):
        return list(Tema.objects.active())

    @cached_property
    def gazde(self):
        """Authorities that have hosted or will host something public."""
        return list(
            Organizatie.objects.filter(pk__in=Atelier.objects.publice().order_by().values("gazda")).only(
                "slug", "denumire", "acronim"
            )
        )

    @property
    def qs(self):
        return self.aplica(Atelier.objects.trecute() if self.arhiva else Atelier.objects.viitoare())

    def aplica(self, ateliere):
        """What the filters leave of these workshops, whatever the half of time."""
        if self.text:
            ateliere = ateliere.cauta(self.text)
        if self.tema:
            ateliere = ateliere.filter(tema=self.tema)
        if self.gazda:
            ateliere = ateliere.filter(gazda=self.gazda)
        if self.sector:
            ateliere = ateliere.filter(sector=self.sector)
        if self.luna:
            ateliere = ateliere.filter(incepe_la__year=self.luna.year, incepe_la__month=self.luna.month)
        return ateliere

    @property
    def cerute(self):
        """The understood part of the query string, {name: value}; the shortest address of this very list."""
        toate = {
            "arhiva": "da" if self.arhiva else "",
            "q": self.text,
            "tema": self.tema.slug if self.tema else "",
            "gazda": self.gazda.slug if self.gazda else "",
            "sector": self.sector,
            "luna": f"{self.luna:%Y-%m}" if self.luna else "",
        }
        return {nume: valoare for nume, valoare in toate.items() if valoare}

    @property
    def alese(self):
        """Whether anything narrows the list."""
        return bool(self.cerute.keys() - {"arhiva"})

    @property
    def fara_filtre(self):
        return urlencode({"arhiva": "da"} if self.arhiva else {})

    @property
    def cealalta(self):
        """Query string of the same filters over the other half of time; the month belongs to one half only."""
        raman = {n: v for n, v in self.cerute.items() if n not in {"arhiva", "luna"}}
        return urlencode(raman if self.arhiva else {"arhiva": "da", **raman})
