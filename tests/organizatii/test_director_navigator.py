"""The directory and the profile in a real browser: reachable by everybody, in both themes, with and without script."""

import pytest

from organizatii import vocabular
from organizatii.models import Organizatie
from platforma.nomenclatoare.models import Cartier, Domeniu, GrupTinta
from tests.conftest import organizatie_publicata
from tests.navigator import abateri_axe, apasa

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PAGINI = [
    "/organizatii/",
    "/organizatii/?q=asociatia&sector=3&domeniu=locuire",
    "/organizatii/?q=nimic",
    "/organizatii/?q=asocaitia",
    "/autoritati/",
    "/organizatii/asociatia-plina/",
    "/organizatii/asociatia-goala/",
    "/organizatii/asociatia-radiata/",
    "/organizatii/asociatia-retrasa/",
]


@pytest.fixture(autouse=True)
def organizatii(transactional_db):
    Organizatie.objects.all().delete()
    plina = organizatie_publicata(
        "Asociația Plină",
        "asociatia-plina",
        acronim="AP",
        tip="intreprindere_insertie",
        descriere="Suntem **vecini**.\n\n- ateliere\n- compost",
        ofera="O sală",
        cauta="Un teren",
        telefon="+40213142315",
        telefon_public=True,
        email_public=True,
        site="https://www.exemplu.example/",
        facebook="https://facebook.example/",
        atestat_numar="123",
        stare_registru="in_lichidare",
    )
    plina.domenii.set([Domeniu.objects.get(slug="locuire")])
    plina.grupuri.set(GrupTinta.objects.all())
    plina.cartiere.set(Cartier.objects.all()[:9])
    for n in range(25):
        organizatie_publicata(f"Asociația {'Foarte ' * n}Lungă{'lung' * n}", f"lunga-{n}")
    organizatie_publicata(
        "Asociația Goală", "asociatia-goala", scop="", revendicata=False, sursa="registru", forma_juridica=""
    ).domenii.clear()
    organizatie_publicata("Asociația Radiată", "asociatia-radiata", stare_registru="radiata", revendicata=False)
    organizatie_publicata("Asociația Retrasă", "asociatia-retrasa", stare="arhivat")
    organizatie_publicata("Primăria", "primaria", tip="autoritate")
    vocabular.reface()


@pytest.mark.parametrize(("tema", "latime"), [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 360)])
def test_fara_abateri_de_accesibilitate_si_fara_derulare_laterala(pagini, tema, latime):
    pagina = pagini(tema=tema, latime=latime)
    for adresa in PAGINI:
        pagina.goto(adresa)
        assert (adresa, abateri_axe(pagina)) == (adresa, [])
        assert pagina.evaluate("document.documentElement.scrollWidth") == latime, adresa


def test_filtrele_deschise_pe_telefon(pagini):
    pagina = pagini(latime=320)
    pagina.goto("/organizatii/")
    pagina.get_by_text("Filtrare").click()
    for grup in pagina.locator("details.filtru").all():
        grup.evaluate("e => { e.open = true }")
    assert abateri_axe(pagina) == []
    assert pagina.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("js", [True, False])
def test_de_la_cautare_la_profil(pagini, js):
    """Search, a box, a wedge of the wheel, one filter off, a profile: each step keeps the others."""
    pagina = pagini(js=js)
    pagina.goto("/organizatii/")
    pagina.get_by_role("combobox" if js else "searchbox").fill("asociatia plina")
    apasa(pagina.get_by_role("button", name="Căutați"))
    assert pagina.locator(".fisa-nume").all_inner_texts() == ["Asociația Plină AP"]
    pagina.get_by_label("Locuire").check()
    apasa(pagina.get_by_role("button", name="Filtrați"))
    assert pagina.url.endswith("/organizatii/?q=asociatia+plina&domeniu=locuire" + ("" if js else "&reprezentant="))
    apasa(pagina.locator(".roata-lista").get_by_role("link", name="Sectorul 3"))
    assert pagina.locator(".rezultate-cate").inner_text() == "1 organizație pentru „asociatia plina”"
    assert pagina.get_by_label("Locuire").is_checked()
    apasa(pagina.get_by_role("link", name="Renunțați la: Domeniu: Locuire"))
    assert pagina.url.endswith("/organizatii/?q=asociatia+plina&sector=3")
    apasa(pagina.get_by_role("link", name="Asociația Plină"))
    assert pagina.get_by_role("heading", level=1).inner_text() == "Asociația Plină AP"


@pytest.mark.parametrize("adresa", ["/", "/organizatii/"])
def test_sugestiile_se_aleg_din_taste(pagini, adresa):
    """The combobox: what is read out, arrows through the list and back to the field, Escape, Enter."""
    pagina = pagini(latime=320)
    pagina.goto(adresa)
    camp = pagina.get_by_role("combobox")
    camp.press_sequentially("plin", delay=20)
    pagina.locator(".sugestii:not([hidden])").wait_for()
    assert pagina.get_by_role("option").all_inner_texts() == ["Asociația Plină\norganizație"]
    assert pagina.locator("[data-caseta] [role=status]").inner_text() == "1 sugestie. Alegeți cu săgețile."
    assert (camp.get_attribute("aria-expanded"), camp.get_attribute("aria-activedescendant")) == ("true", None)
    assert abateri_axe(pagina) == []
    camp.press("ArrowDown")
    assert camp.get_attribute("aria-activedescendant") == "sugestie-1"
    assert pagina.get_by_role("option", selected=True).count() == 1
    camp.press("ArrowDown")
    assert camp.get_attribute("aria-activedescendant") is None
    camp.press("ArrowUp")
    camp.press("Escape")
    assert (camp.get_attribute("aria-expanded"), camp.input_value()) == ("false", "plin")
    camp.press("ArrowDown")  # opens it again, on the first one
    with pagina.expect_navigation():
        camp.press("Enter")
    assert pagina.url.endswith("/organizatii/asociatia-plina/")
