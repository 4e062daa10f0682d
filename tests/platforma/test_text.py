"""The normaliser: examples that Romanian needs, and properties that hold for any text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platforma.text import (
    indreapta_ghilimelele,
    normalizeaza,
    normalizeaza_bloc,
    normalizeaza_nume,
    pliaza,
    scoate_ghilimelele,
)

# Any text, and text that is mostly what real forms and real registers hold.
ORICE = st.text(st.characters(exclude_categories=[]), max_size=60)
REALIST = st.text(
    alphabet="aăâîșțşţSŞŢ1 \t\n\r\u00a0\u200b\ufeff\u0326\u0327\u0306\"'„”“«»’,.-–()\x00\ue000", max_size=40
)
TEXTE = ORICE | REALIST


@pytest.mark.parametrize(
    ("intrare", "iesire"),
    [
        ("", ""),
        (None, ""),
        ("   ", ""),
        ("Fundaţia Şcoala", "Fundația Școala"),
        ("ŢĂRI ŞI", "ȚĂRI ȘI"),
        ("s\u0327coala\u0306 t\u0327ara\u0306", "școală țară"),  # NFD with cedilla
        ("s\u0326coala\u0306 t\u0326ara\u0306", "școală țară"),  # NFD with comma below
        ("a\u0302, i\u0302", "â, î"),
        ("  doi \t spații\u00a0dure\u2003late \r\n rând ", "doi spații dure late rând"),
        ("invi\u200bzi\u00adbil\ufeff\u202e", "invizibil"),
        ("nul\x00 clopot\x07", "nul clopot"),
        ("surogat\ud800", "surogat"),
        ("\ue0f0 punct", "punct"),
        ("\u2800\u3164", ""),
        ("Cluj-Napoca – București — x", "Cluj-Napoca – București — x"),
    ],
)
def test_normalizeaza(intrare, iesire):
    assert normalizeaza(intrare) == iesire


@pytest.mark.parametrize(
    ("intrare", "iesire"),
    [
        (None, ""),
        ("unu\r\ndoi\rtrei\x0bpatru\u2028cinci", "unu\ndoi\ntrei\npatru\ncinci"),
        ("\n\n unu  doi \n\n\n\n trei\n", "unu doi\n\ntrei"),
        ("- şapte\n-\tţări", "- șapte\n- țări"),
    ],
)
def test_normalizeaza_bloc(intrare, iesire):
    assert normalizeaza_bloc(intrare) == iesire


@pytest.mark.parametrize(
    ("intrare", "iesire"),
    [
        (None, ""),
        ("Fundația «A.B.C.»", "fundatia abc"),
        ("FUNDATIA   ABC", "fundatia abc"),
        ("„Țară, Şcoală – Înger”", "tara scoala inger"),
        ("God’s / god's", "gods gods"),
        ("str.Mihai nr.5", "str mihai nr 5"),
        ("Straße", "strasse"),
        ("_x_", "x"),
        ("„ ”", ""),
    ],
)
def test_pliaza(intrare, iesire):
    assert pliaza(intrare) == iesire


@pytest.mark.parametrize(
    ("intrare", "iesire"),
    [
        ('FUNDATIA "ALFA"', "FUNDATIA „ALFA”"),
        ('FUNDATIA UMANITARA"ALFA"VALEA MARE', "FUNDATIA UMANITARA „ALFA” VALEA MARE"),
        ("FUNDATIA ,,ALFA”", "FUNDATIA „ALFA”"),
        ('FUNDATIA ,,ALFA"', "FUNDATIA „ALFA”"),
        ("FUNDATIA ,, ALFA,,", "FUNDATIA „ALFA”"),
        ("FUNDATIA “ALFA”", "FUNDATIA „ALFA”"),
        ("FUNDATIA „ALFA“", "FUNDATIA „ALFA”"),
        ("FUNDATIA «ALFA»", "FUNDATIA „ALFA”"),
        ("FUNDATIA ’’ALFA”", "FUNDATIA „ALFA”"),
        ("FUNDATIA ''ALFA''", "FUNDATIA „ALFA”"),
        ("'ALFA'", "„ALFA”"),
        ('""ALFA""', "„ALFA”"),
        ('"CASA "ALFA" NOUA"', "„CASA «ALFA» NOUA”"),
        ("„CASA «ALFA» NOUĂ”", "„CASA «ALFA» NOUĂ”"),
        ('"ALFA" ȘI "BETA"', "„ALFA” ȘI „BETA”"),
        ('FUNDATIA "ALFA', "FUNDATIA ALFA"),
        ('ALFA" BETA', "ALFA BETA"),
        ('ALFA ""', "ALFA"),
        ("CHILDREN'S HOME", "CHILDREN’S HOME"),
        ("S´ANTONIO", "S’ANTONIO"),
        ('ecran de 27"', "ecran de 27″"),
        ('FEDERATIA ("ALFA")', "FEDERATIA („ALFA”)"),
        ('"ALFA"-FILIALA IASI', "„ALFA”-FILIALA IASI"),
        ('"ALFA", BETA', "„ALFA”, BETA"),
        ("ALFA, BETA", "ALFA, BETA"),
    ],
)
def test_ghilimele(intrare, iesire):
    assert indreapta_ghilimelele(intrare) == iesire


@pytest.mark.parametrize(
    ("intrare", "iesire"),
    [("„ALFA”", "ALFA"), ("„«ALFA»”", "ALFA"), ("„A” și „B”", "„A” și „B”"), ("„", "„"), ("Casa „A”", "Casa „A”")],
)
def test_scoate_ghilimelele(intrare, iesire):
    assert scoate_ghilimelele(intrare) == iesire


@given(TEXTE)
def test_proprietati_ale_unei_linii(text):
    rezultat = normalizeaza(text)
    assert normalizeaza(rezultat) == rezultat
    assert unicodedata.is_normalized("NFC", rezultat)
    assert not set("şţŞŢ") & set(rezultat)
    assert not {unicodedata.category(c) for c in rezultat} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert rezultat == " ".join(rezultat.split())
    assert len(rezultat) <= len(unicodedata.normalize("NFC", text))
    rezultat.encode()


@given(TEXTE)
def test_proprietati_ale_unui_bloc(text):
    rezultat = normalizeaza_bloc(text)
    assert normalizeaza_bloc(rezultat) == rezultat
    assert normalizeaza(rezultat) == normalizeaza(text)
    assert "\n\n\n" not in rezultat
    assert [normalizeaza(rand) for rand in rezultat.split("\n")] == rezultat.split("\n")


@given(TEXTE)
def test_proprietati_ale_numelor(text):
    rezultat = normalizeaza_nume(text)
    assert normalizeaza_nume(rezultat) == rezultat
    assert normalizeaza(rezultat) == rezultat
    assert rezultat.count("„") == rezultat.count("”") and rezultat.count("«") == rezultat.count("»")
    assert not set('"“') & set(rezultat)


@given(TEXTE)
def test_proprietati_ale_plierii(text):
    rezultat = pliaza(text)
    assert pliaza(rezultat) == rezultat
    assert pliaza(normalizeaza(text)) == rezultat
    assert all(c.isalnum() or c == " " for c in rezultat)


@given(st.text(alphabet="ABCĂÂÎȘȚ abcăâîșț", max_size=40))
def test_plierea_uita_scrierea(text):
    """Upper case, decomposed, with cedilla or in quotes: the same fold."""
    cu_sedila = text.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    asteptat = pliaza(text)
    for forma in (text.upper(), unicodedata.normalize("NFD", text), cu_sedila, f"„{text}”"):
        assert pliaza(forma) == asteptat
