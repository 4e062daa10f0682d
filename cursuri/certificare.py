"""Certificates: issued, corrected by another one, revoked. Nothing is ever deleted, no number is ever skipped.

Whoever issues holds the lock of the year's counter (`NumarCertificat`) to the end of her transaction, and asks again
under it whether the learner has earned the certificate and whether she has one: eighty clicks give forty certificates.
A transaction that fails gives its number back, since the number is a row of the same transaction.
"""

from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from psycopg.errors import LockNotAvailable

from cursuri import emails, randare
from cursuri.eligibilitate import conditiile, verdictele, verdictul
from cursuri.models import (
    CategorieRevocare,
    Ce,
    Cerere,
    Certificat,
    Fapta,
    NumarCertificat,
    StareCertificat,
    StareSerie,
)
from cursuri.models.certificat import SABLON, cod_nou, in_grupuri
from platforma.cnp import MESAJ_CNP, contine_cnp
from platforma.conturi.stergere import NUME, adrese
from platforma.moderare.tranzitii import motiv_curat
from platforma.nomenclatoare.models import Proiect
from platforma.pdf.vizibilitate import banda
from platforma.templatetags.platforma import data_lunga
from platforma.text import normalizeaza_nume

RABDARE_LACAT = "10s"  # a queue of many certificates moves at a hundred a second


class Refuzat(Exception):
    """It cannot be certified. `str()` is a Romanian sentence for whoever tried."""


def emite(cerere, de, *, din_nou=False, trezeste=True):
    """The certificate of a learner, issued now, or the valid one she has already.

    `din_nou`: also after a revocation, which otherwise stands. `trezeste`: ask a worker to draw the PDF now.
    Raises PermissionDenied without the right `cursuri.certifica`, Refuzat for oneself and for whoever has not earned
    it.
    """
    _are_dreptul(de)
    proiect = _proiectul()  # files are read and copied before the lock
    with _numerotare() as numara:
        blocate = Cerere.objects.select_for_update(no_key=True, of=("self",))
        cerere = blocate.select_related("serie__tema", "serie__organizator", "organizatie").get(pk=cerere.pk)
        if existent := cerere.certificate.valabile().first():
            return existent
        if piedica := piedica_emiterii(cerere, de, din_nou=din_nou):
            raise Refuzat(piedica)
        verdict = verdictul(cerere)
        if not verdict.ok:
            raise Refuzat(" ".join(verdict.motive))
        certificat = _scrie(numara, de, cerere=cerere, temei=_temei(cerere, verdict), date=_continut(cerere, proiect))
        _noteaza(certificat, Ce.CERTIFICAT, de)
        emails.anunta_certificatul(certificat)
        if trezeste:
            transaction.on_commit(randare_trezita)
    return certificat


def inlocuieste(certificat, de, *, nume, organizatie, motiv):
    """Another certificate with the right name or organisation; the wrong one stays, and says that it was replaced.

    Everything else is what was printed, the conditions too: a correction decides nothing again. Raises
    PermissionDenied, Refuzat, ValidationError (no reason).
    """
    _are_dreptul(de)
    motiv = motiv_curat(motiv)
    nume, organizatie = normalizeaza_nume(nume), normalizeaza_nume(organizatie)
    with _numerotare() as numara:
        vechi = _sub_lacat(certificat, de)
        if vechi.anonimizat_la is not None:
            raise Refuzat(_("Numele titularului a fost șters; certificatul nu se mai corectează."))
        if contine_cnp(f"{nume} {organizatie}"):
            raise Refuzat(str(MESAJ_CNP))
        if (nume, organizatie) == (vechi.date["nume"], vechi.date["organizatie"]):
            raise Refuzat(_("Nu ați schimbat nimic: certificatul are deja acest nume și această organizație."))
        if not nume or not organizatie:
            raise Refuzat(_("Scrieți numele și organizația."))
        Certificat.objects.filter(pk=vechi.pk).update(stare=StareCertificat.INLOCUIT)
        nou = _scrie(
            numara,
            de,
            cerere=vechi.cerere,
            temei=vechi.temei,
            date={**vechi.date, "nume": nume, "organizatie": organizatie},
            inlocuieste=vechi,
            motiv_inlocuire=motiv,
            initiale=vechi.initiale,
        )
        if nume != vechi.date["nume"]:
            Cerere.objects.filter(pk=vechi.cerere_id).update(nume=nume)
            nou.cerere.nume = nume
        _noteaza(nou, Ce.CERTIFICAT_INLOCUIT, de, inlocuieste=vechi.numar)
        emails.anunta_inlocuirea(nou)
        transaction.on_commit(randare_trezita)
    return nou


def revoca(certificat, de, *, categorie, motiv):
    """It is not valid any more, and its public page says so from now on. Final."""
    _are_dreptul(de)
    motiv = motiv_curat(motiv)
    categorie = CategorieRevocare(categorie)
    with transaction.atomic():
        blocat = _sub_lacat(certificat, de)
        blocat.stare, blocat.categorie_revocare, blocat.motiv_revocare = StareCertificat.REVOCAT, categorie, motiv
        blocat.revocat_la, blocat.revocat_de = timezone.now(), de
        blocat.save(update_fields=["stare", "categorie_revocare", "motiv_revocare", "revocat_la", "revocat_de"])
        _noteaza(blocat, Ce.CERTIFICAT_REVOCAT, de, categorie=categorie.value)
        if blocat.anonimizat_la is None:  # else nobody is behind its address any more
            emails.anunta_revocarea(blocat)
    return blocat


def cere_initiale(certificat, da):
    """The holder asks that the public page show her initials, or her name again. Paper keeps the whole name."""
    Certificat.objects.filter(pk=certificat.pk, anonimizat_la=None).update(initiale=da)


def piedica_emiterii(cerere, de, *, din_nou=False, stari=None):
    """A sentence that says why this person may not certify this learner, besides the conditions; or nothing.

    `stari`: the states of her certificates, when somebody has read them already.
    """
    if este_chiar_ea(cerere, de):
        return _("Nimeni nu își emite singur certificatul. Cereți unui coleg cu acest drept.")
    if cerere.serie.stare not in (StareSerie.PUBLICATA, StareSerie.INCHEIATA):
        return _("Seria nu s-a ținut.")
    if contine_cnp(cerere.nume):
        return str(MESAJ_CNP)
    if cerere.nume in ("", NUME):
        return _("Cererea nu mai are un nume.")
    stari = stari if stari is not None else list(cerere.certificate.values_list("stare", flat=True))
    if stari and not din_nou:
        return _("Certificatul ei a fost revocat. Se poate emite din nou de pe pagina lui.")
    return ""


def este_chiar_ea(cerere, de):
    return cerere.persoana_id == de.pk or cerere.email in {adresa.lower() for adresa in adrese(de)}


def situatia(serie, de):
    """(those who may be certified now, [(application, [reasons])] of the others without one) among the learners."""
    cereri = list(
        serie.cereri.confirmate()
        .select_related("serie", "organizatie")
        .prefetch_related("certificate")
        .order_by("nume", "pk")
    )
    verdicte = verdictele(serie, cereri)
    pot, nu_pot = [], []
    for cerere in cereri:
        stari = [c.stare for c in cerere.certificate.all()]
        if StareCertificat.EMIS in stari:
            continue
        piedica = piedica_emiterii(cerere, de, stari=stari)
        motive = [*([piedica] if piedica else []), *verdicte[cerere.pk].motive]
        if motive:
            nu_pot.append((cerere, motive))
        else:
            pot.append(cerere)
    return pot, nu_pot


# --- what a certificate is made of --------------------------------------------------------------------------------
def _are_dreptul(de):
    if not de.has_perm("cursuri.certifica"):
        raise PermissionDenied


def _sub_lacat(certificat, de):
    """The certificate under its lock, if it is still valid and is somebody else's."""
    blocat = (
        Certificat.objects.select_for_update(no_key=True, of=("self",))
        .select_related("cerere__serie")
        .get(pk=certificat.pk)
    )
    if este_chiar_ea(blocat.cerere, de):
        raise Refuzat(_("Nimeni nu își schimbă singur certificatul. Cereți unui coleg cu acest drept."))
    if blocat.stare != StareCertificat.EMIS:
        raise Refuzat(
            _("Certificatul este acum în starea „%(stare)s”.") % {"stare": blocat.get_stare_display().lower()}
        )
    return blocat


@contextmanager
def _numerotare():
    """One transaction under the lock of this year's counter; gives the function that takes the next number."""
    an = timezone.localdate().year
    try:
        with transaction.atomic():
            NumarCertificat.objects.bulk_create([NumarCertificat(an=an)], ignore_conflicts=True)
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{RABDARE_LACAT}'")
            yield numaratoarea(an)
    except OperationalError as e:
        if not isinstance(e.__cause__, LockNotAvailable):
            raise
        raise Refuzat(_("Se emit chiar acum multe certificate. Încercați din nou peste câteva clipe.")) from e


def numaratoarea(an):
    """Take the lock; the function returned gives (year, next number) and writes it down."""
    blocata = NumarCertificat.objects.select_for_update().get(an=an)

    def urmatorul():
        blocata.ultimul += 1
        blocata.save(update_fields=["ultimul"])
        return an, blocata.ultimul

    return urmatorul


def _scrie(numara, de, *, date, **campuri):
    an, nr = numara()
    cod, acum = cod_nou(), timezone.now()
    certificat = Certificat(
        an=an, nr=nr, cod=cod, emis_la=acum.replace(microsecond=0), emis_de=de, sablon_versiune=SABLON, **campuri
    )
    with override(settings.LANGUAGE_CODE):
        certificat.date = {
            **date,
            "numar": certificat.numar,
            "cod": in_grupuri(cod),
            "emis_la": data_lunga(acum),
            "adresa": settings.ADRESA_SITE + reverse("cursuri:verifica_cod", args=[cod]),
        }
    certificat.save(force_insert=True)
    return certificat


def randare_trezita():
    """Ask a worker to draw what has no file; without a broker the sweep of each minute does."""
    from cursuri.tasks import trezeste

    trezeste()


def _proiectul():
    """What is printed of the project, with the day's logos kept beside the certificates."""
    proiect = Proiect.objects.curent()
    strip, imagini = banda(proiect)
    return {
        "vizibilitate": strip["text"],
        "raspundere": proiect.text_raspundere if proiect else "",
        "sigle": randare.pastreaza_siglele(strip["sigle"], imagini),
    }


def _continut(cerere, proiect):
    """Everything that is printed and does not depend on the number, as words, frozen here."""
    serie = cerere.serie
    with override(settings.LANGUAGE_CODE):
        return {
            "nume": cerere.nume,
            "organizatie": cerere.organizatie.denumire,
            "curs": str(serie.tema),
            "serie": str(serie.nume_scurt),
            "durata": ngettext("%(n)s oră", "%(n)s ore", serie.ore) % {"n": serie.ore},
            "perioada": perioada(serie.data_inceput, serie.data_sfarsit),
            "organizator": serie.organizator.denumire,
            **proiect,
        }


def perioada(inceput, sfarsit):
    """„5 mai 2026” or „5 mai 2026 – 9 iunie 2026”."""
    if inceput == sfarsit:
        return data_lunga(inceput)
    return f"{data_lunga(inceput)} – {data_lunga(sfarsit)}"


def _temei(cerere, verdict):
    conditii = conditiile(cerere.serie)
    return {
        "prezente": verdict.prezente,
        "numarate": verdict.numarate,
        "punctaj": verdict.punctaj,
        "prag_prezenta": conditii.prag_prezenta,
        "motivate": conditii.motivate,
        "prag_evaluare": conditii.prag_evaluare,
    }


def _noteaza(certificat, ce, de, **detalii):
    Fapta.objects.create(
        serie=certificat.cerere.serie,
        cerere=certificat.cerere,
        ce=ce,
        de=de,
        motiv="",
        detalii={"numar": certificat.numar, **detalii},
    )
