"""The answer to a program that asks for a calendar: whole, or 304 when it has this very one."""

from hashlib import sha256

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date


def raspuns_ics(request, text, nume, modificat=None, *, public=True):
    """`text` as text/calendar. `modificat`: no later change than that; None when the content also depends on the hour.

    The ETag is made of the bytes, so it is right by itself; Last-Modified only helps programs that know no ETag.
    """
    raspuns = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    raspuns["Content-Disposition"] = f'inline; filename="{nume}.ics"'
    raspuns["Cache-Control"] = "public, max-age=900" if public else "private, no-cache"
    raspuns["ETag"] = f'"{sha256(text.encode()).hexdigest()[:32]}"'
    if not public:
        raspuns["X-Robots-Tag"] = "noindex, nofollow"
    if modificat is not None:
        raspuns["Last-Modified"] = http_date(modificat.timestamp())
    secunde = None if modificat is None else int(modificat.timestamp())
    return get_conditional_response(request, etag=raspuns["ETag"], last_modified=secunde, response=raspuns)
