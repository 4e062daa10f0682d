"""What of the news moves when two profiles become one."""

from noutati.models import Abonare, Destinatar, Noutate
from organizatii.mutari import Mutare, la_unire

Urmarite = Abonare.organizatii.through

la_unire("noutati.Noutate.organizatie", Mutare(Noutate, "organizatie"))
la_unire("noutati.Destinatar.organizatie", Mutare(Destinatar, "organizatie"))
la_unire(f"{Urmarite._meta.label}.organizatie", Mutare(Urmarite, "organizatie", unic=("abonare",)))
