"""Where an organisation sits: county, locality and, in București, the sector, out of what clerks typed.

The county column names the court's county, not always the seat's; the locality column may hold an address, several
seats in a row, or only a sector; the address column appends each new seat under the old ones. So places are read in
the order address, locality, county column, and inside a text the last seat named wins, because it is the newest.
"""

import re
from typing import NamedTuple

from platforma.text import normalizeaza, pliaza

BUCURESTI = "București"
_JUDETE = (
    "Alba Arad Argeș Bacău Bihor Bistrița-Năsăud Botoșani Brașov Brăila Buzău Caraș-Severin Călărași Cluj Constanța"
    " Covasna Dâmbovița Dolj Galați Giurgiu Gorj Harghita Hunedoara Ialomița Iași Ilfov Maramureș Mehedinți Mureș"
    " Neamț Olt Prahova Satu~Mare Sălaj Sibiu Suceava Teleorman Timiș Tulcea Vaslui Vâlcea Vrancea București"
)
JUDETE = {pliaza(nume.replace("~", " ")): nume.replace("~", " ") for nume in _JUDETE.split(" ")}
JUDETE |= {"dimbovita": "Dâmbovița", "vilcea": "Vâlcea", "municipiul bucuresti": BUCURESTI, "mun bucuresti": BUCURESTI}
# Towns round București that registers list under its courts.
_ILFOV = (
    "Ilfov Voluntari Bragadiru Buftea Chitila Măgurele Otopeni Popești~Leordeni Snagov Mogoșoaia Corbeanca Balotești"
    " Clinceni Chiajna Dobroești Dobroiești Domnești Periș Ciolpani Tunari Jilava Cornetu Afumați Ștefăneștii~de~Jos"
)
ILFOV = frozenset(pliaza(nume.replace("~", " ")) for nume in _ILFOV.split(" "))


class Loc(NamedTuple):
    judet: str  # as people write it; empty when nothing says
    localitate: str  # a name alone, never an address; empty when not certain
    sector: int | None  # 1 to 6, only in București


# Folded text. A seat kept only for letters, a branch or a place of work is not the seat; nor is a former sector.
_ALTCEVA = re.compile(
    r"\b(?:se )?(?:deschi\w*|infiint\w*|punct(?:ul|e)? de lucru|stabiliment\w*|sucursal\w*|sedi[iu]l? (?:secundar|ales"
    r"|procesual|lucrativ)\w*|domiciliul? ales|sedii secundare|si subsecvent|radier\w*|inscris)\b.*"
)
_FOST = re.compile(r"\b(?:fost(?:a|ul)?|din) sector(?:ul)? \d\b")
# „sector” in the spellings that occur, then its number; or the county; or the city as the start of a seat.
_SECTOR = r"sect(?:or(?:ul|ului|t)?|r|pr|pro|ro|tor|o| or)?|sec(?:or|otr|lor)?|se[tnr]+c?t?or|serctor|scetor|ector"
_MENTIUNE = re.compile(
    rf"\b(?:(?:{_SECTOR}) ?(?:nr )?(?P<sector>[1-6]|vi|v|iv|iii|ii|i)\b"
    r"|(?:judetul|judetului|judet|jud) ?(?P<judet>[a-z]+(?: (?:severin|mare|nasaud))?)"
    r"|^(?:mun(?:icipiul)? ?)?(?P<oras>bucuresti|buc)\b)"
)
_ROMANE = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_COD_POSTAL = re.compile(r"\b0([1-6])\d{4}\b")
_SECTOR_RUPT = re.compile(r"(sect\w*)[.\s]*\n\s*(\d)", re.IGNORECASE)
_DESPARTITOR = re.compile(r"[\r\n]+|-{4,}|_{4,}")


def loc(judet, localitate, adresa):
    """The place of a register row; arguments are the raw texts of its three columns, line breaks included."""
    din_coloana = JUDETE.get(pliaza(judet), "")
    for text in (adresa, localitate):
        gasit = _ultima_mentiune(text)
        if gasit:
            break
    else:
        gasit = _din_localitate(localitate) or (din_coloana, None)
    judet_gasit, sector = gasit
    if judet_gasit == BUCURESTI and sector is None:
        # a sector in the locality still holds when the address names only the city
        sector = (_ultima_mentiune(localitate) or ("", None))[1] or _din_cod_postal(adresa)
    if judet_gasit == BUCURESTI:
        return Loc(BUCURESTI, BUCURESTI, sector)
    nume = nume_de_loc(localitate)
    return Loc(judet_gasit, "" if pliaza(nume).startswith("bucuresti") else nume, None)


def _ultima_mentiune(text):
    """(county, sector or None) of the last seat named in the text, or None."""
    gasit = None
    for segment in _DESPARTITOR.split(_SECTOR_RUPT.sub(r"\1 \2", text)):
        pliat = _FOST.sub(" ", _ALTCEVA.sub("", pliaza(segment)))
        for potrivire in _MENTIUNE.finditer(pliat):
            if potrivire["sector"]:
                numar = potrivire["sector"]
                gasit = BUCURESTI, _ROMANE.get(numar) or int(numar)
            elif potrivire["oras"]:
                gasit = BUCURESTI, gasit[1] if gasit and gasit[0] == BUCURESTI else None
            elif cunoscut := JUDETE.get(potrivire["judet"]) or JUDETE.get(potrivire["judet"].split()[0]):
                gasit = cunoscut, None
    return gasit


def _din_localitate(localitate):
    """A locality that is nothing but the city, a county or a town near by."""
    pliat = pliaza(_DESPARTITOR.split(localitate.strip())[-1])
    pliat = re.sub(r"^(?:mun(?:icipiul)?|oras(?:ul)?|com(?:una)?|sat(?:ul)?|localitatea) ", "", pliat)
    if pliat in JUDETE:
        return JUDETE[pliat], None
    if pliat in ILFOV:
        return "Ilfov", None
    return (BUCURESTI, None) if re.match(r"bucur|bcuresti\b", pliat) and len(pliat) < 14 else None


def _din_cod_postal(adresa):
    """The sector that a Bucharest postal code begins with (01xxxx to 06xxxx)."""
    coduri = _COD_POSTAL.findall(adresa)
    return int(coduri[-1]) if coduri else None


_FARA_TIP = re.compile(
    r"^(?:(?:municipiul|ora[sș](?:ul)?|comuna|satul|sat|localitatea)\s+|(?:mun|or|com|loc)(?:\.\s*|\s+))", re.IGNORECASE
)
_ADRESA = re.compile(
    r"\d|\b(?:str|strada|bd|b-dul|bulevardul|calea|cal|aleea|al|[sș]os|[sș]oseaua|splaiul|pia[tț]a|intr|intrarea"
    r"|bl|nr|ap|sc|et|jud|sector\w*|cam|km|tarla|casa|sediu\w*|art|din|in|în)\b",
    re.IGNORECASE,
)
_ALT_LOC = re.compile(r"[,;(]|\s[-–]|\b(?:satul|sat|comuna|com|judetul|județul|judet|jud)\b", re.IGNORECASE)
_LEGATURI = ("de", "din", "cu", "la", "lui", "cel", "al")


def nume_de_loc(localitate):
    """The locality's name alone, „COM. VALEA MARE, JUD. X” → „Valea Mare”; empty when it may be an address.

    Nothing after a comma is kept, because street addresses must never be shown: they are often homes.
    """
    text = normalizeaza(_DESPARTITOR.split(localitate.strip())[0])
    nume = _ALT_LOC.split(_FARA_TIP.sub("", text))[0].strip(" .-–'\"")
    if not nume or len(nume) > 40 or _ADRESA.search(nume) or not re.search(r"[^\W\d_]{2}", nume):
        return ""
    return re.sub(
        r"[^\W_]+", lambda m: m[0].lower() if m[0].lower() in _LEGATURI and m.start() else m[0].capitalize(), nume
    )
