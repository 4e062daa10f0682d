"""„Este organizația mea”: a person asks to look after a profile that nobody has claimed."""

from django.db import transaction
from django.utils.translation import gettext as _

from organizatii.models import Organizatie, Revendicare
from platforma.moderare.anunturi import deja_decis
from platforma.moderare.revizii import scrie
from platforma.moderare.tranzitii import Actiune, Stare, TranzitieInterzisa, muta

DESCHISE = [Stare.TRIMIS, Stare.COMPLETARI]
DESCHISE_MAXIM = 5  # claims that one person may have open at once


class Refuzata(Exception):
    """The claim cannot be made now. `str()` is a Romanian sentence for the person who tried."""


@transaction.atomic
def revendica(form, organizatie, de):
    """Write the claim of a valid form and put it in the queue; returns it.

    Two people may claim the same profile: a moderator sees both and the first approval closes the way for the other.
    The same person pressing twice finds the claim that she already has.
    """
    organizatie = Organizatie.blocheaza(organizatie.pk)
    if a_ei := a_persoanei(organizatie, de):
        return a_ei
    if Revendicare.objects.filter(utilizator=de, stare__in=DESCHISE).count() >= DESCHISE_MAXIM:
        raise Refuzata(_("Aveți deja mai multe cereri în verificare. Așteptați întâi răspunsul la ele."))
    revendicare = form.instance
    revendicare.organizatie, revendicare.utilizator = organizatie, de
    revendicare.dovada_nume = form.cleaned_data["dovada"].name
    form.save()
    muta(revendicare, Actiune.TRIMITE, de)
    return revendicare


@transaction.atomic
def retrimite(form, de):
    """Save what was asked to be completed and send the claim back to the moderator."""
    revendicare = form.instance
    blocata = Revendicare.blocheaza(revendicare.pk)
    if blocata.stare != Stare.COMPLETARI:
        raise TranzitieInterzisa(deja_decis(blocata))
    if "dovada" in form.changed_data:
        revendicare.dovada_nume = form.cleaned_data["dovada"].name
    scrie(form, form.changed_data, "dovada_nume")
    muta(revendicare, Actiune.TRIMITE, de)


def a_persoanei(organizatie, utilizator):
    """Her open claim on this profile, or None."""
    return organizatie.revendicari.filter(utilizator=utilizator, stare__in=DESCHISE).first()
