"""Mails about a workshop. Each is a row in the transaction of the deed it tells about, one for each key."""

from django.utils import timezone

from ateliere.calendare import invitatie, retragere
from ateliere.models import StareInscriere
from organizatii.models import Membru
from platforma.mesaje.expediere import pune, pune_multe

SABLOANE = "ateliere/email/"
CONFIRMATA = StareInscriere.CONFIRMATA


# --- to the person who comes --------------------------------------------------------------------------------------
def confirmare(inscriere):
    """A place from the first moment. Whoever is added in the room needs no mail about it."""
    if not inscriere.atelier.a_inceput:
        _despre(inscriere, "confirmare", calendar=invitatie(inscriere))


def asteptare(inscriere):
    se_promoveaza = timezone.now() < inscriere.atelier.promovare_pana_la
    _despre(inscriere, "asteptare", pozitie=inscriere.pozitie, se_promoveaza=se_promoveaza)


def promovare(inscriere):
    """A place after all; with a way to give it up at once."""
    _despre(inscriere, "promovare", calendar=invitatie(inscriere))


def anulare(inscriere, avea_loc, de_ea):
    """`de_ea`: the person or her organisation gave the place up; else an organiser did, and the reason is in it."""
    calendar = retragere(inscriere) if avea_loc else ""
    _despre(inscriere, "anulare", calendar=calendar, avea_loc=avea_loc, de_ea=de_ea)


def refuz(inscriere, avea_loc):
    _despre(inscriere, "refuz", calendar=retragere(inscriere) if avea_loc else "", avea_loc=avea_loc)


def mutare(veche, noua, avea_loc):
    """One mail says where from and where to, instead of a cancellation and a confirmation.

    A mail has one calendar message only, with one method. So when one event comes and another goes, the old one is
    taken out by a short mail of its own.
    """
    are_loc = noua.stare == CONFIRMATA
    calendar = invitatie(noua) if are_loc else retragere(veche) if avea_loc else ""
    _despre(noua, "mutare", calendar=calendar, de_la=veche.atelier, pozitie=noua.pozitie)
    if are_loc and avea_loc:
        spre = {"nou": noua.atelier, "cale": noua.get_absolute_url()}
        _despre(veche, "scoatere", calendar=retragere(veche), **spre)


def memento(de_scris):
    """Reminders, {key: registration} of one workshop; returns how many."""
    pune_multe([_scrisoare(i, "memento", cheie) for cheie, i in de_scris.items()])
    return len(de_scris)


def _despre(inscriere, fel, cheie=None, calendar="", **context):
    cheie = f"atelier:{fel}:{inscriere.pk}" + (f":{cheie}" if cheie is not None else "")
    pune(**_scrisoare(inscriere, fel, cheie, calendar, **context))


def _scrisoare(inscriere, fel, cheie, calendar="", **context):
    """The arguments of `pune`."""
    return {
        "cheie": cheie,
        "catre": inscriere.email,
        "sablon": f"{SABLOANE}{fel}",
        "context": {
            "persoana": inscriere,
            "inscriere": inscriere,
            "atelier": inscriere.atelier,
            "cale": inscriere.get_absolute_url(),
            **context,
        },
        "calendar": calendar,
        "sensibil": True,  # its address is the key to the registration
    }


# --- to everybody registered --------------------------------------------------------------------------------------
def anunta_anularea(atelier):
    for inscriere in _cu_organizatii(atelier.inscrieri.active()):
        inscriere.atelier = atelier
        _despre(inscriere, "anulat", calendar=retragere(inscriere) if inscriere.stare == CONFIRMATA else "")


def anunta_schimbarea(atelier, schimbari):
    """Time or place changed: rows (label, before, now). Each change is one mail to each person."""
    for inscriere in _cu_organizatii(atelier.inscrieri.active()):
        inscriere.atelier = atelier
        calendar = invitatie(inscriere) if inscriere.stare == CONFIRMATA else ""
        cheie = atelier.ics_modificat_la.timestamp()
        _despre(inscriere, "schimbare", cheie, calendar, schimbari=schimbari)


def mesaj(mesaj, inscrieri):
    """What the organisers wrote, to these people. The key names the address, so nobody gets it twice."""
    pune_multe([_mesajul(mesaj, inscriere) for inscriere in inscrieri])


def _mesajul(mesaj, inscriere):
    """Once the workshop is over, its page is what people look for; the address of a registration is of no use then."""
    inscriere.atelier = mesaj.atelier
    trecut = mesaj.atelier.s_a_incheiat
    cale = {"cale": mesaj.atelier.get_absolute_url()} if trecut else {}
    cheie = f"atelier:mesaj:{mesaj.pk}:{inscriere.email}"
    return {**_scrisoare(inscriere, "mesaj", cheie, mesaj=mesaj, trecut=trecut, **cale), "sensibil": not trecut}


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
