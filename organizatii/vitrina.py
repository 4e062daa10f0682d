"""The title by which other things may link to a profile, and the way from a profile's workspace to what waits."""

from organizatii.models import Organizatie
from organizatii.unire import urmas
from platforma.legaturi import titlu
from platforma.moderare.tranzitii import Stare
from platforma.vitrina import Bucata, bucata


@titlu("organizatii:profil")
def titlul_profilului(slug):
    organizatie = Organizatie.objects.only("denumire", "stare").filter(slug=slug).first()
    if organizatie and organizatie.stare == Stare.ARHIVAT:
        organizatie = urmas(organizatie)
    return organizatie.denumire if organizatie and organizatie.stare == Stare.PUBLICAT else None


@bucata("spatiu-organizatie", ordine=1)
def de_facut(organizatie):
    return Bucata("organizatii/_de_facut_in_spatiu.html", {"organizatie": organizatie})
