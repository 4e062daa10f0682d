"""A person's own memberships, in the copy of her data."""

from platforma.conturi.copie import parte


@parte("organizatii")
def calitatile(persoana, adrese):
    return [
        {"organizatie": m.organizatie.denumire, "rol": m.get_rol_display()}
        for m in persoana.calitati.select_related("organizatie").order_by("pk")
    ]
