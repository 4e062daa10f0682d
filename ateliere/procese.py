"""The minutes of a workshop: states, the table of moves, and the two functions that write, under the workshop's lock.

Staff write and publish; the hosts approve or ask for changes. A published version is a row that nobody changes.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ateliere import emails_dupa
from ateliere.models import AVUTE_LOC, Atelier, Ce, Fapta, ProcesVerbal, StareProces, VersiuneProces, gazdele
from platforma.locuri.ocupare import Refuzat, sub_lacat
from platforma.moderare.tranzitii import MOTIV_MINIM
from platforma.templatetags.platforma import data_lunga
from platforma.text import normalizeaza_bloc
from platforma.zile import peste_zile_lucratoare

ZILE_VERIFICARE = 5  # working days in which the hosts may answer; afterwards staff may publish without them
DE_SCRIS = [*AVUTE_LOC, "publicat", "inchis"]  # minutes may be begun in the room


class Cine(models.TextChoices):
    PERSONAL = "personal"
    GAZDE = "gazde"


class Miscare(models.TextChoices):
    TRIMITE = "trimite", gettext_lazy("Trimiteți gazdelor spre verificare")
    RETRAGE = "retrage", gettext_lazy("Retrageți pentru corectură")
    APROBA = "aproba", gettext_lazy("Aprobați textul")
    CERE_SCHIMBARI = "cere_schimbari", gettext_lazy("Cereți schimbări")
    PUBLICA = "publica", gettext_lazy("Publicați")
    REDESCHIDE = "redeschide", gettext_lazy("Scrieți o versiune nouă")


@dataclass(frozen=True)
class Tranzitie:
    din: StareProces
    spre: StareProces
    cine: Cine
    ce: Ce


CIORNA, VERIFICARE, PUBLICAT = StareProces.CIORNA, StareProces.VERIFICARE, StareProces.PUBLICAT
TRANZITII = {
    Miscare.TRIMITE: Tranzitie(CIORNA, VERIFICARE, Cine.PERSONAL, Ce.PV_TRIMIS),
    Miscare.RETRAGE: Tranzitie(VERIFICARE, CIORNA, Cine.PERSONAL, Ce.PV_RETRAS),
    Miscare.APROBA: Tranzitie(VERIFICARE, VERIFICARE, Cine.GAZDE, Ce.PV_APROBAT),
    Miscare.CERE_SCHIMBARI: Tranzitie(VERIFICARE, CIORNA, Cine.GAZDE, Ce.PV_SCHIMBARI),
    Miscare.PUBLICA: Tranzitie(VERIFICARE, PUBLICAT, Cine.PERSONAL, Ce.PV_PUBLICAT),
    Miscare.REDESCHIDE: Tranzitie(PUBLICAT, CIORNA, Cine.PERSONAL, Ce.PV_REDESCHIS),
}


class AltaRedactare(Refuzat):
    """Somebody changed the text since this person read it; nothing was written."""


def miscari_posibile(proces, utilizator):
    """What this person may do now, in the table's order; publication only when nothing keeps it."""
    return [
        m
        for m, t in TRANZITII.items()
        if proces.stare == t.din
        and poate(proces.atelier, t.cine, utilizator)
        and not (m == Miscare.PUBLICA and piedica(proces))
    ]


def poate(atelier, cine, utilizator):
    if cine == Cine.PERSONAL:
        return utilizator.has_perm("ateliere.organizeaza")
    return gazdele(atelier).filter(utilizator=utilizator.pk).exists()


def piedica(proces, acum=None):
    """A sentence that says why it cannot be published yet, or nothing."""
    if proces.atelier.stare not in AVUTE_LOC:
        return _("Procesul-verbal se publică după ce atelierul a avut loc.")
    ultima_zi = peste_zile_lucratoare(proces.stare_din, ZILE_VERIFICARE)
    if proces.aprobat_la is None and timezone.localdate(acum or timezone.now()) <= ultima_zi:
        return _("Gazdele nu au aprobat încă textul. Fără răspunsul lor, se poate publica după %(zi)s.") % {
            "zi": data_lunga(ultima_zi)
        }
    return ""


def salveaza(atelier_pk, text, de, redactare):
    """Write the text; `redactare` is the one that `de` has read, None when there was none. Returns the ProcesVerbal.

    Raises PermissionDenied, AltaRedactare, and Refuzat outside the draft or before the workshop.
    """
    text = normalizeaza_bloc(text)
    with sub_lacat(Atelier, atelier_pk) as (atelier,):
        if not poate(atelier, Cine.PERSONAL, de):
            raise PermissionDenied
        if atelier.stare not in DE_SCRIS or not atelier.a_inceput:
            raise Refuzat(_("Procesul-verbal se scrie după ce atelierul începe."))
        proces = ProcesVerbal.objects.filter(atelier=atelier).first()
        if proces is None:
            return ProcesVerbal.objects.create(atelier=atelier, text=text, autor=de)
        _verifica_redactarea(proces, redactare)
        if proces.stare != CIORNA:
            raise Refuzat(_("Textul se poate schimba numai cât este ciornă."))
        if proces.text != text:
            proces.text, proces.autor, proces.modificat_la = text, de, timezone.now()
            proces.redactare += 1
            proces.save(update_fields=["text", "autor", "modificat_la", "redactare"])
    return proces


def muta(proces, miscare, de, *, redactare, comentariu=""):
    """Move the minutes, with the journal entry and the mails in the same transaction.

    `redactare` is the text that `de` has read. Raises PermissionDenied, AltaRedactare, Refuzat (another state by now,
    or something keeps it), ValidationError (changes asked without saying which).
    """
    tranzitie = TRANZITII[miscare]
    comentariu = normalizeaza_bloc(comentariu)
    if miscare == Miscare.CERE_SCHIMBARI and len(comentariu) < MOTIV_MINIM:
        raise ValidationError(
            {"comentariu": _("Scrieți ce trebuie schimbat, în cel puțin %(n)s de caractere.") % {"n": MOTIV_MINIM}}
        )
    with sub_lacat(Atelier, proces.atelier_id) as (atelier,):
        acum = timezone.now()
        if not poate(atelier, tranzitie.cine, de):
            raise PermissionDenied
        blocat = ProcesVerbal.objects.select_related("atelier", "autor").get(pk=proces.pk)
        if blocat.stare != tranzitie.din:
            raise Refuzat(
                _("Procesul-verbal este acum în starea „%(stare)s”; altcineva l-a mutat între timp.")
                % {"stare": blocat.get_stare_display()}
            )
        _verifica_redactarea(blocat, redactare)
        if miscare == Miscare.PUBLICA and (mesaj := piedica(blocat, acum)):
            raise Refuzat(mesaj)
        _scrie(blocat, miscare, de, acum)
        fapta = Fapta.objects.create(
            atelier=atelier, ce=tranzitie.ce, de=de, la=acum, motiv=comentariu, detalii={"redactare": blocat.redactare}
        )
        _anunta(blocat, miscare, fapta)
    return blocat


def _scrie(proces, miscare, de, acum):
    spre = TRANZITII[miscare].spre
    if miscare == Miscare.APROBA:
        proces.aprobat_la, proces.aprobat_de = acum, de
    elif spre == CIORNA:
        proces.aprobat_la = proces.aprobat_de = None
    if miscare == Miscare.PUBLICA:
        proces.versiune += 1
        proces.publicat_la = proces.publicat_la or acum
        VersiuneProces.objects.create(
            proces=proces, numar=proces.versiune, text=proces.text, publicat_la=acum, publicat_de=de
        )
    if proces.stare != spre:
        proces.stare, proces.stare_din = spre, acum
    proces.save(
        update_fields=["stare", "stare_din", "aprobat_la", "aprobat_de", "versiune", "publicat_la"],
    )


def _anunta(proces, miscare, fapta):
    if miscare == Miscare.TRIMITE:
        emails_dupa.de_verificat(proces, peste_zile_lucratoare(proces.stare_din, ZILE_VERIFICARE))
    elif miscare in (Miscare.APROBA, Miscare.CERE_SCHIMBARI):
        emails_dupa.raspunsul_gazdelor(proces, fapta)
    elif miscare == Miscare.PUBLICA and proces.versiune == 1:
        emails_dupa.concluzii_publicate(proces)


def _verifica_redactarea(proces, redactare):
    if proces.redactare != redactare:
        raise AltaRedactare(
            _("Textul a fost schimbat de altcineva de când ați deschis pagina. Citiți-l din nou, apoi hotărâți.")
        )
