"""The home page: queries and time without a cache, and bytes as they travel.

    DATE_DIR=.date MOD=local .venv/bin/python bench/acasa.py

Reads what is in the database (the demo content, after `make run`). Bytes are those of gzip level 6, as the proxy sends
them; pictures are counted apart, in the widths that a telephone of 360 px at 2 px a point, and a 1280 px screen, take.
"""

import gzip
import os
import re
import statistics
import sys
import time
from pathlib import Path

RADACINA = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RADACINA))
os.environ |= {"MOD": "local", "DJANGO_SETTINGS_MODULE": "platforma.settings"}
os.environ.setdefault("DATE_DIR", str(RADACINA / ".date"))

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.staticfiles import finders  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

RULARI = 50


def comprimat(octeti):
    return len(gzip.compress(octeti, 6))


def main():
    client = Client(headers={"Host": "localhost"})
    client.get("/")  # templates compiled, connection open
    with CaptureQueriesContext(connection) as interogari:
        pagina = client.get("/").content
    intrebate = interogari.captured_queries  # the next request empties the log
    durate = []
    for _n in range(RULARI):
        inceput = time.perf_counter()
        client.get("/")
        durate.append((time.perf_counter() - inceput) * 1000)
    html = pagina.decode()
    print(f"interogări              {len(intrebate):>8}")
    print(f"  timp în PostgreSQL    {sum(float(q['time']) for q in intrebate) * 1000:>8.1f} ms")
    print(f"răspuns, mediana        {statistics.median(durate):>8.1f} ms ({RULARI} de rulări)")
    print(f"pagina                  {comprimat(pagina):>8} octeți comprimați ({len(pagina)} întregi)")
    total = comprimat(pagina)
    for fisier in sorted(set(re.findall(r"/static/([\w./-]+\.(?:css|js|svg|png))", html))):
        if "partajare" in fisier or "semn-180" in fisier:  # asked for by those who share the page, not by readers
            continue
        octeti = Path(finders.find(fisier)).read_bytes()
        marime = len(octeti) if fisier.endswith("png") else comprimat(octeti)
        total += marime
        print(f"  {fisier:<22}{marime:>8}")
    print(f"fără imagini            {total:>8}")
    for ecran, latime in (("telefon", 720), ("ecran de 1280", 960)):
        marimi = []
        for i, srcset in enumerate(re.findall(r'srcset="([^"]+)"', html)):
            variante = [(int(w), u) for u, w in re.findall(r"(\S+) (\d+)w", srcset)]
            ceruta = latime if i == 0 else 192 if ecran == "telefon" else 224
            aleasa = next((u for w, u in variante if w >= ceruta), variante[-1][1])
            marimi.append((settings.MEDIA_ROOT / aleasa.removeprefix(settings.MEDIA_URL)).stat().st_size)
        print(f"imagini, {ecran:<15}{sum(marimi):>8} ({len(marimi)})")


main()
