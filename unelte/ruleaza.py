"""`make run`: prepares the database, then starts web, worker and beat, and watches over them until Ctrl-C.

Ends with whoever started it: the terminal (SIGHUP), make (the kernel sends SIGTERM when the parent dies). Its children
end with it the same way, even after kill -9, and the embedded servers when their last user has gone.
The worker runs threads and beat is a process of its own: a pool or a beat forked by Celery would outlive a kill -9.
"""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

from pasi import Pasi

BAZA = Path(__file__).resolve().parent.parent
CONTURI = {  # of the demo content
    "reprezentant@example.org": "administrează un ONG publicat",
    "coleg@example.org": "editează profilul aceluiași ONG",
    "strain@example.org": "administrează alt ONG",
    "autoritate@example.org": "reprezintă o autoritate",
    "moderator@example.org": "validează, în administrare",
    "secretariat@example.org": "secretariatul proiectului, în administrare",
    "admin@example.org": "superutilizator",
}
PAROLA = "demo-Bucuresti-1"
RAGAZ = 10  # seconds for the children to end by themselves
libc = ctypes.CDLL(None)


def moare_cu_parintele():
    """SIGTERM to this process when the one that started it dies (Linux: PR_SET_PDEATHSIG)."""
    libc.prctl(1, signal.SIGTERM)


class Proces:
    """A child in its own process group, so that Ctrl-C reaches it only through us, and in order."""

    def __init__(self, nume, *argumente, **mediu):
        # on a newcomer's machine root is nobody to warn about
        python = [sys.executable, "-W", "ignore:You're running the worker with superuser"]
        self.nume, self.comanda, self.mediu = nume, [*python, "-m", *argumente], mediu
        self.porneste()

    def porneste(self):
        self.pornit_la = time.monotonic()
        self.popen = subprocess.Popen(
            self.comanda,
            cwd=BAZA,
            env=os.environ | self.mediu,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # warnings and errors go to stderr, the terminal
            start_new_session=True,
            preexec_fn=moare_cu_parintele,
        )

    def trimite(self, semnal):
        with suppress(ProcessLookupError):
            os.killpg(self.popen.pid, semnal)


@contextmanager
def doar_unul(date_dir, port):
    """One `make run` per data directory; yields whether the last one ended by itself."""
    date_dir.mkdir(parents=True, exist_ok=True)
    with open(date_dir / "rulare.lock", "a+") as fisier:
        fisier.seek(0)
        ultima = fisier.read()
        try:
            fcntl.flock(fisier, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"Platforma rulează deja, la {ultima or 'altă adresă'}. Opriți-o acolo cu Ctrl-C.")
        fisier.truncate(0)
        fisier.write(f"http://127.0.0.1:{port}/")
        fisier.flush()
        try:
            yield not ultima
        finally:
            fisier.truncate(0)


def asteapta_portul(port, secunde):
    """After a kill -9 the old web server needs a moment to leave."""
    termen = time.monotonic() + secunde
    while True:
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                return s.bind(("127.0.0.1", port))
            except OSError:
                if time.monotonic() > termen:
                    sys.exit(f"Portul {port} este ocupat de alt program. Alegeți altul: PORT={port + 1} make run")
        time.sleep(0.1)


def pregateste_baza():
    """Migrates when there is something to migrate; asking first takes a tenth of the time."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)


def asteapta_web(web, port):
    adresa = f"http://127.0.0.1:{port}/stare/viu"
    for _ in range(600):
        try:
            with urllib.request.urlopen(adresa, timeout=5):
                return
        except urllib.error.HTTPError as eroare:
            if eroare.code < 500:
                return
            sys.exit(f"{adresa} răspunde cu {eroare.code}.")
        except OSError:
            if web.popen.poll() is not None:
                sys.exit("Serverul web s-a oprit; eroarea este mai sus.")
        time.sleep(0.05)
    sys.exit("Serverul web nu a răspuns în 30 de secunde.")


def vegheaza(procese, servicii):
    """Until a signal. What dies is started again, unless it cannot even live for ten seconds."""
    while True:
        time.sleep(1)
        if servicii:
            servicii.repara()
        for proces in procese:
            if proces.popen.poll() is None:
                continue
            if time.monotonic() - proces.pornit_la < 10:
                sys.exit(f"Procesul „{proces.nume}” se oprește imediat după pornire; eroarea este mai sus.")
            print(f"Procesul „{proces.nume}” s-a oprit; îl pornesc din nou.", flush=True)
            proces.trimite(signal.SIGKILL)  # what is left of its group
            proces.porneste()


def opreste(procese):
    for proces in procese:
        proces.trimite(signal.SIGTERM)
    termen = time.monotonic() + RAGAZ
    for proces in procese:
        with suppress(subprocess.TimeoutExpired):
            proces.popen.wait(max(0, termen - time.monotonic()))
        proces.trimite(signal.SIGKILL)


def la_semnal(semnal, _cadru):
    for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(s, signal.SIG_IGN)  # one is enough: what follows is the orderly end
    sys.exit(0)


def main():
    for semnal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(semnal, la_semnal)
    moare_cu_parintele()
    port = os.environ.get("PORT", "8000")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        sys.exit(f"PORT trebuie să fie un număr între 1 și 65535, nu „{port}”.")
    port = int(port)
    os.environ["MOD"] = "local"
    os.environ.setdefault("ADRESA_SITE", f"http://127.0.0.1:{port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "platforma.settings")
    date_dir = Path(os.environ.setdefault("DATE_DIR", str(BAZA / ".date")))
    os.chdir(BAZA)
    sys.path.insert(0, str(BAZA))
    with doar_unul(date_dir, port) as curat:
        asteapta_portul(port, 0 if curat else RAGAZ)
        ruleaza(port, date_dir)


def ruleaza(port, date_dir):
    from platforma.servicii_locale import adrese

    pasi, procese, servicii = Pasi(6, facuti=1), [], None
    try:
        with pasi.pas("Pornesc PostgreSQL și Valkey"):
            servicii = adrese(date_dir)
            for variabila, adresa in (("DATABASE_URL", "baza"), ("REDIS_URL", "valkey")):
                if not os.environ.get(variabila):
                    getattr(servicii, adresa)  # reading it starts it
        with pasi.pas("Compilez traducerile"):
            from traduceri import compileaza

            compileaza()
        (date_dir / "beat").mkdir(exist_ok=True)
        web = Proces("web", "gunicorn", "platforma.wsgi", WEB_ADRESA=f"127.0.0.1:{port}", WEB_RAGAZ="3")
        procese.append(web)  # loads while the database is being prepared
        with pasi.pas("Pregătesc baza de date"):
            import django

            django.setup()
            pregateste_baza()
        with pasi.pas("Verific conținutul demonstrativ"):
            from django.core.management import call_command, get_commands
            from django.db import connections

            if "date_demo" in get_commands():
                call_command("date_demo", verbosity=0)
            connections.close_all()
        with pasi.pas("Pornesc serverul web și lucrătorul"):
            asteapta_web(web, port)
            celery = ("celery", "-A", "platforma", "-q")
            rapid = ("--pool=threads", "--concurrency=4", "--without-gossip", "--without-mingle")
            procese.append(Proces("lucrător", *celery, "worker", "--loglevel=WARNING", *rapid))
            procese.append(Proces("beat", *celery, "beat", "--loglevel=WARNING"))
        print(f"\n  Platforma rulează la http://127.0.0.1:{port}/ (administrare: http://127.0.0.1:{port}/admin/)")
        print(f"\n  Conturi demonstrative, toate cu parola {PAROLA}:")
        for adresa, rol in CONTURI.items():
            print(f"    {adresa:<26} {rol}")
        print("\n  Ctrl-C oprește tot.", flush=True)
        vegheaza(procese, servicii)
    finally:
        with suppress(OSError):  # the terminal may be gone
            print("\nOpresc platforma…", flush=True)
        opreste(procese)
        if servicii:
            servicii.inchide()


if __name__ == "__main__":
    main()
