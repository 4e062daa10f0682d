"""Reads a register file, row by row, whatever its format and the order of its columns.

A file is input from outside: it may be no spreadsheet at all, declare entities, or unzip to more than any register is.
All of that ends in FisierInvalid, with a Romanian sentence.
"""

import posixpath
import re
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from platforma.foi import BUCATA, FisierInvalid, tabel
from platforma.text import pliaza

MAX_FISIER = 256 * 1024 * 1024  # bytes, as downloaded or given
TIMP_RASPUNS = 30  # seconds without a byte
TIMP_DESCARCARE = 600  # seconds in all

# Field → folded headings it may have. The Ministry's files differ by category and by year.
ANTETE = {
    "denumire": ["denumire", "denumirea", "denumire organizatie"],
    "nr_registru": [
        "numar inreg reg national",
        "nr inreg reg national",
        "numar inregistrare registrul national",
        "numar inregistrare registru national",
        "nr registrul national",
        "nr registru national",
    ],
    "stare": ["starea actuala", "stare actuala", "stare", "starea"],
    "sediu_schimbat": ["sediu schimbat"],
    "alta_instanta": ["organizatia trece in circumscriptia altei instante"],
    "judet": ["judet", "judetul"],
    "localitate": ["localitate", "localitatea"],
    "adresa": ["adresa", "adresa sediului", "sediu", "sediul"],
    "scop": ["scopul initial", "scop", "scopul", "scop initial"],
    **{f"modificare_{n}": [f"modificari ale scopului {n}", f"modificare scop {n}"] for n in range(1, 6)},
    "utilitate_publica": ["hg utilitate publica", "utilitate publica"],
    "data_utilitate": ["data hg utilitate publica"],
}
CAMP_DUPA_ANTET = {antet: camp for camp, antete in ANTETE.items() for antet in antete}
OBLIGATORII = ("denumire", "nr_registru")
RANDURI_PANA_LA_ANTET = 20


@contextmanager
def deschide(sursa):
    """(file open for bytes, its name) of a path or of an http(s) address, which is downloaded first."""
    if re.match(r"https?://", sursa, re.IGNORECASE):
        with tempfile.TemporaryFile(prefix="registru-") as fisier:
            _descarca(sursa, fisier)
            fisier.seek(0)
            yield fisier, unquote(posixpath.basename(urlsplit(sursa).path))
        return
    cale = Path(sursa)
    try:
        fisier = cale.open("rb")
    except OSError as e:
        raise FisierInvalid(_("Fișierul %(cale)s nu poate fi deschis.") % {"cale": cale}) from e
    with fisier:
        if cale.stat().st_size > MAX_FISIER:
            raise FisierInvalid(_("Fișierul este mai mare decât orice registru publicat."))
        yield fisier, cale.name


def randuri(fisier, nume):
    """Yields (row number in the sheet, {field: raw text}) for the rows under the heading, empty ones left out."""
    coloane = None
    for numar, celule in tabel(fisier, nume):
        if coloane is None:
            coloane = _coloane(celule)
            if coloane is None and numar > RANDURI_PANA_LA_ANTET:
                break
        elif rand := {camp: celule[loc] for loc, camp in coloane.items() if celule.get(loc)}:
            yield numar, rand
    if coloane is None:
        raise FisierInvalid(_("Lipsește rândul de antet cu coloanele „Denumire” și „Numar inreg Reg National”."))


def _coloane(celule):
    """Column → field for a heading row, or None when the row is no heading."""
    coloane = {loc: CAMP_DUPA_ANTET.get(pliaza(text)) for loc, text in celule.items()}
    coloane = {loc: camp for loc, camp in coloane.items() if camp}
    return coloane if set(OBLIGATORII) <= set(coloane.values()) else None


def _descarca(adresa, fisier):
    cerere = urllib.request.Request(adresa, headers={"User-Agent": "bucuresti-social-solidar/1.0"})  # noqa: S310
    deschizator = urllib.request.OpenerDirector()  # without the handlers of file:, ftp: and data:
    for clasa in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        deschizator.add_handler(clasa())
    termen = time.monotonic() + TIMP_DESCARCARE
    try:
        with deschizator.open(cerere, timeout=TIMP_RASPUNS) as raspuns:
            total = 0
            while bucata := raspuns.read(BUCATA):
                total += len(bucata)
                if total > MAX_FISIER:
                    raise FisierInvalid(_("Fișierul de la adresa dată este mai mare decât orice registru publicat."))
                if time.monotonic() > termen:
                    raise FisierInvalid(_("Descărcarea durează prea mult. Importați fișierul de pe disc."))
                fisier.write(bucata)
    except (OSError, ValueError, urllib.error.URLError) as e:
        raise FisierInvalid(_("Adresa %(adresa)s nu a putut fi citită: %(e)s") % {"adresa": adresa, "e": e}) from e
