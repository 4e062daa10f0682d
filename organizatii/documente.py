"""Documents of an organisation: kept privately, handed out by right."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizatii.models import Document, Membru, Organizatie
from platforma.incarcari import sterge_dupa_commit
from platforma.moderare.revizii import EDITABILE_DIRECT
from platforma.moderare.tranzitii import Stare, TranzitieInterzisa

DOCUMENTE_MAXIM = 30  # of one organisation


def vizibile_pentru(utilizator):
    """Public documents of public profiles; to members theirs, to staff who may see documents all."""
    publice = Q(public=True, organizatie__in=Organizatie.objects.publice())
    if not utilizator.is_authenticated:
        return Document.objects.filter(publice)
    if utilizator.poate_modera or (utilizator.is_staff and utilizator.has_perm("organizatii.view_document")):
        return Document.objects.all()
    ale_mele = Membru.objects.filter(utilizator=utilizator).values("organizatie_id")
    return Document.objects.filter(publice | Q(organizatie__in=ale_mele))


@transaction.atomic
def adauga(organizatie, form, de):
    """Keep the upload of a valid DocumentForm; returns the Document. Raises ValidationError beyond the limit, and
    TranzitieInterzisa in a state in which members may not write."""
    _blocheaza(organizatie)
    if organizatie.documente.count() >= DOCUMENTE_MAXIM:
        raise ValidationError(
            ngettext(
                "Aveți deja %(n)s document. Ștergeți-l, apoi adăugați altul.",
                "Aveți deja %(n)s documente. Ștergeți unul, apoi adăugați altul.",
                DOCUMENTE_MAXIM,
            )
            % {"n": DOCUMENTE_MAXIM}
        )
    document = form.save(commit=False)
    document.organizatie, document.incarcat_de = organizatie, de
    document.nume_fisier, document.marime = document.fisier.name, document.fisier.size
    document.save()
    return document


@transaction.atomic
def modifica(document, form):
    """Save title and public switch of a valid ModificaDocumentForm."""
    _blocheaza(document.organizatie)
    form.save()


@transaction.atomic
def sterge(document):
    """Row now, file after the commit."""
    _blocheaza(document.organizatie)
    sterge_dupa_commit(document.fisier)
    document.delete()


def _blocheaza(organizatie):
    stare = Organizatie.blocheaza(organizatie.pk).stare
    if stare not in EDITABILE_DIRECT | {Stare.PUBLICAT}:
        raise TranzitieInterzisa(_("Cât profilul este în această stare, documentele nu se pot schimba."))
    Organizatie.objects.filter(pk=organizatie.pk).update(modificat_la=timezone.now())
