"""Applications in a real browser: axe over their pages, narrow and wide; from a draft to a confirmed seat."""

import pytest

from cursuri.models import Cerere
from tests.cursuri.conftest import MOTIVATIE, cerere_pentru, cu_fise, depusa_de, serie_publicata
from tests.navigator import abateri_in_ambele_teme, apasa

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def serie(primarie, organizatie, strain):
    serie = serie_publicata(primarie, capacitate=2, prag_evaluare=60, detalii="Un paragraf.\n\n- unu\n- doi")
    serie.formatori.create(nume="Ioana Predă", prezentare="urbanistă")
    serie.evaluatori.add(strain)
    return serie


@pytest.fixture
def cereri(serie, organizatie):
    """One in every state, and a ranking with evaluators far apart and a conflict."""
    depusa_de(serie, "Departe", organizatie, 9, 2)
    depusa_de(serie, "Aproape", organizatie, 8, 8, None)
    stari = ["depusa", "acceptata", "confirmata", "rezerva", "respinsa", "retrasa"]
    return [cerere_pentru(serie, f"Ana {s}", organizatie, s, motivatie=MOTIVATIE) for s in stari]


@pytest.mark.parametrize("latime", [1280, 320])
def test_paginile_cererilor(pagini, serie, cereri, reprezentant, secretariat, strain, latime):
    baza, fisa = serie.get_spatiu_url(), f"/spatiu/cursuri/selectie/{cereri[0].pk}/"
    sesiune = serie.sesiuni.first().pk
    vazute = {
        None: [
            "/cursuri/",
            serie.tema.get_absolute_url(),
            serie.get_absolute_url(),
            *(c.get_absolute_url() for c in cereri[1:4]),
        ],
        reprezentant: [f"{serie.get_absolute_url()}cerere/", "/spatiu/cursuri/"],
        strain: ["/spatiu/cursuri/selectie/", fisa],
        secretariat: [
            "/spatiu/cursuri/nou/",
            baza,
            *(f"{baza}{p}" for p in ("cereri/", f"cereri/{cereri[0].pk}/", "criterii/", "formatori/")),
            f"{baza}sesiuni/{sesiune}/",
        ],
    }
    for cine, adrese in vazute.items():
        pagina = pagini(cine, latime=latime)
        for adresa in adrese:
            abateri = abateri_in_ambele_teme(pagina, adresa)
            lateral = pagina.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert (adresa, abateri, lateral) == (adresa, [], False)


def test_de_la_ciorna_la_locul_confirmat(pagini, serie, organizatie, reprezentant, secretariat):
    ea = pagini(reprezentant, js=False, latime=360)
    ea.goto(f"{serie.get_absolute_url()}cerere/")
    ea.fill("[name=nume]", "Ana Pop")
    ea.fill("[name=email]", "ana.pop@exemplu.test")
    apasa(ea.get_by_role("button", name="Salvați ciorna"))
    apasa(ea.get_by_role("link", name="Continuați ciorna"))
    ea.fill("[name=motivatie]", MOTIVATIE)
    apasa(ea.get_by_role("button", name="Depuneți cererea"))
    assert "Am primit cererea." in ea.content()
    cerere = cu_fise(Cerere.objects.get(), 8, 9)
    el = pagini(secretariat)
    el.goto(f"{serie.get_spatiu_url()}cereri/")
    el.get_by_label("Bifați cererea: Ana Pop").check()
    apasa(el.get_by_role("button", name="Acceptați"))
    assert "Mai sunt 2 locuri libere." in el.content()
    apasa(el.get_by_role("button", name="Acceptați cererile"))
    assert "Gata: 1 cerere." in el.content()
    ea.goto(cerere.get_absolute_url())
    apasa(ea.get_by_role("button", name="Confirm că vin"))
    assert "Locul este al dumneavoastră. Vă așteptăm!" in ea.content()
