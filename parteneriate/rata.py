"""How many partnerships were alive after six months, out of how many that were checked; never a share alone.

What counts is in `Verificare.objects.cunoscute()`, so a number on a page and the list behind it are the same rows.
"""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.urls import reverse
from django.utils.http import urlencode

from parteneriate.models import Ocazie, RezultatVerificare, Verificare

TOATE = "toate"


@dataclass(frozen=True)
class Rata:
    """One occasion: {outcome: how many}; what has no check with an outcome yet is in none of them."""

    ocazie: Ocazie
    cate: dict

    @property
    def active(self):
        return self.cate.get(RezultatVerificare.ACTIV, 0)

    @property
    def verificate(self):
        return sum(self.cate.values())

    @property
    def adresa_active(self):
        return self.adresa(RezultatVerificare.ACTIV)

    @property
    def adresa_verificate(self):
        return self.adresa(TOATE)

    @property
    def celelalte(self):
        """Rows (outcome, how many, address of the list) of the others that there are."""
        return [
            (rezultat, self.cate[rezultat], self.adresa(rezultat))
            for rezultat in RezultatVerificare
            if rezultat != RezultatVerificare.ACTIV and self.cate.get(rezultat)
        ]

    def adresa(self, rezultat):
        return (
            f"{reverse('parteneriate:lista')}?{urlencode({'verificare': str(rezultat), 'ocazie': self.ocazie.value})}"
        )


def rate(parteneriate):
    """One Rata for each occasion on which something was checked, in the order of the occasions. One query."""
    randuri = Verificare.objects.cunoscute().filter(parteneriat__in=parteneriate.order_by().values("pk"))
    cate = {}
    for ocazie, rezultat, n in randuri.order_by().values_list("ocazie", "rezultat").annotate(n=Count("pk")):
        cate.setdefault(ocazie, {})[rezultat] = n
    return [Rata(ocazie, cate[ocazie]) for ocazie in Ocazie if ocazie in cate]


def cu_rezultatul(parteneriate, rezultate, ocazie=None):
    """Those whose check on this occasion, or the latest one, came out as one of these."""
    cunoscute = Verificare.objects.cunoscute().filter(parteneriat=OuterRef("pk")).cele_mai_noi()
    cunoscute = cunoscute.filter(ocazie=ocazie) if ocazie else cunoscute
    ultima = Subquery(cunoscute.values("rezultat")[:1])
    return parteneriate.annotate(rezultat_la_6_luni=ultima).filter(rezultat_la_6_luni__in=rezultate)


def verificarile():
    """The checks of which anybody may know, the latest first, as `verificari_cunoscute` of each partnership."""
    return Prefetch("verificari", Verificare.objects.cunoscute().cele_mai_noi(), to_attr="verificari_cunoscute")
