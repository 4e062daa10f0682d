"""The admin's colours are the site's: Django's sheets stand outside layers, so the tokens are repeated, not linked."""

import re
from pathlib import Path

CSS = Path(__file__).resolve().parents[2] / "static/css"
BLOC = re.compile(r"([^{}]+)\{([^{}]*)\}")
CULOARE = re.compile(r"(--[\w-]+):\s*(#[0-9a-f]{3,6});")


def culori(fisier):
    """Blocks that define colours, in order: [(selector, {token: colour})]."""
    text = re.sub(r"/\*.*?\*/", "", (CSS / fisier).read_text(), flags=re.S)
    return [(s.split()[-1], dict(CULOARE.findall(corp))) for s, corp in BLOC.findall(text) if CULOARE.search(corp)]


def test_culorile_administrarii_sunt_ale_site_ului():
    [(_deschis, zi), (_inchis, noapte)] = culori("baza.css")
    [(_a, admin_zi), (_b, admin_noapte), (_c, admin_comutat)] = culori("admin.css")
    proprii = {"--pe-pericol"}
    assert {t: c for t, c in admin_zi.items() if zi.get(t) != c}.keys() == proprii
    assert {t: c for t, c in admin_noapte.items() if noapte.get(t) != c}.keys() == proprii
    assert admin_comutat == admin_noapte
    assert admin_zi.keys() == admin_noapte.keys()
