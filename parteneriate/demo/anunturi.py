"""Puts the fictional notices in the database, over the fictional city, moving everything by the real verbs.

Times are set back afterwards, so that the list has a past, a reminder and an expired notice.
"""

import tomllib
from datetime import timedelta
from pathlib import Path

import pgtrigger
from django.db import transaction
from django.utils import timezone

from organizatii.demo.incarcare import MARCAJ
from organizatii.models import Organizatie
from parteneriate.models import Anunt, Interes, Partea, Replica, SemnDeCarte, slug_liber
from platforma.conturi.models import Utilizator
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, Dosar
from platforma.moderare.tranzitii import Actiune, Stare, muta
from platforma.nomenclatoare.models import Domeniu, GrupTinta

O_ZI = timedelta(days=1)


def incarca():
    """Fill an installation that has the fictional city; returns how many notices were written, 0 when it has them."""
    with transaction.atomic():
        if Anunt.objects.filter(demo=True).exists() or not Organizatie.objects.filter(demo=True).exists():
            return 0
        acum = timezone.now()
        randuri = tomllib.loads((Path(__file__).parent / "anunturi.toml").read_text("utf-8"))["anunt"]
        organizatii = {o.denumire: o for o in Organizatie.objects.filter(demo=True)}
        for rand in randuri:
            anunt = _anunt(rand, organizatii, acum)
            for raspuns in rand.get("interes", []):
                _interes(anunt, raspuns, organizatii, acum)
        Mesaj.objects.filter(catre__endswith="@example.org", creat_la__gte=acum).delete()
        return len(randuri)


def _anunt(rand, organizatii, acum):
    organizatie, moment = organizatii[f"{rand['organizatie']} {MARCAJ}"], acum - rand["zile"] * O_ZI
    anunt = Anunt.objects.create(
        fel=rand["fel"],
        titlu=f"{rand['titlu']} {MARCAJ}",
        slug=slug_liber(rand["titlu"]),
        text=rand["text"].strip(),
        resurse=rand["resurse"],
        organizatie=organizatie,
        vizibilitate=rand.get("vizibilitate", "toti"),
        autor=organizatie.membri.order_by("pk").first().utilizator,
        demo=True,
        creat_la=moment - O_ZI,
        modificat_la=moment,
        stare_din=moment - O_ZI,
    )
    anunt.domenii.set(Domeniu.objects.filter(slug__in=rand["domenii"]))
    anunt.grupuri.set(GrupTinta.objects.filter(slug__in=rand.get("grupuri", [])))
    anunt.sectoare.set(rand.get("sectoare", []))
    stare = rand.get("stare", Stare.PUBLICAT)
    if stare != Stare.CIORNA:
        _dateaza(muta(anunt, Actiune.TRIMITE, anunt.autor), anunt, moment - timedelta(hours=6))
    if stare == Stare.PUBLICAT:
        moderator = Utilizator.objects.get(email="moderator@example.org")
        _dateaza(muta(anunt, Actiune.APROBA, moderator), anunt, moment)
        inchis = {}
        if rezultat := rand.get("rezultat"):
            inchis = {"inchis_la": acum - O_ZI, "rezultat": rezultat, "rezultat_text": rand["rezultat_text"]}
        ultima_zi = timezone.localdate(acum) + rand["raman"] * O_ZI
        Anunt.objects.filter(pk=anunt.pk).update(publicat_la=moment, valabil_pana=ultima_zi, **inchis)
    return anunt


def _interes(anunt, rand, organizatii, acum):
    organizatie, moment = organizatii[f"{rand['organizatie']} {MARCAJ}"], acum - rand["zile"] * O_ZI
    acceptat = rand.get("stare") == "acceptat"
    interes = Interes.objects.create(
        anunt=anunt,
        organizatie=organizatie,
        ofera=rand["ofera"],
        disponibilitate=rand.get("disponibilitate", ""),
        contact=organizatie.membri.order_by("pk").first().utilizator,
        contact_anunt=anunt.autor if acceptat else None,
        stare=rand.get("stare", "trimis"),
        stare_din=moment + O_ZI if acceptat else moment,
        trimis_la=moment,
    )
    for replica in rand.get("replica", []):
        de = anunt.autor if replica["partea"] == Partea.ANUNT else interes.contact
        scrisa = Replica.objects.create(
            interes=interes,
            partea=replica["partea"],
            de=de,
            text=replica["text"].strip(),
            la=acum - timedelta(hours=replica["ore"]),
        )
        SemnDeCarte.objects.update_or_create(interes=interes, persoana=de, defaults={"replica": scrisa})


def _dateaza(decizie, anunt, moment):
    """Set a move back in time, of fictional content only (as organizatii.demo does)."""
    with pgtrigger.ignore("moderare.Decizie:numai_adaugare"):
        Decizie.objects.filter(pk=decizie.pk).update(la=moment)
    Anunt.objects.filter(pk=anunt.pk).update(stare_din=moment)
    dosare = Dosar.objects.filter(pk=decizie.dosar_id)
    dosare.update(**({"depus_la": moment} if decizie.actiune == Actiune.TRIMITE else {"inchis_la": moment}))
