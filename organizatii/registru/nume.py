"""Names as the register holds them, made fit to be read.

The register shouts (99 of 100 names are in capitals), quotes everything, and clerks write notes after the name or a
court's decision in its place. The official name is kept on the register's record; what is shown comes from here.
"""

import re

from platforma.text import indreapta_ghilimelele, normalizeaza, pliaza, scoate_ghilimelele

# --- court text in place of a name --------------------------------------------------------------------------------
# Folded beginnings that no organisation has for a name: decisions, corrections, addresses, empty positions.
_TEXT_DE_INSTANTA = re.compile(
    r"""(?:
      admite | dispune | s[ec]\ (?:modifica|aproba|schimba) | modifica(?:rea?|t)?\ (?:de\ )?(?:denumi|numel|statut)
    | schimbarea? | potrivit | din\ hotarar | constata | conform | consiliul\ director\ al | indreapta | indreptare
    | art\ \d | numele\ corect | (?:noua\ )?denumirea? | traducerea\ denumirii | pozitie\ anulata | eroare\Z | test\Z
    | ia\ act | hotarar | sentinta | incheier | avand\ in\ vedere | in\ baza | petent
    | (?:com|comuna|sat|str|strada|bd|jud)\ .*\ (?:nr|jud|str)\b
    )""",
    re.VERBOSE,
)
# A sentence of a decision somewhere inside, however it starts.
_HOTARARE = re.compile(r"\b(ia act de|s a hotarat|se va mentiona|dispune inregistrarea|pronuntata in sedinta)\b")


def este_text_de_instanta(text):
    """Whether a piece of a court's decision, an address or a clerk's note stands where the name should."""
    return bool(_TEXT_DE_INSTANTA.match(pliaza(text))) or contine_hotarare(text)


def contine_hotarare(text):
    """Whether a sentence of a court's decision stands anywhere in the text."""
    return bool(_HOTARARE.search(pliaza(text)))


# --- what clerks add after the name -------------------------------------------------------------------------------
_FARA_DIACRITICE = str.maketrans("ăâîșțĂÂÎȘȚ", "aaistaaist")
_NOTE = re.compile(
    r"""(?:[\s,;:./(\[–-]+|(?<=[”»)]))(?:
      # proof that the name was free, with or without its number
      (?:conf(?:orm)?|cf)\b.{0,40}?(?:do[vw]|disp|rezerv|verbal|hotarar|incheier|inch\b) | in\ baza\ dove
    | do[vw](?:ada|eda|\.)?\ ?(?:disp|rez|mj|emis|din) | dovada\ | rezervare\ denumire
    | disponibilitat\w*\ (?:denumi|nr) | in\ loc\ de\b
      # dissolved, struck off, changed: by which court, in which file
    | do?s?(?:ar(?:ul)?)?[.\ ]+(?:nr|dizolv|\d+/) | diziol?v | dizolvat[aei]?\b | dizolvare | radiata?\b | radiere\b
    | obiect\ dizolv | modifica(?:t|ta|re|rea)\ (?:statut|sediu|din|in|prin|denumi|sli)
    | (?:s-?a\ )?mod(?:if)?\.?\ statut | prin\ inch | inch(?:eierea)?\b\.?\ ?(?:nr|\d) | urmare\ a\ schimb
    | reconstituire\ dosar | atasat\ la\ dosar | sintagma | adresa\ finan
    | inregistrata?\ (?:sub|la|in) | infiintata?\ prin | pozitie\ radiat | trecuta\ din\ eroare | eroare\ replicat
      # anything else that is no name
    | cui:?\ ?\d | cif:?\ ?\d | sediul\b | cu\ sediul | in\ evidenta\ | denumirea\ (?:corect|prescurtat|fundatia)
    | iar\ denumirea | functioneaza\ in\ baza | vezi\ rubrica
    ).*""",
    re.VERBOSE | re.DOTALL,
)


def fara_adausuri(nume):
    """The name without the notes after it: „X, conform dovezii nr. 5” → „X”, „X – DOS. NR. 7, RADIATĂ” → „X”."""
    nota = _NOTE.search(nume.translate(_FARA_DIACRITICE).lower())
    taiat = nume[: nota.start()].strip(" ,;:/–-(") if nota else nume
    return indreapta_ghilimelele(taiat) if pliaza(taiat) else nume


# --- identity -----------------------------------------------------------------------------------------------------
_FORMA = re.compile(r"\b(fundati[ae]|asociati[ae]|federati[ae]|uniunea|fundatiei|asociatiei|federatiei)\b")


def miez(nume):
    """What stays of a name when spelling, quotes and the legal form go: „Fundația «EDO»” and „EDO” meet in „edo”."""
    pliat = pliaza(nume)
    return " ".join(_FORMA.sub(" ", pliat).split()) or pliat


# --- readable case ------------------------------------------------------------------------------------------------
def _lista(cuvinte):
    return frozenset(cuvinte.split())


_MICI = _lista(
    "a al ale ai de din la cu și si în in pe pentru prin sub spre după dupa fără fara între intre către catre despre"
    " dintre ca că să sa se sau ori o un unei unui unor cel cea cei cele lui ei lor dar ce"
    " of the for and to by with from von und és et du des della"
)
_CLITICE = _lista("i l o a ai am ar au ti ți te le ne ma mă va vă un ul uri urilor lor")
# Without diacritics these can be nothing else; every other word keeps the spelling of the register.
_CU_DIACRITICE = {
    "fundatia": "fundația", "fundatiei": "fundației", "asociatia": "asociația", "asociatiei": "asociației",
    "asociatiilor": "asociațiilor", "federatia": "federația", "federatiei": "federației",
    "confederatia": "confederația", "confederatiei": "confederației", "organizatia": "organizația",
    "organizatiilor": "organizațiilor", "romania": "românia", "bucuresti": "bucurești", "si": "și",
}  # fmt: skip
_SIGLE = _lista(
    "abc adhd apia car cec cfr cnipmmr cs csu hiv sida ifn imm isc it nato ngo ong onu pc ptt ratb scm sos srl"
    " stb sua tv ue uk unesco unicef usa usr ymca ywca cec ugir cnslr snspa osim pr ro bns"
)
_DOMENII = ("RO", "COM", "ORG", "EU", "NET")
_PRESCURTARI = _lista("nr art str bd jud mun com")
_TITLURI = _lista("sf dr ing prof av gh st tg rm arh acad col gen mr ec lt preot pr maj")
_ROMANE = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})\Z")
_CUVANT = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*\.?")
_VOCALE = re.compile(r"[AEIOUYĂÂÎÁÉÍÓÖŐÚÜŰÄ]")
_SIGLA_INTRE_PARANTEZE = re.compile(r"\(\s*„?([^\W_]{2,10}(?:[.\-][^\W_]{1,10})*)”?\s*\)")
_SIGLA_LA_SFARSIT = re.compile(r"[-–]\s*„?([^\W_]{2,8}(?:\.[^\W_]{1,3})*\.?)”?\s*\Z")
_LINIE = re.compile(r"\s+-+\s*|\s*-+\s+|\s*--+\s*")
_LINIE_DUPA_FORMA = re.compile(r"^((?:FUNDA|ASOCIA|FEDERA)[TȚ]IA) – ", re.IGNORECASE)
_PUNCT_FINAL = re.compile(r"(?<=[^\W\d_]{3}[”»)])\.\Z|(?<=[^\W\d_]{4})\.\Z")
_VIRGULA_LIPITA = re.compile(r"([,;])(?=[^\W\d_])")
_IN_PARANTEZA = re.compile(r"(\()\s+|\s+(\))")
_SOCIETATE = re.compile(r"\bS\.?C\b")  # „SC X SA”; elsewhere SA is „să” or „sa”
STRIGAT = 0.6  # share of capitals from which a text counts as shouted


def strigat(text):
    """Whether the text is written in capitals."""
    litere = [c for c in text if c.isalpha()]
    return len(litere) > 3 and sum(c.isupper() for c in litere) >= STRIGAT * len(litere)


def citibil(nume):
    """A shouted name in the case people write it; any other is returned with its own.

    Connecting words become small, acronyms, initials and Roman numerals stay: „FUNDATIA PENTRU COPII (F.P.C.)” →
    „Fundația pentru Copii (F.P.C.)”. Diacritics are added only where no other reading exists.
    """
    nume = _asaza(scoate_ghilimelele(indreapta_ghilimelele(normalizeaza(nume))))
    if not strigat(nume):
        return cu_majuscula(nume)
    sigle = _sigle_marcate(nume)
    engleza = bool(re.search(r"\b(THE|OF|AND|FOR|FOUNDATION)\b", nume))
    bucati, ultim = [], 0
    for potrivire in _CUVANT.finditer(nume):
        inainte = nume[: potrivire.start()].rstrip()
        prim = not inainte or inainte[-1] in "„«(:" or (potrivire.group() == "THE" and " " not in inainte)
        lipit = potrivire.start() > 0 and nume[potrivire.start() - 1] == "-"
        cuvant = potrivire.group()
        la_sfarsit = potrivire.end() == len(nume.rstrip("”»"))
        sigla = (cuvant in ("SA", "AI") and la_sfarsit) or (cuvant == "SA" and _SOCIETATE.search(nume))
        if not sigla:
            cuvant = _cuvant(cuvant, prim, lipit, sigle, engleza)
        bucati += [nume[ultim : potrivire.start()], cuvant]
        ultim = potrivire.end()
    bucati.append(nume[ultim:])
    return cu_majuscula(normalizeaza("".join(bucati)))


def _asaza(nume):
    """Punctuation where a reader expects it: dashes between spaces, a space after a comma, none inside brackets."""
    nume = _PUNCT_FINAL.sub("", _LINIE.sub(" – ", nume.strip(" '’´-")))
    nume = _LINIE_DUPA_FORMA.sub(r"\1 ", nume)
    return _IN_PARANTEZA.sub(r"\1\2", _VIRGULA_LIPITA.sub(r"\1 ", nume))


def _sigle_marcate(nume):
    """Words that the name itself sets apart as its acronym: „(FRAK)” anywhere, „– FNR” at the end."""
    gasite = {s for s in _SIGLA_INTRE_PARANTEZE.findall(nume) if " " not in s}
    sfarsit = _SIGLA_LA_SFARSIT.search(nume)
    if sfarsit and _initialele(nume[: sfarsit.start()]).find(sfarsit[1].replace(".", "")[:2]) >= 0:
        gasite.add(sfarsit[1])
    return {pliaza(s) for s in gasite if len(s) <= 8 or not _VOCALE.search(s)}


def _initialele(text):
    """First letters of the longer words: what an acronym is made of."""
    return "".join(c[0] for c in re.findall(r"[^\W\d_]+", text) if len(c) > 2 or c in "DE")


def _cuvant(cuvant, prim, lipit, sigle, engleza):
    mic = cuvant.lower()
    gol = mic.rstrip(".")
    if lipit and mic in _CLITICE:
        return mic
    if any(c.isdigit() for c in cuvant):
        return _cu_cifre(cuvant)
    if pliaza(cuvant) in sigle or gol in _SIGLE:
        return cuvant
    if "." in cuvant and (len(gol) == 1 or all(len(parte) == 1 for parte in gol.split("."))):
        return cuvant  # initials
    if "." in gol:
        return _abrevieri(gol, prim, sigle, engleza) + cuvant[len(gol) :]
    if gol in _TITLURI and cuvant.endswith("."):
        return gol.capitalize() + "."
    if (gol == "nr" or (gol in _PRESCURTARI and cuvant.endswith("."))) and not prim:
        return mic
    if mic in _MICI and not prim:
        return "în" if mic == "in" and not engleza else _CU_DIACRITICE.get(mic, mic)
    if len(cuvant) > 1 and _ROMANE.match(cuvant) and not (prim and mic in ("vi", "xi", "ii")):
        return cuvant
    if len(gol) == 1 or (len(gol) <= 5 and not _VOCALE.search(cuvant) and gol not in _TITLURI):
        return cuvant
    return _cu_apostrof(_CU_DIACRITICE.get(gol, gol)) + cuvant[len(gol) :]


def _cu_apostrof(mic):
    """god’s → God’s, d’art → D’Art."""
    prima, apostrof, rest = mic.partition("’") if "’" in mic else mic.partition("'")
    return prima.capitalize() + apostrof + (rest.capitalize() if len(rest) > 2 else rest)


def _abrevieri(cuvant, prim, sigle, engleza):
    """„sf.ioan” → „Sf. Ioan”: words glued by dots come apart, but an address on the web stays whole."""
    parti = cuvant.upper().split(".")
    if parti[-1] in _DOMENII:
        return ".".join((cu_majuscula(parti[0].lower()), *(parte.lower() for parte in parti[1:])))
    return " ".join(
        _cuvant(parte + ("." if i < len(parti) - 1 else ""), prim and i == 0, False, sigle, engleza)
        for i, parte in enumerate(parti)
        if parte
    )


def _cu_cifre(cuvant):
    if re.fullmatch(r"(NR|ART)\.[0-9]+\.?", cuvant):
        return cuvant.lower().replace(".", ". ", 1)
    return cuvant


def cu_majuscula(text):
    """First letter a capital, behind whatever quote or bracket stands before it; the „a)” of a list stays small."""
    if text[1:2] == ")":
        return text
    for loc, caracter in enumerate(text):
        if caracter.isalpha():
            return text[:loc] + caracter.upper() + text[loc + 1 :]
        if caracter.isdigit():
            break
    return text


# --- shouted purposes ---------------------------------------------------------------------------------------------
_INCEPUT_DE_PROPOZITIE = re.compile(r"(?:\A|(?<!\b[^\W\d_])[.!?]\s+|\n)\s*(?:[-–•]|\d+[.)])?\s*([^\W\d_])")
_NUME_PROPRII = {
    pliaza(nume): nume
    for nume in _lista(
        "România României Europa Europei Bucureștiului Dumnezeu Hristos Iisus Biblia Transilvania Bucovina Moldova"
        " București Cluj Iași Timișoara Constanța Craiova Brașov Galați Ploiești Oradea Brăila Arad Pitești Sibiu Bacău"
        " Suceava Maramureș Bihor Bistrița Mureș Prahova Dâmbovița Argeș Neamț Vâlcea Harghita Covasna Sălaj Ilfov"
    )
}


def propozitie(text):
    """A shouted paragraph in sentence case; acronyms, numerals and a few names keep their capitals."""
    if not strigat(text):
        return text

    def cuvant(potrivire):
        scris = potrivire.group()
        gol = scris.rstrip(".")
        if any(c.isdigit() for c in scris) or gol.lower() in _SIGLE or (len(gol) > 1 and _ROMANE.match(gol)):
            return scris
        if "." in gol and all(len(parte) <= 1 for parte in gol.split(".")):
            return scris
        if 1 < len(gol) <= 5 and not _VOCALE.search(gol) and pliaza(gol) not in _PRESCURTARI | _TITLURI:
            return scris
        return _NUME_PROPRII.get(pliaza(gol), gol.lower()) + scris[len(gol) :]

    return _INCEPUT_DE_PROPOZITIE.sub(lambda m: m.group()[:-1] + m[1].upper(), _CUVANT.sub(cuvant, text))
