"""Mails about what comes after a workshop: minutes to read, answers of the hosts, conclusions to answer for."""

from ateliere.models import gazdele
from organizatii.models import Membru
from platforma.mesaje.expediere import pune

SABLOANE = "ateliere/email/"


# --- minutes ------------------------------------------------------------------------------------------------------
def de_verificat(proces, pana_la):
    """To everybody who answers for the hosts, once for each text; `pana_la` is the last day for an answer."""
    gazde = gazdele(proces.atelier).select_related("utilizator").order_by("utilizator_id", "pk")
    for membru in gazde.distinct("utilizator_id"):
        pune(
            cheie=f"proces:verificare:{proces.pk}:{proces.redactare}:{membru.utilizator_id}",
            catre=membru.utilizator.email,
            sablon=f"{SABLOANE}proces_de_verificat",
            context={
                "persoana": membru.utilizator,
                "atelier": proces.atelier,
                "cale": proces.get_spatiu_url(),
                "pana_la": pana_la,
            },
        )


def raspunsul_gazdelor(proces, fapta):
    """To whoever wrote the text: approved, or what should change."""
    if proces.autor.is_active:
        pune(
            cheie=f"proces:{fapta.ce}:{fapta.pk}",
            catre=proces.autor.email,
            sablon=f"{SABLOANE}proces_raspuns",
            context={
                "persoana": proces.autor,
                "atelier": proces.atelier,
                "cine": fapta.de,
                "comentariu": fapta.motiv,
                "cale": proces.get_spatiu_url(),
            },
        )


# --- conclusions --------------------------------------------------------------------------------------------------
def concluzii_publicate(proces):
    """To the administrators of the organisations that answer for something: one mail names all that is theirs."""
    pe_organizatii = {}
    for concluzie in proces.atelier.concluzii.filter(responsabil__isnull=False).order_by("ordine", "pk"):
        pe_organizatii.setdefault(concluzie.responsabil_id, []).append(concluzie)
    for membru in _administratori(pe_organizatii):
        pune(
            cheie=f"concluzii:publicate:{proces.pk}:{membru.pk}",
            catre=membru.utilizator.email,
            sablon=f"{SABLOANE}concluzii_publicate",
            context={
                "persoana": membru.utilizator,
                "organizatie": membru.organizatie,
                "atelier": proces.atelier,
                "concluzii": pe_organizatii[membru.organizatie_id],
            },
        )


def aproape_de_termen(concluzie):
    """Once for each term. Returns how many were written."""
    return _despre(concluzie, "concluzie_termen", f"concluzie:termen:{concluzie.pk}:{concluzie.termen}")


def fara_raspuns(concluzie):
    return _despre(concluzie, "concluzie_fara_raspuns", f"concluzie:fara-raspuns:{concluzie.pk}")


def _despre(concluzie, sablon, cheie):
    scrise = [
        pune(
            cheie=f"{cheie}:{membru.pk}",
            catre=membru.utilizator.email,
            sablon=f"{SABLOANE}{sablon}",
            context={
                "persoana": membru.utilizator,
                "organizatie": membru.organizatie,
                "concluzie": concluzie,
                "atelier": concluzie.atelier,
                "cale": concluzie.get_spatiu_url(),
            },
        )
        for membru in _administratori([concluzie.responsabil_id])
    ]
    return sum(scrise)


def _administratori(organizatii):
    return (
        Membru.objects.filter(organizatie__in=organizatii, rol=Membru.Rol.ADMINISTRATOR, utilizator__is_active=True)
        .select_related("utilizator", "organizatie")
        .order_by("organizatie_id", "pk")
    )
