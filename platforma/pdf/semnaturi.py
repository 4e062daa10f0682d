"""The list that people sign at the entrance, on paper: those with a place, and empty rows for whoever else comes."""

from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from platforma.nomenclatoare.models import Proiect
from platforma.pdf import compune
from platforma.pdf.vizibilitate import banda
from platforma.templatetags.platforma import data_zi, ora

SABLON = Path(__file__).with_name("lista_semnaturi.typ")
GOALE = 8  # rows for people who were not registered
NEDESENAT = "▯"  # stands for a sign that no font has; the person writes her name beside it anyway


def foaia(intalnire, titlu, locuri, *, numar="", unde, fapte, nota, goale=GOALE):
    """The sheet as PDF bytes, the same for the same rows.

    `intalnire` has its hours and `modificat_la`; `fapte`: further rows (label, value) under the title; `nota`: what
    the data are used for, with `%(adresa)s`.
    """
    proiect = Proiect.objects.curent()
    strip, imagini = banda(proiect)
    date = {
        "proiect": strip,
        "raspundere": proiect.text_raspundere if proiect else "",
        "pagina": _("pagina"),
        "titlu": _("Listă de prezență"),
        "numar": numar,
        "intalnire": titlu,
        "fapte": [[_("Când"), _cand(intalnire)], [_("Unde"), unde], *fapte],
        "coloane": [_("Nr."), _("Nume și prenume"), _("Organizația"), _("Funcția"), _("Semnătura")],
        "randuri": [[loc.nume, loc.organizatie.denumire if loc.organizatie else "", loc.functie] for loc in locuri],
        "goale": goale,
        "nota": nota % {"adresa": settings.ADRESA_SITE + reverse("confidentialitate")},
    }
    return compune(SABLON, date, moment=intalnire.modificat_la, imagini=imagini, in_loc=NEDESENAT)


def _cand(intalnire):
    return _("%(zi)s, %(de_la)s–%(pana_la)s") % {
        "zi": data_zi(intalnire.incepe_la),
        "de_la": ora(intalnire.incepe_la),
        "pana_la": ora(intalnire.se_incheie_la),
    }
