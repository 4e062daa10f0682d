"""What partnerships hold of a person whose account is erased."""

from django.db.models.functions import Lower
from django.utils import timezone

from parteneriate.models import CONTACT, Parteneriat
from parteneriate.parti import plecare
from platforma.conturi.stergere import la_stergere


@la_stergere
def goleste_parteneriatele(persoana, adrese):
    """What she answers for passes to an administrator of each side; as person of contact she is forgotten.

    Journal and confirmations name the emptied account. The locks of her partnerships are taken here, before those of
    her organisations.
    """
    for organizatie_id in persoana.calitati.order_by("organizatie_id").values_list("organizatie_id", flat=True):
        plecare(organizatie_id, persoana)
    ale_ei = Parteneriat.objects.annotate(adresa=Lower("contact_email")).filter(adresa__in=adrese)
    gol = dict.fromkeys(CONTACT, "")
    ale_ei.update(**gol, contact_public=False, contact_acord_la=None, modificat_la=timezone.now())
