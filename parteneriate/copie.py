"""What a person has answered in checks after six months, in the copy of her data."""

from parteneriate.models import RaspunsVerificare
from platforma.conturi.copie import parte


@parte("verificari")
def raspunsurile(persoana, adrese):
    raspunsuri = RaspunsVerificare.objects.date().filter(raspuns_de=persoana).order_by("pk")
    return [
        {
            "parteneriat": r.verificare.parteneriat.titlu,
            "organizatie": r.parte.organizatie.denumire,
            "la": r.raspuns_la,
            "activ": r.get_activ_display(),
            "facut": r.facut,
            "piedici": r.piedici,
            "continua": r.get_continua_display(),
            "dovada": r.dovada,
        }
        for r in raspunsuri.select_related("verificare__parteneriat", "parte__organizatie")
    ]
