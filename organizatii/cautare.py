"""Text search in the directory: what was typed becomes a query over the stored vector.

A word is folded first, so that „fundatia”, „fundația” and „fundaţia” are one question, then asked under every form by
which it may stand in the vector: its stem in the configuration `ro` (diacritics dropped before stemming), in `romanian`
(kept; where an unwritten ț changes the stem, „fundații” → „fund”, with the ț written), itself, its light stem and its
irregular forms (organizatii.tulpini). Each of them catches inflections that the others leave apart. PostgreSQL ships
no Romanian stop words: the vector holds „și” and „de”, and they are taken out of the query here, so that none is ever
required.
"""

import re
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, Count, F, FloatField, IntegerField, Q, Value, When, Window

from organizatii.identificatori import recunoaste
from organizatii.models import cheie_nume, pliat
from organizatii.tulpini import tulpinile
from platforma.text import normalizeaza, pliaza

# Folded, as `pliaza` leaves them.
CUVINTE_DE_LEGATURA = frozenset(
    """
    a acea aceasta aceea acei acel acele aceste acestea acestei acestor acestui acest acesti al ai ale am ar are as
    asupra au ca care catre ce cea cei cel cele cu cum da dar de deci decat despre din dintr dintre dupa ei el ele este
    eu fi fie fost i ii il in inspre intr intre isi iar la le li lor lui mai ne nici noi nu o ori pe pentru prin
    printr sa sai sale sau se si spre sub sunt te tot un una unde unei unele unor unui va voi
    """.split()
)
CUVINTE_LUATE = 12  # the first ones; nobody types more, and each one costs an index scan
PREFIX_MINIM = 3  # letters from which the last word may still be in the making
POTRIVIRI = {"numar": 6, "nume": 5, "miez": 4, "acronim": 4, "inceput": 3, "cuvinte_nume": 2, "cuvinte": 1}
DIN_NETERMINATE = 0.1  # what a word that only begins as the last one counts, beside a whole one
ORDONATE = 3000  # found rows up to which each one's rank is computed; of more, those that match by name come first
_CUVANT = re.compile(r"[^\W_]+")
_LEGATE = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")  # with what hyphens and dots hold together
_T_INAINTE_DE_I = re.compile(r"ti(?=[aeiou])")  # mostly the ț of -ție, -ția, -ții, written without its comma


def cuvinte(text):
    """Folded words of a normalised text that must be found. Only link words („din la”)? Then those."""
    return [cuvant for grup in _grupuri(text) for cuvant in grup]


def _grupuri(text):
    """The same words, in lists: those of one were written together, with hyphens or dots („ex-deținuți”, „C.A.R.”)."""
    grupuri = [
        [cuvant for scris in _CUVANT.findall(legate) for cuvant in pliaza(scris).split()]
        for legate in _LEGATE.findall(text)
    ]
    grupuri = [grup for grup in grupuri if grup]
    cerute = [grup for grup in grupuri if not CUVINTE_DE_LEGATURA.issuperset(grup)] or grupuri
    ramase, luate = CUVINTE_LUATE, []
    for grup in cerute:
        luate.append(grup[:ramase])
        ramase -= len(luate[-1])
        if not ramase:
            break
    return luate


def interogare(text, *, neterminat=True):
    """SearchQuery for a normalised text, or None when no word is in it.

    The last word also matches as a beginning, unless `neterminat` is false.
    """
    grupuri = _grupuri(text)
    if not grupuri:
        return None
    return reduce(and_, [_grup(grup, neterminat and grup is grupuri[-1]) for grup in grupuri])


def _grup(grup, neterminat):
    """What was written as one is asked by its parts or whole: „ex-deținuți” also finds „exdeținuți”."""
    parti = [_cuvant(c, neterminat and n == len(grup)) for n, c in enumerate(grup, start=1)]
    intreg = reduce(and_, parti)
    return intreg | _cuvant("".join(grup), neterminat) if len(grup) > 1 else intreg


def _cuvant(cuvant, neterminat):
    forme = [f"'{forma}'" for forma in tulpinile(cuvant) if forma.isalnum()]
    if neterminat and len(cuvant) >= PREFIX_MINIM and cuvant.isalnum():
        forme.append(f"'{cuvant}':*")
    cu_t = _T_INAINTE_DE_I.sub("ți", cuvant)
    intrebari = [SearchQuery(cuvant, config="ro"), SearchQuery(cu_t, config="romanian")]
    if forme:
        intrebari.append(SearchQuery(" | ".join(forme), config="simple", search_type="raw"))
    return reduce(or_, intrebari)


def cauta(organizatii, text):
    """Those that match, best first: the typed number, the exact name, the acronym, the name's beginning, all words in
    the name, then by weight of the words.

    Annotates `potrivire` (see POTRIVIRI) and `rang`. A text without any word in it („???”) matches nothing. A rank
    reads the whole vector, so when more than ORDONATE rows match, it is left out: the order then is that of
    `potrivire` and of the alphabet.
    """
    text = normalizeaza(text)
    intrebare = interogare(text)
    if intrebare is None:
        return organizatii.none()
    intregi = interogare(text, neterminat=False)
    cu_numele = organizatii.model.objects.filter(cautare_nume=intregi)  # by its own index, read once
    cazuri = [
        When(denumire_pliata=pliat(text), then=POTRIVIRI["nume"]),
        When(nume_cheie=cheie_nume(text), then=POTRIVIRI["miez"]),
        When(acronim__iexact=text, then=POTRIVIRI["acronim"]),
        When(nume_cheie__startswith=f"{cheie_nume(text)} ", then=POTRIVIRI["inceput"]),
        When(pk__in=cu_numele.values("pk"), then=POTRIVIRI["cuvinte_nume"]),
    ]
    gasite = intrebare
    if recunoscut := recunoaste(text):
        numar = Q(cif=recunoscut.valoare) if recunoscut.fel == "cif" else Q(nr_registru_national=recunoscut.valoare)
        gasite |= SearchQuery(recunoscut.valoare.replace("/", ""), config="simple")
        cazuri.insert(0, When(numar, then=POTRIVIRI["numar"]))
    return (
        organizatii.filter(cautare=gasite)
        .annotate(
            potrivire=Case(*cazuri, default=Value(POTRIVIRI["cuvinte"]), output_field=IntegerField()),
            _gasite=Window(Count("*")),
            rang=Case(
                When(
                    _gasite__lte=ORDONATE,
                    then=SearchRank(F("cautare"), intregi) + SearchRank(F("cautare"), gasite) * DIN_NETERMINATE,
                ),
                default=Value(0.0),
                output_field=FloatField(),
            ),
        )
        .order_by("-potrivire", "-rang", "cheie_sortare", "pk")
    )
