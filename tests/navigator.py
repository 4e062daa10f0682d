"""Real Chromium against a live server: one browser a session, one clean context a test.

Every page is watched: a request to another host, a script error or a refusal by the content security policy fails
the test that caused it.
"""

import os
import shutil
from urllib.parse import urlsplit

import pytest

CALE = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIUNI = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """The browser itself. Without Chromium the test fails in CI and is skipped, loudly, on a person's machine."""
    if CALE is None:
        mesaj = "Chromium lipsește: instalați pachetul Debian „chromium”. Paginile NU au fost verificate în navigator."
        pytest.fail(mesaj) if os.environ.get("CI") else pytest.skip(mesaj)
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright's own event loop runs in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CALE, args=OPTIUNI)
        yield browser
        browser.close()


class Pagini:
    """Opens watched contexts: `pagini(js=False, tema="dark", latime=360)`, optionally signed in."""

    def __init__(self, chromium, live_server):
        self.chromium, self.adresa = chromium, live_server.url
        self.contexte, self.abateri = [], []

    def __call__(self, utilizator=None, *, js=True, tema="light", latime=1280):
        context = self.chromium.new_context(
            base_url=self.adresa,
            java_script_enabled=js,
            color_scheme=tema,
            viewport={"width": latime, "height": 900},
            locale="ro-RO",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)  # milliseconds
        self.contexte.append(context)
        if utilizator is not None:
            context.add_cookies([{"name": "sessionid", "value": sesiune(utilizator), "url": self.adresa}])
        pagina = context.new_page()
        gazda = urlsplit(self.adresa).netloc
        pagina.on("request", lambda r: self._abatere(r.url, urlsplit(r.url).netloc not in {gazda, ""}))
        pagina.on("pageerror", lambda e: self._abatere(str(e), True))
        pagina.on("console", lambda m: self._abatere(m.text, "Content Security Policy" in m.text))
        return pagina

    def _abatere(self, ce, este):
        if este and not ce.startswith(("data:", "blob:")):
            self.abateri.append(ce)

    def inchide(self):
        for context in self.contexte:
            context.close()
        assert self.abateri == []


@pytest.fixture
def pagini(chromium, live_server):
    deschizator = Pagini(chromium, live_server)
    yield deschizator
    deschizator.inchide()


def apasa(buton):
    """Click what leads to another page (or to the same one, with its errors) and wait until that page has loaded.

    A bare `click()` returns while the old page still stands, so whatever is asserted next may be about it.
    """
    with buton.page.expect_navigation():
        buton.click()


def sesiune(utilizator):
    """A session key of a signed-in person, as the cookie holds it."""
    from django.test import Client

    client = Client()
    client.force_login(utilizator)
    return client.cookies["sessionid"].value


AXE = """
async (optiuni) => {
  if (typeof axe === "undefined") return null;
  await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => null)));
  const gasite = await axe.run(document, {preload: false, resultTypes: ["violations"], ...optiuni});
  return gasite.violations
    .filter((g) => ["serious", "critical"].includes(g.impact))
    .map((g) => [g.id, g.nodes.map((n) => n.target)]);
}
"""  # preload reads style sheets by injecting them, which the content security policy rightly refuses


def abateri_axe(pagina, **optiuni):
    """Serious and critical findings of axe on the page as it stands: rows (rule, selectors).

    A colour on its way from one theme to another belongs to neither, so transitions are awaited first.
    """
    gasite = pagina.evaluate(AXE, optiuni)
    if gasite is None:
        adauga_axe(pagina)
        gasite = pagina.evaluate(AXE, optiuni)
    return [tuple(gasita) for gasita in gasite]


def adauga_axe(pagina):
    """Into this page and, since where one page is checked the next ones are too, into those that its context opens.

    Handing half a megabyte of script over again for each page takes a third as long as the check.
    """
    from axe_playwright_python.base import AXE_SCRIPT

    pagina.context.add_init_script(AXE_SCRIPT)
    pagina.evaluate(AXE_SCRIPT)


def abateri_in_ambele_teme(pagina, cale):
    """Open the page; findings in the light theme, and of colours in the dark one. Nothing but colours changes."""
    pagina.emulate_media(color_scheme="light")
    pagina.goto(cale)
    deschisa = abateri_axe(pagina)
    pagina.emulate_media(color_scheme="dark")
    intunecata = abateri_axe(pagina, runOnly=["color-contrast"])
    pagina.emulate_media(color_scheme="light")
    return deschisa + intunecata
