"""Tags of the news: the feeds that a page offers to readers' programs."""

from django import template

from noutati.fluxuri import fluxul

register = template.Library()


@register.inclusion_tag("noutati/_autodescoperire.html")
def fluxuri(flux=None):
    """<link rel="alternate"> for Atom and RSS: of `flux`, or of all news."""
    return {"flux": flux or fluxul()}


@register.simple_tag
def fluxul_organizatiei(organizatie):
    return fluxul(("organizatie", organizatie.slug, organizatie.denumire))
