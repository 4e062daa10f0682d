"""What of the workshops moves when two profiles become one: places, hosting, invitations, conclusions."""

from django.db.models import Q

from ateliere.models import Atelier, Concluzie, Inscriere
from organizatii.mutari import Mutare, inainte_de_unire, la_unire
from platforma.locuri.ocupare import blocate

Organizatori, Invitate = Atelier.organizatori.through, Atelier.invitate.through

la_unire("ateliere.Inscriere.organizatie", Mutare(Inscriere, "organizatie"))
la_unire("ateliere.Concluzie.responsabil", Mutare(Concluzie, "responsabil"))
la_unire("ateliere.Atelier.gazda", Mutare(Atelier, "gazda"))
for model in (Organizatori, Invitate):
    la_unire(f"{model._meta.label}.organizatie", Mutare(model, "organizatie", unic=("atelier",)))


@inainte_de_unire
def blocheaza_atelierele(sursa, tinta):
    """Those whose row or whose registrations may change, in the order in which registrations lock them."""
    inscrise = Inscriere.objects.filter(organizatie__in=[sursa, tinta]).values("atelier")
    ateliere = Atelier.objects.filter(Q(gazda__in=[sursa, tinta]) | Q(pk__in=inscrise))
    list(blocate(Atelier, ateliere.values("pk")))
