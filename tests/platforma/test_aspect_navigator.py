"""The look in a real browser: axe in both themes, 320 px, no JavaScript, keyboard, paper."""

import pytest

from tests.conftest import organizatie_publicata
from tests.navigator import abateri_axe, apasa

PUBLICE = ["/", "/despre/", "/accesibilitate/", "/confidentialitate/", "/termeni/", "/contact/", "/nu-exista/"]
INTRARE = ["/cont/login/", "/cont/signup/", "/cont/password/reset/", "/cont/confirm-email/"]
CONT = [
    "/cont/email/",
    "/cont/password/change/",
    "/cont/2fa/",
    "/cont/2fa/webauthn/",
    "/cont/sessions/",
    "/cont/logout/",
]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def se_deruleaza_lateral(pagina):
    return pagina.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.fixture
def cateva(db):
    for n in range(3):
        organizatie_publicata(f"Asociația cu un nume destul de lung, numărul {n}", f"asociatia-{n}")


@pytest.mark.parametrize("tema", ["light", "dark"])
@pytest.mark.parametrize("latime", [320, 1280])
def test_public_pages(pagini, cateva, tema, latime):
    pagina = pagini(tema=tema, latime=latime)
    for adresa in [*PUBLICE, *INTRARE]:
        pagina.goto(adresa)
        assert (adresa, abateri_axe(pagina), se_deruleaza_lateral(pagina)) == (adresa, [], False)


@pytest.mark.parametrize("tema", ["light", "dark"])
def test_account_pages(pagini, reprezentant, tema):
    pagina = pagini(reprezentant, tema=tema, latime=320)
    for adresa in CONT:
        pagina.goto(adresa)
        assert (adresa, abateri_axe(pagina), se_deruleaza_lateral(pagina)) == (adresa, [], False)


@pytest.mark.parametrize("tema", ["light", "dark"])
def test_a_form_with_errors(pagini, db, tema):
    pagina = pagini(tema=tema, latime=360)
    pagina.goto("/cont/signup/")
    apasa(pagina.locator("form.formular button"))
    pagina.wait_for_function("document.activeElement.className == 'sumar-erori'")
    assert abateri_axe(pagina) == []
    prima = pagina.locator(".sumar-erori a").first
    prima.click()
    assert "#" + pagina.evaluate("document.activeElement.id") == prima.get_attribute("href")


def test_menu_without_javascript(pagini, db):
    pagina = pagini(js=False, latime=360)
    pagina.goto("/despre/")
    assert not pagina.get_by_role("link", name="Autentificare").is_visible()
    pagina.get_by_text("Meniu", exact=True).click()
    apasa(pagina.get_by_role("link", name="Autentificare"))
    assert pagina.url.endswith("/cont/login/")


def test_menu_is_open_on_a_wide_screen_and_closes_with_escape_on_a_narrow_one(pagini, db):
    pagina = pagini(latime=1280)
    pagina.goto("/despre/")
    assert pagina.get_by_role("link", name="Autentificare").is_visible()
    pagina.set_viewport_size({"width": 360, "height": 800})
    pagina.get_by_text("Meniu", exact=True).click()
    assert pagina.get_by_role("link", name="Autentificare").is_visible()
    pagina.keyboard.press("Escape")
    assert not pagina.get_by_role("link", name="Autentificare").is_visible()


def test_wheel_is_worked_by_keyboard(pagini, cateva):
    pagina = pagini(js=False)
    pagina.goto("/")
    pagina.locator(".erou-roata svg a[data-sector='3']").focus()
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/organizatii/?sector=3")


def test_targets_are_at_least_24_pixels(pagini, cateva):
    """WCAG 2.5.8; links inside a sentence are excepted by the rule itself."""
    pagina = pagini(latime=360)
    for adresa in ["/", "/despre/", "/cont/login/"]:
        pagina.goto(adresa)
        mici = pagina.evaluate(
            """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), summary, select")]
                 .filter(e => e.checkVisibility() && !e.closest("p, .salt, [aria-hidden]"))
                 .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
                 .filter(([, r]) => r.width && (r.height < 23.5 || r.width < 23.5))
                 .map(([h, r]) => `${Math.round(r.width)}×${Math.round(r.height)} ${h}`)"""
        )
        assert (adresa, mici) == (adresa, [])


def test_paper_has_no_menu_and_black_text(pagini, cateva):
    pagina = pagini(tema="dark")
    pagina.goto("/despre/")
    pagina.emulate_media(media="print", color_scheme="dark")
    assert not pagina.get_by_role("link", name="Autentificare").is_visible()
    assert pagina.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
