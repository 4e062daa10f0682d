"""Mails of the check after six months, to whoever answers for a party. They hold a link that answers without signing
in, so their bodies are wiped once sent and staff never see them (`sensibil`)."""

from organizatii.models import Membru
from parteneriate.models import RaspunsVerificare
from platforma.conturi.models import Utilizator
from platforma.mesaje.expediere import pune


def intreaba(raspuns, a_cata):
    """The question, or the same once more. Returns how many mails."""
    return _pune(raspuns, str(a_cata), "parteneriate/email/verificare", a_cata=a_cata)


def diferit(verificare):
    """The parties have said different things: each is told once, and may correct."""
    raspunsuri = RaspunsVerificare.objects.filter(verificare=verificare)
    for raspuns in raspunsuri.select_related("verificare__parteneriat", "parte__organizatie"):
        _pune(raspuns, "diferit", "parteneriate/email/verificare_diferit")


def _pune(raspuns, ce, sablon, **context):
    return sum(
        pune(
            cheie=f"verificare:{raspuns.pk}:{ce}:{persoana.pk}",
            catre=persoana.email,
            sablon=sablon,
            context={
                "persoana": persoana,
                "raspuns": raspuns,
                "verificare": raspuns.verificare,
                "parteneriat": raspuns.verificare.parteneriat,
                "organizatie": raspuns.parte.organizatie,
                "cale": raspuns.legatura_pentru(persoana),
                **context,
            },
            sensibil=True,
        )
        for persoana in _oamenii(raspuns.parte)
    )


def _oamenii(parte):
    """The named responsible person while she is of the organisation, else its administrators."""
    active = Utilizator.objects.filter(is_active=True)
    membri = Membru.objects.filter(organizatie=parte.organizatie_id)
    responsabil = active.filter(pk=parte.responsabil_id, pk__in=membri.values("utilizator_id"))
    if parte.responsabil_id and (gasite := list(responsabil)):
        return gasite
    administratori = membri.filter(rol=Membru.Rol.ADMINISTRATOR)
    return list(active.filter(pk__in=administratori.values("utilizator_id")).order_by("pk"))
