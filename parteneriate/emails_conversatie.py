"""The mail that brings a message of a conversation. It holds what two organisations say to each other, so staff, who
may look into the outbox, never see its body (`sensibil`), and its subject holds none of it."""

from platforma.mesaje.expediere import pune


def mesaj(replica, organizatie, persoane, fisiere):
    """To each of the other side's people. Files are named only: they are handed out by right, on the platform."""
    for persoana in persoane:
        pune(
            cheie=f"replica:{replica.pk}:{persoana.pk}",
            catre=persoana.email,
            sablon="parteneriate/email/mesaj_conversatie",
            context={
                "persoana": persoana,
                "replica": replica,
                "organizatie": organizatie,
                "autor": replica.de.nume if replica.interes.s_au_cunoscut else "",
                "anunt": replica.interes.anunt,
                "fisiere": fisiere,
            },
            sensibil=True,
        )
