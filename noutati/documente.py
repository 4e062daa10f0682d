"""Documents of news items: kept privately, handed out by right."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from noutati.models import DocumentNoutate, Noutate
from organizatii.models import Membru
from platforma.incarcari import sterge_dupa_commit
from platforma.moderare.revizii import EDITABILE_DIRECT
from platforma.moderare.tranzitii import Stare, TranzitieInterzisa

DOCUMENTE_MAXIM = 5  # of one item


def vizibile_pentru(utilizator):
    """Those of public items; to members theirs, to staff who read the news in the admin all."""
    publice = Q(noutate__in=Noutate.objects.publice())
    if not utilizator.is_authenticated:
        return DocumentNoutate.objects.filter(publice)
    if utilizator.poate_modera or (utilizator.is_staff and utilizator.has_perm("noutati.view_noutate")):
        return DocumentNoutate.objects.all()
    ale_mele = Membru.objects.filter(utilizator=utilizator).values("organizatie_id")
    return DocumentNoutate.objects.filter(publice | Q(noutate__organizatie__in=ale_mele))


@transaction.atomic
def adauga(noutate, form, de):
    """Keep the upload of a valid DocumentForm; returns the DocumentNoutate. Raises ValidationError beyond the limit,
    and TranzitieInterzisa once the item waits for a moderator or has been read by one."""
    blocata = Noutate.blocheaza(noutate.pk)
    if blocata.stare not in EDITABILE_DIRECT:
        raise TranzitieInterzisa(_("Documente noi se pot adăuga numai înainte de trimiterea noutății."))
    if blocata.documente.count() >= DOCUMENTE_MAXIM:
        raise ValidationError(
            ngettext(
                "Aveți deja %(n)s document. Ștergeți-l, apoi adăugați altul.",
                "Aveți deja %(n)s documente. Ștergeți unul, apoi adăugați altul.",
                DOCUMENTE_MAXIM,
            )
            % {"n": DOCUMENTE_MAXIM}
        )
    document = form.save(commit=False)
    document.noutate, document.incarcat_de = blocata, de
    document.nume_fisier, document.marime = document.fisier.name, document.fisier.size
    document.save()
    return document


@transaction.atomic
def sterge(document):
    """Row now, file after the commit. What is public may lose a document at once; what waits stays as it was sent."""
    if Noutate.blocheaza(document.noutate_id).stare not in EDITABILE_DIRECT | {Stare.PUBLICAT}:
        raise TranzitieInterzisa(_("Cât noutatea este în această stare, documentele nu se pot schimba."))
    sterge_dupa_commit(document.fisier)
    document.delete()
