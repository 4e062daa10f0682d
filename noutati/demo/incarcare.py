"""Puts the fictional news in the database, over the fictional city, moving everything by the real verbs.

Times are set back afterwards, so that the feed has a past and the queue has ages.
"""

import tomllib
from datetime import timedelta
from pathlib import Path

import pgtrigger
from django.db import transaction
from django.utils import timezone

from noutati.demo.imagini import imagine
from noutati.models import DocumentNoutate, Noutate, slug_liber
from organizatii.demo.imagini import hartie
from organizatii.demo.incarcare import MARCAJ
from organizatii.models import Organizatie, slug_baza
from platforma.conturi.models import Utilizator
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, Dosar
from platforma.moderare.tranzitii import Actiune, Stare, muta
from platforma.nomenclatoare.models import Domeniu

O_ZI = timedelta(days=1)


def incarca():
    """Fill an installation that has the fictional city; returns how many items were written, 0 when it has them."""
    with transaction.atomic():
        if Noutate.objects.filter(demo=True).exists() or not Organizatie.objects.filter(demo=True).exists():
            return 0
        acum = timezone.now()
        randuri = tomllib.loads((Path(__file__).parent / "noutati.toml").read_text("utf-8"))["noutate"]
        organizatii = {o.denumire: o for o in Organizatie.objects.filter(demo=True)}
        for numar, rand in enumerate(randuri):
            _noutate(rand, numar, organizatii, acum)
        Mesaj.objects.filter(catre__endswith="@example.org", creat_la__gte=acum).delete()
        return len(randuri)


def _noutate(rand, numar, organizatii, acum):
    moment = _moment(acum, rand["zile"], numar)
    organizatie = organizatii[f"{rand['organizatie']} {MARCAJ}"] if "organizatie" in rand else None
    scrisa = min(moment, acum) - O_ZI
    noutate = Noutate(
        titlu=f"{rand['titlu']} {MARCAJ}",
        slug=slug_liber(rand["titlu"]),
        categorie=rand["categorie"],
        rezumat=rand["rezumat"],
        text=rand["text"].strip(),
        organizatie=organizatie,
        fixata=rand.get("fixata", False),
        publica_la=moment if moment > acum else None,
        legaturi="\n".join(organizatii[f"{nume} {MARCAJ}"].get_absolute_url() for nume in rand.get("legaturi", [])),
        autor=organizatie.membri.order_by("pk").first().utilizator if organizatie else _cont("secretariat"),
        demo=True,
        creat_la=scrisa,
        modificat_la=scrisa,
        stare_din=scrisa,
    )
    if motiv := rand.get("motiv"):
        noutate.imagine, noutate.imagine_alt = imagine(motiv, rand["titlu"])
        noutate.imagine_credit = f"Desen generat {MARCAJ}"
    noutate.save()
    noutate.domenii.set(Domeniu.objects.filter(slug__in=rand.get("domenii", [])))
    noutate.sectoare.set(rand.get("sectoare", []))
    if titlu := rand.get("document"):
        _document(noutate, f"{titlu} {MARCAJ}")
    _muta(noutate, rand, moment, acum)


def _muta(noutate, rand, moment, acum):
    stare, moderator = rand.get("stare", "publicat"), _cont("moderator")
    la = min(moment, acum - timedelta(hours=1))
    if stare == Stare.CIORNA:
        return
    if noutate.organizatie is None:
        _dateaza(muta(noutate, Actiune.PUBLICA, noutate.autor), noutate, la)
    else:
        _dateaza(muta(noutate, Actiune.TRIMITE, noutate.autor), noutate, la - timedelta(hours=5))
        actiune = {"publicat": "aproba", "completari": "cere_completari", "respins": "respinge"}.get(stare)
        if actiune:
            _dateaza(muta(noutate, Actiune(actiune), moderator, rand.get("motivul", "")), noutate, la)
    if stare == Stare.PUBLICAT:
        aparuta = moment + timedelta(seconds=40) if moment <= acum else None
        retrasa = acum + rand["retrage"] * O_ZI if "retrage" in rand else None
        Noutate.objects.filter(pk=noutate.pk).update(
            vizibila_din=moment, aparuta_la=aparuta, retrage_la=retrasa, modificat_la=la
        )


def _dateaza(decizie, noutate, moment):
    """Set a move back in time, of fictional content only (as organizatii.demo does)."""
    with pgtrigger.ignore("moderare.Decizie:numai_adaugare"):
        Decizie.objects.filter(pk=decizie.pk).update(la=moment)
    Noutate.objects.filter(pk=noutate.pk).update(stare_din=moment)
    dosare = Dosar.objects.filter(pk=decizie.dosar_id)
    dosare.update(**({"depus_la": moment} if decizie.actiune == Actiune.TRIMITE else {"inchis_la": moment}))


def _document(noutate, titlu):
    fisier = hartie(titlu, ["Document inventat, numai pentru exemplu."])
    DocumentNoutate.objects.create(
        noutate=noutate,
        titlu=titlu,
        fisier=fisier,
        nume_fisier=f"{slug_baza(titlu)}.pdf",
        marime=fisier.size,
        incarcat_de=noutate.autor,
    )


def _moment(acum, zile, numar):
    """So many days ago, at an hour when people work; what is in the past is at least an hour old."""
    moment = timezone.localtime(acum) - zile * O_ZI
    moment = moment.replace(hour=9 + numar % 8, minute=numar * 7 % 60, second=0, microsecond=0)
    return moment if zile < 0 else min(moment, acum - timedelta(hours=1))


def _cont(rol):
    return Utilizator.objects.get(email=f"{rol}@example.org")
