"""Speed and memory of importa_registru, on made-up files with the size and the dirt of the real ones.

    .venv/bin/python bench/importa_registru.py [rows …]      (default: 5000 23000)

Uses PostgreSQL and Valkey of its own under .date/bench. For each size: first import, second import (nothing changes),
third import (one row in twenty changed); rows per second of wall time and peak memory of the importing process.
"""

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RADACINA = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RADACINA))
os.environ |= {"MOD": "local", "DJANGO_SETTINGS_MODULE": "platforma.settings"}
os.environ.setdefault("DATE_DIR", str(RADACINA / ".date" / "bench"))

from tests.xlsx import ANTET, rand, scrie_xlsx  # noqa: E402

UN_IMPORT = "--un-import"
CUVINTE = (
    "PENTRU COPII TINERI SPERANTA CULTURA MUNTELE LUMINA EDUCATIE SANATATE MEDIU PRIETENII SATUL ARTA SPORT VIITORUL"
    " ŞCOALA ŢARA INIMA DRUMUL CASA BUNICILOR SI DE DIN VALEA NOUA MARE SOLIDARITATE AJUTOR UMANITAR APELE PADUREA"
).split()
JUDETE = ["BUCURESTI", "CLUJ", "SIBIU", "VALCEA", "SUCEAVA", None]


def randul(n, zar):
    """Row n of a register: names in capitals and quotes, cedilla, broken letters, seats, court text, doubles."""
    nume = " ".join(zar.choices(CUVINTE, k=zar.randint(1, 5)))
    denumire = zar.choice(['FUNDATIA "{} {}"', "FUNDAŢIA {} {}", "\r\nFUNDAÞIA {}  {}\r\n", "{} {}"]).format(nume, n)
    if zar.random() < 0.003:
        denumire = f"Admite cererea formulată de petenta {denumire}"
    sector = zar.randint(1, 6)
    adresa = f"STR. {zar.choice(CUVINTE)} NR. {zar.randint(1, 200)}, BL. {zar.randint(1, 99)}, SECTOR {sector}"
    return rand(
        denumire,
        f"{zar.randint(1, 5000)}/B/{zar.randint(1990, 2025)}",
        stare=zar.choices([None, "radiata", "in lichidare"], [93, 5, 2])[0],
        mutat="DA" if zar.random() < 0.04 else None,
        judet=zar.choice(JUDETE),
        localitate=zar.choice(["BUCURESTI", "BUCUREŞTI", f"SECTOR {sector}", "COM. VALEA MARE", None]),
        adresa=zar.choice([adresa, f"str. Veche 1\r\n\r\n-------\r\n{adresa}"]),
        scop=". ".join(" ".join(zar.choices(CUVINTE, k=12)) for _ in range(zar.randint(0, 4))),
    )


def fisier(dosar, cate, schimbate=False):
    zar = random.Random(1)
    randuri = [ANTET, *(randul(n, zar) for n in range(cate))]
    if schimbate:
        for r in randuri[1::20]:
            r[8] = "Un scop nou"
    return scrie_xlsx(Path(dosar) / "fundatii.xlsx", randuri)


def masoara(cale):
    """(seconds, peak memory in MB) of one import in a process of its own."""
    inceput = time.monotonic()
    copil = subprocess.run([sys.executable, __file__, UN_IMPORT, cale], check=True, capture_output=True, text=True)
    return time.monotonic() - inceput, int(copil.stdout.split()[-1]) / 1024


def un_import(cale):
    """Import, then print the peak: VmHWM starts anew with the process, while rusage remembers its parent's."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("importa_registru", cale, judet="toate")
    stare = Path("/proc/self/status").read_text(encoding="ascii")
    print(re.search(r"VmHWM:\s+(\d+) kB", stare)[1])


def main(marimi):
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    print(f"{'rows':>8} {'import':>10} {'seconds':>8} {'rows/s':>8} {'peak MB':>8}")
    for cate in marimi:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE organizatii_fisaregistru, organizatii_organizatie CASCADE")
        with tempfile.TemporaryDirectory() as dosar:
            for nume, schimbate in (("first", False), ("again", False), ("1/20 new", True)):
                secunde, varf = masoara(fisier(dosar, cate, schimbate))
                print(f"{cate:>8} {nume:>10} {secunde:>8.1f} {cate / secunde:>8.0f} {varf:>8.0f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == [UN_IMPORT]:
        un_import(sys.argv[2])
    else:
        main([int(marime) for marime in sys.argv[1:]] or [5000, 23000])
