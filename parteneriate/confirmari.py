"""The answer of each side: it confirms the text it has read, asks for corrections, or refuses to take part.

Each verb locks the partnership first and compares the version that the person has read with the one there is, so nobody
ever confirms words she has not seen. Two parties at once wait for each other and both count.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parteneriate import emails
from parteneriate.models import INAINTE_DE_SEMNARE, Ce, Etapa, Fapta, Parte, Parteneriat
from parteneriate.scriere import Refuzat
from platforma.moderare.tranzitii import motiv_curat

INCHISE = (Etapa.RETRAS, Etapa.REZILIAT)


class AltaRedactare(Refuzat):
    """Somebody changed the text since this person read it; nothing was written."""


@transaction.atomic
def confirma(parte, de, redactare):
    """The party puts its name to this version. Done twice, it changes nothing more.

    Raises PermissionDenied, AltaRedactare, Refuzat. The first answer also accepts the invitation: whoever gives it is
    the responsible person unless there is one.
    """
    blocata = _blocata(parte, de, redactare)
    if blocata.a_confirmat(redactare):
        return blocata
    acum = timezone.now()
    _accepta(blocata, de, acum)
    blocata.confirmat_la, blocata.confirmat_de, blocata.confirmat_redactare = acum, de, redactare
    blocata.corecturi, blocata.corecturi_redactare = "", None
    blocata.save()
    _noteaza(blocata, Ce.CONFIRMAT, de, acum)
    return blocata


@transaction.atomic
def cere_corecturi(parte, de, redactare, motiv):
    """The party says what to correct in this version; a confirmation of it counts no more.

    Raises ValidationError for `motiv` too, when it is too short to be of use.
    """
    motiv = motiv_curat(motiv)
    blocata = _blocata(parte, de, redactare)
    if blocata.parteneriat.semnat and blocata.a_confirmat(redactare):
        raise Refuzat(_("Textul acesta este semnat. Propuneți o modificare sau un act adițional."))
    acum = timezone.now()
    _accepta(blocata, de, acum)
    if blocata.a_confirmat(redactare):
        blocata.confirmat_la = blocata.confirmat_de = blocata.confirmat_redactare = None
    blocata.corecturi, blocata.corecturi_redactare = motiv, redactare
    blocata.save()
    _noteaza(blocata, Ce.CORECTURI, de, acum, motiv)
    return blocata


@transaction.atomic
def refuza(parte, de, motiv):
    """The party does not take part (any more); possible until signing."""
    motiv = motiv_curat(motiv)
    blocata = _blocata(parte, de)
    if blocata.parteneriat.etapa not in INAINTE_DE_SEMNARE:
        raise Refuzat(_("După semnare, un parteneriat se încheie sau încetează; o parte nu mai poate ieși singură."))
    if not blocata.parteneriat.parti.active().exclude(pk=blocata.pk).exists():
        raise Refuzat(_("Sunteți singura parte. Puteți retrage propunerea."))
    acum = timezone.now()
    blocata.iesit_la = acum
    blocata.save(update_fields=["iesit_la"])
    _noteaza(blocata, Ce.REFUZAT, de, acum, motiv)
    return blocata


def _blocata(parte, de, redactare=None):
    """The party as it is under the partnership's lock, if `de` acts for it and has read the present text."""
    parteneriat = Parteneriat.blocheaza(parte.parteneriat_id)
    blocata = Parte.objects.conduse_de(de).select_related("organizatie").filter(pk=parte.pk).first()
    if blocata is None:
        raise PermissionDenied
    blocata.parteneriat = parteneriat
    if parteneriat.etapa in INCHISE:
        raise Refuzat(_("Parteneriatul nu mai este în lucru; nu se mai răspunde la el."))
    if redactare is not None and parteneriat.redactare != redactare:
        raise AltaRedactare(
            _("Textul a fost schimbat de altcineva de când ați deschis pagina. Citiți-l din nou, apoi hotărâți.")
        )
    return blocata


def _accepta(parte, de, acum):
    parte.acceptat_la = parte.acceptat_la or acum
    parte.responsabil = parte.responsabil or de


def _noteaza(parte, ce, de, acum, motiv=""):
    fapta = Fapta.objects.create(
        parteneriat=parte.parteneriat,
        organizatie=parte.organizatie,
        ce=ce,
        de=de,
        la=acum,
        motiv=motiv,
        redactare=parte.parteneriat.redactare,
    )
    emails.raspuns(parte, fapta)
