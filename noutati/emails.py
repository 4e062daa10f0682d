"""Mails to those who follow. Every one of them can be stopped by one click, also by the mail program (RFC 8058)."""

import hashlib
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from platforma import marcaj
from platforma.mesaje.expediere import antete_lista, pune, pune_multe
from platforma.mesaje.models import Mesaj

CERERI_PE_ZI = 3  # mails that strangers may cause to one address in 24 hours


def confirmare(abonare):
    _la_cerere(abonare, "noutati/email/confirmare", abonare.get_confirmare_url())


def exista(abonare, cerute):
    """The link brings along what was asked for now (a query string), to be looked at and saved there."""
    cale = abonare.get_absolute_url()
    _la_cerere(abonare, "noutati/email/exista", f"{cale}?{cerute}" if cerute else cale)


def _la_cerere(abonare, sablon, cale):
    """To an address that somebody typed: at most one a minute and CERERI_PE_ZI a day, so that it annoys nobody."""
    acum = timezone.now()
    prefix = _cheia_cererilor(abonare.email)
    ieri = Mesaj.objects.filter(cheie__startswith=prefix, creat_la__gt=acum - timedelta(days=1))
    if ieri.count() < CERERI_PE_ZI:
        pune(
            cheie=f"{prefix}{acum:%Y%m%d%H%M}",
            catre=abonare.email,
            sablon=sablon,
            context={"abonare": abonare, "criterii": abonare.criterii().in_cuvinte(), "cale": cale},
            sensibil=True,
        )


def _cheia_cererilor(email):
    """The key outlives the subscription, so it says the address to nobody."""
    return f"abonare:{hashlib.sha256(email.encode()).hexdigest()[:32]}:"


def ale_abonarii(abonare):
    """Every mail that went out because of a subscription."""
    return Mesaj.objects.filter(Q(rezumat__abonare=abonare) | Q(cheie__startswith=_cheia_cererilor(abonare.email)))


def rezumat(rezumat, grupe, criterii):
    """A digest; returns the id of its row in the outbox. `sensibil`: its links open the person's choices."""
    abonare = rezumat.abonare
    noutati = [noutate for _titlu, grup in grupe for noutate in grup]
    cheie = f"rezumat:{abonare.pk}:{rezumat.pk}"
    scrisoare = {
        "cheie": cheie,
        "catre": abonare.email,
        "sablon": "noutati/email/rezumat",
        "context": {
            "rezumat": rezumat,
            "grupe": grupe,
            "prima": max(noutati, key=lambda n: (n.vizibila_din, n.pk)),
            "celelalte": len(noutati) - 1,
            "criterii": criterii.in_cuvinte(),
            "preferinte": abonare.get_absolute_url(),
            "stop": abonare.get_stop_url(),
        },
        "sensibil": True,
        "antete": antete_lista("noutati", abonare.get_stop_url()),
    }
    return pune_multe([scrisoare])[cheie]


def buletin(buletin, destinatari):
    """A newsletter to these rows, each under a key that begins with `cheia_buletinului` and ends with the row's id."""
    comun, inceput = _corpul(buletin), cheia_buletinului(buletin)
    pune_multe(
        {
            "cheie": f"{inceput}{destinatar.pk}",
            "catre": destinatar.email,
            "sablon": "noutati/email/buletin",
            "context": {**comun, "destinatar": destinatar, "stop": destinatar.get_stop_url()},
            "sensibil": True,
            "antete": antete_lista("buletin", destinatar.get_stop_url()),
        }
        for destinatar in destinatari
    )


def cheia_buletinului(buletin):
    return f"buletin:{buletin.pk}:"


def proba(buletin, persoana):
    """The same mail to the one who writes it; at most one a minute."""
    pune(
        cheie=f"buletin-proba:{buletin.pk}:{persoana.pk}:{timezone.now():%Y%m%d%H%M}",
        catre=persoana.email,
        sablon="noutati/email/buletin",
        context={**_corpul(buletin), "proba": True},
    )


def _corpul(buletin):
    noutati = buletin.noutati.all().publice().cele_mai_noi().select_related("organizatie")
    return {"buletin": buletin, "text_html": marcaj.html(buletin.text), "noutati": list(noutati)}
