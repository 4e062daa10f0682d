"""The title by which other things may link to a profile."""

from organizatii.models import Organizatie
from platforma.legaturi import titlu


@titlu("organizatii:profil")
def titlul_profilului(slug):
    return Organizatie.objects.publice().filter(slug=slug).values_list("denumire", flat=True).first()
