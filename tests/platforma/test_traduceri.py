"""What people read is Romanian: the catalogue is complete, and the check that says so finds each kind of fault."""

import os

import pytest
from babel.messages.catalog import Message
from django.utils.translation import gettext, ngettext

from unelte import traduceri


@pytest.mark.parametrize(
    ("numar", "text"),
    [
        (0, "0 organizații"),
        (1, "1 organizație"),
        (2, "2 organizații"),
        (19, "19 organizații"),
        (20, "20 de organizații"),
        (100, "100 de organizații"),
        (101, "101 organizații"),
        (119, "119 organizații"),
        (120, "120 de organizații"),
    ],
)
def test_plurals(numar, text):
    assert ngettext("%(numar)s organizație", "%(numar)s organizații", numar) % {"numar": numar} == text


@pytest.mark.parametrize(
    ("engleza", "romana"),
    [
        ("Skip to main content", "Salt la conținutul principal"),  # lacks in Django
        ("Enter a number.", "Introduceți un număr."),  # Django has cedilla
        ("is greater than", "este mai mare decât"),  # django-filter ships no .mo
    ],
)
def test_sentences_of_other_packages(engleza, romana):
    assert gettext(engleza) == romana


@pytest.mark.parametrize(
    ("mesaj", "problema"),
    [
        (Message("Scrieţi numele."), "ş sau ţ cu sedilă"),
        (Message("Salut, %(nume)s", "Salut, %(num)s"), "alți substituenți în traducere"),
        (Message("Salut", "Salut!", flags={"fuzzy"}), "fuzzy"),
        (Message(("o zi", "%(n)s zile"), ("o zi", "%(n)s zile", "")), "are nevoie de trei forme (1, 2, 20)"),
        (Message(("o zi", "%(n)s zile"), ("o zi", "%(n)s zile")), "are nevoie de trei forme (1, 2, 20)"),
        (Message(("o zi", "%(n)s zile"), ("o zi", "%(x)s zile", "%(n)s de zile")), "alți substituenți în traducere"),
        (
            Message(("o zi", "%(n)s zile"), ("o zi", "%(n)s zile", "%(n)s zile")),
            "„de” stă numai în forma a treia („20 de organizații”)",
        ),
        (
            Message(("o zi", "%(n)s zile"), ("o zi", "%(n)s de zile", "%(n)s de zile")),
            "„de” stă numai în forma a treia („20 de organizații”)",
        ),
    ],
)
def test_each_fault_is_named(mesaj, problema):
    assert list(traduceri.probleme_mesaj(mesaj)) == [problema]


@pytest.mark.parametrize(
    "mesaj",
    [
        Message("Scrieți numele."),
        Message(("o zi", "%(n)s zile"), ("o zi", "%(n)s zile", "%(n)s de zile")),
        Message(("%d zi", "%d zile"), ("%d zi", "%d zile", "%d de zile")),
        Message(("<b>%(n)s</b> zi", "<b>%(n)s</b> zile"), ("o zi", "<b>%(n)s</b> zile", "<b>%(n)s</b> de zile")),
        Message(("Corectați eroarea.", "Corectați erorile."), ("unu", "câteva", "multe")),
    ],
)
def test_right_messages_pass(mesaj):
    assert list(traduceri.probleme_mesaj(mesaj)) == []


def test_plain_plurals_are_filled_in():
    assert traduceri.forme_de_plural("o zi", "%(n)s zile") == ("o zi", "%(n)s zile", "%(n)s de zile")
    assert traduceri.forme_de_plural("o zi", "%(n)s de zile") == ("o zi", "%(n)s zile", "%(n)s de zile")
    assert traduceri.forme_de_plural("<b>%(n)s</b> zi", "<b>%(n)s</b> zile")[2] == "<b>%(n)s</b> de zile"
    assert traduceri.forme_de_plural("eroarea", "erorile") == ("eroarea", "erorile", "erorile")
    assert traduceri.forme_de_plural("pagina %(p)s, o zi", "pagina %(p)s, %(n)s zile") == ("", "", "")


@pytest.fixture
def proiect(tmp_path, monkeypatch):
    """A small project with one template, one module and no catalogue yet."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/pagina.html").write_text(
        """<p>{% load i18n %}{% translate "Bun venit" %}
    {% blocktranslate trimmed count n=zile|length %}
      A rămas o zi
    {% plural %}
      Au rămas {{ n }} zile
    {% endblocktranslate %}{% translate "Mai" context "luna" %} it's "5" {# (unbalanced #}</p>"""
    )
    (tmp_path / "aplicatie").mkdir()
    (tmp_path / "aplicatie/models.py").write_text(
        'ETICHETA = _("Denumire")\nAJUTOR = _(\n    "Cum este scrisă "\n    "în statut."\n)\n'
    )
    monkeypatch.setattr(traduceri, "BAZA", tmp_path)
    monkeypatch.setattr(traduceri, "LIMBA", tmp_path / "locale/ro/LC_MESSAGES")
    monkeypatch.setattr(traduceri, "TERTI", [])
    monkeypatch.setattr(traduceri.fisiere, "__defaults__", (tmp_path,))
    return tmp_path


def test_extraction_from_code_and_templates(proiect, capsys):
    assert traduceri.verifica() == [
        "django.po nu este la zi (rulați make traduceri): 5 mesaje, ['A rămas o zi', 'Bun venit', "
        "'Cum este scrisă în statut.']"
    ]
    traduceri.extrage()
    assert [traduceri.cheie(m) for m in traduceri.mesaje(traduceri.citeste(traduceri.LIMBA / "django.po"))] == [
        (None, "Denumire"),
        (None, "Cum este scrisă în statut."),
        (None, "Bun venit"),
        (None, "A rămas o zi"),
        ("luna", "Mai"),
    ]
    assert traduceri.verifica() == []


def test_a_second_extraction_changes_nothing_and_a_lost_sentence_is_dropped(proiect, capsys):
    traduceri.extrage()
    prima = (traduceri.LIMBA / "django.po").read_bytes()
    traduceri.extrage()
    assert (traduceri.LIMBA / "django.po").read_bytes() == prima
    (proiect / "aplicatie/models.py").unlink()
    assert traduceri.verifica() == [
        "django.po nu este la zi (rulați make traduceri): 2 mesaje, ['Cum este scrisă în statut.', 'Denumire']"
    ]
    traduceri.extrage()
    assert traduceri.verifica() == []


def test_the_binary_catalogue_is_written_only_when_a_source_is_newer(proiect, capsys):
    traduceri.extrage()
    (traduceri.LIMBA / "terti.po").write_text('msgid "Yes"\nmsgstr "Da"\n')
    assert traduceri.compileaza() is True
    assert traduceri.compileaza() is False
    viitor = (traduceri.LIMBA / "django.mo").stat().st_mtime + 10
    os.utime(traduceri.LIMBA / "terti.po", (viitor, viitor))
    assert traduceri.compileaza() is True


def test_a_sentence_that_another_package_would_translate_is_reported(proiect, monkeypatch, capsys):
    (proiect / "aplicatie/models.py").write_text('ETICHETA = _("Email")\n')
    monkeypatch.setattr(traduceri, "TERTI", ["allauth"])
    traduceri.extrage()
    assert traduceri.verifica() == ["alt pachet ar arăta „E-mail”; scrieți msgstr: 'Email'"]
