"""The door and the list in a real browser, as an organiser holds them: on a phone, with script and without."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ateliere import prezenta
from ateliere.models import Prezenta, ScanareRespinsa
from platforma.prezenta.coduri import cod_nou
from tests.ateliere.conftest import atelier_publicat, inscris
from tests.navigator import abateri_axe, apasa

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def lista(atelier):
    return f"/spatiu/ateliere/{atelier.pk}/prezenta/"


@pytest.mark.parametrize(("tema", "latime"), [("light", 320), ("dark", 1280)])
def test_paginile_prezentei(pagini, in_curs, ana, primarie, autoritate, tema, latime):
    dan = inscris(in_curs, "Dan Ștefan-Alexandru cu un nume foarte lung de familie")
    viitor = atelier_publicat(primarie, slug="viitor")
    maine = inscris(viitor, "Eva")
    ieri = timezone.now() - timedelta(days=1)
    inchis = atelier_publicat(primarie, slug="inchis", incepe_la=ieri, stare="desfasurat", capacitate=9)
    for n, om in enumerate([inscris(inchis, f"Om {n}") for n in range(3)]):
        prezenta.bifeaza(inchis, om.pk, "prezent" if n else "absent", de=autoritate)
    prezenta.inchide(inchis, autoritate)
    prezenta.bifeaza(in_curs, dan.pk, "prezent", de=autoritate)
    a_lui, oaspete = pagini(autoritate, tema=tema, latime=latime), pagini(tema=tema, latime=latime)
    adrese = [
        *(f"/p/{cod}/" for cod in (ana.cod, dan.cod, maine.cod, cod_nou())),
        *(lista(in_curs) + cale for cale in ("", "?q=ana", "?q=nimeni", "hartie/", "inchide/", "redeschide/")),
        *(lista(inchis) + cale for cale in ("", "hartie/", "redeschide/")),
        *(lista(viitor) + cale for cale in ("", "inchide/")),
    ]
    for pagina, adresa in [
        *((a_lui, adresa) for adresa in adrese),
        (oaspete, adrese[0]),
        (oaspete, ana.get_absolute_url()),
    ]:
        pagina.goto(adresa)
        for dezvaluire in pagina.locator("main details").all():
            dezvaluire.locator("summary").click()
        lateral = pagina.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert (adresa, abateri_axe(pagina), lateral) == (adresa, [], False)
    assert Prezenta.objects.filter(inscriere=ana).count() == 0


@pytest.mark.parametrize("js", [True, False], ids=["cu_script", "fara_script"])
def test_la_usa_apoi_in_lista(pagini, js, in_curs, ana, autoritate):
    dan = inscris(in_curs, "Dan")
    telefon = pagini(autoritate, js=js, latime=360)
    telefon.goto(f"/p/{ana.cod}/")
    apasa(telefon.get_by_role("button", name="Notați prezența"))
    assert telefon.get_by_text("Prezența a fost notată: Ana Pop.").is_visible()
    apasa(telefon.get_by_role("link", name="Lista de prezență"))
    assert telefon.locator("#prezenta-cate").inner_text() == "Au venit 1 din 2"
    buton = telefon.locator(f"#bifa-{dan.pk}")
    assert buton.get_attribute("aria-pressed") == "false"
    if js:
        buton.click()
        telefon.locator(f'#bifa-{dan.pk}[aria-pressed="true"]').wait_for()
        assert telefon.evaluate("document.activeElement.id") == f"bifa-{dan.pk}"
    else:
        apasa(buton)
    assert telefon.locator("#prezenta-cate").inner_text() == "Au venit 2 din 2"
    assert Prezenta.objects.prezenti().count() == 2


def test_cautarea_ingusteaza_lista_cat_se_scrie(pagini, in_curs, ana, autoritate):
    inscris(in_curs, "Dan")
    telefon = pagini(autoritate, latime=360)
    telefon.goto(lista(in_curs))
    telefon.get_by_role("searchbox").press_sequentially("dan")
    telefon.locator(f"#bifa-{ana.pk}").wait_for(state="detached")
    assert telefon.locator(".bifa").count() == 1
    telefon.locator(".bifa").click()
    telefon.locator('.bifa[aria-pressed="true"]').wait_for()
    assert telefon.locator("#prezenta-cate").inner_text() == "Au venit 1 din 2"


@pytest.mark.parametrize("js", [True, False], ids=["cu_script", "fara_script"])
def test_un_cod_respins_ramane_notat(pagini, js, in_curs, ana, autoritate):
    telefon = pagini(autoritate, js=js, latime=360)
    telefon.goto(f"/p/{cod_nou()}/")
    if not js:
        apasa(telefon.get_by_role("button", name="Notați scanarea respinsă"))
    telefon.get_by_text("Scanarea respinsă a fost notată.").wait_for()
    assert list(ScanareRespinsa.objects.values_list("motiv", "atelier")) == [("cod_nevalabil", in_curs.pk)]
