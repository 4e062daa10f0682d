"""Why an organisation was found: its words that answer the question, marked, and the text they stand in.

Words are compared as the search compares them (folded, by stem, the last one as a beginning), a little more widely: a
word that begins with the whole stem of one that was asked is marked too, as PostgreSQL's stemmer would join them.
Everything is escaped here, so what comes out is safe whatever people wrote.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from organizatii.cautare import PREFIX_MINIM, cuvinte
from organizatii.identificatori import recunoaste
from organizatii.tulpini import tulpina, tulpinile
from platforma.marcaj import simplu
from platforma.text import normalizeaza, pliaza

CUVINTE_ARATATE, INAINTE = 34, 8  # words of a snippet; of them, before the first one that was found
RADACINA = 5  # letters of a stem from which longer words that begin with it are its family
TEXTE = {"scop": _("Scop"), "descriere": _("Descriere"), "ofera": _("Ce oferim"), "cauta": _("Ce căutăm")}
LOCURI = {
    "domenii_text": _("Domenii"),
    "cartiere_text": _("Cartiere"),
    "localitate": _("Localitate"),
    "judet": _("Județ"),
    "cif": _("CIF"),
    "nr_registru_national": _("Nr. în Registrul național"),
}
CAMPURI = (*TEXTE, *LOCURI)  # what `gasire` reads besides the card's own fields
_CUVANT = re.compile(r"[^\W_]+")


class Fragment(NamedTuple):
    eticheta: str
    text: SafeString


@dataclass
class Gasire:
    """What a card shows instead of the plain fields."""

    denumire: SafeString
    acronim: SafeString
    text: Fragment | None  # where the words of the question stand, when the name does not hold them all
    loc: Fragment | None  # the list or the number by which it was found


class Evidentiere:
    """The words of one question, looked for in many texts."""

    def __init__(self, text):
        self.text = normalizeaza(text)
        self.cautate = list(dict.fromkeys(cuvinte(self.text)))
        self.forme = {cuvant: frozenset(tulpinile(cuvant)) for cuvant in self.cautate}
        self._stiute = {}
        # Folding leaves a first letter as it is or makes an ASCII one of it, so of all words only these are compared,
        # each with what hyphens and dots hold to it.
        litere = {forma[0] for formele in self.forme.values() for forma in formele if forma.isascii()}
        prima = "".join(sorted(litere | {litera.upper() for litera in litere}))
        self._posibile = re.compile(rf"(?<![^\W_])[{prima}\u0080-\U0010ffff][^\W_]*+(?:[-.’'][^\W_]++)*+")

    @cached_property
    def numar(self):
        """The number that the question is, as it is stored; empty when it is none."""
        recunoscut = recunoaste(self.text)
        return recunoscut.valoare if recunoscut else ""

    def cuvintele(self, scris):
        """Which of the words asked a written one answers."""
        if scris not in self._stiute:
            self._stiute[scris] = frozenset(c for c in self.cautate if self._raspunde(pliaza(scris), c))
        return self._stiute[scris]

    def _raspunde(self, pliat, cautat):
        forme, radacina = self.forme[cautat], tulpina(cautat)
        return (
            pliat in forme
            or tulpina(pliat) in forme
            or (len(radacina) >= RADACINA and pliat.startswith(radacina))
            or (cautat == self.cautate[-1] and len(cautat) >= PREFIX_MINIM and pliat.startswith(cautat))
        )

    def raspunsuri(self, text):
        """(start, end, words asked) of the pieces of a text to mark; what a hyphen holds is tried whole first."""
        for scris in self._posibile.finditer(text):
            parti = list(_CUVANT.finditer(scris.group()))
            if len(parti) > 1 and (gasite := self.cuvintele("".join(p.group() for p in parti))):
                yield scris.start(), scris.end(), gasite
                continue
            for parte in parti:
                if gasite := self.cuvintele(parte.group()):
                    yield scris.start() + parte.start(), scris.start() + parte.end(), gasite

    def gasite(self, text):
        """Which of the words asked a text holds."""
        return frozenset().union(*(cuvinte for _a, _b, cuvinte in self.raspunsuri(text)))

    def marcheaza(self, text):
        """The text with its answering words in <mark>."""
        bucati, ultim = [], 0
        for inceput, sfarsit, _cuvinte in self.raspunsuri(text):
            bucati.append((text[ultim:inceput], text[inceput:sfarsit]))
            ultim = sfarsit
        return format_html_join("", "{}<mark>{}</mark>", bucati) + format_html("{}", text[ultim:])

    def fragment(self, text):
        """Some words of a long text around the first one that answers, marked."""
        prima = next(self.raspunsuri(text), (0, 0))[0]
        inceput = len(text[:prima].split()) - INAINTE if prima else 0
        toate = text.split()
        inceput = max(0, min(inceput, len(toate) - CUVINTE_ARATATE))
        aratate = " ".join(toate[inceput : inceput + CUVINTE_ARATATE])
        return format_html(
            "{}{}{}",
            "… " if inceput else "",
            self.marcheaza(aratate),
            " …" if inceput + CUVINTE_ARATATE < len(toate) else "",
        )

    def gasire(self, organizatie):
        """Why this one was found."""
        ramase = frozenset(self.cautate) - self.gasite(f"{organizatie.denumire} {organizatie.acronim}")
        in_texte = {camp: self.gasite(getattr(organizatie, camp)) for camp in (TEXTE if ramase else ["scop"])}
        camp = max(in_texte, key=lambda camp: len(in_texte[camp] & ramase))
        text = getattr(organizatie, camp)
        if camp == "descriere":
            text = simplu(text)
            in_texte[camp] = self.gasite(text)
        return Gasire(
            denumire=self.marcheaza(organizatie.denumire),
            acronim=self.marcheaza(organizatie.acronim),
            text=Fragment(TEXTE[camp] if in_texte[camp] else "", self.fragment(text)) if text else None,
            loc=self._loc(organizatie, ramase - in_texte[camp]),
        )

    def _loc(self, organizatie, ramase):
        for camp, eticheta in LOCURI.items():
            valoare = getattr(organizatie, camp)
            if self.numar and valoare == self.numar:
                return Fragment(eticheta, format_html("<mark>{}</mark>", valoare))
            if not self.numar and self.gasite(valoare) & ramase:
                return Fragment(eticheta, self.marcheaza(valoare))
        return None
