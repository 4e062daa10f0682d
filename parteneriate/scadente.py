"""When a partnership is due for its check: six calendar months after it was signed, and after it ended.

Both rows are written when it is signed and follow the record until they are opened. The daily job writes what is
missing, so what was signed before there were checks, or moved past this code, has its rows too.
"""

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from parteneriate import stari
from parteneriate.models import LUNI, SEMNATE, Etapa, Ocazie, Parteneriat, Verificare
from parteneriate.termene import peste_luni


def termene(semnat_la, se_incheie_la, incheiat_in):
    """{occasion: the day from which the months count}; without what is not known.

    The end is the day in the agreement, or that on which the parties closed it (`incheiat_in`), if earlier: closing it
    late on the platform does not postpone the check, and one that nobody closes is asked all the same.
    """
    sfarsituri = [zi for zi in (se_incheie_la, incheiat_in) if zi]
    zile = {Ocazie.SEMNARE: semnat_la, Ocazie.INCHEIERE: min(sfarsituri) if sfarsituri else None}
    return {ocazie: zi for ocazie, zi in zile.items() if zi}


def _cu_incheierea(parteneriate):
    incheierea = Min("jurnal__la", filter=Q(jurnal__spre=Etapa.INCHEIAT))
    return parteneriate.annotate(incheiat_moment=incheierea)


def _termenele(p):
    return termene(p.semnat_la, p.se_incheie_la, p.incheiat_moment and timezone.localdate(p.incheiat_moment))


@stari.la_intrare(*SEMNATE)
def programeaza_intrarea(parteneriat):
    programeaza(parteneriat.pk)


@transaction.atomic
def programeaza(pk):
    """Write the missing rows of a partnership and put those not opened yet on the days of the record. Locks it."""
    Parteneriat.blocheaza(pk)
    for ocazie, de_la in _termenele(_cu_incheierea(Parteneriat.objects).get(pk=pk)).items():
        zile = {"de_la": de_la, "scadenta": peste_luni(de_la, LUNI)}
        rand, nou = Verificare.objects.get_or_create(parteneriat_id=pk, ocazie=ocazie, defaults=zile)
        if not nou and rand.de_la != de_la:
            Verificare.objects.filter(pk=rand.pk, deschisa_la=None).update(**zile)


def programeaza_toate():
    """What signed partnerships lack; returns of how many. Nothing is locked or written where all is as it should be."""
    semnate = _cu_incheierea(Parteneriat.objects.semnate()).defer("cautare").prefetch_related("verificari")
    lipsesc = [p.pk for p in semnate.order_by("pk") if _difera(p)]
    for pk in lipsesc:
        programeaza(pk)
    return len(lipsesc)


def _difera(p):
    randuri = {v.ocazie: v for v in p.verificari.all()}
    return any(
        ocazie not in randuri or (randuri[ocazie].deschisa_la is None and randuri[ocazie].de_la != de_la)
        for ocazie, de_la in _termenele(p).items()
    )
