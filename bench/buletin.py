"""How long a newsletter takes to be released and put in the outbox, and what other people notice meanwhile.

    .venv/bin/python bench/buletin.py [recipients …]      (default: 1000 10000)

Uses PostgreSQL and Valkey of its own under .date/bench. For each size: counting the recipients (the page before
sending), releasing (one row for each), putting all mails in the outbox; beside it, in another process, the slowest of
the home page's answers, and of writing one ordinary mail, while that went on.
"""

import os
import statistics
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

RADACINA = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RADACINA))
os.environ |= {"MOD": "local", "DJANGO_SETTINGS_MODULE": "platforma.settings"}
os.environ.setdefault("DATE_DIR", str(RADACINA / ".date" / "bench"))

VECIN = "--vecin"
GOALE = (
    "noutati_destinatar, noutati_buletin, noutati_abonare, mesaje_mesaj, organizatii_organizatie, conturi_utilizator"
)


def umple(cati):
    """Organisations with five people each (an administrator and four editors), until there are so many people."""
    from allauth.account.models import EmailAddress
    from django.utils import timezone

    from organizatii.models import Membru, Organizatie
    from platforma.conturi.models import Utilizator

    oameni = Utilizator.objects.bulk_create(
        Utilizator(email=f"om{n}@exemplu.test", nume=f"Om {n}", password="!") for n in range(cati)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=om, email=om.email, verified=True, primary=True) for om in oameni
    )
    organizatii = Organizatie.objects.bulk_create(
        Organizatie(denumire=f"Asociația {n}", slug=f"asociatia-{n}", stare="publicat", publicat_la=timezone.now())
        for n in range(cati // 5)
    )
    Membru.objects.bulk_create(
        Membru(organizatie=organizatii[n // 5], utilizator=om, rol="editor" if n % 5 else "administrator")
        for n, om in enumerate(oameni)
    )


def vecin():
    """What somebody else notices: prints seconds of each answer of the home page and of each mail written."""
    import django

    django.setup()
    from django.test import Client

    from platforma.mesaje.expediere import pune

    client, n = Client(), 0
    client.get("/")
    print("gata", flush=True)
    while True:
        inceput = time.monotonic()
        assert client.get("/").status_code == 200
        pagina = time.monotonic() - inceput
        inceput, n = time.monotonic(), n + 1
        pune(
            cheie=f"vecin:{os.getpid()}:{n}",
            catre="vecin@exemplu.test",
            sablon="platforma/email/contact",
            context={"nume": "V", "email": "v@exemplu.test", "mesaj": "m"},
        )
        print(f"{pagina:.4f} {time.monotonic() - inceput:.4f}", flush=True)


def o_marime(cati):
    from django.db import connection

    from noutati import buletine
    from noutati.destinatari import socoteala
    from noutati.models import Buletin
    from platforma.mesaje.models import Mesaj

    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {GOALE} CASCADE")
    umple(cati)
    buletin = Buletin.objects.create(subiect="Ce urmează", text="Veniți la **atelier**.\n\n" * 20, membri="toti")
    copil = subprocess.Popen([sys.executable, __file__, VECIN], stdout=subprocess.PIPE, text=True)
    try:
        copil.stdout.readline()
        momente = [time.monotonic()]
        socoteala(buletin)
        momente.append(time.monotonic())
        buletine.lanseaza(buletin, None, cati)
        momente.append(time.monotonic())
        assert buletine.pune_in_posta() == cati
        momente.append(time.monotonic())
    finally:
        copil.terminate()
    assert Mesaj.objects.filter(cheie__startswith=f"buletin:{buletin.pk}:").count() == cati
    # the last line may have been cut in two
    masurate = [[float(x) for x in rand.split()] for rand in copil.stdout.read().splitlines()[:-1]]
    pagini, scrisori = zip(*masurate, strict=True) if masurate else ([0], [0])
    durate = [dupa - inainte for inainte, dupa in pairwise(momente)]
    print(
        f"{cati:>10}"
        + "".join(f"{durata:>10.2f}" for durata in durate)
        + f"{statistics.median(pagini):>12.3f}{max(pagini):>9.3f}{max(scrisori):>12.3f}",
        flush=True,
    )


def main(marimi):
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(f"{'recipients':>10}{'count s':>10}{'release s':>10}{'queue s':>10}", end="")
    print(f"{'page p50 s':>12}{'max s':>9}{'mail max s':>12}", flush=True)
    for cati in marimi:
        o_marime(cati)


if __name__ == "__main__":
    if sys.argv[1:2] == [VECIN]:
        vecin()
    else:
        main([int(marime) for marime in sys.argv[1:]] or [1000, 10_000])
