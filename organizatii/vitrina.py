"""The title by which other things may link to a profile."""

from organizatii.models import Organizatie
from organizatii.unire import urmas
from platforma.legaturi import titlu
from platforma.moderare.tranzitii import Stare


@titlu("organizatii:profil")
def titlul_profilului(slug):
    organizatie = Organizatie.objects.only("denumire", "stare").filter(slug=slug).first()
    if organizatie and organizatie.stare == Stare.ARHIVAT:
        organizatie = urmas(organizatie)
    return organizatie.denumire if organizatie and organizatie.stare == Stare.PUBLICAT else None
