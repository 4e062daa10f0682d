"""Real servers in temporary directories; whatever may be killed is killed here with -9."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
import redis

from platforma import servicii_locale
from platforma.servicii_locale import Servicii, ServiciuIndisponibil

pytestmark = pytest.mark.servere
SURSA = servicii_locale.__file__
# A client as the guard sees it: another process, without Django. It says "gata", then lives until it reads a line.
CLIENT = f"""
import importlib.util, os, sys
spec = importlib.util.spec_from_file_location("servicii_locale", {SURSA!r})
s = importlib.util.module_from_spec(spec); spec.loader.exec_module(s)
a = s.adrese(sys.argv[1]); print(a.baza, a.valkey, flush=True)
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A data directory made once; initdb is most of a cold start."""
    servicii = Servicii(tmp_path_factory.mktemp("model") / "servicii")
    assert servicii.baza
    assert servicii.inchide() is True
    return servicii.server_postgres.date


@pytest.fixture
def dosar(tmp_path, cluster):
    """DATE_DIR with a space, a diacritic and 150 characters, and with a PostgreSQL cluster that is not running."""
    dosar = tmp_path / "cu spațiu și ' apostrof" / ("x" * 120)
    shutil.copytree(cluster, dosar / "servicii/postgres/date")
    yield dosar
    servicii = Servicii(dosar / "servicii")
    servicii.server_valkey.opreste()
    servicii.server_postgres.opreste()


@pytest.fixture
def client(dosar):
    """Starts a client process on `dosar`; `client()` returns it once it has its addresses."""
    procese = []

    def porneste(cod=""):
        comanda = [sys.executable, "-c", CLIENT + cod + "\nsys.stdin.readline()", dosar]
        proces = subprocess.Popen(comanda, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        procese.append(proces)
        proces.adrese = proces.stdout.readline().split()
        return proces

    yield porneste
    for proces in procese:
        with contextlib.suppress(ProcessLookupError):
            proces.kill()
        proces.communicate()


@pytest.fixture
def servicii(dosar):
    servicii = Servicii(dosar / "servicii")
    yield servicii
    servicii.inchide()


def intreaba(servicii, interogare="SELECT 1"):
    with psycopg.connect(servicii.baza, autocommit=True) as conexiune:
        cursor = conexiune.execute(interogare)
        return cursor.fetchone() if cursor.description else None


def ping(servicii):
    with contextlib.closing(redis.Redis.from_url(servicii.valkey)) as valkey:
        return valkey.ping()


def asteapta(conditie, secunde=15):
    termen = time.monotonic() + secunde
    while not conditie():
        assert time.monotonic() < termen, "nu s-a întâmplat la timp"
        time.sleep(0.05)


def omoara(*pids):
    """kill -9, and wait until they are gone: a signal takes effect a moment after it was sent."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    asteapta(lambda: not any(map(traieste, pids)))


def traieste(pid):
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except OSError:
        return False


def merg(servicii):
    return bool(servicii.server_postgres.pid()), bool(servicii.server_valkey.pid())


def test_a_cold_start_on_an_empty_directory_makes_the_database(tmp_path):
    servicii = Servicii(tmp_path / "servicii")
    try:
        assert intreaba(servicii, "SELECT current_database(), lower('ȘTEFĂNEȚI')") == ("bss", "ștefăneți")
        assert ping(servicii) is True
    finally:
        assert servicii.inchide() is True
    assert merg(servicii) == (False, False)
    assert not servicii.server_postgres.dosar_soclu.exists()


def test_only_the_server_whose_address_is_read_is_started(servicii):
    assert ping(servicii) is True
    assert merg(servicii) == (False, True)


def test_sockets_are_private(servicii):
    assert servicii.baza
    assert servicii.valkey
    for server in (servicii.server_postgres, servicii.server_valkey):
        assert server.dosar_soclu.stat().st_mode & 0o777 == 0o700


def test_a_warm_address_costs_milliseconds(servicii, client):
    client()
    inceput = time.monotonic()
    assert servicii.baza
    assert servicii.valkey
    assert time.monotonic() - inceput < 0.2  # it takes 1 ms; the machine may be busy


def test_four_parallel_starts_share_one_server(tmp_path):
    """Cold, so that initdb races too; threads and processes take the same locks."""
    servicii = [Servicii(tmp_path / "servicii") for _ in range(4)]
    try:
        with ThreadPoolExecutor(4) as fire:
            list(fire.map(lambda s: (s.baza, s.valkey), servicii))
        assert len({s.server_postgres.pid() for s in servicii}) == 1
        assert [intreaba(s) for s in servicii] == [(1,)] * 4
    finally:
        assert [s.inchide() for s in servicii] == [False, False, False, True]


def test_four_parallel_processes_share_one_server(dosar, client):
    """What each of them sees on its own: the address it printed, and the postmaster it talks to."""
    cod = "print(a.server_postgres.pid(), a.server_valkey.pid(), flush=True)"
    with ThreadPoolExecutor(4) as fire:
        clienti = list(fire.map(lambda _: client(cod), range(4)))
    assert len({tuple(c.adrese) for c in clienti}) == 1
    assert len({c.stdout.readline() for c in clienti}) == 1


def test_the_last_one_out_stops_both_even_when_killed(dosar, client):
    primul, ultimul = client(), client()
    servicii = Servicii(dosar / "servicii")
    primul.kill()
    time.sleep(servicii_locale.RAGAZ + 0.7)
    assert merg(servicii) == (True, True)
    ultimul.kill()
    asteapta(lambda: merg(servicii) == (False, False))
    with servicii.lacat("pornire.lock"), servicii.lacat("paznic.lock"):  # the guard has gone too, or this would wait
        pass
    assert not servicii.server_postgres.dosar_soclu.exists()


def test_a_new_client_within_the_grace_time_keeps_the_servers(dosar, client):
    client().kill()
    servicii = Servicii(dosar / "servicii")
    postmaster = servicii.server_postgres.pid()
    client()
    time.sleep(servicii_locale.RAGAZ + 0.7)
    assert servicii.server_postgres.pid() == postmaster


def test_a_killed_guard_is_replaced_by_the_next_client(dosar, client):
    primul = client()
    servicii = Servicii(dosar / "servicii")
    omoara(pazitor(dosar))
    client().kill()
    assert pazitor(dosar)
    primul.kill()
    asteapta(lambda: merg(servicii) == (False, False))


def pazitor(dosar):
    for proc in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if proc.joinpath("cmdline").read_bytes().split(b"\0")[-3:-1] == [SURSA.encode(), bytes(dosar / "servicii")]:
                return int(proc.name)
    return None


def test_a_forked_child_keeps_the_servers_and_its_exit_does_not_stop_them(dosar, client):
    """What gunicorn and Celery pools do: the parent's lock must survive the child, and the child the parent."""
    parinte = client("""
if not (copil := os.fork()):
    sys.exit()
os.waitpid(copil, 0)
if not os.fork():
    import time; time.sleep(60)
""")
    servicii = Servicii(dosar / "servicii")
    time.sleep(servicii_locale.RAGAZ + 0.7)
    assert merg(servicii) == (True, True)
    copil = Path(f"/proc/{parinte.pid}/task/{parinte.pid}/children").read_text().split()[0]
    parinte.kill()
    parinte.wait()
    time.sleep(servicii_locale.RAGAZ + 0.7)
    assert merg(servicii) == (True, True)
    omoara(int(copil))
    asteapta(lambda: merg(servicii) == (False, False))


def test_closing_while_a_forked_child_lives_leaves_the_servers_to_the_guard(dosar, client):
    proces = client("""
copil = os.fork()
if not copil:
    import time; time.sleep(60)
print(a.inchide(), copil, flush=True)
""")
    raspuns, copil = proces.stdout.readline().split()
    servicii = Servicii(dosar / "servicii")
    assert (raspuns, merg(servicii)) == ("False", (True, True))
    omoara(int(copil))
    asteapta(lambda: merg(servicii) == (False, False))


def test_after_kill_9_of_postgres_committed_rows_are_there(servicii, dosar):
    intreaba(servicii, "CREATE TABLE t AS SELECT generate_series(1, 1000) AS n")
    omoara(servicii.server_postgres.pid())
    alt_client = Servicii(dosar / "servicii")
    assert intreaba(alt_client, "SELECT count(*) FROM t") == (1000,)
    alt_client.inchide()


def test_kill_9_of_the_whole_process_family_of_postgres(servicii, dosar):
    intreaba(servicii, "CREATE TABLE t AS SELECT generate_series(1, 1000) AS n")
    pid = servicii.server_postgres.pid()
    omoara(pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    alt_client = Servicii(dosar / "servicii")
    assert intreaba(alt_client, "SELECT count(*) FROM t") == (1000,)
    alt_client.inchide()


def test_a_backend_that_outlives_its_killed_postmaster(servicii, dosar):
    """A new postmaster refuses to start while an old backend still has the shared memory."""
    with psycopg.connect(servicii.baza) as conexiune:
        backend = conexiune.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        omoara(servicii.server_postgres.pid())
        threading.Timer(1.5, os.kill, (backend, signal.SIGKILL)).start()
        alt_client = Servicii(dosar / "servicii")
        assert intreaba(alt_client) == (1,)
        alt_client.inchide()


def test_kill_9_of_valkey(servicii, dosar):
    assert ping(servicii) is True
    omoara(servicii.server_valkey.pid())
    alt_client = Servicii(dosar / "servicii")
    assert ping(alt_client) is True
    alt_client.inchide()


def test_what_died_is_started_again_on_request_and_nothing_else(servicii):
    assert ping(servicii) is True
    omoara(servicii.server_valkey.pid())
    servicii.repara()
    assert ping(servicii) is True
    assert merg(servicii) == (False, True)


def test_a_pid_file_with_somebody_elses_pid(servicii):
    """After a reboot, or in a container, the old number belongs to another process: here, to this one."""
    servicii.server_valkey.dosar.mkdir()
    servicii.server_valkey.fisier_pid.write_text(f"{os.getpid()}\n")
    servicii.server_postgres.fisier_pid.write_text(
        f"{os.getpid()}\n{servicii.server_postgres.date}\n1\n5432\n\n\n\nready\n"
    )
    assert merg(servicii) == (False, False)
    assert intreaba(servicii) == (1,)
    assert ping(servicii) is True


def test_a_zombie_is_not_a_server(servicii):
    zombi = subprocess.Popen(["true"])
    os.waitid(os.P_PID, zombi.pid, os.WEXITED | os.WNOWAIT)
    servicii.server_postgres.fisier_pid.write_text(f"{zombi.pid}\n")
    assert merg(servicii) == (False, False)
    zombi.wait()


def test_sockets_swept_out_of_tmp(servicii, dosar):
    assert servicii.baza
    assert servicii.valkey
    for server in (servicii.server_postgres, servicii.server_valkey):
        shutil.rmtree(server.dosar_soclu)
    alt_client = Servicii(dosar / "servicii")
    assert intreaba(alt_client) == (1,)
    assert ping(alt_client) is True
    alt_client.inchide()


def test_data_directory_deleted_under_running_servers(servicii, dosar):
    """`rm -rf .date; make run`: fresh servers at once, and nothing left of the old ones."""
    vechi = servicii.baza and servicii.server_postgres.pid(), servicii.valkey and servicii.server_valkey.pid()
    shutil.rmtree(dosar)
    nou = Servicii(dosar / "servicii")
    assert intreaba(nou) == (1,)
    assert ping(nou) is True
    assert nou.server_postgres.pid() != vechi[0]
    assert not traieste(vechi[0])
    servicii._folosit = None
    assert nou.inchide() is True
    assert merg(nou) == (False, False)


def test_initdb_killed_half_way(servicii):
    shutil.rmtree(servicii.server_postgres.date)
    (servicii.server_postgres.dosar / "date-nou").mkdir()
    (servicii.server_postgres.dosar / "date-nou/PG_VERSION").write_text("18\n")
    assert intreaba(servicii) == (1,)


def test_a_socket_directory_that_somebody_else_made_is_refused(servicii):
    servicii.server_valkey.dosar_soclu.symlink_to("/")
    try:
        with pytest.raises(ServiciuIndisponibil, match="al altui utilizator"):
            servicii.valkey  # noqa: B018
    finally:
        servicii.server_valkey.dosar_soclu.unlink()


def test_without_the_wheel_one_sentence_names_the_variable(servicii, monkeypatch):
    monkeypatch.setattr(servicii.server_postgres, "pachet", "pachet_care_nu_exista")
    with pytest.raises(ServiciuIndisponibil, match=r"adresa unui server în variabila DATABASE_URL"):
        servicii.baza  # noqa: B018


@pytest.fixture
def fara_spatii_de_nume(monkeypatch):
    """A container that forbids user namespaces."""
    poate_rula = servicii_locale.poate_rula
    monkeypatch.setattr(servicii_locale, "poate_rula", lambda c, **o: c[0] != "unshare" and poate_rula(c, **o))


doar_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to drop to another user")


@doar_root
def test_root_without_user_namespaces_drops_to_nobody(fara_spatii_de_nume):
    with tempfile.TemporaryDirectory() as dosar:
        os.chmod(dosar, 0o755)
        servicii = Servicii(Path(dosar) / "servicii")
        try:
            assert intreaba(servicii) == (1,)
            assert Path(f"/proc/{servicii.server_postgres.pid()}").owner() == "nobody"
        finally:
            assert servicii.inchide() is True
        assert intreaba(servicii) == (1,)
        assert servicii.inchide() is True


@doar_root
def test_root_without_user_namespaces_in_a_private_directory_gets_a_sentence(fara_spatii_de_nume, tmp_path):
    servicii = Servicii(tmp_path / "servicii")
    with pytest.raises(ServiciuIndisponibil, match="utilizatorul nobody nu ajunge"):
        servicii.baza  # noqa: B018
