"""`make run`: prepares the database, then starts web, worker and beat, and watches over them until Ctrl-C.

Django is loaded once, here, and the three are forks of this process: a start costs one import instead of four. This
process keeps no thread and no connection, so forking again is always safe.

It ends with whoever started it: the terminal (SIGHUP) or make (the kernel sends SIGTERM when the parent dies). Its
children end with it the same way, even after kill -9, and the embedded servers when their last user has gone.
The worker runs threads and beat is a process of its own: whatever Celery forks would outlive a kill -9 of Celery.
"""

import ctypes
import fcntl
import io
import os
import signal
import socket
import sys
import time
import traceback
import urllib.error
import urllib.request
import warnings
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
COMENZI_DEMO = ("date_demo", "noutati_demo", "ateliere_demo", "cursuri_demo", "anunturi_demo", "parteneriate_demo")
RAGAZ = 10  # seconds for the children to end by themselves
SEMNALE = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
libc = ctypes.CDLL(None)


def moare_cu(parinte):
    """SIGTERM to this process when its parent dies (PR_SET_PDEATHSIG), which may have happened already."""
    libc.prctl(1, signal.SIGTERM)
    if os.getppid() != parinte:
        os.kill(os.getpid(), signal.SIGTERM)


def web():
    from gunicorn.app.wsgiapp import WSGIApplication

    sys.argv = ["gunicorn", "platforma.wsgi"]
    WSGIApplication("%(prog)s").run()  # reads gunicorn.conf.py


def lucrator():
    from platforma.celery import app

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # its greetings; what goes wrong is on stderr
    warnings.filterwarnings("ignore", "You're running the worker with superuser")
    app.worker_main(["-q", "worker", "--pool=threads", "--concurrency=4", "--without-gossip", "--without-mingle"])


def beat():
    from platforma.celery import app

    app.start(["-q", "beat"])


class Proces:
    """A fork in its own process group, so that Ctrl-C reaches it only through us, and in order."""

    def __init__(self, functie, de_inchis):
        self.nume, self.functie, self.de_inchis = functie.__name__, functie, de_inchis
        self.porneste()

    def porneste(self):
        parinte, self.pornit_la = os.getpid(), time.monotonic()
        self.pid = os.fork()
        if self.pid:
            return
        cod = 1
        try:
            os.setsid()
            for semnal in SEMNALE:
                signal.signal(semnal, signal.SIG_DFL)
            moare_cu(parinte)
            libc.prctl(15, f"bss-{self.nume}".encode())  # PR_SET_NAME, what ps and top show
            self.de_inchis.close()
            self.functie()
            cod = 0
        except SystemExit as iesire:
            cod = iesire.code if isinstance(iesire.code, int) else bool(iesire.code)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(cod)  # the rest of this program is the parent's

    def traieste(self):
        if self.pid and os.waitpid(self.pid, os.WNOHANG)[0]:
            self.trimite(signal.SIGKILL)  # what is left of its group
            self.pid = None
        return bool(self.pid)

    def trimite(self, semnal):
        for trimite in (os.killpg, os.kill):  # a fork that has just begun has no group yet
            with suppress(ProcessLookupError):
                trimite(self.pid, semnal)


@contextmanager
def doar_unul(date_dir, port):
    """One `make run` per data directory; yields the lock, and whether the last one ended in order."""
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
            yield fisier, not ultima
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


def asteapta_web(proces, port):
    adresa = f"http://127.0.0.1:{port}/stare/viu"
    for _ in range(600):
        try:
            with urllib.request.urlopen(adresa, timeout=5):
                return
        except urllib.error.HTTPError as eroare:
            sys.exit(f"{adresa} răspunde cu {eroare.code}.")
        except OSError:
            if not proces.traieste():
                sys.exit("Serverul web s-a oprit; eroarea este mai sus.")
        time.sleep(0.05)
    sys.exit("Serverul web nu a răspuns în 30 de secunde.")


def vegheaza(procese, servicii):
    """Until a signal. What dies is started again, unless it cannot even live for ten seconds."""
    while True:
        time.sleep(1)
        servicii.repara()
        for proces in procese:
            if proces.traieste():
                continue
            if time.monotonic() - proces.pornit_la < 10:
                sys.exit(f"Procesul „{proces.nume}” se oprește imediat după pornire; eroarea este mai sus.")
            print(f"Procesul „{proces.nume}” s-a oprit; îl pornesc din nou.", flush=True)
            proces.porneste()


def opreste(procese):
    vii = [proces for proces in procese if proces.traieste()]
    for proces in vii:
        proces.trimite(signal.SIGTERM)
    termen = time.monotonic() + RAGAZ
    while any(proces.traieste() for proces in vii) and time.monotonic() < termen:
        time.sleep(0.05)
    for proces in vii:
        if proces.traieste():
            proces.trimite(signal.SIGKILL)


def la_semnal(_semnal, _cadru):
    for semnal in SEMNALE:
        signal.signal(semnal, signal.SIG_IGN)  # one is enough: what follows is the orderly end
    sys.exit(0)


def main():
    for semnal in SEMNALE:
        signal.signal(semnal, la_semnal)
    moare_cu(os.getppid())
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        sys.exit(f"PORT trebuie să fie un număr între 1 și 65535, nu „{port}”.")
    date_dir = Path(os.environ.setdefault("DATE_DIR", str(BAZA / ".date")))
    os.environ |= {"MOD": "local", "DJANGO_SETTINGS_MODULE": "platforma.settings", "WEB_RAGAZ": "3"}
    os.environ |= {"ADRESA_SITE": f"http://127.0.0.1:{port}", "WEB_ADRESA": f"127.0.0.1:{port}"}
    os.chdir(BAZA)
    sys.path.insert(0, str(BAZA))
    with doar_unul(date_dir, port) as (lacat, curat):
        asteapta_portul(int(port), 0 if curat else RAGAZ)
        ruleaza(int(port), date_dir, lacat)


def ruleaza(port, date_dir, lacat):
    from traduceri import compileaza

    from platforma.servicii_locale import adrese

    pasi, procese, servicii = Pasi(6, facuti=1), [], adrese(date_dir)
    try:
        with pasi.pas("Pornesc PostgreSQL și Valkey"):
            os.environ.get("DATABASE_URL") or servicii.baza
            os.environ.get("REDIS_URL") or servicii.valkey
        with pasi.pas("Compilez traducerile"):
            compileaza()
        with pasi.pas("Pregătesc baza de date"):
            import django

            django.setup()
            pregateste_baza()
        with pasi.pas("Verific conținutul demonstrativ"):
            from django.core.management import call_command
            from django.db import connections

            for comanda in COMENZI_DEMO:
                call_command(comanda, stdout=io.StringIO())
            connections.close_all()
        (date_dir / "beat").mkdir(exist_ok=True)
        procese += [Proces(functie, lacat) for functie in (web, lucrator, beat)]  # no step, so no thread, meanwhile
        with pasi.pas("Pornesc serverul web și lucrătorul"):
            asteapta_web(procese[0], port)
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
        servicii.inchide()


if __name__ == "__main__":
    main()
