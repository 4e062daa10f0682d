"""Messages and the own calendar in a real browser: written and released on a phone, the address copied, axe."""

import pytest

from ateliere.models import MesajAtelier
from platforma.calendar.models import AdresaCalendar
from platforma.mesaje.models import Mesaj
from tests.ateliere.conftest import atelier_publicat, inscris
from tests.navigator import abateri_axe, apasa

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("tema", "latime"), [("light", 320), ("dark", 1280)])
def test_un_mesaj_scris_pe_telefon_pleaca_dupa_ce_a_fost_vazut(pagini, primarie, secretariat, tema, latime):
    atelier = atelier_publicat(primarie, titlu="Cum lucrăm împreună cu piețele din tot orașul")
    inscris(atelier, "Ana")
    inscris(atelier, "Ion")
    pagina = pagini(secretariat, tema=tema, latime=latime)

    def in_regula():
        lateral = pagina.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert (pagina.url, abateri_axe(pagina), lateral) == (pagina.url, [], False)

    pagina.goto(f"/spatiu/ateliere/{atelier.pk}/")
    apasa(pagina.get_by_role("link", name="Mesaje către cei înscriși"))
    in_regula()
    apasa(pagina.get_by_role("link", name="Scrieți un mesaj"))
    pagina.get_by_label("Subiect").fill("Ce aduceți")
    apasa(pagina.get_by_role("button", name="Salvați"))
    in_regula()  # with an error: there is no text
    pagina.get_by_label("Text").fill("Un pix.\n\nIntrarea este prin curte.")
    apasa(pagina.get_by_role("button", name="Salvați"))
    pagina.get_by_text("Lista celor care îl primesc").click()
    assert pagina.locator("details[open] li").all_inner_texts() == ["Ana\nana@exemplu.test", "Ion\nion@exemplu.test"]
    in_regula()
    apasa(pagina.get_by_role("button", name="Trimiteți către 2 persoane"))
    in_regula()
    assert "Mesajul pleacă acum către 2 persoane." in pagina.content()
    assert sorted(Mesaj.objects.values_list("catre", flat=True)) == ["ana@exemplu.test", "ion@exemplu.test"]
    pagina.goto(f"/spatiu/ateliere/{atelier.pk}/mesaje/")
    in_regula()
    assert MesajAtelier.objects.get().trimis_de == secretariat


@pytest.mark.parametrize(("tema", "latime"), [("dark", 320), ("light", 1280)])
def test_adresa_calendarului_se_face_si_se_copiaza(pagini, primarie, organizatie, reprezentant, tema, latime):
    atelier = atelier_publicat(primarie, titlu="Cum lucrăm împreună cu piețele din tot orașul")
    inscris(atelier, "Raluca", organizatie=organizatie, persoana=reprezentant)
    pagina = pagini(reprezentant, tema=tema, latime=latime)
    pagina.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def in_regula():
        lateral = pagina.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert (pagina.url, abateri_axe(pagina), lateral) == (pagina.url, [], False)

    pagina.goto("/spatiu/calendar/")
    in_regula()
    apasa(pagina.get_by_role("button", name="Faceți adresa"))
    pagina.get_by_text("Unde se pune adresa").click()
    in_regula()
    pagina.get_by_role("button", name="Copiați").click()
    pagina.get_by_role("status").get_by_text("Adresa a fost copiată.").wait_for()
    cale = AdresaCalendar.objects.get().get_absolute_url()
    assert pagina.evaluate("navigator.clipboard.readText()").endswith(cale)
    apasa(pagina.get_by_role("button", name="Retrageți adresa"))
    assert not AdresaCalendar.objects.exists()
