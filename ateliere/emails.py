"""Mails about a workshop. Each is a row in the transaction of the deed it tells about, one for each key."""

from organizatii.models import Membru
from platforma.mesaje.expediere import pune

SABLOANE = "ateliere/email/"


# --- to the person who comes --------------------------------------------------------------------------------------
def confirmare(inscriere):
    """A place from the first moment. Whoever is added in the room needs no mail about it."""
    if not inscriere.atelier.a_inceput:
        _despre(inscriere, "confirmare")


def asteptare(inscriere):
    _despre(inscriere, "asteptare", pozitie=inscriere.pozitie)


def promovare(inscriere):
    """A place after all; with a way to give it up at once."""
    _despre(inscriere, "promovare")


def anulare(inscriere, de_ea):
    """`de_ea`: the person or her organisation gave the place up; else an organiser did, and the reason is in it."""
    _despre(inscriere, "anulare", de_ea=de_ea)


def refuz(inscriere):
    _despre(inscriere, "refuz")


def mutare(veche, noua):
    """One mail says where from and where to, instead of a cancellation and a confirmation."""
    _despre(noua, "mutare", de_la=veche.atelier, pozitie=noua.pozitie)


def _despre(inscriere, fel, cheie=None, **context):
    pune(
        cheie=f"atelier:{fel}:{inscriere.pk}" + (f":{cheie}" if cheie is not None else ""),
        catre=inscriere.email,
        sablon=f"{SABLOANE}{fel}",
        context={
            "persoana": inscriere,
            "inscriere": inscriere,
            "atelier": inscriere.atelier,
            "cale": inscriere.get_absolute_url(),
            **context,
        },
        sensibil=True,  # its address is the key to the registration
    )


# --- to everybody registered --------------------------------------------------------------------------------------
def anunta_anularea(atelier):
    for inscriere in _cu_organizatii(atelier.inscrieri.active()):
        inscriere.atelier = atelier
        _despre(inscriere, "anulat")


def anunta_schimbarea(atelier, schimbari):
    """Time or place changed: rows (label, before, now). Each change is one mail to each person."""
    for inscriere in _cu_organizatii(atelier.inscrieri.active()):
        inscriere.atelier = atelier
        _despre(inscriere, "schimbare", cheie=atelier.ics_modificat_la.timestamp(), schimbari=schimbari)


def _cu_organizatii(inscrieri):
    return inscrieri.select_related("organizatie").order_by("pk")


# --- to organisations ---------------------------------------------------------------------------------------------
def invita(atelier):
    """To the administrators of the invited organisations, each once, when the workshop is published."""
    administratori = (
        Membru.objects.filter(
            organizatie__in=atelier.invitate.all(), rol=Membru.Rol.ADMINISTRATOR, utilizator__is_active=True
        )
        .select_related("utilizator", "organizatie")
        .order_by("organizatie_id", "pk")
    )
    for membru in administratori:
        pune(
            cheie=f"atelier:invitatie:{atelier.pk}:{membru.pk}",
            catre=membru.utilizator.email,
            sablon=f"{SABLOANE}invitatie",
            context={"persoana": membru.utilizator, "organizatie": membru.organizatie, "atelier": atelier},
        )
