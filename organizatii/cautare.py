"""Text search in the directory: what was typed becomes a query over the stored vector.

The vector holds stems from two configurations, `ro` (diacritics dropped before stemming) and `romanian` (kept); each
catches forms the other one misses. A word is folded first, so that „fundatia”, „fundația” and „fundaţia” are one
question: its stem is asked in `ro`, and where an unwritten ț changes the stem („fundații” → „fund”), in `romanian` too.
PostgreSQL ships no Romanian stop words: the vector holds „și” and „de”, and they are taken out of the query here, so
that none is ever required.
"""

import re
from functools import reduce
from operator import and_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, F, IntegerField, Q, Value, When

from organizatii.identificatori import recunoaste
from organizatii.models import pliat
from platforma.text import normalizeaza, pliaza

# Folded, as `pliaza` leaves them.
CUVINTE_DE_LEGATURA = frozenset(
    """
    a acea aceasta aceea acei acel acele aceste acestea acestei acestor acestui acest acesti al ai ale am ar are as
    asupra au ca care catre ce cea cei cel cele cu cum da dar de deci decat despre din dintr dintre dupa ei el ele este
    eu fara fi fie fost i ii il in inspre intr intre isi iar la le li lor lui mai ne nici noi nu o ori pe pentru prin
    printr sa sai sale sau se si spre sub sunt te tot un una unde unei unele unor unui va voi
    """.split()
)
CUVINTE_LUATE = 12  # the first ones; nobody types more, and each one costs an index scan
PREFIX_MINIM = 3  # letters from which the last word may still be in the making
POTRIVIRI = {"numar": 4, "nume": 3, "inceput": 2, "cuvinte": 1}
_CUVANT = re.compile(r"[^\W_]+")
_T_INAINTE_DE_I = re.compile(r"ti(?=[aeiou])")  # mostly the ț of -ție, -ția, -ții, written without its comma


def cuvinte(text):
    """Folded words of a normalised text that must be found. Only link words („din la”)? Then those."""
    toate = [cuvant for scris in _CUVANT.findall(text)[:CUVINTE_LUATE] for cuvant in pliaza(scris).split()]
    return [c for c in toate if c not in CUVINTE_DE_LEGATURA] or toate


def interogare(text):
    """SearchQuery for a normalised text, or None when no word is in it. The last word also matches as a beginning."""
    cerute = cuvinte(text)
    if not cerute:
        return None
    parti = [SearchQuery(c, config="ro") | SearchQuery(_T_INAINTE_DE_I.sub("ți", c), config="romanian") for c in cerute]
    if len(cerute[-1]) >= PREFIX_MINIM and cerute[-1].isalnum():
        parti[-1] |= SearchQuery(f"{cerute[-1]}:*", config="simple", search_type="raw")
    return reduce(and_, parti)


def cauta(organizatii, text):
    """Those that match, best first: the typed number, the exact name, its beginning, then by weight of the words.

    Annotates `potrivire` (see POTRIVIRI) and `rang`. A text without any word in it („???”) matches nothing.
    """
    text = normalizeaza(text)
    intrebare = interogare(text)
    if intrebare is None:
        return organizatii.none()
    nume = pliat(text)
    cazuri = [
        When(Q(denumire_pliata=nume) | Q(acronim__iexact=text), then=POTRIVIRI["nume"]),
        When(denumire_pliata__startswith=f"{nume} ", then=POTRIVIRI["inceput"]),
    ]
    gasite = Q(cautare=intrebare)
    if recunoscut := recunoaste(text):
        numar = Q(cif=recunoscut.valoare) if recunoscut.fel == "cif" else Q(nr_registru_national=recunoscut.valoare)
        gasite |= numar
        cazuri.insert(0, When(numar, then=POTRIVIRI["numar"]))
    return (
        organizatii.filter(gasite)
        .annotate(
            potrivire=Case(*cazuri, default=Value(POTRIVIRI["cuvinte"]), output_field=IntegerField()),
            rang=SearchRank(F("cautare"), intrebare),
        )
        .order_by("-potrivire", "-rang", "cheie_sortare", "pk")
    )
