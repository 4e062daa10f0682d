"""Indicators, values, reports and milestones, made quickly for tests."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

from django.utils import timezone
from PIL import Image

from parteneriate.models import Indicator, Raport, Reper, Valoare


def zi(n):
    """The day `n` days from today."""
    return timezone.localdate() + timedelta(days=n)


def indicator(parteneriat, nume="Curți amenajate", **campuri):
    """From 0 yards 60 days ago to 12 in 200 days, read by a moderator."""
    implicite = {
        "unitate": "curți", "baza": Decimal(0), "baza_la": zi(-60), "tinta": Decimal(12), "tinta_la": zi(200),
        "sursa": "evidența direcției", "verificat_la": timezone.now(),
    }  # fmt: skip
    return Indicator.objects.create(parteneriat=parteneriat, nume=nume, **{**implicite, **campuri})


def valoare(al_cui, cat, la=-1, **campuri):
    return Valoare.objects.create(indicator=al_cui, valoare=Decimal(cat), la=zi(la), **campuri)


def raport(parteneriat, luni=3, *, depus=True, verificat=True, **campuri):
    acum = timezone.now()
    trimis = {"stare": "depus", "depus_la": acum, "verificat_la": acum if verificat else None} if depus else {}
    implicite = {"realizat": "Am amenajat trei curți.", "scadent_la": zi(-5), **trimis}
    return Raport.objects.create(parteneriat=parteneriat, luni=luni, **{**implicite, **campuri})


def reper(parteneriat, titlu="Prima curte deschisă", la=20, **campuri):
    campuri = {"verificat_la": timezone.now(), **campuri}
    return Reper.objects.create(parteneriat=parteneriat, titlu=titlu, scadent_la=zi(la), **campuri)


def poza_mica():
    """The bytes of a picture."""
    memorie = BytesIO()
    Image.new("RGB", (60, 40), (90, 120, 80)).save(memorie, "PNG")
    return memorie.getvalue()
