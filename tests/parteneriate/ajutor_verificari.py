"""Checks after six months, made quickly for tests."""

from datetime import timedelta

from django.utils import timezone

from parteneriate import verificari
from parteneriate.forms.verificare import VerificareForm
from parteneriate.models import Verificare

BUN = {"activ": "da", "continua": "da"}


def deschisa(rand, zile=0, ocazie="semnare"):
    """A check of the partnership, asked so many days ago."""
    azi = timezone.localdate()
    verificare = Verificare.objects.create(
        parteneriat=rand, ocazie=ocazie, de_la=azi - timedelta(days=190), scadenta=azi - timedelta(days=zile)
    )
    verificari.deschide(timezone.now() - timedelta(days=zile))
    verificare.refresh_from_db()
    return verificare


def al(verificare, organizatie):
    """The answer of this organisation."""
    return verificare.raspunsuri.get(parte__organizatie=organizatie)


def raspunde(raspuns, de, activ="da", **altfel):
    form = VerificareForm({"activ": activ, "continua": "da", **altfel})
    assert form.is_valid(), form.errors
    return verificari.raspunde(raspuns, form, de)


def cu_rezultat(rand, rezultat, ocazie="semnare", zile=60):
    """A closed check that came out like this, by force."""
    acum, azi = timezone.now(), timezone.localdate()
    return Verificare.objects.create(
        parteneriat=rand,
        ocazie=ocazie,
        de_la=azi - timedelta(days=183 + zile),
        scadenta=azi - timedelta(days=zile),
        deschisa_la=acum - timedelta(days=zile),
        inchisa_la=acum,
        rezultat=rezultat,
        rezultat_la=None if rezultat == "fara" else acum - timedelta(days=zile - 1),
    )
