"""Certificates per second: a thousand learners who have earned one, issued in bulk, rows, mails and PDFs.

    .venv/bin/python bench/certificate.py [certificates …]      (default: 100 1000)

Uses PostgreSQL and Valkey of its own under .date/bench. Beside the whole: the rows alone, and the PDFs alone.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

RADACINA = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RADACINA))
PRIVAT = tempfile.TemporaryDirectory(prefix="certificate-", dir=RADACINA)
os.environ |= {"MOD": "local", "DJANGO_SETTINGS_MODULE": "platforma.settings", "PRIVAT_ROOT": PRIVAT.name}
os.environ.setdefault("DATE_DIR", str(RADACINA / ".date" / "bench"))

GOALE = "cursuri_serie, cursuri_cerere, cursuri_certificat, cursuri_numarcertificat, mesaje_mesaj"


def umple(cati):
    """A series that was held, with so many learners who came to every session; and who may certify."""
    from django.contrib.auth.models import Group
    from django.utils import timezone

    from cursuri.models import Cerere, Prezenta, Serie, Sesiune, Tema
    from organizatii.models import Organizatie
    from platforma.conturi.models import Utilizator
    from platforma.prezenta.coduri import cod_nou

    acum = timezone.now()
    semn = f"{acum:%H%M%S%f}"
    om = Utilizator.objects.create_user(f"om-{semn}@exemplu.test", nume="Om")
    om.groups.add(Group.objects.get(name="Secretariat"))
    organizatie = Organizatie.objects.create(
        denumire="Asociația de Probă", slug=f"a-{semn}", stare="publicat", publicat_la=acum
    )
    zi = timezone.localdate() - timedelta(days=9)
    serie = Serie.objects.create(
        tema=Tema.objects.order_by("ordine").first(),
        numar=1,
        organizator=organizatie,
        data_inceput=zi,
        data_sfarsit=zi + timedelta(days=7),
        ore=24,
        capacitate=5000,
        inscrieri_de_la=acum - timedelta(days=30),
        inscrieri_pana_la=acum - timedelta(days=10),
        promovare_pana_la=acum - timedelta(days=10),
        stare="publicata",
        publicat_la=acum,
    )
    sesiuni = [
        Sesiune.objects.create(
            serie=serie,
            titlu=f"Sesiunea {n + 1}",
            loc_nume="Sala",
            incepe_la=acum - timedelta(days=9 - n),
            se_incheie_la=acum - timedelta(days=9 - n, hours=-3),
        )
        for n in range(8)
    ]
    cereri = Cerere.objects.bulk_create(
        Cerere(
            serie=serie, organizatie=organizatie, parte="ong", nume=f"Ștefănița Țîrcă-Ionescu {n}", cod=cod_nou(),
            email=f"c{n}-{semn}@exemplu.test", stare="confirmata", depusa_la=acum,
        )
        for n in range(cati)
    )  # fmt: skip
    for sesiune in sesiuni:
        Prezenta.objects.bulk_create(
            Prezenta(sesiune=sesiune, cerere=cerere, stare="prezent", sursa="import", marcat_de=om) for cerere in cereri
        )
    serie.sesiuni.update(prezenta_inchisa_la=acum)
    return serie, om


def o_marime(cati):
    from django.db import connection

    from cursuri import loturi, randare
    from cursuri.certificare import emite
    from cursuri.models import Certificat

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {GOALE} CASCADE")
        cursor.execute("SET session_replication_role = origin")
    serie, om = umple(cati + 40)
    doar_randuri, doar_desene = [], []
    for cerere in serie.cereri.order_by("-pk")[:40]:
        inceput = time.perf_counter()
        certificat = emite(cerere, om, trezeste=False)
        mijloc = time.perf_counter()
        randare.randeaza(certificat.pk)
        doar_randuri.append(mijloc - inceput)
        doar_desene.append(time.perf_counter() - mijloc)
    inceput = time.perf_counter()
    loturi.porneste(serie, om, cati)
    pornit = time.perf_counter()
    assert loturi.lucreaza() == cati
    durata = time.perf_counter() - inceput
    assert Certificat.objects.exclude(sha256="").count() == cati + 40
    print(
        f"{cati:>12}{pornit - inceput:>10.2f}{durata:>10.1f}{cati / durata:>10.1f}"
        f"{1000 * statistics.median(doar_randuri):>10.1f}{1000 * statistics.median(doar_desene):>10.1f}",
        flush=True,
    )


def main(marimi):
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(f"{'certificates':>12}{'release s':>10}{'all s':>10}{'per s':>10}{'row ms':>10}{'PDF ms':>10}", flush=True)
    for cati in marimi:
        o_marime(cati)


if __name__ == "__main__":
    with PRIVAT:
        main([int(marime) for marime in sys.argv[1:]] or [100, 1000])
