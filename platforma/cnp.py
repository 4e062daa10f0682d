"""The personal code (CNP): known here only to be refused. It is never stored, logged or echoed in an error."""

import re

from django.utils.translation import gettext_lazy as _

MESAJ_CNP = _("Ați introdus un CNP. Vă rugăm să nu comunicați date personale în acest câmp.")

_CHEIE_CNP = (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)
# Thirteen digits, perhaps grouped by single separators; the look-ahead lets runs overlap.
_POSIBIL_CNP = re.compile(r"(?<![0-9])(?=([1-9](?:[ .\-]?[0-9]){12})(?![0-9]))")


def este_cnp(text):
    """Whether the text is exactly a CNP: 13 digits, a date that can exist, the right control digit."""
    if not re.fullmatch(r"[1-9][0-9]{12}", text):
        return False
    if not (1 <= int(text[3:5]) <= 12 and 1 <= int(text[5:7]) <= 31):
        return False
    rest = sum(int(cifra) * pondere for cifra, pondere in zip(text, _CHEIE_CNP, strict=False)) % 11
    return (1 if rest == 10 else rest) == int(text[12])


def contine_cnp(text):
    """Whether a CNP stands anywhere in the text (descriptions, file names), also when written in groups."""
    return any(este_cnp(re.sub(r"[ .\-]", "", grup)) for grup in _POSIBIL_CNP.findall(text))


def fara_cnp(text):
    """The text with each CNP in it replaced by „[…]”, for what comes from outside and must be kept all the same."""
    if not contine_cnp(text):
        return text
    parti, ultim = [], 0
    for grup in _POSIBIL_CNP.finditer(text):
        if grup.start() >= ultim and este_cnp(re.sub(r"[ .\-]", "", grup[1])):
            parti += [text[ultim : grup.start()], "[…]"]
            ultim = grup.end(1)
    return "".join(parti) + text[ultim:]
