"""pytest plugin: the tests' own PostgreSQL and Valkey, never the data of `make run`, and compiled translations.

Loaded by `-p` in pyproject.toml, because pytest-django imports the settings, and with them the addresses, before any
conftest.py. PostgreSQL is started by platforma/settings.py, unless DATABASE_URL is given.
"""

import os
from pathlib import Path

from platforma.servicii_locale import adrese
from unelte.traduceri import compileaza

os.environ["MOD"] = "local"
os.environ["DATE_DIR"] = str(Path(__file__).resolve().parent.parent / ".date" / "teste")
# Tests empty the cache, so every worker of pytest-xdist has a database of its own; Valkey has 16.
if os.environ.get("REDIS_URL", "unix:").startswith("unix:"):
    numar = int(os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = f"{adrese(os.environ['DATE_DIR']).valkey}?db={numar}"
if "PYTEST_XDIST_WORKER" not in os.environ:
    compileaza()


def pytest_configure():
    """A thread of the live server that still waits for its browser must not hold the test database at the end."""
    from django.db import connections

    connections.settings["default"]["CONN_MAX_AGE"] = 0
