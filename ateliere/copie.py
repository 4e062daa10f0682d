"""A person's own registrations, in the copy of her data."""

from django.db.models import Q

from ateliere.models import Inscriere
from platforma.conturi.copie import parte


@parte("ateliere")
def inscrierile(persoana, adrese):
    inscrieri = Inscriere.objects.filter(Q(persoana=persoana) | Q(email__in=adrese)).order_by("pk")
    return [
        {
            "atelier": i.atelier.titlu,
            "inceput": i.atelier.incepe_la,
            "organizatie": i.organizatie.denumire if i.organizatie else "",
            "nume": i.nume,
            "email": i.email,
            "functie": i.functie,
            "nevoi": i.nevoi,
            "numele_se_poate_publica": i.acord_nume,
            "stare": i.get_stare_display(),
            "facuta_la": i.creat_la,
        }
        for i in inscrieri.select_related("atelier", "organizatie")
    ]
