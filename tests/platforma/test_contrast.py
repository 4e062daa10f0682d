"""WCAG contrast of every pair of colours that the style sheets put one on another, in both themes."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static/css"
TEXT, GRAFICA = 4.5, 3.0  # WCAG 2.2: 1.4.3 for text, 1.4.11 for what must be seen to operate or understand

FONDURI = ["fond", "fond-ridicat", "fond-adancit"]
PERECHI = [
    *[(culoare, fond, TEXT) for culoare in ["text", "text-secundar", "legatura", "eroare"] for fond in FONDURI],
    *[(culoare, fond, TEXT) for culoare in ["social", "solidar"] for fond in ["fond", "fond-ridicat"]],
    *[(culoare, fond, GRAFICA) for culoare in ["contur", "focus"] for fond in FONDURI],
    *[("text", f"{ton}-fond", TEXT) for ton in ["social", "solidar", "ocru", "reusita", "atentie", "eroare", "neutru"]],
    *[(ton, f"{ton}-fond", TEXT) for ton in ["social", "solidar", "reusita", "atentie", "eroare", "neutru"]],
    ("legatura", "social-fond", TEXT),
    ("text-secundar", "social-fond", TEXT),
    ("ocru-text", "ocru-fond", TEXT),
    ("ocru-text", "fond", TEXT),
    ("pe-social", "social", TEXT),
    ("pe-social", "social-tare", TEXT),
    ("pe-solidar", "solidar", TEXT),
    ("focus", "social-fond", GRAFICA),
    *[("roata-text", f"roata-{n}", TEXT) for n in range(1, 7)],
    *[(f"roata-{n}", "fond", GRAFICA) for n in range(1, 7)],
    ("roata-stinsa-text", "roata-stinsa", TEXT),
]


def teme():
    """{theme: {token: colour}} as baza.css declares them; the dark one inherits what it does not say."""
    css = re.sub(r"/\*.*?\*/", "", (CSS / "baza.css").read_text(), flags=re.S)
    deschisa, inchisa = re.findall(r":root\s*{([^}]*)}", css)
    culori = [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\s*;", bloc)) for bloc in (deschisa, inchisa)]
    return {"deschisă": culori[0], "închisă": culori[0] | culori[1]}


def luminanta(culoare):
    canale = [int(culoare[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canale)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(una, alta):
    mare, mic = sorted((luminanta(una), luminanta(alta)), reverse=True)
    return (mare + 0.05) / (mic + 0.05)


@pytest.mark.parametrize("tema", ["deschisă", "închisă"])
def test_contrast(tema):
    culori = teme()[tema]
    slabe = {
        f"{text} pe {fond}": round(contrast(culori[text], culori[fond]), 2)
        for text, fond, prag in PERECHI
        if contrast(culori[text], culori[fond]) < prag
    }
    assert slabe == {}


def test_the_measure_itself():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_dark_theme_says_every_colour():
    css = (CSS / "baza.css").read_text()
    deschisa, inchisa = re.findall(r":root\s*{([^}]*)}", css)
    numele = [set(re.findall(r"--([\w-]+):\s*#", bloc)) for bloc in (deschisa, inchisa)]
    assert numele[0] == numele[1]


@pytest.mark.parametrize("fisier", sorted(CSS.glob("*.css")), ids=lambda f: f.name)
def test_rules_of_the_house(fisier):
    """No !important, no id selectors, nothing from another host; colours outside baza.css only as tokens."""
    css = re.sub(r"/\*.*?\*/", "", fisier.read_text(), flags=re.S)
    selectori = " ".join(re.findall(r"([^{};]+){", css))
    assert "!important" not in css
    if fisier.name != "admin.css":  # Django's admin names its parts by id
        assert re.findall(r"#[\w-]+", selectori) == []
    assert re.findall(r"(?:https?:)?//[^\s)]+", css) == []
