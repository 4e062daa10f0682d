"""Imports run downward only: the apps at the top → organizatii → platforma; two apps at the top never meet."""

import ast
from pathlib import Path

import pytest

RADACINA = Path(__file__).resolve().parent.parent
PACHETE = sorted(cale.parent.name for cale in RADACINA.glob("*/__init__.py"))


def permise(pachet):
    """Our packages that `pachet` may import."""
    return {"platforma": {"platforma"}, "organizatii": {"platforma", "organizatii"}}.get(
        pachet, {"platforma", "organizatii", pachet}
    )


def importate(sursa):
    """(line, first name) of every absolute import, those inside functions included; relative ones stay at home."""
    for nod in ast.walk(ast.parse(sursa)):
        if isinstance(nod, ast.Import):
            yield from ((nod.lineno, alias.name.split(".")[0]) for alias in nod.names)
        elif isinstance(nod, ast.ImportFrom) and not nod.level:
            yield nod.lineno, nod.module.split(".")[0]


def abateri(pachet, sursa, pachete=PACHETE):
    return [linie for linie, nume in importate(sursa) if nume in pachete and nume not in permise(pachet)]


@pytest.mark.parametrize("pachet", PACHETE)
def test_imports_run_downward(pachet):
    gasite = {
        f"{cale.relative_to(RADACINA)}:{linie}"
        for cale in (RADACINA / pachet).rglob("*.py")
        for linie in abateri(pachet, cale.read_text(encoding="utf-8"))
    }
    assert gasite == set()


@pytest.mark.parametrize(
    ("pachet", "sursa", "linii"),
    [
        ("platforma", "import organizatii.models", [1]),
        ("platforma", "def f():\n    from organizatii import models", [2]),
        ("platforma", "from platforma.text import pliaza\nfrom . import zile\nimport organizatii_altele", []),
        ("organizatii", "from platforma import text", []),
        ("organizatii", "from cursuri.models import Curs", [1]),
        ("cursuri", "from organizatii.models import Organizatie\nfrom cursuri import serii", []),
        ("cursuri", "import os, ateliere", [1]),
    ],
)
def test_the_check_itself(pachet, sursa, linii):
    assert abateri(pachet, sursa, ["platforma", "organizatii", "ateliere", "cursuri"]) == linii
