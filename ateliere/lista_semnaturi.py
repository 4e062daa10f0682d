"""The list that people sign at the entrance of a workshop."""

from django.utils.translation import gettext as _

from organizatii.models.expresii import CheieSortare
from platforma.pdf.semnaturi import foaia


def lista_semnaturi(atelier):
    """The sheet as PDF bytes, the same for the same rows."""
    return foaia(
        atelier,
        atelier.titlu,
        atelier.inscrieri.confirmate().select_related("organizatie").order_by(CheieSortare("nume"), "pk"),
        numar=atelier.numar,
        unde=", ".join(filter(None, [atelier.loc_nume, atelier.loc_adresa])) or atelier.get_format_display(),
        fapte=[[_("Gazdă"), atelier.gazda.denumire]],
        nota=_("Datele dumneavoastră se folosesc numai pentru evidența atelierului: %(adresa)s"),
    )
