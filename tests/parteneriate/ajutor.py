"""Notices and expressions of interest, made quickly for tests."""

from datetime import timedelta

from django.utils import timezone

from parteneriate.models import VALABILITATE, Anunt, Interes, slug_liber
from platforma.moderare.tranzitii import Stare
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
