"""Attendance out of a file: whose row is it? Reads only; what was found is shown and confirmed before it is written."""

from dataclasses import dataclass, field
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from platforma.foi import FisierInvalid, tabel
from platforma.incarcari.verificari import verifica_marimea
from platforma.prezenta.models import StarePrezenta
from platforma.text import normalizeaza, pliaza

MARIME_MAXIMA = 2 * 1024 * 1024  # bytes
DESPACHETAT_MAXIM = 40 * 1024 * 1024  # bytes
RANDURI_MAXIM = 2000
CELULE_MAXIM = 30  # of a row
TEXT_MAXIM = 80  # characters of a row shown again
ANTET = set("nume prenume name email mail e-mail adresa participant participanti nr first last".split())


@dataclass
class Citire:
    """What a file says about a session."""

    gasiti: list = field(default_factory=list)  # applications not marked yet
    deja: list = field(default_factory=list)  # applications marked as present already
    nepotriviti: list = field(default_factory=list)  # (number of the row, its text, why)


def citeste(fisier, cursanti):
    """The Citire of an upload; `cursanti` come from `prezenta.lista`. Raises ValidationError in the words of a form.

    A row is somebody's by an e-mail in any of its cells, else by a name: the same words, in any order, whatever the
    accents. A name that two learners have needs the e-mail. A row found twice counts once.
    """
    verifica_marimea(fisier, MARIME_MAXIMA)
    fisier.seek(0)
    cheile = _cheile(cursanti)
    citire, vazuti = Citire(), set()
    try:
        for numar, celule in islice(tabel(fisier, fisier.name, DESPACHETAT_MAXIM), RANDURI_MAXIM + 1):
            if numar > RANDURI_MAXIM:
                raise FisierInvalid(_("Fișierul are prea multe rânduri pentru o listă de prezență."))
            _citeste_rand(citire, numar, celule, cheile, vazuti)
    except FisierInvalid as e:
        raise ValidationError(str(e), code="fisier") from e
    if not (citire.gasiti or citire.deja or citire.nepotriviti):
        raise ValidationError(_("Fișierul nu are niciun rând cu un nume sau o adresă de e-mail."), code="gol")
    return citire


def _citeste_rand(citire, numar, celule, cheile, vazuti):
    texte = [t for t in (normalizeaza(c) for c in list(celule.values())[:CELULE_MAXIM]) if t]
    if not texte or (numar == 1 and any(set(pliaza(t).split()) & ANTET for t in texte)):
        return
    ai_cui = [cheile[k] for k in (_cheie(t) for t in sorted(texte, key=lambda t: "@" not in t)) if k in cheile]
    potrivit = next((ai for ai in ai_cui if len(ai) == 1), None)
    if potrivit is None:
        de_ce = _("mai mulți cursanți au acest nume") if ai_cui else _("nu este printre cursanți")
        citire.nepotriviti.append((numar, " · ".join(texte)[:TEXT_MAXIM], de_ce))
        return
    (cerere,) = potrivit
    if cerere.pk in vazuti:
        return
    vazuti.add(cerere.pk)
    venit = cerere.prezenta is not None and cerere.prezenta.stare == StarePrezenta.PREZENT
    (citire.deja if venit else citire.gasiti).append(cerere)


def _cheile(cursanti):
    """{key of an e-mail or of a name: those who have it}"""
    cheile = {}
    for cerere in cursanti:
        for text in (cerere.email, cerere.nume):
            cheile.setdefault(_cheie(text), []).append(cerere)
    return cheile


def _cheie(text):
    return text.lower() if "@" in text else " ".join(sorted(pliaza(text).split()))
