"""The PDF of a certificate, derived from its row: the same bytes at every rendering, kept under their own hash.

The printed design is versioned with the row (`sablon_versiune`) and imports nothing that other paper shares, so a new
design never changes what was issued before. Words come from `Certificat.date` alone.
"""

import hashlib
import io
from datetime import timedelta
from pathlib import Path, PurePosixPath

import segno
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from structlog import get_logger

from cursuri.models import Certificat
from platforma.incarcari import durabil, stocare_privata
from platforma.pdf import Nedesenabil, compune

SABLOANE = Path(__file__).with_name("pdf")
STANDARDE = ("ua-1", "a-2a")
UITATE = timedelta(hours=1)  # a file without a row may be one that is just being written
jurnal = get_logger(__name__)


class Diferit(Exception):
    """What is drawn now is not what was issued: another compiler or another picture. The stored hash stays."""


def deseneaza(certificat):
    """The PDF as bytes. Raises Nedesenabil for a sign that no font has: never a blank name."""
    date = certificat.date
    versiune = certificat.sablon_versiune
    imagini = {"qr.svg": _qr(date["adresa"]), "semn.svg": (SABLOANE / f"semn-{versiune}.svg").read_bytes()}
    for sigla in date["sigle"]:
        with stocare_privata().open(f"certificate/sigle/{sigla['fisier']}", "rb") as fisier:
            imagini[sigla["fisier"]] = fisier.read()
    return compune(
        SABLOANE / f"certificat-{versiune}.typ", date, moment=certificat.emis_la, imagini=imagini, standarde=STANDARDE
    )


def _qr(adresa):
    iesire = io.BytesIO()
    segno.make(adresa, error="m", micro=False).save(
        iesire, kind="svg", scale=4, border=0, dark="#1c2522", xmldecl=False
    )
    return iesire.getvalue()


def pastreaza_siglele(siglele, imagini):
    """What `date` says of the project's logos: [{text, fisier}], each file copied under its hash, so that
    a certificate keeps the pictures of the day it was issued."""
    pastrate = []
    for sigla in siglele:
        octeti = imagini[sigla["fisier"]]
        nume = hashlib.sha256(octeti).hexdigest()[:32] + PurePosixPath(sigla["fisier"]).suffix
        durabil.scrie(stocare_privata(), f"certificate/sigle/{nume}", octeti)
        pastrate.append({"text": sigla["text"], "fisier": nume})
    return pastrate


def randeaza(pk):
    """Draw the certificate and keep its file; returns the certificate as it then stands.

    May be repeated and run twice at once: the file is written first, its hash joins the row only while there is none.
    What cannot be drawn is written down in `problema`, for the staff; an anonymised one is not drawn again.
    """
    certificat = Certificat.objects.get(pk=pk)
    if certificat.anonimizat_la is not None:
        return certificat
    try:
        octeti = deseneaza(certificat)
        amprenta = hashlib.sha256(octeti).hexdigest()
        if certificat.sha256 not in ("", amprenta):
            raise Diferit
    except Nedesenabil as e:
        return _are_problema(certificat, _("Semnul „%(semn)s” nu se poate desena.") % {"semn": e.semn[:20]})
    except Diferit:
        return _are_problema(certificat, _("Fișierul lipsește, iar cel redesenat nu este identic cu cel emis."))
    durabil.scrie(stocare_privata(), f"certificate/{amprenta[:2]}/{amprenta}.pdf", octeti)
    ramase = Certificat.objects.filter(pk=pk, anonimizat_la=None)
    ramase.filter(sha256="").update(sha256=amprenta)
    if not ramase.filter(sha256=amprenta).update(problema=""):  # emptied while it was being drawn
        sterge_pdf(f"certificate/{amprenta[:2]}/{amprenta}.pdf")
    return Certificat.objects.get(pk=pk)


def _are_problema(certificat, fraza):
    Certificat.objects.filter(pk=certificat.pk).update(problema=fraza)
    certificat.problema = fraza
    jurnal.warning("certificat_nedesenat", certificat=certificat.numar)
    return certificat


def pdf(certificat):
    """The stored file, open, or None while there is none. A missing one is drawn again and compared."""
    if not certificat.sha256:
        return None
    depozit = stocare_privata()
    if not depozit.exists(certificat.cale_pdf):
        certificat = randeaza(certificat.pk)
        if certificat.problema or not depozit.exists(certificat.cale_pdf):
            return None
    return depozit.open(certificat.cale_pdf, "rb")


def randeaza_lipsa():
    """Draw what has no file yet; returns how many were drawn."""
    desenate = 0
    for pk in list(Certificat.objects.fara_pdf().order_by("pk").values_list("pk", flat=True)):
        desenate += bool(randeaza(pk).sha256)
    return desenate


def sterge_pdf(cale):
    transaction.on_commit(lambda: stocare_privata().delete(cale))


def curata(acum=None):
    """Delete the files that no row names, older than an hour: what a worker killed at the wrong moment left behind."""
    depozit = stocare_privata()
    acum = acum or timezone.now()
    sterse = 0
    for cale in _fisierele(depozit, "certificate"):
        nume = PurePosixPath(cale)
        al_unui_rand = nume.suffix == ".pdf" and Certificat.objects.filter(sha256=nume.stem).exists()
        if not al_unui_rand and depozit.get_modified_time(cale) < acum - UITATE:
            depozit.delete(cale)
            sterse += 1
    return sterse


def _fisierele(depozit, dosar):
    """Paths of the PDFs and of what is left of writing them; the logos are kept for good."""
    try:
        dosare, _fisiere = depozit.listdir(dosar)
    except FileNotFoundError:
        return
    for copil in dosare:
        if copil != "sigle":
            for fisier in depozit.listdir(f"{dosar}/{copil}")[1]:
                yield f"{dosar}/{copil}/{fisier}"
