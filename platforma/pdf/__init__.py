"""What is printed: a typst template and plain data become a tagged PDF (PDF/UA-1), the same bytes every time.

People's words reach the template as JSON only, never as markup, and the compiler sees no file but those it is given:
the template, `comun.typ`, the data and the pictures, in a folder that is gone afterwards. Fonts are those inside typst
itself, so a server without fonts prints the same page.
"""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

COMUN = Path(__file__).with_name("comun.typ")
NEDESENAT = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)


class Nedesenabil(Exception):
    """No embedded font has the sign `semn`; a page without it would say something else."""

    def __init__(self, semn):
        super().__init__(semn)
        self.semn = semn


def compune(sablon, date, *, moment, imagini=None, in_loc=None, standarde=("ua-1",)):
    """The PDF as bytes. `sablon`: path of a .typ file; `date`: what it reads from `date.json`; `moment`: an aware
    datetime written into the file in the place of the clock; `imagini`: {file name: bytes}; `standarde`: what the file
    conforms to, "a-2a" too for what is kept for years.

    Raises Nedesenabil for a sign that no font has, unless `in_loc` says what is drawn in its place.
    """
    with TemporaryDirectory(prefix="pdf-") as dosar:
        fisiere = {"main.typ": Path(sablon).read_bytes(), "comun.typ": COMUN.read_bytes(), **(imagini or {})}
        for nume, octeti in fisiere.items():
            (Path(dosar) / nume).write_bytes(octeti)
        while True:
            (Path(dosar) / "date.json").write_text(json.dumps(date, ensure_ascii=False), encoding="utf-8")
            try:
                return _compileaza(dosar, moment, standarde)
            except typst.TypstError as e:
                gasit = NEDESENAT.search(str(e))
                if gasit is None:
                    raise
                if in_loc is None:
                    raise Nedesenabil(gasit[1]) from e
                date = _fara(date, gasit[1], in_loc)


def _compileaza(dosar, moment, standarde):
    return typst.compile(
        Path(dosar) / "main.typ",
        root=dosar,
        format="pdf",
        pdf_standards=list(standarde),
        ignore_system_fonts=True,
        timestamp=int(moment.timestamp()),
    )


def _fara(date, semn, in_loc):
    """The same data with another sign in the place of this one."""
    if isinstance(date, str):
        return date.replace(semn, in_loc)
    if isinstance(date, dict):
        return {cheie: _fara(valoare, semn, in_loc) for cheie, valoare in date.items()}
    return [_fara(valoare, semn, in_loc) for valoare in date] if isinstance(date, list) else date
