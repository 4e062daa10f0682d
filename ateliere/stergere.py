"""What workshops hold of a person whose account is erased: her places keep nothing of her."""

from django.db.models import Q
from django.utils import timezone

from ateliere import inscrieri
from ateliere.models import Inscriere
from platforma.conturi.stergere import NUME, adresa_goala, la_stergere
from platforma.mesaje.expediere import uita


@la_stergere
def goleste_inscrierile(persoana, adrese):
    """Places still ahead are given up, so the queue moves on; every row of hers then loses name, address and function.

    A past place stays counted, for its organisation and for the funder, and names nobody.
    """
    inlocuitor = adresa_goala(persoana)
    ale_ei = Inscriere.objects.filter(Q(persoana=persoana) | Q(email__in=adrese))
    inainte = ale_ei.active().filter(atelier__incepe_la__gt=timezone.now(), prezenta=None)  # who is ticked has come
    for inscriere in inainte.order_by("atelier_id", "pk"):
        inscrieri.anuleaza(inscriere, de=None)
    uita(set(ale_ei.values_list("email", flat=True)), inlocuitor)
    for pk in list(ale_ei.exclude(email__endswith=inlocuitor).values_list("pk", flat=True)):
        Inscriere.objects.filter(pk=pk).update(
            nume=NUME, email=f"{pk}-{inlocuitor}", functie="", nevoi="", acord_nume=False
        )
