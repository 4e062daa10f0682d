"""Tags of the directory and of the profile."""

import json
from functools import cache, lru_cache
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from organizatii.models import TipOrganizatie
from organizatii.profil import Profil
from platforma.templatetags.platforma import numar, pictograma, roata

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


@register.simple_tag
def tip(organizatie):
    """What kind of organisation it is, with its sign."""
    return _tip(organizatie.tip)


@cache
def _tip(tip):
    return format_html('<p class="tip">{} {}</p>', pictograma(f"tip-{tip}"), TipOrganizatie(tip).label)


@register.simple_tag
def alegeri(camp):
    """The boxes of one filter (OrganizatieFilter.campuri): 140 on each page, so escaped and joined by hand."""
    inceput = f'<input type="{camp["fel"]}" name="{camp["nume"]}" value="'
    return mark_safe(
        "\n".join(
            f'<label{"" if cate or ales else " data-gol"}>{inceput}{escape(str(valoare))}"{" checked" if ales else ""}>'
            f' <span>{escape(str(nume))}</span> <span class="filtru-ar-da">{numar(cate)}</span></label>'
            for valoare, nume, ales, cate in camp["alegeri"]
        )
    )


@register.simple_tag
def roata_mica(sectoare):
    """The small wheel without words, for a list of many: the same drawing is made once."""
    return _roata_mica(tuple(sectoare))


@lru_cache(maxsize=64)  # as many as there are sets of six sectors
def _roata_mica(sectoare):
    return mark_safe(
        render_to_string("platforma/_roata.html", roata({}, activ=sectoare, marime="insigna", lista=False))
    )
