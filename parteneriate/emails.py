"""Mails to the sides of a partnership: to the responsible person, or to the administrators where there is none yet."""

from django.urls import reverse

from organizatii.models import Membru
from parteneriate.models import Parte
from platforma.conturi.models import Utilizator
from platforma.mesaje.expediere import pune

SABLOANE = "parteneriate/email/"
ZILE_DE_RASPUNS = 30  # friendly, not legal


def invitatie(parte, fapta):
    """To the administrators of the organisation asked."""
    _trimite(
        [parte], "invitatie", fapta, organizatia=_organizatia_lui(parte.parteneriat, fapta.de), zile=ZILE_DE_RASPUNS
    )


def raspuns(parte, fapta):
    """A side has answered, or was taken out: to all sides, and to the one that is out now."""
    parti = list(_parti(parte.parteneriat))
    if parte.iesit_la is not None:
        parti.append(parte)
    _trimite(parti, "raspuns", fapta, parte=parte)


def text_schimbat(parteneriat, fapta):
    """To the sides that had answered to an earlier version: it no longer counts."""
    raspunsuri = [p for p in _parti(parteneriat) if p.confirmat_redactare or p.corecturi_redactare]
    _trimite(raspunsuri, "text_schimbat", fapta)


def mutare(parteneriat, fapta):
    _trimite(_parti(parteneriat), "mutare", fapta)


def responsabil(parte, fapta):
    """To whoever answers for the side from now on."""
    _trimite([parte], "responsabil", fapta, parte=parte)


def _parti(parteneriat):
    return Parte.objects.active().filter(parteneriat=parteneriat).select_related("organizatie", "parteneriat")


def _organizatia_lui(parteneriat, persoana):
    """The side for which a person acts."""
    parte = Parte.objects.conduse_de(persoana).filter(parteneriat=parteneriat).select_related("organizatie").first()
    return parte and parte.organizatie


def _trimite(parti, sablon, fapta, **context):
    """One mail to each person, never to the one who did it."""
    scrise = set()
    for parte in parti:
        for persoana in _oamenii(parte):
            if persoana.pk in scrise or (fapta.de_id == persoana.pk and sablon != "responsabil"):
                continue
            scrise.add(persoana.pk)
            pune(
                cheie=f"parteneriat:{sablon}:{fapta.pk}:{persoana.pk}",
                catre=persoana.email,
                sablon=SABLOANE + sablon,
                context={
                    "persoana": persoana,
                    "parteneriat": parte.parteneriat,
                    "organizatie": parte.organizatie,
                    "fapta": fapta,
                    "cale": parte.parteneriat.get_spatiu_url(),
                    "cale_raspuns": reverse("parteneriate:raspunde", args=[parte.pk]),
                    **context,
                },
            )


def _oamenii(parte):
    if parte.responsabil_id is not None:
        return Utilizator.objects.filter(pk=parte.responsabil_id, is_active=True)
    administratori = Membru.objects.filter(organizatie=parte.organizatie_id, rol=Membru.Rol.ADMINISTRATOR)
    return Utilizator.objects.filter(pk__in=administratori.values("utilizator_id"), is_active=True).order_by("pk")
