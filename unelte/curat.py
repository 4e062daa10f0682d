"""`make curat`: deletes .date, unless something still uses it."""

import fcntl
import os
import shutil
import sys
from contextlib import ExitStack, suppress
from pathlib import Path

BAZA = Path(__file__).resolve().parent.parent
DATE = Path(os.environ.get("DATE_DIR", BAZA / ".date"))


def main():
    with ExitStack() as lacate:
        for cale in (DATE / "rulare.lock", *DATE.glob("**/servicii/folosit.lock")):
            with suppress(FileNotFoundError):
                lacat = lacate.enter_context(cale.open())
                try:
                    fcntl.flock(lacat, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    sys.exit("Platforma sau testele rulează chiar acum; opriți-le întâi.")
        # The guards wait for these locks; once the directory has gone they stop the servers that nobody uses.
        shutil.rmtree(DATE, ignore_errors=True)
    print(f"Am șters {DATE}.")


if __name__ == "__main__":
    main()
