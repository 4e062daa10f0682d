"""Uploads kept while the rest of their form is being corrected. Only cleaned files are ever parked."""

from datetime import timedelta

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from platforma.incarcari import sterge_dupa_commit

VALABILITATE = timedelta(hours=48)
DE_PERSOANA = 20  # parked files of one person; beyond them the oldest is dropped
_SARE = "platforma.parcat"


def parcheaza(fisier, de):
    """Store a cleaned upload for this person; returns the FisierParcat."""
    from platforma.models import FisierParcat

    fisier.seek(0)
    parcat = FisierParcat.objects.create(de=de, fisier=fisier, nume=fisier.name[:255])
    for vechi in FisierParcat.objects.filter(de=de).order_by("-creat_la")[DE_PERSOANA:]:
        sterge(vechi)
    return parcat


def jeton(parcat):
    """What the form carries instead of the file: signed, short-lived, of use to the same person only."""
    return signing.dumps([str(parcat.pk), parcat.de_id], salt=_SARE)


def gaseste(jeton, de):
    """The FisierParcat of a token, or None when it is missing, forged, too old or another person's."""
    from platforma.models import FisierParcat

    try:
        uuid, de_id = signing.loads(jeton or "", salt=_SARE, max_age=VALABILITATE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return FisierParcat.objects.filter(pk=uuid, de=de, de_id=de_id).first()


def ca_incarcare(parcat):
    """The parked file as if it had been uploaded now."""
    with parcat.fisier.open("rb") as fisier:
        return SimpleUploadedFile(parcat.nume, fisier.read())


def sterge(parcat):
    sterge_dupa_commit(parcat.fisier)
    parcat.delete()


def sterge_vechi(acum=None):
    """Drop what nobody came back for; returns how many."""
    from platforma.models import FisierParcat

    vechi = list(FisierParcat.objects.filter(creat_la__lt=(acum or timezone.now()) - VALABILITATE))
    for parcat in vechi:
        sterge(parcat)
    return len(vechi)
