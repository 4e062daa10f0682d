"""The conversation of an expression of interest: who writes, what is shown to whom.

Everybody who sees the expression of interest (`Interes.vizibile_pentru`: all people of both teams) reads and writes in
it, because in a small organisation whoever is there answers; each message says who wrote it. Before acceptance the
other side sees only the organisation's name, as with the named contacts.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii.models import Membru
from parteneriate import blocari, emails_conversatie
from parteneriate.interese import oameni
from parteneriate.models import Abuz, Atasament, Interes, Partea, Replica, SemnDeCarte
from platforma.conturi.stergere import la_stergere
from platforma.moderare.tranzitii import Stare

PE_PAGINA = 50
PE_ORA = 30  # messages of one person, in all her conversations
ATASAMENTE_MAXIM = 40  # of one conversation
ACELASI = timedelta(minutes=1)  # the same words of the same person within it are a form sent twice


class Refuzat(Exception):
    """It may not be written now. `str()` is a Romanian sentence for the person who tried."""


def partea(interes, persoana):
    """The side for which she speaks; who is in both teams speaks for the notice. PermissionDenied for others."""
    ale_ei = set(Membru.objects.filter(utilizator=persoana).values_list("organizatie_id", flat=True))
    if interes.anunt.organizatie_id in ale_ei:
        return Partea.ANUNT
    if interes.organizatie_id in ale_ei:
        return Partea.RASPUNDE
    raise PermissionDenied


def organizatii(interes, partea):
    """(the organisation of this side, the other one)."""
    perechea = (interes.anunt.organizatie, interes.organizatie)
    return perechea if partea == Partea.ANUNT else perechea[::-1]


@transaction.atomic
def scrie(interes, form, de):
    """Add the message of a valid ReplicaForm; the other side's people get it by mail. Returns the Replica.

    Under the lock of the expression of interest, so that it is still open, then of the pair, so that nobody has
    blocked. Raises PermissionDenied, Refuzat.
    """
    Interes.objects.select_for_update(of=("self",)).get(pk=interes.pk)
    interes = Interes.objects.pentru_lista().get(pk=interes.pk)
    a_cui = partea(interes, de)
    a_mea, a_lor = organizatii(interes, a_cui)
    blocari.lacat(a_mea.pk, a_lor.pk)
    if not interes.deschis:
        raise Refuzat(_("Manifestarea de interes s-a încheiat; conversația se mai poate numai citi."))
    if piedica := blocari.piedica(a_mea.pk, a_lor.pk):
        raise Refuzat(piedica)
    acum, fisiere = timezone.now(), form.fisiere()
    ultima = interes.replici.last()
    if _aceeasi(ultima, de, form.cleaned_data["text"], fisiere, acum):
        return ultima
    if Replica.objects.filter(de=de, la__gt=acum - timedelta(hours=1)).count() >= PE_ORA:
        raise Refuzat(_("Ați trimis multe mesaje în ultima oră. Reveniți puțin mai târziu."))
    if fisiere and Atasament.objects.filter(replica__interes=interes).count() + len(fisiere) > ATASAMENTE_MAXIM:
        raise Refuzat(_("O conversație poate avea cel mult %(n)s de fișiere.") % {"n": ATASAMENTE_MAXIM})
    replica = Replica.objects.create(interes=interes, partea=a_cui, de=de, text=form.cleaned_data["text"], la=acum)
    for fisier in fisiere:
        Atasament.objects.create(replica=replica, fisier=fisier, nume_fisier=fisier.name, marime=fisier.size)
    _pune_semnul(replica, de)
    emails_conversatie.mesaj(replica, a_mea, [o for o in oameni(a_lor.pk) if o != de], [f.name for f in fisiere])
    return replica


def _aceeasi(ultima, de, text, fisiere, acum):
    if ultima is None or (ultima.de_id, ultima.text) != (de.pk, text) or acum - ultima.la >= ACELASI:
        return False
    return list(ultima.atasamente.values_list("nume_fisier", flat=True)) == [fisier.name for fisier in fisiere]


@transaction.atomic
def citit(interes, persoana, pana_la):
    """She has read up to the message that her page showed last (a key): what came since stays new. Never goes back."""
    replica = interes.replici.filter(pk__lte=pana_la).last()
    if replica is not None:
        _pune_semnul(replica, persoana)


def _pune_semnul(replica, persoana):
    semn, nou = SemnDeCarte.objects.get_or_create(
        interes=replica.interes, persoana=persoana, defaults={"replica": replica}
    )
    if not nou:
        SemnDeCarte.objects.filter(pk=semn.pk, replica__lt=replica.pk).update(replica=replica)


def firul(interes, persoana, pagina=1):
    """What the page shows: the messages, the newest last, fifty at a time from the end; whether she may write."""
    a_cui = partea(interes, persoana)
    a_mea, a_lor = organizatii(interes, a_cui)
    foaie = pagina_replicilor(interes, pagina)
    semn = SemnDeCarte.objects.filter(interes=interes, persoana=persoana).values_list("replica_id", flat=True).first()
    raportate = set(Abuz.objects.filter(replica__interes=interes, stare=Stare.TRIMIS).values_list("replica", flat=True))
    for replica in foaie.object_list:
        replica.a_noastra = replica.partea == a_cui
        replica.a_mea = replica.de_id == persoana.pk
        replica.noua = not replica.a_noastra and replica.pk > (semn or 0)
        replica.raportata = replica.pk in raportate
        cunoscut = replica.a_noastra or interes.s_au_cunoscut
        replica.cine = replica.de.nume if cunoscut else a_lor.denumire
    return {
        "replici": foaie,
        "ultima": foaie.object_list[-1].pk if foaie.object_list else 0,
        "necitite": interes.replici.filter(partea=a_cui.cealalta, pk__gt=semn or 0).count(),
        "a_mea": a_mea,
        "a_lor": a_lor,
        "piedica": blocari.piedica(a_mea.pk, a_lor.pk),
        "blocati": blocari.a_blocat(a_mea.pk, a_lor.pk),
    }


def pagina_replicilor(interes, pagina=1):
    """The first page is the end of the conversation; on each the newest is last."""
    replici = interes.replici.cu_ascunderi().select_related("de").prefetch_related("atasamente").order_by("-pk")
    foaie = Paginator(replici, PE_PAGINA).get_page(pagina)
    foaie.object_list = list(foaie.object_list)[::-1]
    return foaie


@la_stergere
def uita_persoana(persoana, adrese):
    """Messages stay, under the emptied account: they are the organisation's correspondence, and what the other side
    answered to would make no sense without them. What she told moderators goes, and how far she had read."""
    Abuz.objects.filter(de=persoana).update(text="")
    SemnDeCarte.objects.filter(persoana=persoana).delete()
