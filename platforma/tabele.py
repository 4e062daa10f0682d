"""The one way a table leaves the platform as a file.

A spreadsheet program runs a cell that begins like a formula, whoever typed it; such cells get an apostrophe in front.
"""

import csv

INCEPUT_DE_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
        self._scriitor.writerow([celula_sigura(valoare) for valoare in valori])
