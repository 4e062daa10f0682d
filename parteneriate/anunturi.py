"""The life of a notice besides its moderation: begun, renewed, closed, reminded of."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizatii.models import Organizatie
from parteneriate import emails_anunt
from parteneriate.models import SE_APROPIE, VALABILITATE, Anunt, slug_liber
from platforma.conturi.models import Utilizator
from platforma.mesaje.models import Mesaj
from platforma.moderare.tranzitii import Stare, TranzitieInterzisa

CIORNE_MAXIM = 20  # drafts of one organisation at a time; each one reserves an address


@transaction.atomic
def incepe(form, organizatie, de):
    """Save a valid form as a new draft of this organisation; returns the Anunt.

    Raises TranzitieInterzisa when the organisation has too many drafts.
    """
    Organizatie.blocheaza(organizatie.pk)  # two colleagues at the limit: one draft more, not two
    if organizatie.anunturi.filter(stare=Stare.CIORNA).count() >= CIORNE_MAXIM:
        raise TranzitieInterzisa(
            ngettext(
                "Aveți deja %(n)s ciornă. Trimiteți-o sau ștergeți-o, apoi începeți alta.",
                "Aveți deja %(n)s ciorne. Trimiteți sau ștergeți una dintre ele, apoi începeți alta.",
                CIORNE_MAXIM,
            )
            % {"n": CIORNE_MAXIM}
        )
    anunt = form.save(commit=False)
    anunt.organizatie, anunt.autor = organizatie, de
    for _incercare in range(5):  # two people may take the same free address at once
        anunt.slug = slug_liber(anunt.titlu)
        try:
            with transaction.atomic():
                anunt.save(force_insert=True)
            break
        except IntegrityError:
            if not Anunt.objects.filter(slug=anunt.slug).exists():
                raise
    form.save_m2m()
    return anunt


def se_poate_sterge(anunt):
    """A draft that was never sent: nobody decided upon it, so nothing is lost from the record."""
    return anunt.stare == Stare.CIORNA and anunt.publicat_la is None and not anunt.decizii().exists()


@transaction.atomic
def sterge_ciorna(anunt, de):
    """Raises PermissionDenied, or TranzitieInterzisa once it has been sent."""
    blocat = _blocat_pentru(anunt, de)
    if not se_poate_sterge(blocat):
        raise TranzitieInterzisa(_("Numai o ciornă care nu a fost trimisă niciodată se poate șterge."))
    blocat.delete()


@transaction.atomic
def reinnoieste(anunt, de=None):
    """Open for 90 days from today, once the end is near or has passed; returns whether anything changed.

    `de=None`: whoever holds the address of a reminder. Asked twice, it moves the day once. A closed or archived notice
    raises TranzitieInterzisa.
    """
    blocat = Anunt.blocheaza(anunt.pk) if de is None else _blocat_pentru(anunt, de)
    if blocat.stare != Stare.PUBLICAT or blocat.inchis_la:
        raise TranzitieInterzisa(_("Numai un anunț publicat și neînchis se poate reînnoi."))
    if not blocat.se_poate_reinnoi:
        return False
    blocat.valabil_pana = timezone.localdate() + VALABILITATE
    blocat.save(update_fields=["valabil_pana"])
    return True


@transaction.atomic
def inchide(anunt, rezultat, text, de):
    """Close it with what came of it. An expired one may be closed too; a closed one stays as it was closed."""
    blocat = _blocat_pentru(anunt, de)
    if blocat.stare != Stare.PUBLICAT or blocat.inchis_la:
        raise TranzitieInterzisa(_("Numai un anunț publicat și neînchis se poate închide."))
    blocat.inchis_la, blocat.rezultat, blocat.rezultat_text = timezone.now(), rezultat, text
    blocat.save(update_fields=["inchis_la", "rezultat", "rezultat_text"])
    return blocat


@transaction.atomic
def redeschide(anunt, de):
    """Undo a closing. Its last day stays, so it may be an expired one, to be renewed."""
    blocat = _blocat_pentru(anunt, de)
    if blocat.stare != Stare.PUBLICAT or not blocat.inchis_la:
        raise TranzitieInterzisa(_("Anunțul nu este închis."))
    blocat.inchis_la, blocat.rezultat, blocat.rezultat_text = None, "", ""
    blocat.save(update_fields=["inchis_la", "rezultat", "rezultat_text"])


def aminteste(acum=None):
    """Write to the people of each open notice in its last seven days, once for each last day; returns how many mails.

    Run again it finds nothing; a renewed notice is reminded of again when its new end is near.
    """
    azi = timezone.localdate(acum)
    aproape = Anunt.objects.deschise(acum).filter(valabil_pana__lte=azi + SE_APROPIE).select_related("organizatie")
    de_scris = {
        f"anunt-expira:{anunt.pk}:{anunt.valabil_pana:%Y%m%d}:{persoana.pk}": (anunt, persoana)
        for anunt in aproape.order_by("pk")
        for persoana in Utilizator.objects.filter(calitati__organizatie=anunt.organizatie_id, is_active=True)
    }
    scrise = set(Mesaj.objects.filter(cheie__in=de_scris).values_list("cheie", flat=True))
    return sum(emails_anunt.expira(cheie, *pereche) for cheie, pereche in de_scris.items() if cheie not in scrise)


def _blocat_pentru(anunt, de):
    blocat = Anunt.blocheaza(anunt.pk)
    if not blocat.este_autor(de):
        raise PermissionDenied
    return blocat
