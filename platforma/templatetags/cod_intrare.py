"""The code of the entrance, drawn on the server."""

import segno
from django import template
from django.conf import settings
from django.utils.safestring import mark_safe

register = template.Library()
GRUP = 4  # characters read out at a time


@register.inclusion_tag("platforma/prezenta/_cod.html")
def cod_intrare(inscriere):
    """The QR of somebody with a place, and the same code in groups for whoever has to spell it. Else nothing.

    `inscriere` is any row with a `cod` and a `get_intrare_url`.
    """
    cod = inscriere.cod
    if not cod:
        return {"inscriere": None}
    return {
        "inscriere": inscriere,
        "desen": qr(settings.ADRESA_SITE + inscriere.get_intrare_url()),
        "grupuri": [cod[i : i + GRUP] for i in range(0, len(cod), GRUP)],
    }


def qr(adresa):
    """The paths of an SVG, black on white in both themes, with the quiet zone that readers need."""
    cod = segno.make(adresa, error="m", micro=False)
    return mark_safe(
        cod.svg_inline(scale=1, border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    )
