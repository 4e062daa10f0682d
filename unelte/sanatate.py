"""Health check of a web container: asks the process beside it, under the name that the settings expect."""

import os
import sys
import urllib.request

gazda = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".")
cerere = urllib.request.Request("http://127.0.0.1:8000/stare/viu", headers={"Host": gazda})
try:
    with urllib.request.urlopen(cerere, timeout=5):
        pass
except OSError as eroare:
    sys.exit(str(eroare))
