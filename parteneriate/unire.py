"""What of partnerships moves when two profiles become one: notices, answers, sides of a partnership, acts issued."""

from organizatii.mutari import Mutare, Ramane, inainte_de_unire, la_unire
from parteneriate.models import Act, Anunt, Fapta, FisaPotrivire, Ignorare, Interes, Parte, Parteneriat, PotrivireSpusa

la_unire("parteneriate.Anunt.organizatie", Mutare(Anunt, "organizatie"))
la_unire("parteneriate.Interes.organizatie", Mutare(Interes, "organizatie", unic=("anunt",)))
la_unire("parteneriate.Parte.organizatie", Mutare(Parte, "organizatie", unic=("parteneriat",)))
la_unire("parteneriate.Act.emitent", Mutare(Act, "emitent"))
la_unire("parteneriate.Ignorare.organizatie", Mutare(Ignorare, "organizatie", unic=("anunt",)))
la_unire("parteneriate.PotrivireSpusa.organizatie", Mutare(PotrivireSpusa, "organizatie", unic=("anunt",)))
la_unire(f"{Fapta._meta.label}.organizatie", Ramane())  # a journal is never rewritten
la_unire(f"{FisaPotrivire._meta.label}.organizatie", Ramane())  # triggers keep it


@inainte_de_unire
def blocheaza_parteneriatele(sursa, tinta):
    parti = Parte.objects.filter(organizatie__in=[sursa, tinta])
    cerute = Parteneriat.objects.filter(pk__in=parti.values("parteneriat")).order_by("pk")
    list(cerute.select_for_update(no_key=True, of=("self",)))
