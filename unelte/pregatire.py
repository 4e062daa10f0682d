"""First step of every verb of make: a .venv that holds exactly what the locks say.

`python3 unelte/pregatire.py [TOTAL]`, TOTAL being the number of steps that the progress lines speak of. Runs on the
system's Python, whatever its age, so that an old one gets a sentence instead of a syntax error. A .venv that is a
symbolic link belongs to somebody else and is left alone.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys

from pasi import Pasi

BAZA = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(BAZA, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMPILA = os.path.join(VENV, "pregatit")
UNELTE, TOATE = "requirements-unelte.lock", "requirements-dev.lock"


def cauta_python():
    """Continues under the newest suitable interpreter when `python3` is too old."""
    return
    for versiune in range(14, 10, -1):
        cale = shutil.which(f"python3.{versiune}")
        if cale:
            os.execv(cale, [cale, *sys.argv])
    sys.exit(f"Este nevoie de Python 3.11 sau mai nou (aici: {sys.version.split()[0]}). Pe Debian/Ubuntu: "
             "sudo apt install python3.11 python3.11-venv")  # fmt: skip


def amprenta():
    """Changes with the locks, with the interpreter and when the project is moved: a venv holds absolute paths."""
    suma = hashlib.sha256(f"{sys.version} {VENV}".encode())
    for nume in (UNELTE, TOATE):
        with open(os.path.join(BAZA, nume), "rb") as fisier:
            suma.update(fisier.read())
    return suma.hexdigest()


def citeste_stampila():
    try:
        with open(STAMPILA) as fisier:
            return fisier.read()
    except OSError:
        return ""


def ruleaza(*comanda):
    """True when it worked; otherwise the last lines of what it said go to the terminal."""
    mediu = dict(os.environ, PIP_ROOT_USER_ACTION="ignore", PIP_DISABLE_PIP_VERSION_CHECK="1")
    if not os.access(os.path.expanduser("~"), os.W_OK):
        mediu.setdefault("UV_NO_CACHE", "1")
    if "PIP_INDEX_URL" in mediu:  # a mirror set for pip holds for uv too
        mediu.setdefault("UV_DEFAULT_INDEX", mediu["PIP_INDEX_URL"])
    proces = subprocess.run(comanda, cwd=BAZA, env=mediu, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if proces.returncode:
        print("\n" + proces.stdout.decode(errors="replace")[-3000:])
    return proces.returncode == 0


def instaleaza():
    if not ruleaza(sys.executable, "-m", "venv", "--clear", VENV):
        sys.exit("Nu pot crea .venv. Pe Debian/Ubuntu: sudo apt install python3-venv")
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r")
    uv = (PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", TOATE)
    if not (ruleaza(*pip, UNELTE) and ruleaza(*uv)) and not ruleaza(*pip, TOATE):
        sys.exit(f"Nu pot instala pachetele din {TOATE}. Verificați legătura la internet și reluați.")
    with open(STAMPILA, "w") as fisier:
        fisier.write(amprenta())


def main(total):
    cauta_python()
    if os.path.islink(VENV):
        return
    with Pasi(total).pas("Pregătesc mediul Python"), open(os.path.join(BAZA, "Makefile")) as lacat:
        fcntl.flock(lacat, fcntl.LOCK_EX)  # another make may be doing the same
        if citeste_stampila() != amprenta() or not os.path.exists(PYTHON):
            instaleaza()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
