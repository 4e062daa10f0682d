"""The PDF module: data never become markup, no other file is read, and a missing letter is never silent."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
import typst

from platforma.pdf import Nedesenabil, compune
from tests import pdf

MOMENT = datetime(2026, 5, 5, 9, tzinfo=UTC)
SABLON = """
#import "comun.typ": litere
#let d = json("date.json")
#set document(title: d.titlu)
#set text(font: litere, lang: "ro", region: "RO")
= #d.titlu
#d.text
"""
NUME = "Ștefănița Țîrcă-Ionescu ȘșȚțĂăÂâÎî „ghilimele”"


@pytest.fixture
def sablon(tmp_path):
    cale = tmp_path / "proba.typ"
    cale.write_text(SABLON, encoding="utf-8")
    return cale


def test_diacriticele_se_citesc_din_fisier(sablon):
    octeti = compune(sablon, {"titlu": "Listă", "text": NUME}, moment=MOMENT)
    assert NUME in pdf.text(octeti)[0]


@pytest.mark.parametrize("text", ["#panic() *b* _i_ $x$ @y <z> = titlu", "\\", '#read("/etc/passwd")', "// nimic"])
def test_textul_oamenilor_nu_este_cod(sablon, text):
    assert text in pdf.text(compune(sablon, {"titlu": "T", "text": text}, moment=MOMENT))[0]


def test_sablonul_nu_vede_alte_fisiere(sablon):
    sablon.write_text(SABLON + '#read("/etc/hostname")', encoding="utf-8")
    with pytest.raises(typst.TypstError):
        compune(sablon, {"titlu": "T", "text": ""}, moment=MOMENT)


def test_aceiasi_octeti_si_in_alt_proces(sablon, tmp_path):
    octeti = compune(sablon, {"titlu": "T", "text": NUME}, moment=MOMENT)
    assert octeti == compune(sablon, {"titlu": "T", "text": NUME}, moment=MOMENT)
    cod = (
        "import sys; from datetime import datetime, UTC; from platforma.pdf import compune;"
        f"sys.stdout.buffer.write(compune(sys.argv[1], {{'titlu': 'T', 'text': {NUME!r}}},"
        " moment=datetime(2026, 5, 5, 9, tzinfo=UTC)))"
    )
    assert subprocess.run([sys.executable, "-c", cod, sablon], capture_output=True, check=True).stdout == octeti
    assert compune(sablon, {"titlu": "T", "text": NUME}, moment=MOMENT.replace(hour=10)) != octeti


def test_o_litera_pe_care_nu_o_are_niciun_font(sablon):
    date = {"titlu": "T", "text": "Ana 李 Wang 🎓", "lista": [{"x": "李"}]}
    with pytest.raises(Nedesenabil) as prinsa:
        compune(sablon, date, moment=MOMENT)
    assert prinsa.value.semn == "李"
    assert "Ana ▯ Wang ▯" in pdf.text(compune(sablon, date, moment=MOMENT, in_loc="▯"))[0]


def test_chirilicele_si_grecestile_se_deseneaza(sablon):
    assert "Привет Ωμέγα" in pdf.text(compune(sablon, {"titlu": "T", "text": "Привет Ωμέγα"}, moment=MOMENT))[0]
