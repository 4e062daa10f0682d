"""Mails about an expression of interest, to the people of both sides. Each key holds the deed: none is told twice.

They hold what the two say to each other, so staff, who may look into the outbox, never see their bodies (`sensibil`).
"""

from platforma.mesaje.expediere import pune

MUTAT = {
    "acceptat": "parteneriate/email/interes_acceptat",
    "refuzat": "parteneriate/email/interes_refuzat",
    "retras": "parteneriate/email/interes_retras",
}


def trimis(interes, ai_anuntului, ai_celorlalti):
    """A question to the notice's people, a receipt to those who sent it."""
    _pune(interes, "primit", "parteneriate/email/interes_primit", ai_anuntului)
    _pune(interes, "trimis", "parteneriate/email/interes_trimis", ai_celorlalti)


def mutat(interes, ai_anuntului, ai_celorlalti):
    """The other side is told; of an acceptance both are, since each needs the other's name."""
    sablon = MUTAT[interes.stare]
    if interes.stare in {"acceptat", "refuzat"}:
        _pune(interes, interes.stare, sablon, ai_celorlalti)
    if interes.stare in {"acceptat", "retras"}:
        _pune(interes, f"{interes.stare}-anunt", sablon, ai_anuntului, al_anuntului=True)


def memento(interes, a_cata, persoane):
    return _pune(interes, f"memento-{a_cata}", "parteneriate/email/interes_memento", persoane, a_cata=a_cata)


def _pune(interes, ce, sablon, persoane, **context):
    return sum(
        pune(
            cheie=f"interes:{interes.pk}:{ce}:{persoana.pk}",
            catre=persoana.email,
            sablon=sablon,
            context={"persoana": persoana, "interes": interes, "anunt": interes.anunt, **context},
            sensibil=True,
        )
        for persoana in persoane
    )
