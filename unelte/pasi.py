"""One steady line per step: „[2/6] Pornesc PostgreSQL și Valkey… 0,4 s”, counting on a terminal while it lasts.

Runs on any Python 3, because the first step is to find a good one.
"""

import sys
import threading
import time
from contextlib import contextmanager


class Pasi:
    def __init__(self, total, facuti=0):
        self.total, self.facuti = total, facuti

    @contextmanager
    def pas(self, text):
        self.facuti += 1
        linie = f"[{self.facuti}/{self.total}] {text}…"
        inceput, gata = time.monotonic(), threading.Event()

        def scrie(sfarsit=""):
            secunde = f"{time.monotonic() - inceput:.1f} s".replace(".", ",")
            print(f"\r{linie} {secunde}", end=sfarsit, flush=True)

        def numara():
            while not gata.wait(0.5):
                scrie()

        print(linie, end="", flush=True)
        fir = threading.Thread(target=numara if sys.stdout.isatty() else gata.wait, daemon=True)
        fir.start()
        try:
            yield
        except BaseException:
            gata.set()
            fir.join()
            print(flush=True)
            raise
        gata.set()
        fir.join()
        if sys.stdout.isatty():
            scrie("\n")
        else:
            print(f" {time.monotonic() - inceput:.1f} s".replace(".", ","), flush=True)
