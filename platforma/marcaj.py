"""The subset of Markdown that people may write, as safe HTML: paragraphs, emphasis, lists and links. Nothing else.

Two belts: the parser escapes raw HTML and refuses dangerous addresses, then nh3 lets through only what is named here.
Links are marked nofollow, because anybody may write them, and relative ones lose their address: they could imitate the
platform's own buttons.
"""

import re
from html import unescape

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

_CITITOR = MarkdownIt("zero", {"breaks": True, "html": False}).enable(["emphasis", "escape", "link", "list", "newline"])
_PERMISE = {
    "tags": {"p", "br", "strong", "em", "ul", "ol", "li", "a"},
    "attributes": {"*": set(), "a": {"href"}, "ol": {"start"}},
    "url_schemes": {"http", "https", "mailto"},
    "url_relative": "deny",
    "link_rel": "nofollow noopener",
}
_FARA_ADRESA = re.compile(r'<a rel="nofollow noopener">(.*?)</a>', re.DOTALL)
_SFARSIT_DE_BLOC = re.compile(r"</(p|li)>|<br>")


def html(text):
    """Safe HTML of a text written by hand; an empty text gives an empty string."""
    curat = nh3.clean(_CITITOR.render(text), **_PERMISE)
    return mark_safe(_FARA_ADRESA.sub(r"\1", curat).strip())


def simplu(text):
    """The same text without any marking, on one line: for descriptions of pages, cards and feeds."""
    return " ".join(unescape(strip_tags(_SFARSIT_DE_BLOC.sub(" ", html(text)))).split())
