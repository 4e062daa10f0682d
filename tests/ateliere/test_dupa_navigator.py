"""What comes after a workshop, in Chromium: axe on every page, no sideways scroll, both themes; a decision by hand."""

import pytest

from ateliere import procese
from ateliere.models import Concluzie, ProcesVerbal
from tests.ateliere.conftest import TEXT_PV, atelier_tinut
from tests.ateliere.test_dupa import umple
from tests.navigator import abateri_axe, apasa

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("tema", "latime"), [("light", 320), ("dark", 1280)])
def test_paginile(pagini, tinut, secretariat, reprezentant, organizatie, primarie, autoritate, tema, latime):
    umple(tinut, secretariat, organizatie)
    alt = atelier_tinut(primarie, slug="altul")
    procese.salveaza(alt.pk, TEXT_PV, secretariat, None)
    in_verificare = atelier_tinut(primarie, slug="in-verificare")
    proces = procese.salveaza(in_verificare.pk, TEXT_PV, secretariat, None)
    procese.muta(proces, procese.Miscare.TRIMITE, secretariat, redactare=1)
    concluzie, fotografie = Concluzie.objects.get(), tinut.fotografii.get()
    baza = f"/spatiu/ateliere/{tinut.pk}/"
    ale_secretariatului = [
        baza + "dupa/", baza + f"concluzii/{concluzie.pk}/", baza + "concluzii/noua/", baza + "materiale/",
        baza + "fotografii/", baza + f"fotografii/{fotografie.uuid}/", f"/spatiu/ateliere/{alt.pk}/proces-verbal/",
        "/spatiu/ateliere/export/", "/spatiu/ateliere/concluzii/",
    ]  # fmt: skip
    gasite = {}
    for cine, cai in (
        (None, [tinut.get_absolute_url(), f"{tinut.get_absolute_url()}proces-verbal/1/"]),
        (secretariat, ale_secretariatului),
        (autoritate, [f"/spatiu/ateliere/{in_verificare.pk}/proces-verbal/"]),
        (reprezentant, ["/spatiu/ateliere/concluzii/", f"/spatiu/ateliere/concluzii/{concluzie.pk}/"]),
    ):
        pagina = pagini(cine, tema=tema, latime=latime)
        for cale in cai:
            raspuns = pagina.goto(cale)
            pagina.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
            lat = pagina.evaluate("document.documentElement.scrollWidth")
            if raspuns.status != 200 or lat > latime or abateri_axe(pagina):
                gasite[cale] = (raspuns.status, lat, abateri_axe(pagina))
    assert gasite == {}


def test_gazda_cere_schimbari_fara_javascript(pagini, tinut, secretariat, autoritate):
    proces = procese.salveaza(tinut.pk, TEXT_PV, secretariat, None)
    procese.muta(proces, procese.Miscare.TRIMITE, secretariat, redactare=1)
    pagina = pagini(autoritate, js=False, latime=360)
    pagina.goto(f"/spatiu/ateliere/{tinut.pk}/proces-verbal/")
    apasa(pagina.get_by_role("button", name="Cereți schimbări"))
    assert pagina.get_by_role("alert").inner_text().count("Ce trebuie schimbat") == 1
    pagina.get_by_label("Ce trebuie schimbat").fill("Lipsește punctul despre piețele agroalimentare.")
    apasa(pagina.get_by_role("button", name="Cereți schimbări"))
    assert "Am trimis comentariul secretariatului" in pagina.locator("body").inner_text()
    assert ProcesVerbal.objects.get().stare == "ciorna"
