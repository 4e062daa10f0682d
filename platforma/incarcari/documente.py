"""Documents: PDF recognised by content, or a picture of one. Office files are refused: they carry macros and look
different on every machine, while any office program saves a PDF."""

import re
import zipfile
import zlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from platforma.incarcari import imagini
from platforma.incarcari.verificari import nume_curat, verifica_marimea

ACCEPT = f"application/pdf,{imagini.ACCEPT}"
MARIME_MAXIMA = 15 * 1024 * 1024  # bytes
LATURA_SCANARE = 3000  # pixels: a scanned A4 page stays readable
DESPACHETAT_MAXIM = 32 * 1024 * 1024  # bytes of object streams that are looked into
FLUXURI_MAXIM = 2000  # object streams in one document
DICTIONAR_MAXIM = 1000  # bytes on each side of /ObjStm

_ANTET = re.compile(rb"\A(?:\xef\xbb\xbf)?\s{0,16}%PDF-[12]\.[0-9]")
_CAUTAT_DE_NAVIGATOR = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|\?xml-stylesheet)", re.IGNORECASE)


def _nume_pdf(nume):
    """Pattern of a PDF name, each letter plain or as #xx (ISO 32000-1, 7.3.5)."""
    litere = b"".join(b"(?:%c|#%02x|#%02X)" % (litera, litera, litera) for litera in nume)
    return rb"/" + litere + rb"(?![A-Za-z0-9_.#-])"


_ACTIVE = re.compile(_nume_pdf(b"JavaScript") + b"|" + _nume_pdf(b"Launch"))
_FLUX_DE_OBIECTE = re.compile(_nume_pdf(b"ObjStm"))
_DESPACHETABIL = re.compile(rb"/Filter\s*(?:/FlateDecode\b|\[\s*/FlateDecode\s*\])")
_CRIPTAT = re.compile(_nume_pdf(b"Encrypt") + rb"\s*(?:[0-9]|<<)")


def document_curat(fisier):
    """A document that may be kept: the PDF as it came, or the picture encoded again; its name has the true extension.

    Raises ValidationError in the words a form shows.
    """
    fisier.seek(0)
    if b"%PDF-" in fisier.read(1024):
        return pdf_curat(fisier)
    try:
        return imagini.imagine_curata(fisier, latura=LATURA_SCANARE)
    except ValidationError as eroare:
        if eroare.code == "imagine":
            raise ValidationError(
                _("Se primesc documente PDF și imagini JPEG, PNG sau WebP. Salvați documentul ca PDF și încărcați-l."),
                code="tip",
            ) from None
        raise


def pdf_curat(fisier):
    """The PDF as it came, with a clean name. Refused: what is also an archive or a web page, what runs programs, what
    is encrypted (a moderator could not look inside), what is cut off.

    This is a sieve, not a proof: the file is still handed out as an attachment, never shown inside our pages.
    """
    verifica_marimea(fisier, MARIME_MAXIMA)
    fisier.seek(0)
    continut = fisier.read()
    if not _ANTET.match(continut) or _CAUTAT_DE_NAVIGATOR.search(continut[:2048]):
        raise ValidationError(_("Fișierul nu este un document PDF."), code="tip")
    if b"%%EOF" not in continut[-2048:]:
        raise ValidationError(_("Documentul PDF este incomplet. Salvați-l din nou și reîncărcați-l."), code="incomplet")
    fisier.seek(0)
    if zipfile.is_zipfile(fisier):
        raise ValidationError(_("Fișierul ascunde o arhivă. Salvați documentul din nou ca PDF."), code="arhiva")
    if _CRIPTAT.search(continut):
        raise ValidationError(
            _("Documentul este protejat și nu poate fi verificat. Salvați o copie fără protecție."), code="criptat"
        )
    if _ACTIVE.search(continut) or _active_in_fluxuri(continut):
        raise ValidationError(
            _("Documentul conține programe (JavaScript sau comenzi). Tipăriți-l din nou ca PDF și încărcați copia."),
            code="activ",
        )
    fisier.seek(0)
    fisier.name = nume_curat(fisier.name, ".pdf")
    fisier.content_type = "application/pdf"
    return fisier


def _active_in_fluxuri(continut):
    """Whether a compressed object stream holds active content; one that cannot be looked into counts as such."""
    ramas = DESPACHETAT_MAXIM
    for numar, flux in enumerate(_FLUX_DE_OBIECTE.finditer(continut), start=1):
        inceput = continut.find(b"stream", flux.end(), flux.end() + DICTIONAR_MAXIM)
        dictionar = continut[max(0, flux.start() - DICTIONAR_MAXIM) : inceput].rpartition(b" obj")[2]
        if inceput < 0 or numar > FLUXURI_MAXIM or b"#" in dictionar or b"/DecodeParms" in dictionar:
            return True
        if b"/Filter" not in dictionar:
            continue  # not compressed: the search over the whole file has seen it
        corp = continut[inceput + len(b"stream") : continut.find(b"endstream", inceput)].lstrip(b"\r\n")
        try:
            obiecte = zlib.decompressobj().decompress(corp, ramas)
        except zlib.error:
            return True
        ramas -= len(obiecte)
        if ramas <= 0 or not _DESPACHETABIL.search(dictionar) or _ACTIVE.search(obiecte):
            return True
    return False
