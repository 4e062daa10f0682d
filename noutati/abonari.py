"""Following the news: asking, confirming, changing, stopping. Each verb locks the one row of the address."""

from datetime import timedelta

from django.db import transaction
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from noutati import emails
from noutati.criterii import ca_query
from noutati.models import ACORD, Abonare, Destinatar, RefuzBuletin, Rezumat
from platforma.conturi.stergere import la_stergere
from platforma.mesaje.expediere import uita_mesajele
from platforma.mesaje.models import Mesaj

PASTRARE = timedelta(days=365)  # as the privacy page says
STERS = "@sters.invalid"
NIMENI = f"sters{STERS}"
FARA_ADRESA = Concat(Value("sters-"), Cast("pk", CharField()), Value(STERS))  # unique, and never delivered (RFC 2606)


@transaction.atomic
def cere(email, alegeri):
    """Somebody typed this address; its mailbox decides. An address that follows already keeps what it has chosen.

    What the asker sees is the same in every case, so the page tells nobody who follows.
    """
    acum = timezone.now()
    email = email.lower()
    abonare, _noua = Abonare.objects.select_for_update().get_or_create(email=email, defaults=_acord(acum))
    if abonare.confirmata_la is None:
        abonare.ceruta_la = acum
        _scrie(abonare, alegeri, acum)
        emails.confirmare(abonare)
    else:
        emails.exista(abonare, ca_query(alegeri))


@transaction.atomic
def confirma(abonare):
    """The mailbox has answered. Only what appears from now on is sent. Done twice, it changes nothing more."""
    abonare = Abonare.objects.select_for_update().get(pk=abonare.pk)
    if abonare.confirmata_la is None:
        abonare.confirmata_la = abonare.trimis_pana = timezone.now()
        abonare.save(update_fields=["confirmata_la", "trimis_pana"])
        if abonare.buletine:
            accepta_buletinele(abonare.email)
    return abonare


@transaction.atomic
def urmareste(persoana, alegeri):
    """A signed-in person follows, or changes what she follows; the address of her account is verified already."""
    acum = timezone.now()
    abonare = a_persoanei(persoana)
    if abonare is None:
        abonare, _noua = Abonare.objects.get_or_create(
            email=persoana.email.lower(), defaults={**_acord(acum), "persoana": persoana}
        )
    abonare = Abonare.objects.select_for_update().get(pk=abonare.pk)
    abonare.persoana = persoana
    urmeaza_contul(abonare)
    if abonare.confirmata_la is None:
        abonare.confirmata_la = abonare.trimis_pana = acum
    _scrie(abonare, alegeri, acum)
    return abonare


def a_persoanei(persoana):
    """Her subscription, or None. Of two (one made with an older address of hers) the account's own counts."""
    return Abonare.objects.ale(persoana).order_by("persoana").first()


def urmeaza_contul(abonare):
    """Under the lock of the row: what was asked from an account goes where the account's mail goes now, once."""
    adresa = abonare.persoana.email.lower() if abonare.persoana_id else abonare.email
    if adresa != abonare.email:
        Abonare.objects.filter(email=adresa).delete()
        abonare.email = adresa


@transaction.atomic
def schimba(abonare, alegeri):
    """Whoever holds the link of her mails changes what she receives; what was not sent yet goes by the new choices."""
    abonare = Abonare.objects.select_for_update().get(pk=abonare.pk)
    _scrie(abonare, alegeri, timezone.now())


@transaction.atomic
def sterge(abonari):
    """Stop following: the rows go, mails not sent yet go no more, and the outbox forgets to whom the others went."""
    alese = list(abonari.select_for_update().only("pk", "email"))
    for abonare in alese:
        uita_mesajele(emails.ale_abonarii(abonare), NIMENI)
    Abonare.objects.filter(pk__in=[abonare.pk for abonare in alese]).delete()


def sterge_neconfirmate():
    """Forget the addresses that did not answer."""
    sterge(Abonare.objects.exclude(pk__in=Abonare.objects.valabile().values("pk")))


@transaction.atomic
def uita_vechi(acum=None):
    """After a year: which digests somebody got, and whom a newsletter went to (its counts stay)."""
    prag = (acum or timezone.now()) - PASTRARE
    Mesaj.objects.filter(rezumat__pana_la__lt=prag).update(catre=NIMENI)
    Rezumat.objects.filter(pana_la__lt=prag).delete()
    vechi = Destinatar.objects.filter(buletin__trimis_la__lt=prag).exclude(email__endswith=STERS)
    Mesaj.objects.filter(destinatar__in=vechi.values("pk")).update(catre=NIMENI)
    vechi.update(email=FARA_ADRESA)


@la_stergere
def uita_persoana(persoana, adrese):
    """With her account goes all that her addresses follow, and what was not sent to her is not sent."""
    sterge(Abonare.objects.filter(Q(persoana=persoana) | Q(email__in=adrese)))
    RefuzBuletin.objects.filter(email__in=adrese).delete()
    destinatari = Destinatar.objects.filter(email__in=adrese)
    destinatari.neatinsi().update(sarit_la=timezone.now())
    destinatari.update(email=FARA_ADRESA)


# --- the newsletter -----------------------------------------------------------------------------------------------
@transaction.atomic
def refuza_buletinele(email):
    """No newsletter goes to this address any more, whatever the reason for which it would have."""
    RefuzBuletin.objects.get_or_create(email=email.lower())
    Abonare.objects.filter(email=email.lower()).update(buletine=False)


def accepta_buletinele(email):
    RefuzBuletin.objects.filter(email=email.lower()).delete()


def _acord(acum):
    return {"acord_versiune": ACORD.isoformat(), "acord_la": acum, "ceruta_la": acum}


def _scrie(abonare, alegeri, acum):
    """The choices of a valid form, and the consent that sending it means."""
    abonare.acord_versiune, abonare.acord_la = ACORD.isoformat(), acum
    abonare.frecventa, abonare.categorii = alegeri["frecventa"], alegeri["categorii"]
    if alegeri["buletine"] and not abonare.buletine:
        abonare.buletine_acord_la = acum
        if abonare.confirmata_la:  # before that, whoever typed the address may be a stranger
            accepta_buletinele(abonare.email)
    abonare.buletine = alegeri["buletine"]
    abonare.save()
    for lista in ("domenii", "sectoare", "organizatii"):
        getattr(abonare, lista).set(alegeri[lista])
