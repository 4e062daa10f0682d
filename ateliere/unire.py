"""What of the workshops moves when two profiles become one: places, hosting, invitations, conclusions."""

from ateliere.models import Atelier, Concluzie, Inscriere
from organizatii.mutari import Mutare, la_unire

Organizatori, Invitate = Atelier.organizatori.through, Atelier.invitate.through

la_unire("ateliere.Inscriere.organizatie", Mutare(Inscriere, "organizatie"))
la_unire("ateliere.Concluzie.responsabil", Mutare(Concluzie, "responsabil"))
la_unire("ateliere.Atelier.gazda", Mutare(Atelier, "gazda"))
for model in (Organizatori, Invitate):
    la_unire(f"{model._meta.label}.organizatie", Mutare(model, "organizatie", unic=("atelier",)))
