"""Milestones: what is to be done by a day, and that it was. Under the partnership's lock, as everything about it."""

from django.db import transaction
from django.utils.translation import gettext as _

from parteneriate.models import Etapa, Reper
from parteneriate.scriere import Refuzat, atinge, condus

REPERE_MAXIM = 20  # of one partnership
INCHISE = (Etapa.INCHEIAT, Etapa.CONTINUAT, Etapa.REZILIAT, Etapa.RETRAS)


def _deschis(pk, de):
    blocat = condus(pk, de)
    if blocat.etapa in INCHISE:
        raise Refuzat(_("Parteneriatul s-a încheiat: reperele lui nu se mai schimbă."))
    return blocat


def _o_data(reper):
    """The constraint says it too; here, under the lock, as a sentence."""
    if Reper.objects.filter(parteneriat=reper.parteneriat_id, titlu=reper.titlu).exclude(pk=reper.pk).exists():
        raise Refuzat(_("Parteneriatul are deja acest reper."))


@transaction.atomic
def adauga(parteneriat, form, de):
    """Save a valid ReperForm."""
    blocat = _deschis(parteneriat.pk, de)
    if blocat.repere.count() >= REPERE_MAXIM:
        raise Refuzat(_("Un parteneriat are cel mult %(n)s de repere.") % {"n": REPERE_MAXIM})
    reper = form.save(commit=False)
    reper.parteneriat = blocat
    _o_data(reper)
    reper.save()
    atinge(blocat)
    return reper


@transaction.atomic
def modifica(reper, form, de):
    """That it was done shows at once; other words or another day wait for a moderator."""
    blocat = _deschis(reper.parteneriat_id, de)
    schimbat = form.save(commit=False)
    _o_data(schimbat)
    if {"titlu", "scadent_la"} & {*form.changed_data}:
        schimbat.verificat_la = None
    schimbat.save()
    atinge(blocat)
    return schimbat


@transaction.atomic
def sterge(reper, de):
    """One that was done, and read by the public, stays."""
    blocat = _deschis(reper.parteneriat_id, de)
    if reper.facut_la is not None:
        raise Refuzat(_("Un reper atins rămâne pe pagină."))
    reper.delete()
    atinge(blocat)
