"""Pictures: decoded from a short list of formats and encoded again, so that only pixels remain of what was sent."""

import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from platforma.incarcari.verificari import nume_curat, verifica_marimea

FORMATE = ("JPEG", "PNG", "WEBP")
ACCEPT = "image/jpeg,image/png,image/webp"  # with this list phones send JPEG instead of HEIC
MARIME_MAXIMA = 8 * 1024 * 1024  # bytes
PIXELI_MAXIM = 25_000_000
LATURA_MAXIMA = 1920  # pixels, of what is kept
CALITATE = 85

# A small file can unpack to gigabytes: Pillow reads the size from the header and must stop there, everywhere.
Image.MAX_IMAGE_PIXELS = PIXELI_MAXIM
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


def imagine_curata(fisier, latura=LATURA_MAXIMA):
    """The picture encoded again, as an uploaded file: upright, at most `latura` pixels a side, without any metadata.

    JPEG stays JPEG; PNG and WebP become WebP, transparency kept. Raises ValidationError in the words a form shows:
    too large, too many pixels, animated, damaged, not a picture.
    """
    verifica_marimea(fisier, MARIME_MAXIMA)
    format_iesire, continut = _recodata(fisier, latura)
    extensie, tip = (".jpg", "image/jpeg") if format_iesire == "JPEG" else (".webp", "image/webp")
    nume = nume_curat(fisier.name, extensie)
    return InMemoryUploadedFile(continut, None, nume, tip, continut.getbuffer().nbytes, None)


def _recodata(fisier, latura):
    fisier.seek(0)
    try:
        with Image.open(fisier, formats=FORMATE) as imagine:
            _verifica_forma(imagine)
            fotografie = imagine.format in ("JPEG", "MPO")  # MPO: what phones write for a JPEG with a second picture
            if fotografie:
                imagine.draft("RGB", (latura, latura))  # decode at a fraction of the size: faster, same result
            imagine = ImageOps.exif_transpose(imagine)
            imagine = imagine.convert("RGBA" if imagine.has_transparency_data else "RGB")
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(_prea_multi_pixeli(), code="pixeli") from None
    except Exception:  # decoders meet hostile bytes and raise whatever they like
        raise ValidationError(_ce_nu_este(fisier), code="imagine") from None
    imagine.thumbnail((latura, latura), Image.Resampling.LANCZOS)
    return "JPEG" if fotografie else "WEBP", _codata(imagine, fotografie)


def _codata(imagine, fotografie):
    iesire = BytesIO()
    if fotografie:
        imagine.save(iesire, "JPEG", quality=CALITATE, optimize=True, progressive=True)
    else:
        imagine.save(iesire, "WEBP", quality=CALITATE, method=4)
    iesire.seek(0)
    return iesire


def micsorata(fisier, latime):
    """((width, height), the bytes at `latime` pixels wide) of a picture already cleaned; no bytes of a narrower one."""
    fisier.seek(0)
    with Image.open(fisier, formats=FORMATE) as imagine:
        masuri, fotografie = imagine.size, imagine.format == "JPEG"
        if masuri[0] <= latime:
            return masuri, None
        mica = imagine.resize((latime, max(1, round(masuri[1] * latime / masuri[0]))), Image.Resampling.LANCZOS)
    return masuri, _codata(mica, fotografie).getvalue()


def _verifica_forma(imagine):
    if imagine.width * imagine.height > PIXELI_MAXIM:
        raise ValidationError(_prea_multi_pixeli(), code="pixeli")
    if imagine.format in ("PNG", "WEBP") and getattr(imagine, "is_animated", False):
        raise ValidationError(_("Imaginea este animată. Încărcați o imagine fixă."), code="animata")


def _prea_multi_pixeli():
    return _("Imaginea are prea mulți pixeli. Micșorați-o la cel mult 5.000 × 5.000 de pixeli.")


def _ce_nu_este(fisier):
    """Why it cannot be used, for the two kinds of file that people take for pictures."""
    fisier.seek(0)
    inceput = fisier.read(1024)
    if b"<svg" in inceput.lower():
        return _("Fișierele SVG nu se primesc. Exportați imaginea ca PNG și încărcați-o pe aceea.")
    if inceput[4:8] == b"ftyp":
        return _("Formatul HEIC sau AVIF nu se primește. Salvați imaginea ca JPEG și încărcați-o pe aceea.")
    return _("Fișierul nu este o imagine JPEG, PNG sau WebP întreagă. Alegeți alt fișier.")
