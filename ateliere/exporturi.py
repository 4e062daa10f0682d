"""Lists of participants as files: columns declared once, the rows that the screen counts, each run on record.

Columns that tell of a person leave only with the right `ateliere.exporta`; whoever keeps the room gets the same rows
without them. What people said they need is never exported: it may tell of their health.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ateliere.models import Atelier, Ce, Export, Fapta, Inscriere
from platforma.tabele import Coloana, tabel


def _starea_prezentei(inscriere):
    try:
        return inscriere.prezenta.get_stare_display()
    except ObjectDoesNotExist:
        return ""


ATELIERUL = (
    Coloana(_("Atelierul"), lambda i: i.atelier.titlu, latime=40),
    Coloana(_("Al câtelea din serie"), lambda i: i.atelier.nr_in_serie),
    Coloana(_("Tema"), lambda i: i.atelier.tema.nume, latime=28),
    Coloana(_("Gazda"), lambda i: i.atelier.gazda.denumire, latime=28),
    Coloana(_("Începe la"), lambda i: i.atelier.incepe_la),
)
CINE = (
    Coloana(_("Organizația"), lambda i: i.organizatie.denumire if i.organizatie else "", latime=40),
    Coloana(_("Din partea"), lambda i: i.get_parte_display(), latime=20),
    Coloana(_("Nume și prenume"), lambda i: i.nume, personal=True, latime=28),
    Coloana(_("Funcția"), lambda i: i.functie, personal=True, latime=24),
    Coloana(_("Adresă de e-mail"), lambda i: i.email, personal=True, latime=32),
)


@dataclass(frozen=True)
class Fel:
    """One kind of file: which of the registrations are its rows, and its columns."""

    randuri: Callable
    coloane: tuple


FELURI = {
    Export.Ce.PARTICIPANTI: Fel(
        lambda inscrieri: inscrieri.active(),
        (
            *ATELIERUL,
            *CINE,
            Coloana(_("Starea înscrierii"), lambda i: i.get_stare_display(), latime=24),
            Coloana(_("Înscriere făcută la"), lambda i: i.creat_la),
            Coloana(_("Numele se poate publica"), lambda i: i.acord_nume, personal=True),
        ),
    ),
    Export.Ce.PREZENTA: Fel(
        lambda inscrieri: inscrieri.confirmate(),
        (*ATELIERUL, *CINE, Coloana(_("Prezența"), _starea_prezentei)),
    ),
}


def randurile(ce, ateliere):
    """The registrations that the file `ce` over these workshops holds; the screen counts the very same."""
    inscrieri = FELURI[ce].randuri(Inscriere.objects.filter(atelier__in=ateliere.order_by().values("pk")))
    return inscrieri.select_related("atelier__tema", "atelier__gazda", "organizatie", "prezenta").order_by(
        "atelier__incepe_la", "atelier", "pk"
    )


def exporta(ce, format, ateliere, de, *, filtre=None):
    """Write the file, and its line in the log; returns the open file, rewound.

    Over the workshops of a queryset, or over a single Atelier. Raises PermissionDenied when `de` does not keep the room
    of each.
    """
    atelier = ateliere if isinstance(ateliere, Atelier) else None
    if atelier is not None:
        ateliere = Atelier.objects.filter(pk=atelier.pk)
    if ateliere.order_by().exclude(pk__in=Atelier.objects.organizate_de(de).values("pk")).exists():
        raise PermissionDenied
    personale = de.has_perm("ateliere.exporta")
    coloane = [c for c in FELURI[ce].coloane if personale or not c.personal]
    with transaction.atomic():
        fisier, randuri = tabel(format, coloane, randurile(ce, ateliere).iterator())
        Export.objects.create(
            ce=ce, format=format, atelier=atelier, filtre=filtre or {}, randuri=randuri, personale=personale, de=de
        )
        if atelier is not None:
            Fapta.objects.create(atelier=atelier, ce=Ce.EXPORT, de=de, detalii={"ce": ce, "randuri": randuri})
    return fisier
