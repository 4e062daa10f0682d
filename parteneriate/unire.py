"""What of partnerships moves when two profiles become one: notices, answers, sides of a partnership, acts issued."""

from dataclasses import dataclass

from organizatii.mutari import Mutare, Ramane, inainte_de_unire, la_unire
from parteneriate.models import (
    Act,
    Anunt,
    Blocare,
    Fapta,
    FisaPotrivire,
    Ignorare,
    Interes,
    Parte,
    Parteneriat,
    PotrivireSpusa,
)


@dataclass(frozen=True)
class MutareBlocari:
    """All blocks move, but one that the target has too, and one between the two: nobody blocks herself."""

    camp: str
    celalalt: str

    def muta(self, sursa, tinta):
        ale_tintei = Blocare.objects.filter(**{self.camp: tinta}).values(f"{self.celalalt}_id")
        randuri = Blocare.objects.filter(**{self.camp: sursa}).exclude(**{f"{self.celalalt}__in": ale_tintei})
        chei = list(randuri.exclude(**{self.celalalt: tinta}).values_list("pk", flat=True))
        Blocare.objects.filter(pk__in=chei).update(**{self.camp: tinta})
        return chei

    def inapoi(self, sursa, tinta, nota):
        Blocare.objects.filter(pk__in=nota, **{self.camp: tinta}).update(**{self.camp: sursa})


la_unire("parteneriate.Anunt.organizatie", Mutare(Anunt, "organizatie"))
la_unire("parteneriate.Interes.organizatie", Mutare(Interes, "organizatie", unic=("anunt",)))
la_unire("parteneriate.Blocare.organizatie", MutareBlocari("organizatie", "blocata"))
la_unire("parteneriate.Blocare.blocata", MutareBlocari("blocata", "organizatie"))
la_unire("parteneriate.Parte.organizatie", Mutare(Parte, "organizatie", unic=("parteneriat",)))
la_unire("parteneriate.Act.emitent", Mutare(Act, "emitent"))
la_unire("parteneriate.Ignorare.organizatie", Mutare(Ignorare, "organizatie", unic=("anunt",)))
la_unire("parteneriate.PotrivireSpusa.organizatie", Mutare(PotrivireSpusa, "organizatie", unic=("anunt",)))
la_unire(f"{Fapta._meta.label}.organizatie", Ramane())  # a journal is never rewritten
la_unire(f"{FisaPotrivire._meta.label}.organizatie", Ramane())  # triggers keep it


@inainte_de_unire
def blocheaza_parteneriatele(sursa, tinta):
    """Who turns an expression of interest into a proposal holds it, then waits for the profile: so it comes first."""
    interese = Interes.objects.filter(organizatie__in=[sursa, tinta]).order_by("pk")
    list(interese.select_for_update(no_key=True, of=("self",)))
    parti = Parte.objects.filter(organizatie__in=[sursa, tinta])
    cerute = Parteneriat.objects.filter(pk__in=parti.values("parteneriat")).order_by("pk")
    list(cerute.select_for_update(no_key=True, of=("self",)))
