"""Identifiers that people type: fiscal code, telephone, national register number.

Each `normalizeaza_*` returns the one form that is stored or raises a ValidationError in the words the form shows.
A CNP is personal data that this platform must never hold: no error raised here carries the typed text.
"""

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from platforma.cnp import MESAJ_CNP, este_cnp

# --- CIF (the fiscal code of a legal person) ----------------------------------------------------------------------
_CHEIE_CIF = (7, 5, 3, 2, 1, 7, 5, 3, 2)
_PREFIX_CIF = re.compile(r"(?:C\.?\s?U\.?\s?I|C\.?\s?I\.?\s?F)\b[.:]?\s*", re.IGNORECASE)
_SEPARATOARE_CIF = re.compile(r"[\s.]+")


def normalizeaza_cif(text):
    """Digits of a CIF without leading zeros: „RO 4.267.117” and „004267117” become „4267117”.

    RO in front marks a VAT payer and is no part of the number. Raises ValidationError (codes „cnp”, „cif_format”,
    „cif_control”), for an empty text too: whoever has an optional field asks only when something was typed.
    """
    cifre = _SEPARATOARE_CIF.sub("", _PREFIX_CIF.sub("", text.strip(), count=1)).upper().removeprefix("RO")
    if este_cnp(cifre):
        raise ValidationError(MESAJ_CNP, code="cnp")
    if not re.fullmatch(r"0*[1-9][0-9]{1,9}", cifre) or len(cifre) > 13:
        raise ValidationError(
            _("Codul de identificare fiscală (CIF) are între 2 și 10 cifre. Verificați cifrele introduse."),
            code="cif_format",
        )
    cifre = cifre.lstrip("0")
    if not _control_cif(cifre):
        raise ValidationError(
            _(
                "Codul de identificare fiscală (CIF) nu este valid: cifra de control nu corespunde. "
                "Verificați cifrele introduse."
            ),
            code="cif_control",
        )
    return cifre


def _control_cif(cifre):
    """Weighted sum ×10 mod 11, where 10 counts as 0, equals the last digit."""
    corp = cifre[:-1].zfill(9)
    suma = sum(int(cifra) * pondere for cifra, pondere in zip(corp, _CHEIE_CIF, strict=True))
    return suma * 10 % 11 % 10 == int(cifre[-1])


# --- telephone ----------------------------------------------------------------------------------------------------
_SEPARATOARE_TELEFON = re.compile(r"[\s.\-/()]+")
_TELEFON = re.compile(r"(?:(?:\+40|0040)0?|0)([23789][0-9]{8})")


def normalizeaza_telefon(text):
    """Romanian telephone number as E.164, „+40213142315”. Raises ValidationError (code „telefon”).

    Short public numbers (112, 9524) are not telephone numbers in this sense and are refused.
    """
    potrivire = _TELEFON.fullmatch(_SEPARATOARE_TELEFON.sub("", text))
    if not potrivire:
        raise ValidationError(
            _("Introduceți un număr de telefon din România, cu 10 cifre, de exemplu 021 314 23 15 sau 0722 123 456."),
            code="telefon",
        )
    return f"+40{potrivire[1]}"


def afiseaza_telefon(e164):
    """„021 314 23 15” for București, „0722 123 456” for the others; what is not ours comes back as it is."""
    if not re.fullmatch(r"\+40[0-9]{9}", e164 or ""):
        return e164 or ""
    n = f"0{e164[3:]}"
    if n.startswith(("021", "031")):
        return f"{n[:3]} {n[3:6]} {n[6:8]} {n[8:]}"
    return f"{n[:4]} {n[4:7]} {n[7:]}"


# --- the national register of NGOs --------------------------------------------------------------------------------
_NR_REGISTRU = re.compile(r"0*([1-9][0-9]{0,5})\s*/\s*([A-Z]{1,2})\s*/\s*([0-9]{4})", re.IGNORECASE)


def normalizeaza_nr_registru(text):
    """Number in the national NGO register as „1039/A/2023”. Raises ValidationError (code „nr_registru”).

    The letter is the section: A associations, B foundations, C federations, D unions, E foreign legal persons. It is
    not checked against the legal form, because the register itself disagrees with it now and then.
    """
    potrivire = _NR_REGISTRU.fullmatch(text.strip())
    if not potrivire:
        raise ValidationError(
            _("Numărul din Registrul național ONG are forma număr/literă/an, de exemplu 1039/A/2023."),
            code="nr_registru",
        )
    return f"{potrivire[1]}/{potrivire[2].upper()}/{potrivire[3]}"


# --- the search box -----------------------------------------------------------------------------------------------
class Recunoscut(NamedTuple):
    fel: str  # „cif” or „nr_registru”
    valoare: str  # normalised


def recunoaste(text):
    """The CIF or register number that a searcher typed, or None.

    A bare number counts as a CIF from five digits up, since shorter ones are mostly years and house numbers. The
    caller falls back to searching words when nothing has that number.
    """
    text = text.strip()
    try:
        return Recunoscut("nr_registru", normalizeaza_nr_registru(text))
    except ValidationError:
        pass
    try:
        cif = normalizeaza_cif(text)
    except ValidationError:
        return None
    return Recunoscut("cif", cif) if len(cif) >= 5 or not text[0].isdigit() else None
