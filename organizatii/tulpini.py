"""A light stemmer for folded Romanian words: what PostgreSQL's own stemmer leaves apart, this one brings together.

The article and the case endings fall („școlilor”, „școala” → „scol”), with the vowels and consonants that change beside
them (oa/o, ea/e, ia/ie, z/d, sc/st). What no rule reaches („tânăr”, „tineri”) stands in NEREGULATE, which is asked at
search only. The stored vector holds the same stems: organizatii_forme in the migration is this function in SQL.
"""

import re
from functools import cache

from platforma.text import pliaza

TERMINATII = (
    "iilor ilor elor iului iul ului elui iile iei ele ile urile urilor uri iii ea ii ia ie ei ul a e i u".split()
)
_TERMINATIE = re.compile(rf"(?:{'|'.join(TERMINATII)})$")  # the leftmost match is the longest ending
_SCHIMBARI = (("oa", "o"), ("ea", "e"), ("ia", "ie"))

LITERE = 3  # of a stem, below which words would meet that have nothing in common
# Forms of one word that the rules leave apart, a row for each; an abbreviation stands beside its word.
NEREGULATE = """
tânăr tineri tineret
om oameni
cuvânt cuvinte
copil copii
femeie femei
pădure păduri
mână mâini
soră surori
noapte nopți
fată fete
masă mese
pată pete
stea steaua stele stelei stelelor
râu râul râului râuri
apă ape apei apelor
nou noi nouă noua
sfânt sfântul sfânta sfinți sf
mormânt morminte
zi zile zilei
tată tați tatăl
asociație asociația asoc as
fundație fundația fund
federație federația fed
organizație organizația org
doctor dr
profesor prof
universitate univ
național naț
București bucureștiul buc
"""


def tulpina(cuvant):
    """Stem of one folded word: „scolilor” → „scol”. Of a short one too little may be left to be asked for („ani”)."""
    tulpina = _TERMINATIE.sub("", cuvant, count=1)
    for veche, noua in _SCHIMBARI:
        tulpina = tulpina.replace(veche, noua)
    return re.sub(r"sc$", "st", re.sub(r"z$", "d", tulpina))


@cache
def _inrudite():
    """{stem or form: everything under which its word may stand} for NEREGULATE."""
    grupuri = {}
    for rand in filter(None, NEREGULATE.split("\n")):
        forme = [pliaza(forma) for forma in rand.split()]
        grup = {*forme, *(tulpina(forma) for forma in forme)}
        grup = frozenset(forma for forma in grup if len(forma) >= LITERE or forma in forme)
        grupuri |= dict.fromkeys(grup, grup)
    return grupuri


def tulpinile(cuvant):
    """All under which a folded word may stand in the vector: itself, its stem, its irregular forms."""
    a_lui = tulpina(cuvant)
    gasite = {cuvant} | ({a_lui} if len(a_lui) >= LITERE else set())
    return sorted(gasite.union(*(_inrudite().get(forma, ()) for forma in (cuvant, a_lui))))
