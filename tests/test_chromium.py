import pytest

from tests.navigator import abateri_axe


@pytest.mark.browser
def test_pages_are_tried_in_a_real_browser(chromium):
    """Fails by this name in CI when Chromium is missing."""
    assert chromium.is_connected()


@pytest.mark.browser
def test_axe_sees_what_is_wrong_in_the_theme_that_is_shown(chromium):
    """A picture without words is found in both themes, pale text only in the one where it is pale."""
    with chromium.new_context(color_scheme="light") as context:
        pagina = context.new_page()
        pagina.set_content(
            """<!doctype html><html lang="ro"><title>Pagină</title><main><h1>Pagină</h1>
            <style>@media (prefers-color-scheme: dark) { body { background: #111 } }
            h1 { color: #222; background: #fff } p { color: #444 }
            body { transition: background 80ms }</style>
            <p>Se citește numai pe alb.</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main>"""
        )
        poza, text = ("image-alt", [["img"]]), ("color-contrast", [["p"]])
        assert abateri_axe(pagina) == [poza]
        pagina.emulate_media(color_scheme="dark")
        assert abateri_axe(pagina) == [text, poza]
        assert abateri_axe(pagina, runOnly=["color-contrast"]) == [text]
