"""Mails about what a partnership still owes: a report, a sign of life, an end. To the responsible persons."""

from django.urls import reverse

from platforma.mesaje.expediere import pune

SABLOANE = "parteneriate/email/"


def raport_de_facut(raport, a_cata):
    """On the day it is due, and once more 14 days later."""
    return _pune(
        raport.parteneriat,
        "raport_de_facut",
        f"raport:{raport.pk}:memento-{a_cata}",
        raport.get_absolute_url(),
        raport=raport,
        a_cata=a_cata,
    )


def tacere(parteneriat, din):
    return _pune(parteneriat, "tacere", f"parteneriat:{parteneriat.pk}:tacere:{din}", _cale(parteneriat), din=din)


def sfarsit(parteneriat, la):
    return _pune(
        parteneriat, "sfarsit", f"parteneriat:{parteneriat.pk}:sfarsit:{la}", parteneriat.get_spatiu_url(), la=la
    )


def _cale(parteneriat):
    return reverse("parteneriate:monitorizare", args=[parteneriat.pk])


def _pune(parteneriat, sablon, cheie, cale, **context):
    return sum(
        pune(
            cheie=f"{cheie}:{persoana.pk}",
            catre=persoana.email,
            sablon=SABLOANE + sablon,
            context={"persoana": persoana, "parteneriat": parteneriat, "cale": cale, **context},
        )
        for persoana in parteneriat.destinatari()
    )
