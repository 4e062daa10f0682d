"""Checks after six months in the fictional city: each outcome once, and one that waits for an answer.

Asked and answered by the real verbs; the days are set back before the closing, which then goes by the clock.
"""

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from organizatii.demo.incarcare import MARCAJ
from parteneriate import verificari
from parteneriate.demo.incarcare import CONTURI, Oras
from parteneriate.forms.verificare import VerificareForm
from parteneriate.models import Parteneriat, Verificare
from platforma.mesaje.models import Mesaj

DUPA = (timedelta(days=3), timedelta(days=8))  # when the parties have answered, from the opening


def incarca():
    """Fill an installation that has the fictional partnerships; returns how many checks were closed, once."""
    with transaction.atomic():
        fictive = Parteneriat.objects.filter(demo=True)
        intrebate = Verificare.objects.filter(parteneriat__in=fictive, deschisa_la__isnull=False)
        if intrebate.exists() or not fictive.exists():
            return 0
        acum = timezone.now()
        date = tomllib.loads((Path(__file__).parent / "verificari.toml").read_text("utf-8"))
        oras = Oras()
        for rand in date["parteneriat"]:
            oras.parteneriat(rand)
        verificari.deschide()
        for titlu, raspunsuri in date["raspunsuri"].items():
            verificare = intrebate.get(parteneriat__titlu=f"{titlu} {MARCAJ}", ocazie="semnare")
            for rol, raspuns in raspunsuri.items():
                _raspunde(verificare, oras, rol, raspuns)
            _da_inapoi(verificare)
        cate = verificari.inchide()
        Mesaj.objects.filter(catre__endswith="@example.org", creat_la__gte=acum).delete()
        return cate


def _raspunde(verificare, oras, rol, date):
    form = VerificareForm(date)
    if rol not in CONTURI or not form.is_valid():
        raise ValueError(form.errors)
    verificari.raspunde(verificare.raspunsuri.get(parte__organizatie=oras.organizatii[rol]), form, oras.oameni[rol])


def _da_inapoi(verificare):
    deschisa = timezone.make_aware(datetime.combine(verificare.scadenta, time(9, 35)))
    ultimul = None
    for dupa, raspuns in zip(DUPA, verificare.raspunsuri.date(), strict=False):
        ultimul = raspuns.raspuns_la = deschisa + dupa
        raspuns.save(update_fields=["raspuns_la"])
    Verificare.objects.filter(pk=verificare.pk).update(deschisa_la=deschisa, rezultat_la=ultimul)
