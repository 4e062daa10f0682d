"""Workshops in a real browser: axe in both themes, narrow and wide; the last place between two people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ateliere.models import Inscriere, PunctAgenda
from tests.ateliere.conftest import atelier_publicat, inscris
from tests.navigator import abateri_axe, apasa

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lume(primarie, organizatie):
    atelier = atelier_publicat(
        primarie,
        titlu="Cum lucrăm împreună cu piețele din tot orașul",
        format="mixt",
        link_online="https://intalniri.exemplu.test/o-adresa-destul-de-lunga",
        descriere="Un paragraf.\n\n- unu\n- doi",
        acces="Pe la curte.",
        rampa=True,
    )
    PunctAgenda.objects.create(atelier=atelier, ora="10:00", minute=30, titlu="Deschidere", vorbitori="Ana Pop")
    ana = inscris(atelier, "Ana", organizatie=organizatie, nevoi="scaun rulant")
    dan = inscris(atelier, "Dan", organizatie=organizatie, stare="asteptare")
    atelier_publicat(primarie, slug="trecut", incepe_la=timezone.now() - timedelta(days=9), stare="desfasurat")
    atelier_publicat(primarie, slug="anulat", stare="anulat", motiv_anulare="Sala este în reparații.")
    return atelier, ana, dan


@pytest.mark.parametrize(("tema", "latime"), [("light", 1280), ("dark", 320)])
def test_paginile_publice(pagini, lume, tema, latime):
    atelier, ana, dan = lume
    pagina = pagini(tema=tema, latime=latime)
    for adresa in (
        "/ateliere/",
        "/ateliere/?arhiva=da",
        "/ateliere/?q=nimic-de-gasit",
        "/ateliere/calendar/",
        atelier.get_absolute_url(),
        "/ateliere/anulat/",
        ana.get_absolute_url(),
        dan.get_absolute_url(),
    ):
        pagina.goto(adresa)
        lateral = pagina.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert (adresa, abateri_axe(pagina), lateral) == (adresa, [], False)


@pytest.mark.parametrize(("tema", "latime"), [("dark", 1280), ("light", 320)])
def test_paginile_organizatorilor(pagini, lume, secretariat, tema, latime):
    atelier, ana, _dan = lume
    baza = atelier.get_spatiu_url()
    pagina = pagini(secretariat, tema=tema, latime=latime)
    for adresa in (
        "/spatiu/ateliere/",
        "/spatiu/ateliere/nou/",
        baza,
        f"{baza}modifica/",
        f"{baza}agenda/",
        f"{baza}inscrisi/",
        f"{baza}inscrisi/adauga/",
        f"{baza}inscrisi/{ana.pk}/",
    ):
        pagina.goto(adresa)
        for dezvaluire in pagina.locator("main details").all():
            dezvaluire.evaluate("e => { e.open = true }")
        lateral = pagina.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert (adresa, abateri_axe(pagina), lateral) == (adresa, [], False)


@pytest.mark.parametrize("js", [True, False], ids=["cu_script", "fara_script"])
def test_ultimul_loc_intre_doua_navigatoare(pagini, js, primarie, organizatie, alta_organizatie, reprezentant, strain):
    """Both have the form open with one place left: who sends first has it, the other hears where she stands."""
    atelier = atelier_publicat(primarie, capacitate=1)
    ea, el = pagini(reprezentant, js=js, latime=360), pagini(strain, js=js)
    for pagina in (ea, el):
        pagina.goto(atelier.get_absolute_url())
        apasa(pagina.get_by_role("link", name="Înscrieți-vă"))
    apasa(ea.get_by_role("button", name="Trimiteți înscrierea"))
    apasa(el.get_by_role("button", name="Trimiteți înscrierea"))
    assert ea.get_by_text("Aveți loc. Vă așteptăm!").is_visible()
    assert el.get_by_text("Sunteți pe locul 1 pe lista de așteptare.").is_visible()
    apasa(ea.get_by_role("button", name="Anulați înscrierea"))
    el.reload()
    assert el.get_by_text("Aveți loc. Vă așteptăm!").is_visible()
    assert list(Inscriere.objects.order_by("pk").values_list("stare", flat=True)) == ["anulata", "confirmata"]
