"""pytest plugin: the tests' own PostgreSQL and Valkey, never the data of `make run`.

Loaded by `-p` in pyproject.toml, because pytest-django imports the settings, and with them the addresses, before any
conftest.py. The servers themselves are started by platforma/settings.py, unless DATABASE_URL and REDIS_URL are given.
"""

import os
from pathlib import Path

os.environ["MOD"] = "local"
os.environ["DATE_DIR"] = str(Path(__file__).resolve().parent.parent / ".date" / "teste")
