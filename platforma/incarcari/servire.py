"""Handing out private files, after the view has checked the right."""

from pathlib import PurePosixPath
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

TIPURI = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


def raspuns_cu_fisier(fisier, nume):
    """The file as a response: pictures are shown, everything else is downloaded under `nume`.

    With X_ACCEL_PREFIX the proxy sends the bytes from its internal location; without it Django streams them. A file
    that is gone from the storage raises FileNotFoundError in the second case and is the proxy's 404 in the first.
    """
    tip = TIPURI.get(PurePosixPath(fisier.name).suffix, "application/octet-stream")
    if settings.X_ACCEL_PREFIX:
        raspuns = HttpResponse(content_type=tip)
        raspuns["X-Accel-Redirect"] = settings.X_ACCEL_PREFIX + quote(fisier.name)
    else:
        raspuns = FileResponse(fisier.open("rb"), content_type=tip)
    raspuns["Content-Disposition"] = content_disposition_header(not tip.startswith("image/"), nume)
    raspuns["X-Content-Type-Options"] = "nosniff"
    raspuns["Cache-Control"] = "private, no-cache"
    raspuns["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return raspuns
