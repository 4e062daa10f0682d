"""The pages of news in a real browser: axe in both themes, 320 px, the form that fails, without JavaScript."""

import pytest

from noutati.models import Noutate
from platforma.moderare.tranzitii import Actiune, Stare, muta
from tests.navigator import abateri_axe, apasa
from tests.noutati.conftest import noutate, poza

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def se_deruleaza_lateral(pagina):
    return pagina.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.fixture
def oras(organizatie, reprezentant):
    """Public items with and without pictures, a draft that lacks something, one in the queue."""
    prima = noutate("Un titlu lung despre o grădină între blocuri, cu bănci noi", organizatie, sectoare=[3], **poza())
    prima.documente.create(titlu="Bugetul", fisier="x.pdf", nume_fisier="buget.pdf", marime=2048)
    Noutate.objects.filter(pk=prima.pk).update(legaturi=organizatie.get_absolute_url(), fixata=True)
    noutate("A doua", organizatie, categorie="apel", **poza())
    noutate("A treia", None)
    trimisa = noutate("Trimisă", organizatie, stare=Stare.CIORNA, vizibila_din=None, **poza())
    muta(trimisa, Actiune.TRIMITE, reprezentant)
    ciorna = noutate("Ciornă", organizatie, stare=Stare.CIORNA, vizibila_din=None, rezumat="")
    return {"prima": prima, "ciorna": ciorna, "trimisa": trimisa}


@pytest.mark.parametrize("tema", ["light", "dark"])
@pytest.mark.parametrize("latime", [320, 1280])
def test_paginile_publice(pagini, oras, organizatie, tema, latime):
    pagina = pagini(tema=tema, latime=latime)
    adrese = ["/", "/noutati/", "/noutati/?q=nimic&sector=3", oras["prima"].get_absolute_url()]
    for adresa in [*adrese, organizatie.get_absolute_url()]:
        pagina.goto(adresa)
        assert (adresa, abateri_axe(pagina), se_deruleaza_lateral(pagina)) == (adresa, [], False)


@pytest.mark.parametrize("tema", ["light", "dark"])
def test_paginile_din_spatiu(pagini, oras, organizatie, reprezentant, tema):
    pagina = pagini(reprezentant, tema=tema, latime=320)
    noutatile = f"/spatiu/organizatii/{organizatie.pk}/noutati/"
    ciorna, prima = (f"/spatiu/noutati/{oras[n].pk}/" for n in ("ciorna", "prima"))
    for adresa in [
        *(noutatile, f"{noutatile}noua/", ciorna, f"{ciorna}documente/", f"{ciorna}sterge/"),
        *(prima, f"{prima}modifica/", f"{prima}previzualizare/", f"{prima}arhiveaza/"),
    ]:
        pagina.goto(adresa)
        assert (adresa, abateri_axe(pagina), se_deruleaza_lateral(pagina)) == (adresa, [], False)


@pytest.mark.parametrize("tema", ["light", "dark"])
def test_paginile_personalului(pagini, oras, moderator, tema):
    pagina = pagini(moderator, tema=tema)
    admin = "/admin/noutati/noutate/"
    a_echipei = Noutate.objects.get(titlu="A treia").pk
    for adresa in [
        *(admin, f"{admin}add/", f"{admin}{a_echipei}/change/", f"{admin}{a_echipei}/history/"),
        *(f"{admin}{a_echipei}/previzualizare/", f"{admin}{a_echipei}/muta/arhiveaza/"),
    ]:
        pagina.goto(adresa)
        assert (adresa, abateri_axe(pagina)) == (adresa, [])


def test_de_la_ciorna_la_verificare_fara_javascript(pagini, organizatie, reprezentant):
    pagina = pagini(reprezentant, js=False, latime=360)
    pagina.goto(f"/spatiu/organizatii/{organizatie.pk}/noutati/")
    apasa(pagina.get_by_role("link", name="Scrieți o noutate"))
    pagina.get_by_label("Titlu").fill("Căutăm voluntari")
    apasa(pagina.get_by_role("button", name="Salvați ciorna"))
    assert "Scrieți rezumatul" in pagina.locator("main").inner_text()
    apasa(pagina.get_by_role("link", name="Continuați"))
    pagina.get_by_label("Rezumat").fill("Sâmbătă, în parc.")
    pagina.get_by_label("Text", exact=False).first.fill("Veniți cu **mănuși**.")
    apasa(pagina.get_by_role("button", name="Salvați și vedeți cum arată"))
    assert pagina.locator(".articol-text strong").inner_text() == "mănuși"
    apasa(pagina.get_by_role("link", name="Continuați spre trimitere"))
    apasa(pagina.get_by_role("button", name="Trimiteți spre verificare"))
    assert Noutate.objects.get().stare == Stare.TRIMIS


def test_erorile_formularului_duc_la_camp(pagini, organizatie, reprezentant):
    pagina = pagini(reprezentant, latime=360)
    pagina.goto(f"/spatiu/organizatii/{organizatie.pk}/noutati/noua/")
    pagina.get_by_label("Se publică la").fill("2027-03-28T03:30")
    apasa(pagina.get_by_role("button", name="Salvați ciorna"))
    pagina.wait_for_function("document.activeElement.className == 'sumar-erori'")
    assert abateri_axe(pagina) == []
    legaturi = [a.get_attribute("href") for a in pagina.locator(".sumar-erori a").all()]
    assert legaturi == ["#id_titlu", "#id_publica_la"]
