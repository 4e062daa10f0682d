"""Writing a file so that a crash leaves either the whole file or none."""

import os
from pathlib import Path

from django.core.files.base import ContentFile


def scrie(depozit, nume, octeti):
    """Write `octeti` under `nume`, which its content decides: what is there already is the same, and is left.

    On a disk: a temporary file beside it, flushed, then renamed. A storage without paths writes whole objects itself.
    """
    try:
        cale = Path(depozit.path(nume))
    except NotImplementedError:
        if not depozit.exists(nume):
            depozit.save(nume, ContentFile(octeti))
        return
    if cale.exists():
        return
    cale.parent.mkdir(parents=True, exist_ok=True)
    de_o_parte = cale.with_name(f".{cale.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        with open(de_o_parte, "xb") as fisier:
            fisier.write(octeti)
            fisier.flush()
            os.fsync(fisier.fileno())
        de_o_parte.chmod(0o640)
        de_o_parte.rename(cale)
    finally:
        de_o_parte.unlink(missing_ok=True)
    dosar = os.open(cale.parent, os.O_RDONLY)
    try:
        os.fsync(dosar)
    finally:
        os.close(dosar)
