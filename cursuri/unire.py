"""What of the courses moves when two profiles become one: who organises a series, whom an application speaks for."""

from django.db.models import Q

from cursuri.models import Cerere, Serie
from organizatii.mutari import Mutare, inainte_de_unire, la_unire
from platforma.locuri.ocupare import blocate

la_unire("cursuri.Serie.organizator", Mutare(Serie, "organizator"))
la_unire("cursuri.Cerere.organizatie", Mutare(Cerere, "organizatie"))


@inainte_de_unire
def blocheaza_seriile(sursa, tinta):
    cerute = Cerere.objects.filter(organizatie__in=[sursa, tinta]).values("serie")
    serii = Serie.objects.filter(Q(organizator__in=[sursa, tinta]) | Q(pk__in=cerute))
    list(blocate(Serie, serii.values("pk")))
