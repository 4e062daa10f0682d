"""The list that people sign at the entrance, on paper: those with a place, and empty rows for whoever else comes."""

from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from organizatii.models.expresii import CheieSortare
from platforma.nomenclatoare.models import Proiect
from platforma.pdf import compune
from platforma.pdf.vizibilitate import banda
from platforma.templatetags.platforma import data_zi, ora

SABLON = Path(__file__).with_name("pdf") / "lista_semnaturi.typ"
GOALE = 8  # rows for people who were not registered
NEDESENAT = "▯"  # stands for a sign that no font has; the person writes her name beside it anyway


def lista_semnaturi(atelier):
    """The sheet as PDF bytes, the same for the same rows."""
    proiect = Proiect.objects.curent()
    strip, imagini = banda(proiect)
    inscrieri = atelier.inscrieri.confirmate().select_related("organizatie").order_by(CheieSortare("nume"), "pk")
    date = {
        "proiect": strip,
        "raspundere": proiect.text_raspundere if proiect else "",
        "pagina": _("pagina"),
        "titlu": _("Listă de prezență"),
        "numar": atelier.numar,
        "atelier": atelier.titlu,
        "fapte": _fapte(atelier),
        "coloane": [_("Nr."), _("Nume și prenume"), _("Organizația"), _("Funcția"), _("Semnătura")],
        "randuri": [[i.nume, i.organizatie.denumire if i.organizatie else "", i.functie] for i in inscrieri],
        "goale": GOALE,
        "nota": _("Datele dumneavoastră se folosesc numai pentru evidența atelierului: %(adresa)s")
        % {"adresa": settings.ADRESA_SITE + reverse("confidentialitate")},
    }
    return compune(SABLON, date, moment=atelier.modificat_la, imagini=imagini, in_loc=NEDESENAT)


def _fapte(atelier):
    """Rows (label, value) under the title."""
    cand = _("%(zi)s, %(de_la)s–%(pana_la)s") % {
        "zi": data_zi(atelier.incepe_la),
        "de_la": ora(atelier.incepe_la),
        "pana_la": ora(atelier.se_incheie_la),
    }
    unde = ", ".join(filter(None, [atelier.loc_nume, atelier.loc_adresa])) or atelier.get_format_display()
    return [[_("Când"), cand], [_("Unde"), unde], [_("Gazdă"), atelier.gazda.denumire]]
