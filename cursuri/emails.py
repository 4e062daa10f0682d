"""Mails about courses. Each is a row in the transaction of the deed it tells about, one for each key."""

from cursuri.models import OCUPA, StareCerere
from platforma.mesaje.expediere import pune

SABLOANE = "cursuri/email/"


# --- what became of an application --------------------------------------------------------------------------------
def depusa(cerere):
    _despre(cerere, "depusa")


def acceptata(cerere):
    _despre(cerere, "acceptata", _de_cand(cerere))


def rezerva(cerere):
    _despre(cerere, "rezerva", _de_cand(cerere), pozitie=cerere.pozitie)


def promovata(cerere):
    _despre(cerere, "promovata", _de_cand(cerere))


def respinsa(cerere):
    _despre(cerere, "respinsa")


def confirmata(cerere, calendar=""):
    _despre(cerere, "confirmata", calendar=calendar, sesiuni=list(cerere.serie.sesiuni.tinute()))


def retrasa(cerere, era, de_ea, calendar=""):
    """`era`: the state it was in. `de_ea`: the person or her organisation asked; else the reason is in it."""
    _despre(cerere, "retrasa", calendar=calendar, avea_loc=era in OCUPA, de_ea=de_ea)


def termen_trecut(cerere):
    _despre(cerere, "termen_trecut")


def memento(cerere, cheie):
    """A day before the term; the caller says the key, which names the term. Returns whether it was written."""
    return _despre(cerere, "memento", cheie)


def _de_cand(cerere):
    return int(cerere.stare_din.timestamp())


# --- to everybody -------------------------------------------------------------------------------------------------
def anunta_schimbarea(serie, schimbari, cheie, calendar=None):
    """To those with a seat: rows (label, before, now). `cheie` names the change; `calendar`: Cerere → iCalendar."""
    cu_loc = serie.cereri.ocupate().select_related("organizatie", "persoana").order_by("pk")
    for cerere in cu_loc:
        cerere.serie = serie
        _despre(cerere, "schimbare", cheie, calendar(cerere) if calendar else "", schimbari=schimbari)
    return len(cu_loc)


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


def cheia(cerere, fel, cheie=None):
    """The outbox key of a mail about this application."""
    return f"curs:{fel}:{cerere.pk}" + (f":{cheie}" if cheie is not None else "")


def _despre(cerere, fel, cheie=None, calendar="", **context):
    return pune(
        cheie=cheia(cerere, fel, cheie),
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
