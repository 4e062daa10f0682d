"""Registrations per second against one workshop: 32 threads, 220 requests (20 of them twice), 30 places.

`make bench` runs it on servers of its own (`.date/bench`). The same requests are then made without the lock and the
trigger, so that the price of never overbooking is a ratio inside one run.
"""

import os
import statistics
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

BAZA = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BAZA))
os.environ.update(MOD="local", DATE_DIR=str(BAZA / ".date" / "bench"), DJANGO_SETTINGS_MODULE="platforma.settings")
FIRE, CERERI, REPETATE, LOCURI = 32, 200, 20, 30


def lumea():
    """A workshop with 30 places, and the organisation and person in whose name everybody comes."""
    from django.utils import timezone

    from ateliere.models import Atelier, Tema
    from organizatii.models import Membru, Organizatie
    from platforma.conturi.models import Utilizator

    acum = timezone.now()
    om = Utilizator.objects.create_user(f"om-{acum:%H%M%S%f}@exemplu.test", nume="Om")
    organizatie = Organizatie.objects.create(
        denumire="Asociația", slug=f"a-{acum:%H%M%S%f}", stare="publicat", publicat_la=acum
    )
    Membru.objects.create(organizatie=organizatie, utilizator=om, rol="administrator")
    atelier = Atelier.objects.create(
        titlu="Atelier",
        slug=f"atelier-{acum:%H%M%S%f}",
        tema=Tema.objects.first(),
        gazda=organizatie,
        incepe_la=acum + timedelta(days=9),
        se_incheie_la=acum + timedelta(days=9, hours=2),
        loc_nume="Sala",
        capacitate=LOCURI,
        max_per_organizatie=1000,
        inscrieri_de_la=acum - timedelta(days=1),
        inscrieri_pana_la=acum + timedelta(days=8),
        promovare_pana_la=acum + timedelta(days=8),
        stare="publicat",
        publicat_la=acum,
    )
    return atelier, organizatie, om


def incearca():
    """One round: what came of it, as (confirmed, errors, requests per second, median and p95 in milliseconds)."""
    from django.db import connections

    from ateliere import inscrieri

    atelier, organizatie, om = lumea()
    numere = [*range(CERERI), *range(REPETATE)]
    durate, erori, bariera = [], [], Barrier(FIRE + 1)

    def fir(ale_mele):
        try:
            connections["default"].ensure_connection()
            bariera.wait()
            for n in ale_mele:
                inceput = time.perf_counter()
                try:
                    inscrieri.inscrie(
                        atelier.pk, nume=f"P {n}", email=f"p{n}@exemplu.test", organizatie=organizatie, de=om
                    )
                except Exception as e:
                    erori.append(e)
                durate.append(time.perf_counter() - inceput)
        finally:
            connections.close_all()

    fire = [Thread(target=fir, args=(numere[i::FIRE],)) for i in range(FIRE)]
    for f in fire:
        f.start()
    bariera.wait()
    inceput = time.perf_counter()
    for f in fire:
        f.join()
    total = time.perf_counter() - inceput
    if erori:
        raise erori[0]
    ms = sorted(1000 * d for d in durate)
    return (
        atelier.inscrieri.ocupate().count(),
        len(erori),
        len(numere) / total,
        statistics.median(ms),
        ms[round(0.95 * len(ms)) - 1],
    )


@contextmanager
def fara_paza():
    """The lock and the trigger out: what peers do who count and then insert."""
    from django.db import connection

    from platforma.locuri import ocupare

    pastrata = ocupare.blocate
    ocupare.blocate = lambda model, chei: model.objects.filter(pk__in=chei)
    try:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ateliere_inscriere DISABLE TRIGGER ALL")
        yield
    finally:
        ocupare.blocate = pastrata
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ateliere_inscriere ENABLE TRIGGER ALL")


def rand(nume, masurat, baza):
    confirmate, erori, pe_secunda, mediana, p95 = masurat
    raport = f"{pe_secunda / baza:.2f}"
    print(f"| {nume} | {confirmate} | {erori} | {pe_secunda:.0f} | {mediana:.0f} ms | {p95:.0f} ms | {raport} |")


def main():
    import django

    django.setup()
    from django.core.management import call_command

    from platforma.mesaje import expediere

    call_command("migrate", verbosity=0)
    expediere.trezeste = lambda: None  # no worker is measured here, so none is woken
    incearca()  # warm
    cu_paza = incearca()
    with fara_paza():
        fara = incearca()
    print(f"\nÎnscrieri la un atelier cu {LOCURI} de locuri: {FIRE} de fire, {CERERI + REPETATE} de cereri\n")
    print("| cum | locuri confirmate | erori | cereri/s | mediana | p95 | raport |")
    print("|---|---|---|---|---|---|---|")
    rand("lacăt pe rând și trigger (platforma)", cu_paza, fara[2])
    rand("numărat, apoi scris, fără lacăt", fara, fara[2])


if __name__ == "__main__":
    main()
