"""What a moderator reads of a news item: its fields in the order of the form, who sends it, its files."""

from pathlib import PurePath

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from noutati.models import Noutate
from platforma.moderare.comparatie import randuri

SECTIUNI = (
    (_l("Noutatea"), "categorie titlu rezumat text"),
    (_l("Imaginea"), "imagine imagine_alt imagine_credit"),
    (_l("Despre ce și unde"), "domenii sectoare legaturi"),
    (_l("Când"), "publica_la retrage_la"),
)


def comparatie(noutate, inainte, valori):
    """Every filled field by section; beside what a moderator sent back, when there is something."""
    sectiuni = [(titlu, randuri(noutate, nume.split(), inainte, None, valori)) for titlu, nume in SECTIUNI]
    return [(titlu, grup) for titlu, grup in sectiuni if grup]


def fapte(noutate):
    """Who speaks, and how much the public has heard of them."""
    o = noutate.organizatie
    if o is None:
        return []
    publice = Noutate.objects.publice().filter(organizatie=o)
    ultima = publice.cele_mai_noi().values_list("titlu", flat=True).first()
    sectiune = [
        (_("Starea profilului"), o.eticheta_stare),
        (_("Noutăți publice"), str(publice.count())),
        (_("Cea mai nouă"), ultima),
    ]
    return [(o.denumire, [(eticheta, valoare) for eticheta, valoare in sectiune if valoare])]


def fisiere(noutate):
    return [
        (
            document.titlu,
            document.get_absolute_url(),
            f"{PurePath(document.nume_fisier).suffix[1:].upper()} · {filesizeformat(document.marime)}",
        )
        for document in noutate.documente.all()
    ]
