"""The morning mail of the worklist: only when it has something to tell, at most one a day for a person.

What a list says today is a set of signs: each task, the task once more when it comes due within three days, and when
it is late once more for each week of lateness; what was handed over is another task to the colleague. A mail goes when
there is a sign that was not told. What is not in the list any more is forgotten, so that what returns is told anew.
Nothing counts days of the job: a worker that was off for three days writes one mail, and a second run writes nothing.
"""

from datetime import timedelta

from django.core.signing import Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from organizatii import emails, lucru
from organizatii.models import Membru, RezumatSarcini
from platforma.conturi.models import Utilizator

CURAND = timedelta(days=3)
SEMNATAR = Signer(salt="organizatii.sarcini")


def trimite(acum=None):
    """Write the morning's mails; returns how many. Each person is a transaction of her own."""
    azi = timezone.localdate(acum)
    echipe = Membru.objects.filter(utilizator__is_active=True).values("utilizator_id")
    nu_vor = RezumatSarcini.objects.filter(vrea=False).values("persoana_id")
    persoane = Utilizator.objects.filter(pk__in=echipe).exclude(pk__in=nu_vor).order_by("pk")
    return sum(_spune(persoana, azi) for persoana in persoane.iterator())


@transaction.atomic
def _spune(persoana, azi):
    """Whether a mail went. Of two workers at once, the second waits for the row and finds everything told."""
    lista = lucru.lista(persoana)
    acum = semne(lista, azi)
    if acum:
        RezumatSarcini.objects.get_or_create(persoana=persoana)
    rezumat = RezumatSarcini.objects.select_for_update().filter(persoana=persoana).first()
    if rezumat is None or rezumat.spuse == acum or not rezumat.vrea or rezumat.trimis_pe == azi:
        return False
    noi = set(acum) - set(rezumat.spuse)
    rezumat.spuse = acum
    if noi:
        rezumat.trimis_pe = azi
        emails.sarcinile_zilei(f"sarcini:{persoana.pk}:{azi:%Y%m%d}", persoana, lista, stop_url(persoana))
    rezumat.save()
    return bool(noi)


def semne(lista, azi):
    """What the list says, as sorted words that a row can hold."""
    return sorted(semn for rand in lista.ale_mele for semn in _semnele(rand, azi))


def _semnele(rand, azi):
    sarcina = rand.sarcina
    cheie = f"{sarcina.fel}:{sarcina.cheie}" + (":incredintata" if rand.incredintata_mie else "")
    yield cheie
    if sarcina.pana_la is None:
        return
    if sarcina.pana_la < azi:
        yield f"{cheie}:intarziata:{(azi - sarcina.pana_la).days // 7}"
    elif sarcina.pana_la <= azi + CURAND:
        yield f"{cheie}:curand"


# --- her choice ---------------------------------------------------------------------------------------------------
def vrea(persoana):
    return not RezumatSarcini.objects.filter(persoana=persoana, vrea=False).exists()


def alege(persoana, vrea):
    RezumatSarcini.objects.update_or_create(persoana=persoana, defaults={"vrea": vrea})


def stop_url(persoana):
    return reverse("organizatii:stop_sarcini", args=[SEMNATAR.sign(persoana.pk)])
