"""Races on real connections."""

from threading import Barrier, Thread

from django.db import connections

RABDARE = 20  # seconds until a stuck race fails instead of hanging


def deodata(*fapte, rabdare=RABDARE):
    """Run each callable in its own thread and connection, started together; returns results or exceptions in order.

    `rabdare`: seconds for all of them; a race of hundreds of deeds on a busy machine asks for more.
    """
    bariera = Barrier(len(fapte))
    rezultate = [None] * len(fapte)

    def ruleaza(i, fapta):
        try:
            bariera.wait(RABDARE)
            rezultate[i] = fapta()
        except Exception as e:
            rezultate[i] = e
        finally:
            connections.close_all()

    fire = [Thread(target=ruleaza, args=pereche, daemon=True) for pereche in enumerate(fapte)]
    for fir in fire:
        fir.start()
    for fir in fire:
        fir.join(rabdare)
        assert not fir.is_alive()
    return rezultate
