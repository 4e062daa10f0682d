"""The weekly digest of new matches, and what an organisation sets aside.

Each match is told once: `PotrivireSpusa` has one row for an organisation and a notice, written in the transaction of
the mails. An organisation whose administrators all refused the digest is passed over, so whoever changes her mind still
hears of what is open.
"""

from django.core.signing import Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from organizatii.models import Membru, Organizatie
from parteneriate import emails_anunt
from parteneriate.models import Ignorare, PotrivireSpusa, RefuzPotriviri
from parteneriate.potriviri import anunturi_pentru_organizatie
from platforma.conturi.models import Utilizator
from platforma.conturi.stergere import la_stergere

IN_REZUMAT = 10  # the best of the new ones; the others wait for the next Monday
SEMNATAR = Signer(salt="parteneriate.potriviri")


def trimite(acum=None):
    """Write the digests that have something to tell; returns how many mails. Run again, it finds nothing new."""
    acum = acum or timezone.now()
    vor = Membru.objects.filter(rol=Membru.Rol.ADMINISTRATOR, utilizator__is_active=True).exclude(
        utilizator__in=RefuzPotriviri.objects.values("persoana")
    )
    ale_lor = Organizatie.objects.listate().filter(pk__in=vor.values("organizatie_id")).order_by("pk")
    return sum(_spune(pk, acum) for pk in ale_lor.values_list("pk", flat=True))


@transaction.atomic
def _spune(pk, acum):
    """Of two workers at once, the second one waits for the organisation's row and finds nothing left to tell."""
    organizatie = Organizatie.blocheaza(pk)
    potriviri = anunturi_pentru_organizatie(organizatie, cate=IN_REZUMAT, noi=True, acum=acum)
    if not potriviri:
        return 0
    PotrivireSpusa.objects.bulk_create(
        PotrivireSpusa(organizatie=organizatie, anunt=potrivire.anunt, la=acum) for potrivire in potriviri
    )
    persoane = administratori(organizatie)
    for persoana in persoane:
        cheie = f"potriviri:{pk}:{persoana.pk}:{potriviri[0].anunt.pk}:{acum:%Y%m%d}"
        emails_anunt.potriviri(cheie, persoana, organizatie, potriviri, stop_url(persoana))
    return len(persoane)


def administratori(organizatie):
    """Those who receive the digest."""
    return list(
        Utilizator.objects.filter(
            calitati__organizatie=organizatie, calitati__rol=Membru.Rol.ADMINISTRATOR, is_active=True
        )
        .exclude(pk__in=RefuzPotriviri.objects.values("persoana"))
        .order_by("pk")
    )


def stop_url(persoana):
    return reverse("parteneriate:stop_potriviri", args=[SEMNATAR.sign(persoana.pk)])


def vrea(persoana):
    return not RefuzPotriviri.objects.filter(persoana=persoana).exists()


def refuza(persoana):
    RefuzPotriviri.objects.get_or_create(persoana=persoana)


def accepta(persoana):
    RefuzPotriviri.objects.filter(persoana=persoana).delete()


def ignora(organizatie, anunt, de):
    """„Nu mă interesează”; said twice, it is said once."""
    Ignorare.objects.get_or_create(organizatie=organizatie, anunt=anunt, defaults={"de": de})


def nu_mai_ignora(organizatie, anunt):
    Ignorare.objects.filter(organizatie=organizatie, anunt=anunt).delete()


@la_stergere
def uita_persoana(persoana, adrese):
    accepta(persoana)
    Ignorare.objects.filter(de=persoana).update(de=None)
