"""Tags of the directory and of the profile."""

import json

from django import template
from django.utils.safestring import mark_safe

from organizatii.profil import Profil

register = template.Library()

_IN_SCRIPT = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


@register.filter
def json_ld(date):
    """A dictionary as JSON that no text in it can break out of <script type="application/ld+json">."""
    return mark_safe(json.dumps(date, ensure_ascii=False).translate(_IN_SCRIPT))


@register.filter
def profil(organizatie):
    """What the public may see of an organisation: {% with profil=organizatie|profil %}."""
    return Profil(organizatie)
