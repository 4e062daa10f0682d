"""Notices, expressions of interest and what is written about them, made quickly for tests."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from parteneriate import conversatii
from parteneriate.models import VALABILITATE, Abuz, Anunt, Interes, Replica, slug_liber
from platforma.moderare.tranzitii import Actiune, Stare, muta
from platforma.nomenclatoare.models import Domeniu, GrupTinta


def anunt(titlu, organizatie, *, domenii=("servicii-sociale",), grupuri=(), sectoare=(), **campuri):
    """A published need of spaces, open for everybody since an hour, unless the fields say otherwise."""
    acum = timezone.now()
    implicite = {
        "fel": "nevoie",
        "text": "Un paragraf despre ce ne trebuie.",
        "resurse": ["spatiu"],
        "stare": Stare.PUBLICAT,
        "publicat_la": acum - timedelta(hours=1),
        "valabil_pana": timezone.localdate() + VALABILITATE,
    }
    if campuri.get("stare", Stare.PUBLICAT) not in {Stare.PUBLICAT, Stare.ARHIVAT}:
        implicite |= {"publicat_la": None, "valabil_pana": None}
    rand = Anunt.objects.create(
        titlu=titlu, slug=slug_liber(titlu), organizatie=organizatie, **{**implicite, **campuri}
    )
    rand.domenii.set(Domeniu.objects.filter(slug__in=domenii))
    rand.grupuri.set(GrupTinta.objects.filter(slug__in=grupuri))
    rand.sectoare.set(sectoare)
    return rand


def interes(anunt, organizatie, contact, **campuri):
    return Interes.objects.create(
        anunt=anunt, organizatie=organizatie, contact=contact, **{"ofera": "O sală de 40 de locuri.", **campuri}
    )


def replica(interes, de, text="Când putem veni să vedem sala?", partea=None, **campuri):
    """A message as if it had been written; the side follows from the author's team."""
    partea = partea or conversatii.partea(interes, de)
    return Replica.objects.create(interes=interes, de=de, text=text, partea=partea, **campuri)


def atasament(replica, nume="plan.pdf"):
    return replica.atasamente.create(fisier=ContentFile(b"%PDF-1.4", nume), nume_fisier=nume, marime=8)


def abuz(replica, de, de_ce="jignire", text="M-a jignit în fața colegilor."):
    """A report that waits in the queue."""
    rand = Abuz.objects.create(replica=replica, de=de, de_ce=de_ce, text=text)
    muta(rand, Actiune.TRIMITE, de)
    return rand
