"""A migrated database kept on the server, of which every process of the tests takes a copy.

Running the migrations takes seconds, a copy takes less than one. The name holds what they are made of, so another
branch, or a migration changed, makes another.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

RADACINA = Path(__file__).resolve().parent.parent
SURSE = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "platforma/migratii.py",
    "platforma/nomenclatoare/sarbatori.py",
    "requirements.lock",
)
PREFIX = "sablon_"


def numele():
    """The name of the database that these sources make."""
    suma = hashlib.sha256()
    for sursa in sorted(cale for tipar in SURSE for cale in RADACINA.glob(tipar)):
        suma.update(str(sursa.relative_to(RADACINA)).encode() + sursa.read_bytes())
    return f"{PREFIX}{suma.hexdigest()[:16]}"


def pregateste():
    """The name of a migrated database, made now unless it is there. One process makes it, the others wait."""
    nume = numele()
    incuietoare = Path(os.environ["DATE_DIR"]) / "sablon.lock"
    incuietoare.parent.mkdir(parents=True, exist_ok=True)
    with incuietoare.open("w") as fisier, connection._nodb_cursor() as cursor:
        fcntl.flock(fisier, fcntl.LOCK_EX)
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        existente = {gasita for (gasita,) in cursor.fetchall()}
        if nume in existente:
            return nume
        for vechi in existente:
            cursor.execute(f'DROP DATABASE IF EXISTS "{vechi}" WITH (FORCE)')
        nou = f"{PREFIX}nou"
        cursor.execute(f'CREATE DATABASE "{nou}"')
        migreaza(nou)
        cursor.execute(f'ALTER DATABASE "{nou}" RENAME TO "{nume}"')
    return nume


def migreaza(baza):
    """In a process of its own, so that this one has not loaded, or connected to, anything yet."""
    adresa = urlunsplit(urlsplit(settings.DATABASE_URL)._replace(path=f"/{baza}"))
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=RADACINA,
        env={**os.environ, "DATABASE_URL": adresa},
        check=True,
    )
