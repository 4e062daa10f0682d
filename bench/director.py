"""The directory at national scale: what each page costs, beside the way of peers and beside its own SQL.

    .venv/bin/python bench/director.py [rows …]      (default: 5000 150000)

A database of its own on the servers under .date/bench, dropped at the end. For each size: queries, median and p95 of
each kind of page, the same statements run by psycopg alone, and the peers' search (vector and similarity computed per
query over the name, without an index) over the same rows in the same run. On the largest: a script of ten pages over
HTTP with gunicorn, the plans of the slowest two statements, what a bulk import pays. The tables go into
docs/performanta.md, between its marks.
"""

import http.client
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

RADACINA = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RADACINA))
os.environ.update(MOD="local", DJANGO_SETTINGS_MODULE="platforma.settings")
os.environ.setdefault("DATE_DIR", str(RADACINA / ".date" / "bench"))
BAZA = "bench_director"
FISIER, INCEPUT, SFARSIT = RADACINA / "docs" / "performanta.md", "<!-- bench/director.py -->", "<!-- / -->"
ADRESE, RUNDE = 30, 3  # distinct addresses of a kind of page, each asked for so many times
DEODATA, SECUNDE = 4, 20  # clients over HTTP, and for how long


# --- what is asked ------------------------------------------------------------------------------------------------
def texte(zar):
    """What people type: two words of a name, one word of it, or a theme that thousands have."""
    from organizatii.cautare import CUVINTE_DE_LEGATURA
    from organizatii.models import Organizatie

    teme = "educație copii,mediu,sport tineri,cultură,sănătate,bătrâni,voluntari,drepturi,școala,artă și muzică".split(
        ","
    )
    nume = list(Organizatie.objects.listate().order_by("pk").values_list("denumire", flat=True)[: 40 * ADRESE])
    alese = []
    while len(alese) < ADRESE - len(teme):
        cuvinte = [c for c in re.findall(r"[^\W\d_]{4,}", zar.choice(nume)) if c.lower() not in CUVINTE_DE_LEGATURA]
        if len(cuvinte) > 1:
            alese.append(" ".join(cuvinte[1:3]))
    return alese + teme


def gresit(text, zar):
    """A letter of its longest word left out, or two swapped."""
    cuvant = max(text.split(), key=len)
    n = zar.randrange(1, len(cuvant) - 1)
    stricat = zar.choice([cuvant[:n] + cuvant[n + 1 :], cuvant[:n] + cuvant[n + 1] + cuvant[n] + cuvant[n + 2 :]])
    return text.replace(cuvant, stricat)


def pagini():
    """{kind of page: its addresses}; the same at each run."""
    from django.urls import NoReverseMatch, reverse

    from platforma.nomenclatoare.models import Domeniu

    zar = random.Random(7)
    domenii = list(Domeniu.objects.order_by("ordine").values_list("slug", flat=True)[:8])
    cautate = texte(zar)
    doua = [{"q": t, "sector": zar.randint(1, 6), "domeniu": zar.choice(domenii)} for t in cautate]
    filtre = [{"sector": zar.randint(1, 6), "tip": "ong", "pagina": zar.randint(1, 9)} for _ in cautate]
    fel = {
        "fără filtru": ["/organizatii/"],
        "filtre, fără text": [_adresa(f) for f in filtre],
        "text": [_adresa({"q": t}) for t in cautate],
        "text și două filtre": [_adresa(d) for d in doua],
        "text scris greșit": [_adresa({"q": gresit(t, zar)}) for t in cautate],
        "ultima pagină": [_adresa({"pagina": 10**6}), _adresa({"pagina": 10**6, "sortare": "noi"})],
        "pagina din mijloc": [_adresa({"sortare": s, "pagina": "mijloc"}) for s in ("nume", "noi", "confirmate")],
    }
    try:
        sugestii = reverse("organizatii:sugestii")
    except NoReverseMatch:
        return fel
    return fel | {"sugestii": [f"{sugestii}?{urlencode({'q': t[:n]})}" for t in cautate for n in (3, 6)]}


def _adresa(parametri):
    return f"/organizatii/?{urlencode(parametri)}"


# --- measuring ----------------------------------------------------------------------------------------------------
def masoara(client, adrese):
    """Of one kind of page: queries (most), view and SQL milliseconds (sorted), statements with their times."""
    from django.core.cache import cache
    from django.db import connection

    sql, vederi, cele_mai_multe, intrebari = [], [], 0, {}
    for adresa in adrese:
        cerute = []

        def noteaza(executa, text, parametri, multe, context, cerute=cerute):
            cerute.append((text, parametri))
            return executa(text, parametri, multe, context)

        cache.clear()  # nobody types so fast: the limit of suggestions would answer
        with connection.execute_wrapper(noteaza):
            raspuns = client.get(adresa)
        if raspuns.status_code != 200:
            raise SystemExit(f"{adresa}: {raspuns.status_code}")
        cele_mai_multe = max(cele_mai_multe, len(cerute))
        for _ in range(RUNDE):
            inceput = time.perf_counter()
            client.get(adresa)
            vederi.append(_ms(inceput))
            sql.append(0)
            for text, parametri in cerute:
                inceput = time.perf_counter()
                connection.connection.execute(text, parametri).fetchall()
                sql[-1] += _ms(inceput)
                intrebari[text, str(parametri)] = (_ms(inceput), text, parametri)
    return cele_mai_multe, sorted(vederi), sorted(sql), intrebari.values()


def ca_altii(adrese):
    """The peers' search over the same names: page and count, as their paginator asks. Milliseconds, sorted."""
    from urllib.parse import parse_qs, urlsplit

    from django.db import connection

    conditie = """
        stare = 'publicat' AND (ts_rank(to_tsvector('ro', denumire), plainto_tsquery('ro', %(q)s)) >= 0.05
        OR similarity(denumire, %(q)s) > 0.3)"""
    durate = []
    for adresa in adrese:
        q = {"q": parse_qs(urlsplit(adresa).query)["q"][0]}
        inceput = time.perf_counter()
        connection.connection.execute(f"SELECT count(*) FROM organizatii_organizatie WHERE {conditie}", q).fetchall()
        connection.connection.execute(
            f"""SELECT id, denumire, scop FROM organizatii_organizatie WHERE {conditie}
            ORDER BY ts_rank(to_tsvector('ro', denumire), plainto_tsquery('ro', %(q)s)) DESC,
            similarity(denumire, %(q)s) DESC LIMIT 20""",
            q,
        ).fetchall()
        durate.append(_ms(inceput))
    return sorted(durate)


def _ms(inceput):
    return 1000 * (time.perf_counter() - inceput)


def p95(sortate):
    return sortate[max(0, round(0.95 * len(sortate)) - 1)]


# --- the database -------------------------------------------------------------------------------------------------
@contextmanager
def baza_proprie():
    """A fresh database on the bench's own server; it and its connections go away at the end, whatever happens."""
    import psycopg

    from platforma.servicii_locale import adrese

    servicii = adrese(os.environ["DATE_DIR"])
    implicita = servicii.baza
    os.environ["REDIS_URL"] = servicii.valkey
    os.environ["DATABASE_URL"] = re.sub(r"/bss(?=\?|$)", f"/{BAZA}", implicita)
    with psycopg.connect(implicita, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {BAZA} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {BAZA}")
        try:
            yield
        finally:
            server.execute(f"DROP DATABASE {BAZA} WITH (FORCE)")


def incarca(cate):
    """So many made-up organisations, as after an import: indexes, statistics and visibility map in place."""
    from django.db import connection

    from bench import corpus
    from organizatii import harta, vocabular

    inceput = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE organizatii_organizatie CASCADE")
        cursor.execute("TRUNCATE organizatii_randdirector")
        corpus.incarca(cate)
        incarcat = time.monotonic()
        cursor.execute("SELECT organizatii_reface_director(ARRAY(SELECT id FROM organizatii_organizatie))")
        refacut = time.monotonic()
        vocabular.reface()
        cursor.execute("VACUUM ANALYZE")
    harta.uita()
    inceput_citire = time.monotonic()
    harta.harta()
    return incarcat - inceput, refacut - incarcat, time.monotonic() - inceput_citire


def pretul_importului(cate=2000):
    """Milliseconds for a thousand profiles written in bulk: with the directory's triggers, and without."""
    from django.db import connection, transaction
    from django.utils import timezone

    from organizatii.models import Organizatie

    durate = {}
    for nume in ("cu triggere", "fără"):
        with transaction.atomic(), connection.cursor() as cursor:
            if nume == "fără":
                cursor.execute("ALTER TABLE organizatii_organizatie DISABLE TRIGGER director_insert")
            noi = [
                Organizatie(denumire=f"Asociația {n}", slug=f"bench-{n}", stare="publicat", publicat_la=timezone.now())
                for n in range(cate)
            ]
            inceput = time.perf_counter()
            Organizatie.objects.bulk_create(noi, batch_size=1000)
            durate[nume] = _ms(inceput) * 1000 / cate
            transaction.set_rollback(True)
    return durate


def indecsi_buni():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT count(*), count(*) FILTER (WHERE i.indisvalid AND i.indisready),
                   pg_size_pretty(sum(pg_relation_size(i.indexrelid)))
            FROM pg_index i WHERE i.indrelid IN ('organizatii_organizatie'::regclass,
                                                 'organizatii_randdirector'::regclass)""")
        return cursor.fetchone()


# --- over HTTP ----------------------------------------------------------------------------------------------------
def prin_http(adrese):
    """A mixed script over gunicorn with two workers: requests per second, median, p95, largest memory of a worker."""
    with socket.socket() as liber:
        liber.bind(("127.0.0.1", 0))
        port = liber.getsockname()[1]
    mediu = {**os.environ, "WEB_ADRESA": f"127.0.0.1:{port}", "WEB_PROCESE": "2", "PROXY_DE_INCREDERE": "1"}
    server = subprocess.Popen([RADACINA / ".venv/bin/gunicorn", "platforma.wsgi"], cwd=RADACINA, env=mediu)
    durate, capat = [], None
    try:
        _asteapta(port, adrese[0])

        def om(sare):
            legatura = http.client.HTTPConnection("127.0.0.1", port)
            n = sare
            while time.monotonic() < capat:
                inceput = time.perf_counter()
                om_nou = f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"  # limits are for one address
                legatura.request("GET", adrese[n % len(adrese)], headers={"X-Forwarded-For": om_nou})
                raspuns = legatura.getresponse()
                raspuns.read()
                if raspuns.status != 200:
                    raise SystemExit(f"{adrese[n % len(adrese)]}: {raspuns.status}")
                durate.append(_ms(inceput))
                n += 1

        for secunde in (5, SECUNDE):  # warm, then measured
            durate.clear()
            capat = time.monotonic() + secunde
            oameni = [Thread(target=om, args=(3 * n,)) for n in range(DEODATA)]
            for fir in oameni:
                fir.start()
            for fir in oameni:
                fir.join()
        memorie = max(_memorie(pid) for pid in _copii(server.pid))
        sortate = sorted(durate)
        return len(sortate) / SECUNDE, statistics.median(sortate), p95(sortate), memorie
    finally:
        server.terminate()
        server.wait(30)


def _asteapta(port, adresa):
    for _ in range(100):
        try:
            legatura = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            legatura.request("GET", adresa)
            legatura.getresponse().read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("gunicorn nu răspunde")


def _copii(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()


def _memorie(pid):
    """Largest resident memory so far, in MB."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))[1]) / 1024


# --- the report ---------------------------------------------------------------------------------------------------
class Raport(list):
    def __call__(self, *randuri):
        for rand in randuri:
            self.append(rand)
            print(rand, flush=True)

    def scrie(self):
        inainte, rest = FISIER.read_text("utf-8").split(INCEPUT)
        dupa = rest.split(SFARSIT, 1)[1]
        text = "\n".join(["", *self, ""])
        FISIER.write_text(f"{inainte}{INCEPUT}{text}{SFARSIT}{dupa}", "utf-8")


def tabel(raport, cate, masurate, ceilalti, mici):
    """One size: a row for each kind of page. `mici`: medians at the smallest size, to compare with."""
    raport(
        f"**{cate:,} de organizații**".replace(",", "."),
        "",
        "| pagina | interogări | mediana | p95 | SQL singur | pagina / SQL | față de alții | față de setul mic |",
        "|---|---|---|---|---|---|---|---|",
    )
    for fel, (interogari, vederi, sql, _intrebari) in masurate.items():
        mediana, sql_median = statistics.median(vederi), statistics.median(sql)
        altii = f"{statistics.median(ceilalti[fel]) / mediana:.0f}×" if fel in ceilalti else "–"
        mic = f"{mediana / mici[fel]:.1f}×" if mici else "–"
        raport(
            f"| {fel} | {interogari} | {mediana:.1f} ms | {p95(vederi):.1f} ms | {sql_median:.1f} ms"
            f" | {mediana / sql_median:.1f} | {altii} | {mic} |"
        )
    raport("")


def planurile(raport, masurate):
    """EXPLAIN ANALYZE of the two statements that took longest, of different kinds."""
    from django.db import connection

    toate = sorted((i for m in masurate.values() for i in m[3]), key=lambda i: -i[0])
    vazute = []
    for durata, text, parametri in toate:
        fel = re.sub(r"\d+|'[^']*'|%s|ARRAY\[.*?\]", "?", text)[:400]
        if fel in vazute:
            continue
        vazute.append(fel)
        plan = connection.connection.execute(f"EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF) {text}", parametri).fetchall()
        parametri_scurt = ", ".join(str(p) for p in parametri)[:200] if parametri else ""
        raport(f"{durata:.1f} ms, cu parametrii: {parametri_scurt}", "", "```")
        raport(*[rand[0][:180] for rand in plan], "```", "")
        if len(vazute) == 2:
            return


def main(marimi):
    with baza_proprie():
        import django

        django.setup()
        from django.core.management import call_command
        from django.test import Client

        call_command("migrate", verbosity=0)
        client, raport, mici = Client(), Raport(), {}
        raport(
            f"Măsurat pe {os.cpu_count()} procesoare, încărcare {os.getloadavg()[0]:.1f}, {time.strftime('%d.%m.%Y')}.",
            "",
        )
        for cate in sorted(marimi):
            incarcat, refacut, citit = incarca(cate)
            adrese = _fara_mijloc(pagini(), client)
            masurate = {fel: masoara(client, lista) for fel, lista in adrese.items()}
            ceilalti = {fel: ca_altii(lista[:10]) for fel, lista in adrese.items() if "q=" in lista[0]}
            tabel(raport, cate, masurate, ceilalti, mici)
            mici = mici or {fel: statistics.median(m[1]) for fel, m in masurate.items()}
        script = [lista[n % len(lista)] for n, lista in enumerate(adrese.values())]
        script += [adrese["text"][5], adrese["text și două filtre"][9], adrese["filtre, fără text"][3]]
        pe_secunda, mediana, p, memorie = prin_http((script * 2)[:10])
        pret, (indecsi, buni, marime) = pretul_importului(), indecsi_buni()
        raport(
            "| prin HTTP, gunicorn cu două procese, zece pagini amestecate | |",
            "|---|---|",
            f"| cereri pe secundă, {DEODATA} clienți deodată | {pe_secunda:.0f} |",
            f"| mediana / p95 | {mediana:.0f} / {p:.0f} ms |",
            f"| cea mai mare memorie a unui proces | {memorie:.0f} MB |",
            f"| încărcarea celor {cate} / rândurile directorului | {incarcat:.0f} s / {refacut:.0f} s |",
            f"| prima citire a hărții într-un proces | {1000 * citit:.0f} ms |",
            f"| 1.000 de profiluri scrise deodată, cu triggerele directorului / fără"
            f" | {pret['cu triggere']:.0f} / {pret['fără']:.0f} ms |",
            f"| indecși buni după încărcare | {buni} din {indecsi}, {marime} |",
            "",
            "Cele mai lente două interogări:",
            "",
        )
        planurile(raport, masurate)
        django.db.connections.close_all()
    raport.scrie()


def _fara_mijloc(pagini, client):
    ultima = client.get(_adresa({"pagina": 10**6})).content.decode()
    mijloc = int(re.search(r'aria-current="page">.*?</span>([\d.]+)<', ultima)[1].replace(".", "")) // 2
    return {fel: [a.replace("mijloc", str(mijloc)) for a in adrese] for fel, adrese in pagini.items()}


if __name__ == "__main__":
    main([int(marime) for marime in sys.argv[1:]] or [5000, 150000])
