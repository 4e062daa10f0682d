"""The beginning of a profile, and the end of one that was never sent."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizatii.models import Membru, Organizatie, slug_liber
from platforma.incarcari import sterge_dupa_commit
from platforma.moderare.tranzitii import Stare, TranzitieInterzisa

CIORNE_MAXIM = 10  # drafts of one person at a time; nobody needs more, and each one reserves an address


@transaction.atomic
def incepe(organizatie, de):
    """Save a new draft with this person as its administrator; returns it.

    Raises TranzitieInterzisa when the person has too many drafts.
    """
    if Membru.objects.filter(utilizator=de, organizatie__stare=Stare.CIORNA).count() >= CIORNE_MAXIM:
        raise TranzitieInterzisa(
            ngettext(
                "Aveți deja %(n)s ciornă. Trimiteți-o sau ștergeți-o, apoi începeți alta.",
                "Aveți deja %(n)s ciorne. Trimiteți sau ștergeți una dintre ele, apoi începeți alta.",
                CIORNE_MAXIM,
            )
            % {"n": CIORNE_MAXIM}
        )
    for _incercare in range(5):  # two people may take the same free address at once
        organizatie.slug = slug_liber(organizatie.denumire)
        try:
            with transaction.atomic():
                organizatie.save(force_insert=True)
            break
        except IntegrityError:
            if not Organizatie.objects.filter(slug=organizatie.slug).exists():
                raise
    Membru.objects.create(organizatie=organizatie, utilizator=de, rol=Membru.Rol.ADMINISTRATOR)
    return organizatie


def se_poate_sterge(organizatie):
    """A draft that was never sent and never public: nobody decided upon it, so nothing is lost from the record."""
    return organizatie.stare == Stare.CIORNA and organizatie.publicat_la is None and not organizatie.decizii().exists()


@transaction.atomic
def sterge_ciorna(organizatie, de):
    """Delete a draft and its files. Raises PermissionDenied for whoever is no administrator, TranzitieInterzisa once
    it has been sent."""
    blocata = Organizatie.blocheaza(organizatie.pk)
    if not Organizatie.objects.administrate_de(de).filter(pk=blocata.pk).exists():
        raise PermissionDenied
    if not se_poate_sterge(blocata):
        raise TranzitieInterzisa(_("Numai o ciornă care nu a fost trimisă niciodată se poate șterge."))
    for fisier in (blocata.logo, blocata.coperta, *(d.fisier for d in blocata.documente.all())):
        sterge_dupa_commit(fisier)
    blocata.delete()
