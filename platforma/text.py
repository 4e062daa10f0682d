"""The one place where text is normalised, before it is validated, stored or compared.

Everything here is pure, idempotent and safe on any string Python can hold: what comes out has no lone surrogate and
no NUL, so PostgreSQL always takes it. Romanian is written with comma below (ș ț, U+0219 U+021B); the cedilla letters
of old fonts (ş ţ) are the same letters misspelt by the machine, so they are replaced at input, never at output.
"""

import re
import unicodedata

CEDILA = str.maketrans("şţŞŢ", "șțȘȚ")
# Invisible characters that Unicode counts as symbols, letters or marks: a name made of them looks empty.
_GOALE = "\u2800\u3164\uffa0\u115f\u1160\u034f"
# Cc control, Cf format (zero width, bidi, soft hyphen, BOM), Cs lone surrogates, Co private use (Word's bullets).
_CATEGORII_SCOASE = {"Cc", "Cf", "Cs", "Co"}
_SPATII = re.compile(r"\s+")
_SFARSIT_DE_RAND = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_RANDURI_GOALE = re.compile(r"\n{3,}")


class _Scoase(dict):
    """Translation table that decides each character once: None drops it, white space stays for the collapse."""

    def __missing__(self, cod):
        caracter = chr(cod)
        if caracter.isspace():
            valoare = caracter
        elif caracter in _GOALE or unicodedata.category(caracter) in _CATEGORII_SCOASE or cod & 0xFFFE == 0xFFFE:
            valoare = None
        else:
            valoare = caracter
        self[cod] = valoare
        return valoare


_SCOASE = _Scoase()


def _curata(text):
    """Letters only: invisible characters out, NFC, comma below. White space is left as it came."""
    if text.isascii() and "\x00" not in text and text.isprintable():
        return text
    text = text.translate(_SCOASE)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    while "ş" in text or "ţ" in text or "Ş" in text or "Ţ" in text:  # a second mark may compose a new cedilla
        text = unicodedata.normalize("NFC", text.translate(CEDILA))
    return text


def normalizeaza(text):
    """One line of text: NFC, comma below, no invisible characters, white space collapsed to single spaces."""
    return " ".join(_curata(text).split()) if text else ""


def normalizeaza_bloc(text):
    """Several lines: each as in `normalizeaza`, line breaks as \\n, at most one empty line in a row."""
    if not text:
        return ""
    randuri = _SFARSIT_DE_RAND.sub("\n", text).split("\n")
    return _RANDURI_GOALE.sub("\n\n", "\n".join(normalizeaza(rand) for rand in randuri)).strip("\n")


_ACRONIM_CU_PUNCTE = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_NEALFANUMERIC = re.compile(r"[\W_]+")


def pliaza(text):
    """Text folded for comparing and for keys, never for showing: lower case, no diacritics, no punctuation.

    „Fundația «A.B.C.»” and „FUNDATIA ABC” fold to the same „fundatia abc”. Letters of other alphabets stay.
    """
    if not text:
        return ""
    text = normalizeaza(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
        text = "".join(c for c in text if not unicodedata.combining(c))
        text = text.replace("’", "")
    text = text.lower().replace("'", "")
    text = _ACRONIM_CU_PUNCTE.sub("", text)
    return _NEALFANUMERIC.sub(" ", text).strip()


# --- quotes in names ----------------------------------------------------------------------------------------------
# What people type for a double quote; one token each, doubled ones too. The typed direction is trusted only where it
# is unambiguous.
_GHILIMELE_DUBLE = re.compile(r",,+|''+|’’+|‘‘+|``+|´´+|<<|>>|\"+|”+|“+|„+|[‟«»＂〝〞❝❞]")
_GHILIMELE_SIMPLE = re.compile(r"(?<![\w'’‘‚´`])['‘‚´`]([^'’‘‚´`]{2,})['’‘´`](?![\w'’‘‚´`])")
_GOL_INTRE = re.compile(r"„\s*(?:«\s*»\s*)*”|«\s*»")
_APOSTROF = re.compile(r"(?<=\w)['‘´`](?=\w)")
_DESCHID = {"„", "«", "<", "〝", "❝"}
_INCHID = {"»", ">", "〞", "❞"}
_PERECHI = (("„", "”"), ("«", "»"))  # outer, inner
_ALIPITE = (")", "”", "»", ".", ",", ";", ":", "!", "?")


def indreapta_ghilimelele(text):
    """Quotes of a name as Romanian writes them: „ ”, inside them « », apostrophe ’; a lone quote is dropped.

    Straight, English, doubled single and comma quotes are paired by what stands around them; words glued to a quote
    get their space back. A quote after a digit without its pair is kept as the inch sign ″.
    """
    for _ in range(3):  # dropping a lone quote may show its neighbours in another light
        inainte = text
        text = _GHILIMELE_SIMPLE.sub(r'"\1"', _APOSTROF.sub("’", text))
        if semne := list(_GHILIMELE_DUBLE.finditer(text)):
            text = normalizeaza(_reasaza(text, semne, _perechi(text, semne)))
        if text == inainte:
            break
    return text


def _perechi(text, semne):
    """For each quote „deschide”, „inchide” or None (it has no pair)."""
    roluri, deschise = [None] * len(semne), []
    for i, semn in enumerate(semne):
        if _deschide(semn.group(), text[: semn.start()][-1:], text[semn.end() :][:1], len(deschise)):
            deschise.append(i)
        elif deschise:
            roluri[deschise.pop()], roluri[i] = "deschide", "inchide"
    return roluri


def _deschide(semn, inainte, dupa, adancime):
    """Whether a quote opens: by its own shape, else by its neighbours, else by whether another one is open."""
    if adancime >= len(_PERECHI) or semn[0] in _INCHID or (semn[0] == "”" and adancime):
        return False
    if semn[0] in _DESCHID:
        return True
    la_inceput = not inainte or inainte.isspace() or inainte in '([{-–—/„«"“'
    la_sfarsit = not dupa or dupa.isspace() or dupa in ')]}-–—/.,;:!?”»"'
    return la_inceput if la_inceput != la_sfarsit else adancime == 0


def _reasaza(text, semne, roluri):
    """The text again, with the right marks and the right spaces around them."""
    rezultat, adancime = text[: semne[0].start()], 0
    sfarsituri = [semn.start() for semn in semne[1:]] + [len(text)]
    for semn, rol, sfarsit in zip(semne, roluri, sfarsituri, strict=True):
        bucata = text[semn.end() : sfarsit]
        if rol is None:
            rezultat += "″" if rezultat[-1:].isdigit() else " "
        elif rol == "deschide":
            rezultat += (" " if rezultat[-1:].isalnum() or rezultat[-1:] in _ALIPITE else "") + _PERECHI[adancime][0]
            adancime, bucata = adancime + 1, bucata.lstrip()
        else:
            adancime -= 1
            rezultat = rezultat.rstrip() + _PERECHI[adancime][1] + (" " if bucata[:1].isalnum() else "")
        rezultat += bucata
    return _GOL_INTRE.sub("", rezultat)


def scoate_ghilimelele(text):
    """Without the pair of quotes that wraps the whole text: „X” becomes X, but „X” și „Y” stays."""
    text = text.strip()
    while len(text) > 1 and (text[0], text[-1]) in _PERECHI and text.find(text[-1]) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def normalizeaza_nume(text):
    """A name typed or imported: `normalizeaza`, then Romanian quotes. Dashes and hyphens keep their meaning."""
    return indreapta_ghilimelele(normalizeaza(text))
