"""Who is in a partnership, and who answers for each side.

The lock of the partnership is taken before that of an organisation, here and when somebody leaves a team (`plecare`),
so the two never wait for each other.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii.membri import inainte_de_plecare
from organizatii.models import Membru, Organizatie
from parteneriate import blocari, emails
from parteneriate.models import INAINTE_DE_SEMNARE, Ce, Fapta, Parte, Parteneriat
from parteneriate.scriere import Refuzat, alta_redactare, condus_nesemnat
from platforma.moderare.tranzitii import motiv_curat

PARTI_MAXIM = 12  # rows of one partnership, those that left included: each one was a mail to strangers


@transaction.atomic
def invita(parteneriat, organizatie, rol, contributie, de):
    """Ask an organisation to take part; its administrators are written to. Returns the Parte.

    Another party is another text: those who had confirmed are asked again. Raises PermissionDenied, Refuzat.
    """
    blocat = condus_nesemnat(parteneriat.pk, de)
    if blocat.parti.active().filter(organizatie=organizatie).exists():
        raise Refuzat(_("Organizația este deja parte a acestui parteneriat."))
    if blocat.parti.count() >= PARTI_MAXIM:
        raise Refuzat(_("Un parteneriat poate chema cel mult %(n)s organizații.") % {"n": PARTI_MAXIM})
    if not organizatie.membri.exists():
        raise Refuzat(
            _(
                "Organizația nu are încă reprezentanți pe platformă, deci nu are cine să răspundă. Rugați-o să își"
                " revendice profilul."
            )
        )
    for a_mea in blocat.parti.active().filter(organizatie__membri__utilizator=de).values_list("organizatie", flat=True):
        blocari.lacat(a_mea, organizatie.pk)
        if piedica := blocari.piedica(a_mea, organizatie.pk):
            raise Refuzat(piedica)
    parte = Parte.objects.create(parteneriat=blocat, organizatie=organizatie, rol=rol, contributie=contributie)
    fapta = Fapta.objects.create(parteneriat=blocat, organizatie=organizatie, ce=Ce.INVITAT, de=de)
    alta_redactare(blocat, de)
    emails.invitatie(parte, fapta)
    return parte


@transaction.atomic
def scoate(parte, de, motiv):
    """Take a party out, until signing. One's own side says „nu mai participăm” (confirmari.refuza)."""
    motiv = motiv_curat(motiv)
    blocat = condus_nesemnat(parte.parteneriat_id, de)
    blocata = blocat.parti.active().select_related("organizatie").get(pk=parte.pk)
    if not Parte.objects.conduse_de(de).filter(parteneriat=blocat).exclude(pk=blocata.pk).exists():
        raise Refuzat(_("Partea dumneavoastră iese răspunzând „Nu participăm”, cu motiv."))
    blocata.parteneriat, blocata.iesit_la = blocat, timezone.now()
    blocata.save(update_fields=["iesit_la"])
    fapta = Fapta.objects.create(parteneriat=blocat, organizatie=blocata.organizatie, ce=Ce.SCOS, de=de, motiv=motiv)
    alta_redactare(blocat, de)
    emails.raspuns(blocata, fapta)


@transaction.atomic
def numeste(parte, persoana, de):
    """Name the responsible person of one's own side: a member of its team. Raises PermissionDenied, Refuzat."""
    blocat = Parteneriat.blocheaza(parte.parteneriat_id)
    blocata = Parte.objects.conduse_de(de).filter(pk=parte.pk, parteneriat=blocat).first()
    if blocata is None:
        raise PermissionDenied
    if not Membru.objects.filter(organizatie=blocata.organizatie_id, utilizator=persoana).exists():
        raise Refuzat(_("Persoana nu mai este în echipa organizației."))
    if blocata.responsabil_id != persoana.pk:
        _preda(blocata, persoana, de)
    return blocata


@transaction.atomic
def publica_devreme(parte, de, acord):
    """One's own side agrees, or no longer, that the partnership is seen before signing."""
    blocat = Parteneriat.blocheaza(parte.parteneriat_id)
    if not Parte.objects.conduse_de(de).filter(pk=parte.pk).exists():
        raise PermissionDenied
    if blocat.etapa not in INAINTE_DE_SEMNARE:
        raise Refuzat(_("După semnare, parteneriatul este public după ce îl aprobă un moderator."))
    Parte.objects.filter(pk=parte.pk).update(public_devreme=acord)


@inainte_de_plecare
def plecare(organizatie_id, persoana):
    """Before a person leaves a team: what she answered for passes to an administrator who stays, on record.

    Every partnership of the organisation is locked, not only hers: of two people leaving at once, the second one waits
    and finds what the first has just been handed.
    """
    ale_ei = Parteneriat.objects.filter(parti__organizatie=organizatie_id, parti__iesit_la=None)
    list(ale_ei.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    administratori = Membru.objects.filter(organizatie=organizatie_id, rol=Membru.Rol.ADMINISTRATOR)
    urmas = administratori.exclude(utilizator=persoana).select_related("utilizator").order_by("din", "pk").first()
    if urmas is None:  # the last administrator cannot leave; the team's own rule refuses it next
        return
    for parte in Parte.objects.active().filter(organizatie=organizatie_id, responsabil=persoana).order_by("pk"):
        _preda(parte, urmas.utilizator, None)


def _preda(parte, persoana, de):
    parte.responsabil = persoana
    parte.save(update_fields=["responsabil"])
    fapta = Fapta.objects.create(
        parteneriat_id=parte.parteneriat_id, organizatie_id=parte.organizatie_id, ce=Ce.RESPONSABIL, de=de
    )
    if de is None or de.pk != persoana.pk:
        emails.responsabil(parte, fapta)


def de_invitat(parteneriat):
    """Organisations that may be asked: public, with people behind them, and not in yet."""
    inauntru = parteneriat.parti.active().values("organizatie_id")
    return Organizatie.objects.listate().filter(revendicata=True).exclude(pk__in=inauntru)
