"""One row of the register → a clean record, or a reason to refuse it."""

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from organizatii.models import FormaJuridica, StareRegistru
from organizatii.registru import nume as nume_
from organizatii.registru.locuri import JUDETE, loc
from platforma.cnp import fara_cnp
from platforma.text import indreapta_ghilimelele, normalizeaza, normalizeaza_bloc, pliaza, scoate_ghilimelele

MAX_DENUMIRE, MAX_SCOP = 400, 3000  # characters, as on the profile

# What staff should know about an imported row; stored as codes on the record.
SEMNALARI = {
    "codare_reparata": _("litere stricate, reparate"),
    "codare_stricata": _("litere stricate, nereparate"),
    "numar_lipsa": _("fără număr de registru"),
    "numar_neobisnuit": _("număr de registru cu altă formă"),
    "denumire_cu_adausuri": _("note lipite de denumire"),
    "stare_din_denumire": _("starea este scrisă numai în denumire"),
    "stare_necunoscuta": _("stare necunoscută"),
    "judet_dedus": _("județul din registru nu este cel al sediului"),
    "scop_neafisat": _("text de instanță în locul scopului"),
    "cnp_eliminat": _("conținea un CNP, eliminat"),
}
LITERE = {
    "A": FormaJuridica.ASOCIATIE,
    "B": FormaJuridica.FUNDATIE,
    "C": FormaJuridica.FEDERATIE,
    "D": FormaJuridica.UNIUNE,
    "E": FormaJuridica.STRAINA,
}
_CUVINTE_CATEGORIE = {
    "asociat": FormaJuridica.ASOCIATIE,
    "fundat": FormaJuridica.FUNDATIE,
    "federat": FormaJuridica.FEDERATIE,
    "uniun": FormaJuridica.UNIUNE,
    "juridstr": FormaJuridica.STRAINA,
    "strain": FormaJuridica.STRAINA,
}


class Refuz(Exception):
    """The row cannot become an organisation; `str()` says why, in Romanian."""


@dataclass(slots=True)
class Inregistrare:
    """A clean row. `fisa` goes to the register's record, `profil` to the unclaimed profile."""

    cheie: str
    nr_registru: str
    mutat: bool  # its court says that it went to another court, so another row may replace it
    venit: bool  # its seat changed, perhaps from another court
    rang: int  # of two rows of one organisation the higher is shown
    judet_registru: str  # of the county column, to filter by
    fisa: dict
    profil: dict
    semnalari: list = field(default_factory=list)


def categorie_din_nume(nume_fisier):
    """Category that a file's name tells („09_03_2026Fundatii.xlsx”), or None when it tells none or several."""
    pliat = pliaza(nume_fisier)
    gasite = {categorie for cuvant, categorie in _CUVINTE_CATEGORIE.items() if cuvant in pliat}
    return gasite.pop() if len(gasite) == 1 else None


def curata(rand, categorie=None):
    """Inregistrare of a raw row ({field: text}); `categorie` is the file's. Raises Refuz."""
    semnalari = []
    rand = {camp: _fara_cnp(repara(text, semnalari), semnalari) for camp, text in rand.items()}
    denumire, afisata = _denumire(rand.get("denumire", ""), semnalari)
    numar = _numar(rand.get("nr_registru", ""), semnalari)
    categorie = categorie or _categorie(numar, afisata)
    judet, localitate, adresa = (rand.get(camp, "") for camp in ("judet", "localitate", "adresa"))
    unde = loc(judet, localitate, adresa)
    judet_registru = JUDETE.get(pliaza(judet), "")
    if judet_registru and unde.judet != judet_registru:
        semnalari.append("judet_dedus")
    stare = _stare(rand.get("stare", ""), denumire, afisata, semnalari)
    scop, scop_afisat = _scop(rand, semnalari)
    venit = pliaza(rand.get("sediu_schimbat", "")) == "da"
    fisa = {
        "categorie": str(categorie),
        "denumire": denumire,
        "nr_registru": numar,
        "stare": str(stare),
        "judet": unde.judet,
        "localitate": normalizeaza(localitate)[:200],
        "adresa": normalizeaza_bloc(adresa),
        "sector": unde.sector,
        "scop": scop,
        "modificari_scop": [t for n in range(1, 6) if (t := normalizeaza_bloc(rand.get(f"modificare_{n}", "")))],
        "utilitate_publica": _utilitate_publica(rand),
        "semnalari": semnalari,
    }
    profil = {
        "denumire": afisata,
        "forma_juridica": str(FormaJuridica.FILIALA if pliaza(afisata).startswith("filiala ") else categorie),
        "nr_registru_national": numar[:40],
        "scop": scop_afisat,
        "sediu_sector_id": unde.sector,
        "judet": unde.judet,
        "localitate": unde.localitate,
    }
    return Inregistrare(
        cheie=cheie(categorie, numar, afisata, unde.judet),
        nr_registru=numar,
        mutat=pliaza(rand.get("alta_instanta", "")) == "da",
        venit=venit,
        rang=4 * venit + 2 * bool(fisa["adresa"]) + bool(scop),
        judet_registru=judet_registru,
        fisa=fisa,
        profil=profil,
        semnalari=semnalari,
    )


def cheie(categorie, numar, nume, judet):
    """Identity of an organisation across weekly files: category, register number and the core of its name.

    The number alone is shared by strangers (some 600 numbers in 23,000 rows), the name alone even more so; county,
    address and spelling change. Without a number the county takes its place. See `aplicare` for renamed ones.
    """
    semn = f"{numar or pliaza(judet)}|{nume_.miez(nume)}"
    return f"{categorie}:{hashlib.blake2b(semn.encode(), digest_size=20).hexdigest()}"


# --- broken encodings ---------------------------------------------------------------------------------------------
# Central European bytes (cp1250) once read as another code page. Only letters are mapped whose wrong look no Romanian,
# Hungarian or German text has, so the way back is certain.
def _harta(codare, litere):
    return str.maketrans(
        {c.encode("cp1250").decode(codare): c.translate(str.maketrans("şţŞŢ", "șțȘȚ")) for c in litere}
    )


_DIN_CP1252 = _harta("cp1252", "ăĂşŞţŢ")  # ã Ã º ª þ Þ
_DIN_CP850 = _harta("cp850", "ăĂşŞţŢîÎâÂ")  # Ò ├ ║ ¬ ■ Ì ¯ ╬ Ô ┬
_SEMNE_CP850 = re.compile(r"[■║├╬┬]|¯(?=\w)|(?<=[a-zăâîșțşţ])Ò|Ò(?=[a-zăâîșțşţ])")
_SEMNE_CP1252 = re.compile(r"[ãÃþÞ]|(?<=\w)[ºª]|[ºª](?=\w)")
_SEMNE_UTF8 = re.compile(r"Ã[¢®\x82\x8e‚Ž]|Ä[ƒ‚\x82\x83]|Å[žŸ\x9e\x9f£¢]|È[™˜›š]")
_ALTE_LITERE = str.maketrans("ȃȋȂȊǎǍ", "ăîĂÎăĂ")
_RAMASE = re.compile(r"[þÞ■║┘┤¬├╬\ufffd]|(?<=[a-z])[¯ª§]|Π")


def repara(text, semnalari):
    """The text with a broken encoding put right where the way back is certain; adds what it saw to `semnalari`."""
    if text.isascii():
        return text
    reparat = text
    if _SEMNE_UTF8.search(reparat):
        with suppress(UnicodeError):
            reparat = reparat.encode("cp1252").decode("utf-8")
    if _SEMNE_CP850.search(reparat):
        reparat = reparat.translate(_DIN_CP850)
    if _SEMNE_CP1252.search(reparat):
        reparat = reparat.translate(_DIN_CP1252)
    reparat = reparat.translate(_ALTE_LITERE)
    if reparat != text:
        _semnaleaza(semnalari, "codare_reparata")
    if _RAMASE.search(reparat):
        _semnaleaza(semnalari, "codare_stricata")
    return reparat


def _semnaleaza(semnalari, cod):
    if cod not in semnalari:
        semnalari.append(cod)


# --- the columns --------------------------------------------------------------------------------------------------
def _denumire(brut, semnalari):
    """(official name, name to show)."""
    oficiala = indreapta_ghilimelele(normalizeaza(brut))
    if not re.search(r"[^\W\d_]", oficiala):
        raise Refuz(_("rândul nu are denumire"))
    if nume_.este_text_de_instanta(oficiala):
        raise Refuz(_("text de instanță sau notă în locul denumirii"))
    curata = nume_.fara_adausuri(oficiala)
    if curata != oficiala:
        _semnaleaza(semnalari, "denumire_cu_adausuri")
    afisata = nume_.citibil(curata)
    if len(afisata) > MAX_DENUMIRE or len(oficiala) > 600:
        raise Refuz(_("denumirea are peste 400 de caractere"))
    if len(pliaza(afisata)) < 2:
        raise Refuz(_("rândul nu are denumire"))
    return oficiala, afisata


_NUMAR = re.compile(r"0*([1-9]\d{0,6})/([A-Z]{1,2})/((?:18|19|20)\d\d)")
_NUMAR_CU_COADA = re.compile(_NUMAR.pattern + r"(?:\D.*|\d\d\.\d\d\.\d{4})?")


def _numar(brut, semnalari):
    """Register number as „1039/B/2023”; a tail („…/1998 13.11.2004”) is cut, any other form kept and noted."""
    text = re.sub(r"\s+", "", normalizeaza(brut)).upper()
    potrivire = _NUMAR_CU_COADA.fullmatch(text)
    if not text:
        _semnaleaza(semnalari, "numar_lipsa")
        return ""
    if not (potrivire and _NUMAR.fullmatch(text)):
        _semnaleaza(semnalari, "numar_neobisnuit")
    return "/".join(potrivire.groups()[:3]) if potrivire else text[:60]


def _categorie(numar, afisata):
    """Legal form by the number's letter, else by the name's first word."""
    potrivire = _NUMAR.fullmatch(numar)
    if potrivire and potrivire[2] in LITERE:
        return LITERE[potrivire[2]]
    return categorie_din_nume(afisata.split(" ")[0]) or FormaJuridica.ALTA


def _stare(brut, oficiala, afisata, semnalari):
    """Blank means active. What a clerk wrote only after the name („– DIZOLVATĂ”) counts when the column is blank."""
    text = pliaza(brut)
    if text:
        for inceput, stare in (
            ("radi", StareRegistru.RADIATA),
            ("dizol", StareRegistru.DIZOLVATA),
            ("in lichid", StareRegistru.IN_LICHIDARE),
            ("lichid", StareRegistru.IN_LICHIDARE),
            ("activ", StareRegistru.ACTIVA),
        ):
            if text.startswith(inceput):
                return stare
        _semnaleaza(semnalari, "stare_necunoscuta")
        return StareRegistru.ACTIVA
    nota = pliaza(oficiala)[len(pliaza(afisata)) :]
    for cuvant, stare in ((r"\bradiata?\b", StareRegistru.RADIATA), (r"\bdizolvata?\b", StareRegistru.DIZOLVATA)):
        if re.search(cuvant, nota):
            _semnaleaza(semnalari, "stare_din_denumire")
            return stare
    return StareRegistru.ACTIVA


_INCEPUT_DE_SCOP = re.compile(r"(?:\s*(?:scopul ini[tț]ial\s*:|art\b\.?\s*\d+\b\s*[.:)]))+\s*", re.IGNORECASE)
_SCOP_DE_INSTANTA = re.compile(
    r"(?:admite|dispune|ia act|constata|s[ec] (?:modifica|aproba)|modifica(?:re|ri)? (?:de |la )?(?:statut|sediu|act)"
    r"|incheierea? |sentinta |hotararea? )"
)


def _scop(rand, semnalari):
    """(purpose as the register has it, purpose to show): the first one, or the last change when there is no first."""
    texte = [rand.get("scop", ""), *(rand.get(f"modificare_{n}", "") for n in range(5, 0, -1))]
    scop = next((t for text in texte if (t := normalizeaza_bloc(text))), "")
    afisat = _INCEPUT_DE_SCOP.sub("", scop, count=1) if _INCEPUT_DE_SCOP.match(scop) else scop
    if _SCOP_DE_INSTANTA.match(pliaza(afisat)) or nume_.contine_hotarare(afisat):
        _semnaleaza(semnalari, "scop_neafisat")
        return scop, ""
    if "\n" not in afisat:
        afisat = scoate_ghilimelele(indreapta_ghilimelele(afisat.lstrip("-–•· ")))
    afisat = nume_.cu_majuscula(nume_.propozitie(afisat))
    nimic = len(pliaza(afisat)) < 4 or (afisat.endswith(":") and len(afisat) < 60)  # „2”, „Scopul fundației:”
    return scop, "" if nimic else taie(afisat, MAX_SCOP)


def taie(text, lungime):
    """At most `lungime` characters, cut between words, with … where something is missing."""
    if len(text) <= lungime:
        return text
    return text[: lungime - 1].rsplit(None, 1)[0].rstrip(" ,;:-–") + "…"


_NUMAR_HG = re.compile(r"(?<!\d)\d{2,5}(?:/(?:19|20)\d\d)?(?!\d)")
_DATA = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d")
_ALT_ACT = re.compile(r"\b(?:l|lege\w*|og|ordonant\w*|decret\w*|sentint\w*|adres\w*)\b")


def _utilitate_publica(rand):
    """Government decision of public utility, „451 din 18.03.2004”; the column's notes on other acts say nothing."""
    text = re.sub(r"(?<=\d)\.(?=\d{3}\b)", "", normalizeaza(rand.get("utilitate_publica", "")))
    numar, data = _NUMAR_HG.search(text), _DATA.search(normalizeaza(rand.get("data_utilitate", "")))
    if not numar or _ALT_ACT.search(pliaza(text)) or "26/2000" in text:
        return ""
    return numar[0] + (f" din {data[0].replace('/', '.')}" if data else "")


def _fara_cnp(text, semnalari):
    curat = fara_cnp(text)
    if curat != text:
        _semnaleaza(semnalari, "cnp_eliminat")
    return curat
