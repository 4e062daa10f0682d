"""Erasure of a person on request: what she left in organisations, then her account."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from organizatii import alaturari, membri
from organizatii.models import Delegare, Revendicare, RezumatSarcini, Sesizare
from organizatii.revendicari import DESCHISE
from platforma.conturi.stergere import adresa_goala, adrese, goleste, goleste_in_aplicatii
from platforma.incarcari import sterge_dupa_commit
from platforma.moderare import coada
from platforma.moderare.models import Dosar, Nota
from platforma.moderare.tranzitii import Actiune, muta

TEXT_STERS = "(șters la cerere)"


@transaction.atomic
def sterge_persoana(persoana):
    """Clear what leaf apps hold of her, take her out of every organisation, withdraw and empty her claims, then empty
    the account: all or nothing.

    Raises membri.Refuzat, which names the organisation, where she is the last administrator. Invitations go before the
    memberships, under the lock that an acceptance takes too: one accepted a moment earlier is a membership she leaves.
    """
    goleste_in_aplicatii(persoana)
    membri.uita_adresele(adrese(persoana), adresa_goala(persoana))
    for membru in persoana.calitati.select_related("organizatie").order_by("organizatie_id"):
        try:
            membri.pleaca(membru.organizatie, persoana)
        except membri.Refuzat as e:
            raise membri.Refuzat(
                _("Predați întâi administrarea organizației „%(organizatie)s”: contul este singurul ei administrator.")
                % {"organizatie": membru.organizatie}
            ) from e
    for revendicare in persoana.revendicari.filter(stare__in=DESCHISE).order_by("organizatie_id"):
        muta(revendicare, Actiune.ANULEAZA, de=None)
    for revendicare in persoana.revendicari.all():
        sterge_dupa_commit(revendicare.dovada)
    persoana.revendicari.update(functie=TEXT_STERS, mesaj=TEXT_STERS, dovada="", dovada_nume="")
    alaturari.uita(persoana)
    Delegare.objects.filter(de=persoana).delete()  # those to her went with her places
    RezumatSarcini.objects.filter(persoana=persoana).delete()
    tip = ContentType.objects.get_for_model(Revendicare)
    Nota.objects.filter(dosar__tip_continut=tip, dosar__obiect_id__in=persoana.revendicari.values("pk")).delete()
    Sesizare.objects.filter(email__in={adresa.lower() for adresa in adrese(persoana)}).update(email="")
    for dosar in Dosar.objects.deschise().filter(preluat_de=persoana):
        coada.lasa(dosar, persoana)
    goleste(persoana)
