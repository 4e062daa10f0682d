"""The text of a partnership: how it begins, how it changes, and that a change of substance is another version."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii.models import Membru
from parteneriate import emails
from parteneriate.models import INAINTE_DE_SEMNARE, Ce, Etapa, Fapta, Parte, Parteneriat, RolParte, slug_parteneriat
from platforma.moderare.revizii import propune_modificari

PROPUNERI_MAXIM = 20  # unsigned ones that a person began for an organisation; each one reserves an address


class Refuzat(Exception):
    """The rules of partnerships do not allow it. `str()` is a Romanian sentence for the person who tried."""


@transaction.atomic
def incepe(form, organizatie, de):
    """Save a valid PropunereForm as an idea of this organisation, with `de` as its responsible person.

    Raises PermissionDenied when she is not of its team, Refuzat when it has too many unsigned ones.
    """
    organizatie = type(organizatie).blocheaza(organizatie.pk)  # two colleagues at the limit: one proposal more, not two
    if not Membru.objects.filter(organizatie=organizatie, utilizator=de).exists():
        raise PermissionDenied
    ale_ei = Parteneriat.objects.ale_organizatiei(organizatie).filter(etapa__in=INAINTE_DE_SEMNARE, autor=de)
    if ale_ei.count() >= PROPUNERI_MAXIM:
        raise Refuzat(_("Aveți deja %(n)s de propuneri deschise. Retrageți una, apoi începeți alta.") % {"n": 20})
    parteneriat = form.save(commit=False)
    parteneriat.autor = de
    for _incercare in range(5):  # two people may take the same free address at once
        parteneriat.slug = slug_parteneriat(parteneriat.titlu)
        try:
            with transaction.atomic():
                parteneriat.save(force_insert=True)
            break
        except IntegrityError:
            if not Parteneriat.objects.filter(slug=parteneriat.slug).exists():
                raise
    form.save_m2m()
    acum = timezone.now()
    Parte.objects.create(
        parteneriat=parteneriat,
        organizatie=organizatie,
        rol=RolParte.AUTORITATE if organizatie.tip == "autoritate" else RolParte.LIDER,
        responsabil=de,
        invitat_la=acum,
        acceptat_la=acum,
    )
    Fapta.objects.create(
        parteneriat=parteneriat, organizatie=organizatie, ce=Ce.PROPUS, spre=Etapa.IDEE, de=de, la=acum
    )
    return parteneriat


@transaction.atomic
def modifica(parteneriat, form, de):
    """Save a section of the record; returns the Rezultat of moderation.

    A change of substance before publication is another version at once: those who had answered to the older one are
    told. Of something public it waits for a moderator, and becomes another version when she approves it.
    """
    blocat = condus(parteneriat.pk, de)
    inainte = blocat.redactare
    rezultat = propune_modificari(parteneriat, form, de)
    blocat.refresh_from_db(fields=["redactare"])
    if blocat.redactare != inainte:
        _noteaza(blocat, de)
    if rezultat.asteapta:  # a change that waits is a sign of life too
        atinge(blocat)
    return rezultat


def atinge(blocat):
    """Something about it was written now. Under the partnership's lock."""
    blocat.modificat_la = timezone.now()
    blocat.save(update_fields=["modificat_la"])


def alta_redactare(blocat, de):
    """Another version, because of something beside the fields: the parties, the money. Under the partnership's lock."""
    blocat.redactare += 1
    blocat.modificat_la = timezone.now()
    blocat.save(update_fields=["redactare", "modificat_la"])
    _noteaza(blocat, de)


def _noteaza(blocat, de):
    fapta = Fapta.objects.create(parteneriat=blocat, ce=Ce.TEXT, redactare=blocat.redactare, de=de)
    emails.text_schimbat(blocat, fapta)


def condus(pk, de):
    """The partnership, locked to the end of the transaction, if `de` still acts for one of its parties."""
    blocat = Parteneriat.blocheaza(pk)
    if not Parteneriat.objects.conduse_de(de).filter(pk=pk).exists():
        raise PermissionDenied
    return blocat


def condus_nesemnat(pk, de):
    """The same, while its parties and contributions may still change."""
    blocat = condus(pk, de)
    if blocat.etapa not in INAINTE_DE_SEMNARE:
        raise Refuzat(
            _("După semnare, părțile și contribuțiile nu se mai schimbă; ce urmează se scrie într-un act adițional.")
        )
    return blocat
