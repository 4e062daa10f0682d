"""The sector wheel: six wedges and the same six links, filters kept, the river in its place."""

import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from platforma.templatetags.platforma import FELII, sectoarele

NUMERE = {1: 1, 2: 20, 3: 0, 4: 1234}


def roata(argumente, cale="/", **context):
    context["request"] = RequestFactory().get(cale)
    return Template("{% load platforma %}{% roata " + argumente + " %}").render(Context(context))


def adrese(html):
    return re.findall(r'<a href="([^"]*)"', html)


def test_wedges_and_list_have_the_same_links():
    legaturi = adrese(roata('numere url_baza="/organizatii/"', numere=NUMERE))
    assert legaturi == [f"/organizatii/?sector={n}" for n in range(1, 7)] * 2


def test_counts_are_said_in_words():
    html = roata('numere url_baza="/organizatii/"', numere=NUMERE)
    assert re.findall(r'aria-label="(Sectorul [^"]*)"', html) == [
        "Sectorul 1, 1 organizație",
        "Sectorul 2, 20 de organizații",
        "Sectorul 3, 0 organizații",
        "Sectorul 4, 1.234 de organizații",
        "Sectorul 5, 0 organizații",
        "Sectorul 6, 0 organizații",
    ]


def test_on_its_own_page_other_filters_stay_and_the_page_number_goes():
    html = roata('activ=2 url_baza="/organizatii/" marime="filtru"', cale="/organizatii/?q=a%26b&sector=2&pagina=7")
    legaturi = [adresa.replace("&amp;", "&") for adresa in adrese(html)]
    assert legaturi[0] == "/organizatii/?q=a%26b&sector=1"
    assert legaturi[1] == "/organizatii/?q=a%26b"  # the chosen one takes the filter off
    assert legaturi[6] == "/organizatii/?q=a%26b"  # „Toate”


def test_from_another_page_nothing_of_its_query_string_is_taken():
    assert adrese(roata('url_baza="/organizatii/"', cale="/?q=x"))[0] == "/organizatii/?sector=1"


def test_a_collection_adds_and_removes():
    html = roata('activ=alese url_baza="/organizatii/"', cale="/organizatii/?sector=1&sector=4", alese=["1", "4"])
    legaturi = [adresa.replace("&amp;", "&") for adresa in adrese(html)]
    assert legaturi[:2] == ["/organizatii/?sector=4", "/organizatii/?sector=1&sector=2&sector=4"]
    assert html.count("data-ales ") == 2


def test_the_chosen_one_is_marked_by_shape():
    html = roata('activ=5 url_baza="/organizatii/"')
    assert html.count("roata-bifa") == 1
    assert re.findall(r'data-sector="(\d)" data-ales aria-current="true" transform="translate', html) == ["5"]


def test_badge_has_words_and_no_links():
    html = roata('activ=alese marime="insigna"', alese=[4, 5])
    assert adrese(html) == []
    assert "Sectoarele 4 și 5" in html


@pytest.mark.parametrize(
    ("numere", "cuvinte"),
    [
        ([], "Sector neprecizat"),
        ([3], "Sectorul 3"),
        ([5, 4], "Sectoarele 4 și 5"),
        ([1, 2, 6], "Sectoarele 1, 2 și 6"),
        (range(1, 7), "Toate sectoarele"),
    ],
)
def test_sectors_in_words(numere, cuvinte):
    assert sectoarele(numere) == cuvinte


def test_the_river_is_the_edge_of_exactly_four_wedges():
    assert [n for n, felie in FELII.items() if "C" in felie] == [1, 3, 4, 6]


def test_coordinates_have_points_not_decimal_commas():
    html = roata('numere activ=1 url_baza="/organizatii/"', numere=NUMERE)
    assert [a for a in re.findall(r'(?:x|y|d|transform)="([^"]*)"', html) if "," in a] == []
