"""The check after six months: opened, answered, reminded of, closed; and what the answers say together.

Every verb takes the lock of the check's row first, so of two parties that answer at once both count, and an answer and
the closing never cross.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parteneriate import emails_verificare
from parteneriate.models import (
    AMINTITE,
    COMPLETE,
    Activ,
    Etapa,
    Parte,
    RaspunsVerificare,
    RezultatVerificare,
    Verificare,
)
from parteneriate.scriere import Refuzat

SPUN_DA = frozenset({Activ.DA, Activ.ALTFEL})


def rezultatul(raspunsuri):
    """What the answers say together; `raspunsuri`: one value of Activ for each party asked, "" for who is silent.

    Two known answers that differ stay so whatever the others say. „Nu știu” is an answer that confirms nothing: with
    it the check is never complete.
    """
    date = [r for r in raspunsuri if r]
    pareri = {r in SPUN_DA for r in date if r != Activ.NU_STIU}
    if not date:
        return RezultatVerificare.FARA
    if len(pareri) == 2:
        return RezultatVerificare.DIFERIT
    if len(date) < len(raspunsuri) or Activ.NU_STIU in date:
        return RezultatVerificare.PARTIAL
    return RezultatVerificare.ACTIV if True in pareri else RezultatVerificare.INACTIV


@transaction.atomic
def raspunde(raspuns, form, de):
    """Write, or correct, the answer of a party from a valid VerificareForm. Returns the Verificare as it is now.

    Raises PermissionDenied for whoever does not act for the party, Refuzat once answers are no longer taken.
    """
    verificare = _blocata(raspuns.verificare_id)
    if not Parte.objects.conduse_de(de).filter(pk=raspuns.parte_id).exists():
        raise PermissionDenied
    if not verificare.este_deschisa():
        raise Refuzat(_("Verificarea s-a închis între timp; răspunsul nu s-a mai scris."))
    acum = timezone.now()
    valori = {**form.cleaned_data, "raspuns_la": acum, "raspuns_de": de}
    rand = RaspunsVerificare.objects.get(pk=raspuns.pk, verificare=verificare)
    for nume, valoare in valori.items():
        setattr(rand, nume, valoare)
    rand.save(update_fields=[*valori])
    inainte, verificare.rezultat = verificare.rezultat, _din_raspunsuri(verificare)
    verificare.rezultat_la = acum
    verificare.save(update_fields=["rezultat", "rezultat_la"])
    if verificare.rezultat == RezultatVerificare.DIFERIT != inainte:
        emails_verificare.diferit(verificare)
    return verificare


def _blocata(pk):
    return Verificare.objects.select_for_update(of=("self",)).select_related("parteneriat").get(pk=pk)


def _din_raspunsuri(verificare):
    return rezultatul(list(verificare.raspunsuri.values_list("activ", flat=True)))


def raspunsuri_vizibile(verificare):
    """The answers of all parties, once all have answered or it is closed; until then none sees another's."""
    toate = list(verificare.raspunsuri.select_related("parte__organizatie"))
    if verificare.inchisa_la or (toate and all(r.raspuns_la for r in toate)):
        return [r for r in toate if r.raspuns_la]
    return []


def verificari_de_raspuns(persoana):
    """The answers that a person still owes, for the parties for which she acts, the nearest closing first."""
    datorate = RaspunsVerificare.objects.conduse_de(persoana).neraspunse()
    datorate = datorate.filter(verificare__in=Verificare.objects.deschise())
    datorate = datorate.select_related("verificare__parteneriat", "parte__organizatie")
    return datorate.order_by("verificare__deschisa_la", "pk")


# --- what beat does -------------------------------------------------------------------------------------------------
def inchide(acum=None):
    """Close what has been open for its days; returns how many."""
    return sum(_inchide_una(pk, acum) for pk in list(Verificare.objects.in_curs().values_list("pk", flat=True)))


def deschide(acum=None):
    """Ask the parties of what is due; returns of how many partnerships. A late worker opens late, for as many days."""
    azi = timezone.localdate(acum)
    scadente = Verificare.objects.filter(deschisa_la=None, scadenta__lte=azi).values_list("pk", flat=True)
    return sum(_deschide_una(pk, acum or timezone.now()) for pk in list(scadente))


def aminteste(acum=None):
    """Write again to the parties that have not answered, 7 and 21 days after; returns how many mails.

    `amintiri` counts what was sent for each check, under its lock, so a second run writes nothing; one that was late
    sends the latest only.
    """
    pline = Verificare.objects.in_curs().filter(amintiri__lt=len(AMINTITE)).values_list("pk", flat=True)
    return sum(_aminteste_una(pk, acum or timezone.now()) for pk in list(pline))


def _libera(pk, **conditii):
    """The row under its lock if it still is so and nobody else works on it."""
    randuri = Verificare.objects.select_for_update(of=("self",), skip_locked=True).select_related("parteneriat")
    return randuri.filter(pk=pk, **conditii).first()


@transaction.atomic
def _deschide_una(pk, acum):
    """A partnership that was ended early is not asked: it counts as what it is."""
    verificare = _libera(pk, deschisa_la=None, scadenta__lte=timezone.localdate(acum))
    if verificare is None:
        return 0
    verificare.deschisa_la = acum
    if verificare.parteneriat.etapa == Etapa.REZILIAT:
        verificare.inchisa_la = verificare.rezultat_la = acum
        verificare.rezultat = RezultatVerificare.INCETAT
        verificare.save()
        return 0
    verificare.amintiri = 1
    verificare.save()
    for parte in Parte.objects.active().filter(parteneriat=verificare.parteneriat_id).order_by("pk"):
        raspuns = RaspunsVerificare.objects.create(verificare=verificare, parte=parte)
        emails_verificare.intreaba(raspuns, 1)
    return 1


@transaction.atomic
def _aminteste_una(pk, acum):
    verificare = _libera(pk, inchisa_la=None, deschisa_la__isnull=False)
    if verificare is None or not verificare.este_deschisa(acum):
        return 0
    trecute = (timezone.localdate(acum) - timezone.localdate(verificare.deschisa_la)).days
    datorate = sum(zile <= trecute for zile in AMINTITE)
    if datorate <= verificare.amintiri:
        return 0
    Verificare.objects.filter(pk=pk).update(amintiri=datorate)
    tacute = verificare.raspunsuri.neraspunse().select_related("verificare__parteneriat", "parte__organizatie")
    return sum(emails_verificare.intreaba(raspuns, datorate) for raspuns in tacute)


@transaction.atomic
def _inchide_una(pk, acum):
    verificare = _libera(pk, inchisa_la=None, deschisa_la__isnull=False)
    if verificare is None or verificare.este_deschisa(acum):
        return 0
    verificare.rezultat = _din_raspunsuri(verificare)
    if verificare.parteneriat.etapa == Etapa.REZILIAT and verificare.rezultat not in COMPLETE:
        verificare.rezultat = RezultatVerificare.INCETAT
    verificare.inchisa_la = acum or timezone.now()
    verificare.save(update_fields=["rezultat", "inchisa_la"])
    return 1
