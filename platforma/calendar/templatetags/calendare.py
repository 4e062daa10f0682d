"""How a page offers a calendar to subscribe to."""

from django import template
from django.conf import settings

register = template.Library()


@register.filter
def webcal(cale):
    """The address that opens a calendar program instead of a page. `cale` begins with a slash."""
    return f"webcal://{settings.ADRESA_SITE.partition('://')[2]}{cale}"


@register.inclusion_tag("calendar/_adresa.html")
def abonare_calendar(cale, eticheta, id_camp="adresa-calendar"):
    """The button that opens the calendar program, and the same address to copy."""
    return {"adresa": settings.ADRESA_SITE + cale, "webcal": webcal(cale), "eticheta": eticheta, "id_camp": id_camp}
