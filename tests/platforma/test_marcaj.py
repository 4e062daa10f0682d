"""The Markdown subset: what people write comes out as written, what attackers write comes out as text."""

import re
import time

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from platforma.marcaj import html, simplu


@pytest.mark.parametrize(
    ("scris", "iesit"),
    [
        ("", ""),
        ("Un rând", "<p>Un rând</p>"),
        ("Un rând\nși altul", "<p>Un rând<br>\nși altul</p>"),
        ("Unu\n\nDoi", "<p>Unu</p>\n<p>Doi</p>"),
        ("**tare** și *ușor*", "<p><strong>tare</strong> și <em>ușor</em></p>"),
        ("Oferim:\n- mese\n- haine", "<p>Oferim:</p>\n<ul>\n<li>mese</li>\n<li>haine</li>\n</ul>"),
        ("1. întâi\n2. apoi", "<ol>\n<li>întâi</li>\n<li>apoi</li>\n</ol>"),
        ("1989. Anul", '<ol start="1989">\n<li>Anul</li>\n</ol>'),
        ("[site](https://exemplu.ro)", '<p><a href="https://exemplu.ro" rel="nofollow noopener">site</a></p>'),
        ("[scrieți](mailto:a@exemplu.ro)", '<p><a href="mailto:a@exemplu.ro" rel="nofollow noopener">scrieți</a></p>'),
        ("# nu e titlu", "<p># nu e titlu</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    ],
)
def test_ce_se_scrie(scris, iesit):
    assert html(scris) == iesit
    assert isinstance(html(scris), SafeString)


@pytest.mark.parametrize(
    "atac",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](&#x6A;avascript:alert(1))",
        "[x](\x01javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "[x](file:///etc/passwd)",
        '[x](https://a.ro "onmouseover=alert(1)")',
        '[x](https://a.ro"onmouseover="alert(1))',
        "[<svg/onload=alert(1)>](https://a.ro)",
        "![x](https://a.ro/pixel.png)",
        "[x]: javascript:alert(1)\n\n[x]",
        "<a href='https://a.ro' style='position:fixed'>x</a>",
        "**<b onclick=x>**",
        "`<script>`",
    ],
)
def test_atacuri(atac):
    iesit = html(atac)
    etichete = set(re.findall(r"<[^>]*>", iesit))
    legaturi = {e for e in etichete if e.startswith("<a ")}
    assert etichete - legaturi <= {"<p>", "</p>", "<br>", "<strong>", "</strong>", "<em>", "</em>", "</a>"}
    for legatura in legaturi:
        assert re.fullmatch(r'<a href="https://a\.ro[^"]*" rel="nofollow noopener">', legatura), legatura


@pytest.mark.parametrize("adresa", ["/admin/", "//rau.exemplu", "?x=1", "../sus", "#ancora"])
def test_o_legatura_relativa_ramane_text(adresa):
    assert html(f"[apăsați]({adresa})") == "<p>apăsați</p>"


@given(st.text(alphabet=st.sampled_from("[]()*_<>&\"'/:-1. \nahrefscript!#"), max_size=200))
def test_orice_s_ar_scrie_iese_numai_ce_e_permis(text):
    nume = {e.lower() for e in re.findall(r"</?([a-zA-Z0-9]+)", html(text))}
    assert nume <= {"p", "br", "strong", "em", "ul", "ol", "li", "a"}


@pytest.mark.parametrize("text", ["[" * 8000, "*a" * 4000, "- " * 4000, "[a](b" * 1600, "1) " * 2600, "**" * 4000])
def test_un_text_rau_intentionat_nu_tine_serverul(text):
    inceput = time.process_time()
    html(text)
    assert time.process_time() - inceput < 1


@pytest.mark.parametrize(
    ("scris", "iesit"),
    [
        ("", ""),
        ("**Mese** calde\n\n- luni\n- marți", "Mese calde luni marți"),
        ("[site](https://exemplu.ro) & <b>", "site & <b>"),
        ("&amp;lt;", "&amp;lt;"),
    ],
)
def test_text_simplu(scris, iesit):
    assert simplu(scris) == iesit
