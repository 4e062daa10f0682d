"""Following and the newsletter in a real browser: readable by anybody, narrow and wide, and how a newsletter goes."""

import pytest
from django.utils import timezone

from noutati import abonari, buletine
from noutati.models import Abonare, Buletin, Destinatar, Frecventa
from platforma.mesaje.models import Mesaj
from tests.navigator import abateri_axe, apasa
from tests.noutati.ajutor_abonari import ALEGERI, aparuta, urmaritor
from tests.noutati.test_buletin import multi

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def verifica(pagina, cai, latime):
    for cale in cai:
        pagina.goto(cale)
        pagina.evaluate("document.querySelectorAll('main details').forEach(e => { e.open = true })")
        assert (cale, abateri_axe(pagina)) == (cale, [])
        assert (cale, pagina.evaluate("document.documentElement.scrollWidth")) == (cale, latime)


@pytest.mark.parametrize(("tema", "latime"), [("light", 1280), ("dark", 320)])
def test_paginile_se_pot_citi_de_oricine(pagini, tema, latime, organizatie, reprezentant, secretariat):
    gradina = aparuta("Grădina de pe strada Lirei, cu un titlu destul de lung", None, organizatie, sectoare=[3])
    abonare = urmaritor(organizatii=[organizatie], sectoare=[3], buletine=True)
    abonari.cere("ion@exemplu.test", ALEGERI)
    confirmare = Abonare.objects.get(email="ion@exemplu.test").get_confirmare_url()
    ciorna = Buletin.objects.create(subiect="Ce urmează", text="Veniți.\n\n- azi\n- mâine", membri="toti", abonati=True)
    ciorna.noutati.add(gradina)
    lansat = Buletin.objects.create(subiect="Ce a fost", text="A fost.", membri="toti", abonati=True)
    buletine.lanseaza(lansat, secretariat, 2)
    buletine.pune_in_posta()
    Destinatar.objects.create(buletin=lansat, email="inca@exemplu.test", fel="editor", organizatie=organizatie)
    destinatar = lansat.destinatari.first()
    publice = [
        f"/abonare/?organizatie={organizatie.slug}&sector=3",
        "/abonare/ceruta/",
        confirmare,
        confirmare.replace(confirmare.split("/")[-2], "x"),
        f"{abonare.get_absolute_url()}?categorie=apel",
        abonare.get_stop_url(),
        destinatar.get_stop_url(),
    ]
    pagina = pagini(tema=tema, latime=latime)
    verifica(pagina, publice, latime)
    pagina.goto(abonare.get_stop_url())
    apasa(pagina.get_by_role("button", name="Ștergeți abonarea"))
    assert abateri_axe(pagina) == []
    verifica(pagini(reprezentant, tema=tema, latime=latime), ["/spatiu/", "/spatiu/abonare/"], latime)
    baza = "/admin/noutati/buletin/"
    ale_personalului = [
        f"{baza}{ciorna.pk}/verifica/",
        f"{baza}{lansat.pk}/change/",
        f"{baza}{lansat.pk}/destinatari/",
    ]
    verifica(pagini(secretariat, tema=tema, latime=latime), ale_personalului, latime)


def test_mersul_se_innoieste_singur_si_la_sfarsit_se_opreste(pagini, secretariat):
    multi(3)
    buletin = Buletin.objects.create(subiect="Ce urmează", text="T", membri="toti")
    buletine.lanseaza(buletin, secretariat, 3)
    pagina = pagini(secretariat)
    pagina.goto(f"/admin/noutati/buletin/{buletin.pk}/change/")
    pagina.get_by_text("A plecat la 0 din 3 adrese.").wait_for()
    buletine.pune_in_posta()
    Mesaj.objects.update(stare="trimis", trimis_la=timezone.now())
    pagina.get_by_text("A plecat la 3 din 3 adrese.").wait_for()
    assert pagina.locator("[hx-get]").count() == 0


def test_fara_script_se_vede_ce_s_ar_primi_si_se_salveaza(pagini, organizatie, reprezentant):
    aparuta("Apel de test", None, organizatie, categorie="apel")
    aparuta("Anunț de test", None, organizatie)
    pagina = pagini(reprezentant, js=False)
    pagina.goto("/spatiu/abonare/")
    pagina.get_by_label("Apel", exact=True).check()
    apasa(pagina.get_by_role("button", name="Vedeți ce ați primi"))
    assert pagina.locator(".primiti-lista a").all_inner_texts() == ["Apel de test"]
    assert Abonare.objects.count() == 0
    apasa(pagina.get_by_role("button", name="Urmăriți"))
    pagina.get_by_text("Am salvat ce veți primi.").wait_for()
    assert Abonare.objects.values("frecventa", "categorii").get() == {
        "frecventa": Frecventa.SAPTAMANAL,
        "categorii": ["apel"],
    }
