"""Mails about notices and matches. Those about an expression of interest are in `emails_interes`."""

from platforma.mesaje.expediere import antete_lista, pune, pune_multe


def expira(cheie, anunt, persoana):
    """`sensibil`: its link renews the notice without signing in."""
    return pune(
        cheie=cheie,
        catre=persoana.email,
        sablon="parteneriate/email/anunt_expira",
        context={"persoana": persoana, "anunt": anunt},
        sensibil=True,
    )


def potriviri(cheie, persoana, organizatie, potriviri, stop):
    """The weekly digest. `sensibil`: its last link stops these mails without signing in."""
    pune_multe(
        [
            {
                "cheie": cheie,
                "catre": persoana.email,
                "sablon": "parteneriate/email/potriviri",
                "context": {
                    "persoana": persoana,
                    "organizatie": organizatie,
                    "potriviri": potriviri,
                    "prima": potriviri[0].anunt,
                    "celelalte": len(potriviri) - 1,
                    "stop": stop,
                },
                "sensibil": True,
                "antete": antete_lista("potriviri", stop),
            }
        ]
    )
