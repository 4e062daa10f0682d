"""The list that people sign at the entrance of a session."""

from django.utils.translation import gettext as _

from cursuri.prezenta import cursanti
from platforma.pdf.semnaturi import foaia


def lista_semnaturi(sesiune):
    """The sheet as PDF bytes, the same for the same rows. No empty rows: only who was admitted learns."""
    serie = sesiune.serie
    return foaia(
        sesiune,
        sesiune.titlu,
        cursanti(serie),
        numar=str(serie),
        unde=", ".join(filter(None, [sesiune.loc_nume, sesiune.loc_adresa])) or _("Online"),
        fapte=[
            [_("Organizator"), serie.organizator.denumire],
            [_("Formatori"), ", ".join(f.nume for f in serie.formatori.all()) or "–"],
        ],
        nota=_("Datele dumneavoastră se folosesc numai pentru evidența cursului: %(adresa)s"),
        goale=0,
    )
