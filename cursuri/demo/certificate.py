"""Certificates of a fictional series: everybody who earned one, a corrected one, a revoked one."""

from cursuri import loturi, prezenta, randare
from cursuri.certificare import inlocuieste, revoca, situatia
from cursuri.models import Certificat, Serie

MOTIV_CORECTARE = "Numele era scris fără al doilea prenume; persoana ne-a arătat cum apare în acte. (exemplu)"
MOTIV_REVOCARE = "Prezența de la a doua sesiune fusese trecută din greșeală la altcineva. (exemplu)"


def certifica(serie, de):
    """Close what is open and issue by the real verbs, PDFs too; returns how many. Nothing is sent to anybody."""
    serie = Serie.objects.select_related("tema", "organizator").get(pk=serie.pk)
    for sesiune in serie.sesiuni.filter(prezenta_inchisa_la=None):
        sesiune.serie = serie
        prezenta.inchide(sesiune, de)
    pot, _nu_pot = situatia(serie, de)
    loturi.porneste(serie, de, len(pot))
    loturi.lucreaza()
    emise = list(Certificat.objects.valabile().filter(cerere__serie=serie).order_by("an", "nr"))
    if len(emise) > 4:
        date = emise[-2].date
        inlocuieste(emise[-2], de, nume=f"Ana-{date['nume']}", organizatie=date["organizatie"], motiv=MOTIV_CORECTARE)
        revoca(emise[-1], de, categorie="conditii", motiv=MOTIV_REVOCARE)
        randare.randeaza_lipsa()
    return len(emise)
