"""„Raportați o informație greșită”: into the staff's queue, and out of memory once the answer has been given."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii.models import Organizatie, Sesizare
from platforma.mesaje.expediere import uita_mesajele
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie
from platforma.moderare.tranzitii import Actiune, Stare, muta

DESCHISE_MAXIM = 20  # reports of one profile that may wait at once: more would only bury the queue
PASTRARE = timedelta(days=30)  # of the reporter's address after the outcome, as the privacy page says
NIMENI = "sters@sters.invalid"


class Refuzata(Exception):
    """It cannot be taken now. `str()` is a Romanian sentence for whoever reports."""


@transaction.atomic
def sesizeaza(form, organizatie):
    """Put a valid form's report in the queue; returns it. The same words again, while they wait, are the same one."""
    organizatie = Organizatie.blocheaza(organizatie.pk)
    deschise = list(organizatie.sesizari.filter(stare=Stare.TRIMIS))
    aceeasi = next((s for s in deschise if s.text == form.cleaned_data["text"]), None)
    if aceeasi:
        return aceeasi
    if len(deschise) >= DESCHISE_MAXIM:
        raise Refuzata(_("Am primit deja mai multe semnalări despre această pagină și le verificăm. Vă mulțumim."))
    sesizare = form.save(commit=False)
    sesizare.organizatie, sesizare.email = organizatie, sesizare.email.lower()
    sesizare.save()
    muta(sesizare, Actiune.TRIMITE, de=None)
    return sesizare


@transaction.atomic
def uita_adresele(acum=None):
    """Erase the addresses of those who have had their answer for 30 days, from the mails too. Returns how many."""
    vechi = Sesizare.objects.exclude(email="").filter(
        stare__in=[Stare.PUBLICAT, Stare.RESPINS], stare_din__lt=(acum or timezone.now()) - PASTRARE
    )
    chei = [
        f"decizie:{pk}:raportor"
        for sesizare in vechi
        for pk in Decizie.objects.pentru(sesizare).values_list("pk", flat=True)
    ]
    uita_mesajele(Mesaj.objects.filter(cheie__in=chei), NIMENI)
    return vechi.update(email="")
