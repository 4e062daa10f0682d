"""The beginning of an item, and the end of one that was never sent."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from noutati.models import Noutate, slug_liber
from organizatii.models import Organizatie
from platforma.incarcari import sterge_dupa_commit
from platforma.moderare.tranzitii import Stare, TranzitieInterzisa

CIORNE_MAXIM = 20  # drafts of one organisation at a time; each one reserves an address


@transaction.atomic
def incepe(form, organizatie, de):
    """Save a valid ContinutForm as a new draft of this organisation (None: of the team); returns the Noutate.

    Raises TranzitieInterzisa when the organisation has too many drafts.
    """
    if organizatie is not None:
        Organizatie.blocheaza(organizatie.pk)  # two colleagues at the limit: one draft more, not two
        if organizatie.noutati.filter(stare=Stare.CIORNA).count() >= CIORNE_MAXIM:
            raise TranzitieInterzisa(
                ngettext(
                    "Aveți deja %(n)s ciornă. Trimiteți-o sau ștergeți-o, apoi începeți alta.",
                    "Aveți deja %(n)s ciorne. Trimiteți sau ștergeți una dintre ele, apoi începeți alta.",
                    CIORNE_MAXIM,
                )
                % {"n": CIORNE_MAXIM}
            )
    noutate = form.save(commit=False)
    noutate.organizatie, noutate.autor = organizatie, de
    for _incercare in range(5):  # two people may take the same free address at once
        noutate.slug = slug_liber(noutate.titlu)
        try:
            with transaction.atomic():
                noutate.save(force_insert=True)
            break
        except IntegrityError:
            if not Noutate.objects.filter(slug=noutate.slug).exists():
                raise
    form.save_m2m()
    return noutate


def se_poate_sterge(noutate):
    """A draft that was never sent: nobody decided upon it, so nothing is lost from the record."""
    return noutate.stare == Stare.CIORNA and noutate.vizibila_din is None and not noutate.decizii().exists()


@transaction.atomic
def sterge_ciorna(noutate, de):
    """Delete a draft and its files. Raises PermissionDenied, or TranzitieInterzisa once it has been sent."""
    blocata = Noutate.blocheaza(noutate.pk)
    if not blocata.este_autor(de):
        raise PermissionDenied
    if not se_poate_sterge(blocata):
        raise TranzitieInterzisa(_("Numai o ciornă care nu a fost trimisă niciodată se poate șterge."))
    for fisier in (blocata.imagine, *(d.fisier for d in blocata.documente.all())):
        sterge_dupa_commit(fisier)
    blocata.delete()
