"""Mails about courses. Each is a row in the transaction of the deed it tells about, one for each key."""

from cursuri.models import StareCerere
from platforma.mesaje.expediere import pune

SABLOANE = "cursuri/email/"


def anunta_anularea(serie):
    """To everybody whose application still stands; a draft was seen by nobody yet."""
    neincheiate = serie.cereri.neincheiate().exclude(stare=StareCerere.CIORNA)
    for cerere in neincheiate.select_related("organizatie", "persoana"):
        cerere.serie = serie
        _despre(cerere, "anulata")


def anunta_certificatul(certificat):
    """To the holder: where her certificate is, and how others verify it."""
    _despre(certificat.cerere, "certificat", certificat.pk, **_despre_certificat(certificat))


def anunta_inlocuirea(certificat):
    _despre(certificat.cerere, "certificat_inlocuit", certificat.pk, **_despre_certificat(certificat))


def anunta_revocarea(certificat):
    _despre(certificat.cerere, "certificat_revocat", certificat.pk, **_despre_certificat(certificat))


def _despre_certificat(certificat):
    return {"certificat": certificat, "pagina": certificat.get_absolute_url()}


def _despre(cerere, fel, cheie=None, calendar="", **context):
    pune(
        cheie=f"curs:{fel}:{cerere.pk}" + (f":{cheie}" if cheie is not None else ""),
        catre=cerere.email,
        sablon=f"{SABLOANE}{fel}",
        context={
            "persoana": cerere,
            "cerere": cerere,
            "serie": cerere.serie,
            "cale": cerere.get_absolute_url(),
            **context,
        },
        calendar=calendar,
        sensibil=True,  # its address is the key to the application
    )
