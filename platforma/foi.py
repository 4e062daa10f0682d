"""Reads a spreadsheet that comes from outside, row by row: .xlsx, .csv or .tsv, told apart by content.

Memory stays flat: an .xlsx is unzipped and parsed as a stream, and its table of shared strings, the only part that
must be looked up at random, waits in a temporary file. A file may be no spreadsheet at all, declare entities, or unzip
to more than any table is: all of that ends in FisierInvalid, with a Romanian sentence.
"""

import codecs
import csv
import posixpath
import re
import struct
import tempfile
import zipfile
import zlib
from array import array
from xml.parsers import expat

from django.utils.translation import gettext as _

MAX_PARTE = 768 * 1024 * 1024  # bytes, one unzipped part; the whole national register (150,000 rows) has about 100 MB
MAX_SIRURI = 4_000_000  # shared strings
MAX_TEXT = 200_000  # characters in a cell; Excel's own limit is 32,767
MAX_RANDURI = 1_048_576  # Excel's own limit
BUCATA = 1 << 16  # bytes


class FisierInvalid(Exception):
    """The file cannot be read as a table; `str()` says why, in Romanian."""


def tabel(fisier, nume, despachetat_maxim=None):
    """Yields (row number in the sheet, {column: raw text}), the first sheet of an .xlsx.

    `despachetat_maxim`: bytes that an archive may say it unzips to, for files that any person may send.
    """
    inceput = fisier.read(8)
    fisier.seek(0)
    if inceput.startswith(b"PK\x03\x04"):
        return _xlsx(fisier, despachetat_maxim)
    if inceput.startswith(b"\xd0\xcf\x11\xe0"):
        raise FisierInvalid(_("Fișierul este în formatul vechi .xls sau criptat. Salvați-l ca .xlsx."))
    if not inceput:
        raise FisierInvalid(_("Fișierul este gol."))
    return _csv(fisier, nume)


# --- csv and tsv --------------------------------------------------------------------------------------------------
def _csv(fisier, nume):
    """Rows of a text table: UTF-8 or, failing that, Windows-1250; separated by comma, semicolon, tab or bar."""
    codare = _codare(fisier)
    text = codecs.getreader(codare)(fisier, "replace")
    antet = text.readline()
    if antet.lstrip().startswith("<") or not antet.strip():
        raise FisierInvalid(_("Fișierul nu este un tabel .xlsx, .csv sau .tsv."))
    separator = "\t" if nume.lower().endswith(".tsv") else max(",;\t|", key=antet.count)
    fisier.seek(0)
    text = codecs.getreader(codare)(fisier, "replace")
    csv.field_size_limit(MAX_TEXT)
    try:
        cititor = csv.reader((linie.replace("\x00", "") for linie in text), delimiter=separator)
        for numar, celule in enumerate(cititor, 1):
            yield numar, dict(enumerate(celule))
    except csv.Error as e:
        raise FisierInvalid(_("Tabelul nu poate fi citit: %(e)s") % {"e": e}) from e


def _codare(fisier):
    """„utf-8-sig” when the whole file decodes so, else „cp1250”. Leaves the file at its beginning."""
    decodor = codecs.getincrementaldecoder("utf-8")()
    try:
        while bucata := fisier.read(BUCATA):
            decodor.decode(bucata)
        decodor.decode(b"", final=True)
        return "utf-8-sig"
    except UnicodeDecodeError:
        return "cp1250"
    finally:
        fisier.seek(0)


# --- xlsx ---------------------------------------------------------------------------------------------------------
_EVADARE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERINTA = re.compile(r"([A-Z]{1,3})[0-9]+\Z")


def _xlsx(fisier, despachetat_maxim):
    try:
        with zipfile.ZipFile(fisier) as arhiva, tempfile.TemporaryFile(prefix="foaie-") as depozit:
            if despachetat_maxim and sum(parte.file_size for parte in arhiva.infolist()) > despachetat_maxim:
                raise FisierInvalid(_("Fișierul se dezarhivează la o mărime neobișnuită pentru o listă de persoane."))
            foaie = _prima_foaie(arhiva)
            siruri = _Siruri(arhiva, depozit)
            yield from _randuri_xlsx(arhiva, foaie, siruri)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        struct.error,
        zlib.error,
    ) as e:
        raise FisierInvalid(_("Arhiva .xlsx este stricată sau criptată.")) from e
    except (OSError, ValueError, LookupError, expat.ExpatError) as e:
        raise FisierInvalid(_("Fișierul .xlsx nu poate fi citit: %(e)s") % {"e": e}) from e


def _prima_foaie(arhiva):
    """Path, inside the archive, of the workbook's first sheet."""
    id_foaie, tinte = [], {}

    def foaie(nume, atribute):
        if nume == "sheet":
            id_foaie.append(next((v for k, v in atribute.items() if k.rpartition("}")[2] == "id"), ""))

    def legatura(nume, atribute):
        if nume == "Relationship":
            tinte[atribute.get("Id")] = atribute.get("Target", "")

    nume_parti = set(arhiva.namelist())
    if "xl/workbook.xml" not in nume_parti:
        raise FisierInvalid(_("Arhiva nu conține un tabel .xlsx."))
    _parcurge(arhiva, "xl/workbook.xml", la_inceput=foaie)
    if "xl/_rels/workbook.xml.rels" in nume_parti:
        _parcurge(arhiva, "xl/_rels/workbook.xml.rels", la_inceput=legatura)
    tinta = tinte.get(id_foaie[0], "") if id_foaie else ""
    for cale in (posixpath.normpath(posixpath.join("xl", tinta)).lstrip("/"), "xl/worksheets/sheet1.xml"):
        if cale in nume_parti:
            return cale
    raise FisierInvalid(_("Fișierul .xlsx nu are nicio foaie."))


def _bucati(arhiva, cale):
    """The part's bytes, in pieces; refuses a part that says, or proves, to be too large."""
    if arhiva.getinfo(cale).file_size > MAX_PARTE:
        raise FisierInvalid(_("Fișierul se dezarhivează la o mărime pe care niciun tabel nu o are."))
    with arhiva.open(cale) as flux:
        while bucata := flux.read(BUCATA):
            yield bucata


def _analizor(la_inceput=None, la_sfarsit=None, la_text=None):
    """An expat parser that calls back with local names and refuses any document type, so no entity ever expands."""

    def refuza(*_argumente):
        raise FisierInvalid(_("Fișierul conține declarații XML nepermise."))

    analizor = expat.ParserCreate(namespace_separator="}")
    analizor.buffer_text = True
    analizor.StartDoctypeDeclHandler = refuza
    if la_inceput:
        analizor.StartElementHandler = lambda nume, atribute: la_inceput(nume.rpartition("}")[2], atribute)
    if la_sfarsit:
        analizor.EndElementHandler = lambda nume: la_sfarsit(nume.rpartition("}")[2])
    if la_text:
        analizor.CharacterDataHandler = la_text
    return analizor


def _parcurge(arhiva, cale, **tratari):
    analizor = _analizor(**tratari)
    for bucata in _bucati(arhiva, cale):
        analizor.Parse(bucata)
    analizor.Parse(b"", True)


class _Text:
    """Collects the text of <t> elements, without the phonetic runs of <rPh>."""

    def __init__(self):
        self.parti, self.lungime, self.in_t, self.in_fonetic = [], 0, False, False

    def inceput(self, nume):
        if nume == "t":
            self.in_t = not self.in_fonetic
        elif nume == "rPh":
            self.in_fonetic = True

    def sfarsit(self, nume):
        if nume == "t":
            self.in_t = False
        elif nume == "rPh":
            self.in_fonetic = False

    def text(self, bucata):
        if self.in_t:
            self.adauga(bucata)

    def adauga(self, bucata):
        self.lungime += len(bucata)
        if self.lungime > MAX_TEXT:
            raise FisierInvalid(_("O celulă are mai mult text decât poate ține un tabel."))
        self.parti.append(bucata)

    def ia(self):
        text = "".join(self.parti)
        self.parti, self.lungime = [], 0
        return _EVADARE.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


class _Siruri:
    """The table of shared strings, on disk; `siruri[n]` reads one back."""

    def __init__(self, arhiva, depozit):
        self.depozit, self.pozitii, self.sfarsit = depozit, array("Q", [0]), 0
        if "xl/sharedStrings.xml" not in arhiva.namelist():
            return
        text = _Text()

        def la_sfarsit(nume):
            text.sfarsit(nume)
            if nume == "si":
                self._pune(text.ia())

        _parcurge(
            arhiva,
            "xl/sharedStrings.xml",
            la_inceput=lambda nume, _atribute: text.inceput(nume),
            la_sfarsit=la_sfarsit,
            la_text=text.text,
        )
        depozit.flush()

    def _pune(self, text):
        if len(self.pozitii) > MAX_SIRURI:
            raise FisierInvalid(_("Fișierul are mai multe texte decât orice tabel obișnuit."))
        octeti = text.encode("utf-8", "surrogatepass")
        self.depozit.write(octeti)
        self.sfarsit += len(octeti)
        self.pozitii.append(self.sfarsit)

    def __getitem__(self, n):
        if not 0 <= n < len(self.pozitii) - 1:
            raise IndexError(n)
        self.depozit.seek(self.pozitii[n])
        return self.depozit.read(self.pozitii[n + 1] - self.pozitii[n]).decode("utf-8", "surrogatepass")


def _randuri_xlsx(arhiva, foaie, siruri):
    cititor = _Foaie(siruri)
    analizor = _analizor(la_inceput=cititor.inceput, la_sfarsit=cititor.sfarsit, la_text=cititor.text)
    for bucata in _bucati(arhiva, foaie):
        analizor.Parse(bucata)
        yield from cititor.gata
        cititor.gata.clear()
    analizor.Parse(b"", True)
    yield from cititor.gata


class _Foaie:
    """Rows of a sheet as {column letters: text}; an unnumbered row or cell follows the one before it."""

    def __init__(self, siruri):
        self.siruri, self.gata, self.celule = siruri, [], {}
        self.rand, self.coloana, self.tip = 0, "", "n"
        self.continut, self.in_valoare = _Text(), False

    def inceput(self, nume, atribute):
        if nume == "c":
            self.tip = atribute.get("t", "n")
            referinta = _REFERINTA.match(atribute.get("r", ""))
            self.coloana = referinta[1] if referinta else _urmatoarea(self.coloana)
        elif nume == "v":
            self.in_valoare = True
        elif nume == "row":
            self.rand = int(atribute.get("r", self.rand + 1))
            if self.rand > MAX_RANDURI:
                raise FisierInvalid(_("Foaia are mai multe rânduri decât poate avea un tabel .xlsx."))
            self.celule, self.coloana = {}, ""
        else:
            self.continut.inceput(nume)

    def text(self, bucata):
        if self.in_valoare:
            self.continut.adauga(bucata)
        else:
            self.continut.text(bucata)

    def sfarsit(self, nume):
        if nume == "c":
            valoare = self.continut.ia()
            if self.tip == "s":
                valoare = self.siruri[int(valoare)] if valoare else ""
            if valoare and self.tip != "e":
                self.celule[self.coloana] = valoare
        elif nume == "v":
            self.in_valoare = False
        elif nume == "row":
            self.gata.append((self.rand, self.celule))
        else:
            self.continut.sfarsit(nume)


def _urmatoarea(coloana):
    """„” → A, A → B, Z → AA."""
    if not coloana:
        return "A"
    if coloana[-1] != "Z":
        return coloana[:-1] + chr(ord(coloana[-1]) + 1)
    return _urmatoarea(coloana[:-1]) + "A"
