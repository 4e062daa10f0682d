"""The one way a table leaves the platform as a file.

A spreadsheet program runs a cell that begins like a formula, whoever typed it. In CSV such cells get an apostrophe in
front; in XLSX every text is written as text, so nothing is ever a formula or a link.
"""

import csv
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from io import TextIOWrapper
from tempfile import TemporaryFile

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

INCEPUT_DE_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LUNGIME_CELULA = 32767  # characters; Excel refuses a file with more in one cell


@dataclass(frozen=True)
class Coloana:
    """A column, declared once for every format: its heading, how a row gives its value, and whether it tells of a
    person (`personal`), so that it leaves only with the right to it."""

    eticheta: str
    valoare: Callable
    personal: bool = False
    latime: int = 18  # characters, in XLSX


def celula_sigura(valoare):
    """The cell's text, which no spreadsheet program will take for a formula."""
    text = "" if valoare is None else str(valoare)
    return f"'{text}" if text.startswith(INCEPUT_DE_FORMULA) else text


class ScriitorCSV:
    """Rows into an open text file (newline=""), as Excel in Romanian opens them: UTF-8 with BOM, semicolons."""

    def __init__(self, fisier, antet):
        fisier.write("\ufeff")
        self._scriitor = csv.writer(fisier, delimiter=";", lineterminator="\r\n")
        self.rand(*antet)

    def rand(self, *valori):
        self._scriitor.writerow([celula_sigura(_in_text(valoare)) for valoare in valori])


def _in_text(valoare):
    if isinstance(valoare, bool):
        return _("da") if valoare else _("nu")
    if isinstance(valoare, datetime):
        return f"{_local(valoare):%d.%m.%Y %H:%M}"
    return f"{valoare:%d.%m.%Y}" if isinstance(valoare, date) else valoare


class ScriitorXLSX:
    """Rows into an open binary file, one at a time: a sheet of any length takes the same memory.

    Texts are cells of type text; numbers stay numbers, moments become local dates that sort. `inchide()` writes the
    file.
    """

    def __init__(self, fisier, antet, latimi=()):
        self._carte = xlsxwriter.Workbook(
            fisier, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self._foaie = self._carte.add_worksheet()
        self._moment = self._carte.add_format({"num_format": "dd.mm.yyyy hh:mm", "align": "left"})
        self._data = self._carte.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
        self._antet = self._carte.add_format({"bold": True, "bottom": 1})
        self._nr = 0
        for coloana, latime in enumerate(latimi):
            self._foaie.set_column(coloana, coloana, latime)
        self._foaie.freeze_panes(1, 0)
        for coloana, text in enumerate(antet):
            self._foaie.write_string(0, coloana, str(text), self._antet)

    def rand(self, *valori):
        self._nr += 1
        for coloana, valoare in enumerate(valori):
            self._celula(coloana, valoare)

    def _celula(self, coloana, valoare):
        if isinstance(valoare, datetime):
            self._foaie.write_datetime(self._nr, coloana, _local(valoare), self._moment)
        elif isinstance(valoare, date):
            self._foaie.write_datetime(self._nr, coloana, valoare, self._data)
        elif isinstance(valoare, int | float) and not isinstance(valoare, bool):
            self._foaie.write_number(self._nr, coloana, valoare)
        elif valoare not in (None, ""):
            self._foaie.write_string(self._nr, coloana, str(_in_text(valoare))[:LUNGIME_CELULA])

    def inchide(self):
        self._carte.close()


def _local(moment):
    return timezone.localtime(moment).replace(tzinfo=None) if timezone.is_aware(moment) else moment


# --- a whole file -------------------------------------------------------------------------------------------------
TIPURI = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def tabel(format, coloane, obiecte):
    """A temporary file with a row for each object, rewound, and how many rows it has; `format` is one of TIPURI."""
    antet = [c.eticheta for c in coloane]
    with ExitStack() as la_eroare:
        fisier = la_eroare.enter_context(TemporaryFile())
        if format == "xlsx":
            scriitor = ScriitorXLSX(fisier, antet, [c.latime for c in coloane])
            randuri = _scrie(scriitor, coloane, obiecte)
            scriitor.inchide()
        else:
            text = TextIOWrapper(fisier, encoding="utf-8", newline="", write_through=True)
            randuri = _scrie(ScriitorCSV(text, antet), coloane, obiecte)
            text.detach()
        la_eroare.pop_all()  # from here on whoever sends the file closes it
    fisier.seek(0)
    return fisier, randuri


def _scrie(scriitor, coloane, obiecte):
    randuri = 0
    for obiect in obiecte:
        scriitor.rand(*(coloana.valoare(obiect) for coloana in coloane))
        randuri += 1
    return randuri
