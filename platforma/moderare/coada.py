"""Moving about in the queue: taking a dossier, letting it go, finding the next one."""

from django.db.models import Q
from django.utils import timezone

from platforma.moderare import prezenta
from platforma.moderare.models import Dosar

TERMEN = 3  # working days within which people are told they will be answered
DE_CAUTAT = 50  # open dossiers looked through for the next one


def preia(dosar, de, de_la=None):
    """Take an open dossier from nobody, or from the person (key) seen to hold it. Returns whether it worked."""
    liber = Dosar.objects.deschise().filter(pk=dosar.pk, preluat_de=de_la)
    return bool(liber.update(preluat_de=de, preluat_la=timezone.now()))


def lasa(dosar, de):
    """Let go of one's own dossier. Returns whether it worked."""
    return bool(Dosar.objects.deschise().filter(pk=dosar.pk, preluat_de=de).update(preluat_de=None, preluat_la=None))


def urmatorul(de, in_afara_de=None):
    """The oldest open dossier that no colleague holds or looks at; None when there is nothing left to do."""
    dosare = Dosar.objects.deschise().filter(Q(preluat_de=None) | Q(preluat_de=de))
    dosare = list(dosare.exclude(pk=in_afara_de and in_afara_de.pk)[:DE_CAUTAT])
    priviti = prezenta.cine([d.pk for d in dosare], fara=de)
    return next((d for d in dosare if not priviti.get(d.pk)), None)
