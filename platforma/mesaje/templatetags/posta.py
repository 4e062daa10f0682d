"""Pieces of a mail's HTML body, and the staff's banner."""

import re

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from platforma.mesaje.stare import posta_intarziata

register = template.Library()

_P = '<p style="margin:0 0 16px">{}</p>'
_CITAT = (
    '<div style="margin:0 0 16px;padding:12px 16px;border-left:4px solid #c8772a;background:#fbf4ea;color:#2b2a26">'
    "{}</div>"
)
_TITLU = '<h2 style="margin:24px 0 12px;font:bold 15px/1.4 Georgia,serif;color:#5c5a54">{}</h2>'
_ELEMENT = (
    '<p style="margin:0 0 20px"><a href="{}" style="color:#0f5c56;font-weight:bold;font-size:18px">{}</a><br>{}</p>'
)
_SUB = '<span style="color:#5c5a54;font-size:14px">{}</span>'
_BUTON = (
    '<p style="margin:8px 0 24px"><a href="{adresa}" style="display:inline-block;padding:13px 22px;border-radius:6px;'
    'background:#0f5c56;color:#ffffff;font-weight:bold;text-decoration:none">{eticheta}</a></p>'
    '<p style="margin:0 0 16px;font-size:14px;color:#5c5a54">{ajutor}<br>'
    '<a href="{adresa}" style="color:#0f5c56;word-break:break-all">{adresa}</a></p>'
)

_LEGATURA = re.compile(r"^([^:]+): (https?://\S+)$")


def _paragrafe(text):
    return [p.strip().replace("\n", "<br>") for p in re.split(r"\n\s*\n", text.strip()) if p.strip()]


@register.filter
def paragrafe(text):
    """Paragraphs of a block rendered with autoescape on: an empty line parts them, a line break stays one."""
    return mark_safe("".join(_P.format(p) for p in _paragrafe(text)))


@register.filter
def citat(text):
    """Somebody's own words, set apart; nothing when there are none."""
    return mark_safe(_CITAT.format("<br><br>".join(_paragrafe(text))) if text.strip() else "")


@register.filter
def lista(text):
    """Titles of groups, one line each; and things: name, a line about it, more lines, and at the end its address.

    In the HTML body the name is the link.
    """
    return mark_safe("".join(_element(p.split("<br>")) for p in _paragrafe(text)))


def _element(randuri):
    nume, *despre, adresa = randuri if len(randuri) > 1 else [*randuri, ""]
    if not adresa:
        return _TITLU.format(nume)
    return _ELEMENT.format(
        adresa, nume, "<br>".join([_SUB.format(r) for r in despre[:1]] + [r for r in despre[1:] if r])
    )


@register.filter
def legaturi(text):
    """Lines of the foot; „Label: https://…” becomes a link named so."""
    randuri = [
        _LEGATURA.sub(r'<a href="\2" style="color:#0f5c56">\1</a>', r.strip()) for r in text.strip().splitlines()
    ]
    return mark_safe(f'<p style="margin:0 0 12px">{"<br>".join(randuri)}</p>' if text.strip() else "")


@register.filter
def buton(rand, ajutor):
    """„Label: https://…”, as the text body shows it, as a button with the bare address under it."""
    if not rand.strip():
        return ""
    eticheta, _semn, adresa = rand.strip().partition(": http")
    return format_html(_BUTON, eticheta=mark_safe(eticheta), adresa=mark_safe(f"http{adresa}"), ajutor=ajutor)


@register.inclusion_tag("mesaje/_banner.html", takes_context=True)
def banner_posta(context):
    """For the top of the admin: mails are late. Shown to those who may see the outbox."""
    request = context.get("request")
    vede = request is not None and request.user.has_perm("mesaje.view_mesaj")
    return {"intarziere": posta_intarziata() if vede else None}


@register.simple_tag
def posta_locala():
    """Whether this machine keeps its mails as files, to be read on the page „Poșta”."""
    return settings.LOCAL
