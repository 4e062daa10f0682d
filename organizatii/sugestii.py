"""What to offer while somebody still types: organisations, domains, neighbourhoods. Two queries, whatever is there."""

from typing import NamedTuple

from django.db.models import Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organizatii.cautare import interogare
from organizatii.models import Organizatie, cheie_nume, cuvinte_pliate
from platforma.nomenclatoare.models import Cartier, Domeniu
from platforma.text import normalizeaza

LITERE = 2  # from which something is offered
LUNGIME = 80  # characters that are read
NUME, ELEMENTE = 6, 3  # how many organisations, how many of each list
FORME = ("asociatia", "asociatie", "fundatia", "fundatie", "federatia", "uniunea", "organizatia")  # say nothing alone


class Sugestie(NamedTuple):
    text: str
    fel: Promise | str
    adresa: str


def sugestii(text):
    """At most a dozen, organisations first."""
    text = normalizeaza(text)[:LUNGIME].strip()
    cautat = cheie_nume(text)
    if len(cautat) < LITERE or any(forma.startswith(cautat) for forma in FORME):
        return []
    return [*_organizatii(text, cautat), *_liste(cautat)]


def _organizatii(text, cautat):
    """Names that begin with it, then names that hold its words; each part ends as soon as it has enough."""
    coloane = ("denumire", "slug", "cheie", "nume_cheie")
    listate = Organizatie.objects.listate().order_by()
    incep = listate.filter(nume_cheie__startswith=cautat).annotate(cheie=Value(0)).order_by("nume_cheie", "pk")
    cu_cuvinte = listate.filter(rand_director__cautare_nume=interogare(text)).annotate(cheie=Value(1))
    randuri = incep.values_list(*coloane)[:NUME].union(cu_cuvinte.values_list(*coloane)[: 2 * NUME], all=True)
    gasite = {slug: denumire for denumire, slug, *_rest in sorted(randuri, key=lambda r: (r[2], len(r[3]), r[3], r[1]))}
    return [
        Sugestie(denumire, _("organizație"), reverse("organizatii:profil", args=[slug]))
        for slug, denumire in [*gasite.items()][:NUME]
    ]


def _liste(cautat):
    """Elements of which a word begins so. The lists are short: they are read whole."""
    domenii = Domeniu.objects.active().annotate(filtru=Value("domeniu"))
    cartiere = Cartier.objects.active().annotate(filtru=Value("cartier"))
    campuri = ("filtru", "slug", "nume", "ordine")
    randuri = domenii.order_by().values_list(*campuri).union(cartiere.order_by().values_list(*campuri), all=True)
    etichete = {"domeniu": _("domeniu"), "cartier": _("cartier")}
    gasite = {filtru: [] for filtru in etichete}
    for filtru, slug, nume, _ordine in sorted(randuri, key=lambda r: (r[3], r[2])):
        if f" {cautat}" in f" {cuvinte_pliate(nume)}":
            adresa = f"{reverse('organizatii:lista')}?{filtru}={slug}"
            gasite[filtru].append(Sugestie(nume, etichete[filtru], adresa))
    return [sugestie for lista in gasite.values() for sugestie in lista[:ELEMENTE]]
