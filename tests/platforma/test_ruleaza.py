"""`make run` as a newcomer meets it: it starts, says where, and leaves nothing behind however it ends."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from organizatii.demo.incarcare import CONTURI, PAROLA
from platforma.servicii_locale import Servicii

pytestmark = pytest.mark.servere
RADACINA = Path(__file__).resolve().parents[2]


def porneste(date, port, asteapta="Ctrl-C oprește tot.", **mediu):
    """Starts it on `date` and returns once it has said `asteapta`; what it has said by then is in `.text`."""
    proces = subprocess.Popen(
        [sys.executable, RADACINA / "unelte/ruleaza.py"],
        env={"PATH": os.environ["PATH"], "DATE_DIR": str(date), "PORT": str(port), **mediu},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    proces.text = ""
    while asteapta and asteapta not in proces.text:
        linie = proces.stdout.readline()
        assert linie, f"s-a oprit:\n{proces.text}"
        proces.text += linie
    return proces


def port_liber():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@pytest.fixture
def port():
    return port_liber()


@pytest.fixture(scope="module")
def prima_rulare(tmp_path_factory):
    """(data directory, what was printed) of a first run, ended in order; the demo content takes seconds to write."""
    date = tmp_path_factory.mktemp("prima") / "date"
    proces = porneste(date, port_liber())
    proces.terminate()
    proces.communicate()
    assert proces.returncode == 0
    return date, proces.text


@pytest.fixture
def rulari(tmp_path, port, prima_rulare):
    """`rulari()` starts it on a copy of that data; whatever still lives is killed at the end."""
    shutil.copytree(prima_rulare[0], tmp_path / "date")
    pornite = []

    def rulare(port=port, **optiuni):
        pornite.append(porneste(tmp_path / "date", port, **optiuni))
        return pornite[-1]

    yield rulare
    for proces in pornite:
        proces.kill()
        proces.communicate()
    for pid in ai_nostri(tmp_path):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    servicii = Servicii(tmp_path / "date/servicii")
    servicii.server_postgres.opreste()  # nothing lives; this clears the directories of the sockets
    servicii.server_valkey.opreste()


def ai_nostri(tmp_path):
    """Every process that has this data directory in its environment or command line, servers and guard included."""
    gasite = []
    for proc in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            text = proc.joinpath("environ").read_bytes() + proc.joinpath("cmdline").read_bytes()
            if os.fsencode(tmp_path) in text and int(proc.name) != os.getpid():
                gasite.append(int(proc.name))
    valkey = Servicii(tmp_path / "date/servicii").server_valkey.pid()  # it overwrites both
    return [*gasite, valkey] if valkey else gasite


def asteapta(conditie, secunde=20):
    termen = time.monotonic() + secunde
    while not conditie():
        assert time.monotonic() < termen, "nu s-a întâmplat la timp"
        time.sleep(0.1)


def raspunde(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/stare/pregatit", timeout=5) as raspuns:
            return raspuns.status == 200
    except OSError:
        return False


def copii(pid):
    """{name: pid} of the three; the names are those that ps shows."""
    pids = map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    nume = {copil: Path(f"/proc/{copil}/comm").read_text().strip() for copil in pids}
    return {n: copil for copil, n in nume.items() if n in {"bss-web", "bss-lucrator", "bss-beat"}}


def test_it_says_what_it_does_where_it_is_and_who_may_sign_in(prima_rulare):
    _, text = prima_rulare
    assert re.findall(r"^\[\d/6\]", text, re.M) == ["[2/6]", "[3/6]", "[4/6]", "[5/6]", "[6/6]"]
    assert re.search(r"http://127\.0\.0\.1:\d+/ ", text)
    assert re.findall(r"^    (\w+)@example.org", text, re.M) == list(CONTURI)
    assert PAROLA in text


@pytest.mark.parametrize("semnal", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything(rulari, port, tmp_path, semnal):
    proces = rulari()
    assert raspunde(port)
    proces.send_signal(semnal)
    assert proces.wait(15) == 0
    asteapta(lambda: ai_nostri(tmp_path) == [])


def test_after_kill_9_its_children_end_and_the_next_run_recovers(rulari, port, tmp_path):
    primul = rulari()
    vechi = copii(primul.pid)
    assert vechi.keys() == {"bss-web", "bss-lucrator", "bss-beat"}
    primul.kill()
    primul.wait()
    rulari()  # at once, while the old web server is still leaving
    assert raspunde(port)
    asteapta(lambda: not any(Path(f"/proc/{pid}").exists() for pid in vechi.values()))


def test_kill_9_of_any_part_is_repaired_while_it_runs(rulari, port, tmp_path):
    proces = rulari()
    time.sleep(10)  # what dies younger than this counts as unable to start
    vechi = copii(proces.pid)
    servere = [pid for pid in ai_nostri(tmp_path) if b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()][:1]
    for pid in [*vechi.values(), *servere]:
        os.kill(pid, signal.SIGKILL)
    asteapta(lambda: len(copii(proces.pid)) == 3 and not set(copii(proces.pid).values()) & set(vechi.values()))
    asteapta(lambda: raspunde(port))
    proces.terminate()
    assert proces.wait(15) == 0
    asteapta(lambda: ai_nostri(tmp_path) == [])


def test_a_busy_port_gets_a_sentence(rulari, port, tmp_path):
    with socket.socket() as ocupat:
        ocupat.bind(("127.0.0.1", port))
        ocupat.listen()
        text, _ = rulari(asteapta=None).communicate(timeout=15)
    assert text == f"Portul {port} este ocupat de alt program. Alegeți altul: PORT={port + 1} make run\n"


@pytest.mark.parametrize("gresit", ["opt", "0", "70000", "-1"])
def test_a_port_that_is_not_one_gets_a_sentence(rulari, gresit):
    text, _ = rulari(gresit, asteapta=None).communicate(timeout=15)
    assert text == f"PORT trebuie să fie un număr între 1 și 65535, nu „{gresit}”.\n"


def test_a_second_run_on_the_same_data_is_told_where_the_first_is(rulari, port):
    rulari()
    text, _ = rulari(port + 1, asteapta=None).communicate(timeout=15)
    assert text == f"Platforma rulează deja, la http://127.0.0.1:{port}/. Opriți-o acolo cu Ctrl-C.\n"
