"""The pages of learning in a real browser: a tick without a page load, points typed on a phone, axe in both themes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cursuri import absente, prezenta, rezultate
from cursuri.models import Prezenta, Rezultat
from tests.cursuri.conftest import MOTIV, cerere_pentru, serie_publicata
from tests.navigator import abateri_axe, abateri_in_ambele_teme, apasa

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def curs(primarie, organizatie, secretariat):
    """One session closed, one under way, one to come; three learners, one of them with a corrected result."""
    serie = serie_publicata(
        primarie, sesiuni=3, incepe=timezone.now() - timedelta(days=1, minutes=10), prag_evaluare=60
    )
    prima, a_doua = serie.sesiuni.all()[:2]
    ana, dan, eva = (cerere_pentru(serie, n, organizatie) for n in ("Ana Pop", "Dan Ion", "Eva Stan"))
    prezenta.bifeaza_mai_multi(prima, [ana.pk, eva.pk], secretariat, "hartie")
    prezenta.inchide(prima, secretariat)
    absente.motiveaza(prima, dan, MOTIV, secretariat)
    absente.cere(eva, a_doua, "Sunt la tratament.")
    rezultate.da(serie, [rezultate.Nota(ana.pk, 1, 95)], secretariat)
    rezultate.corecteaza(Rezultat.objects.get(), 59, MOTIV, secretariat)
    return serie


def test_paginile_nu_au_abateri(curs, secretariat, pagini):
    ana, sesiune = curs.cereri.get(nume="Ana Pop"), curs.sesiuni.all()[1]
    baza = f"/spatiu/cursuri/{curs.pk}/"
    lista = f"{baza}sesiuni/{sesiune.pk}/prezenta/"
    motivare = sesiune.motivari.get()
    rezultat = Rezultat.objects.in_vigoare().get()
    adrese = [
        f"{baza}cursanti/", f"{baza}rezultate/", f"{baza}rezultate/{rezultat.pk}/", f"{baza}absente/",
        f"{baza}absente/{motivare.uuid}/", f"{baza}materiale/", lista, f"{lista}hartie/", f"{lista}import/",
        f"{lista}inchide/", f"/c/{ana.cod}/", ana.get_absolute_url(), f"{ana.get_absolute_url()}absenta/",
    ]  # fmt: skip
    abateri = {}
    for latime in (320, 1280):
        pagina = pagini(secretariat, latime=latime)
        for adresa in adrese:
            if latime == 320:
                gasite = abateri_in_ambele_teme(pagina, adresa)
            else:  # the same colours as on a phone
                pagina.goto(adresa)
                gasite = abateri_axe(pagina)
            if gasite:
                abateri[adresa, latime] = gasite
            if pagina.evaluate("document.documentElement.scrollWidth") > latime:
                abateri[adresa, latime, "lat"] = True
    assert abateri == {}


def test_o_bifa_si_punctele_de_pe_telefon(curs, secretariat, pagini):
    dan, sesiune = curs.cereri.get(nume="Dan Ion"), curs.sesiuni.all()[1]
    pagina = pagini(secretariat, latime=360)
    pagina.goto(f"/spatiu/cursuri/{curs.pk}/sesiuni/{sesiune.pk}/prezenta/")
    pagina.get_by_role("button", name="Dan Ion").click()
    pagina.get_by_text("Au venit 1 din 3").wait_for()
    assert Prezenta.objects.filter(sesiune=sesiune).get().cerere == dan
    pagina.goto(f"/spatiu/cursuri/{curs.pk}/rezultate/")
    pagina.get_by_label("Puncte, încercarea 1: Dan Ion").fill("70")
    pagina.get_by_label("Puncte, încercarea 2: Ana Pop").fill("101")
    apasa(pagina.get_by_role("button", name="Notați rezultatele"))
    assert pagina.get_by_label("Puncte, încercarea 1: Dan Ion").input_value() == "70"
    pagina.get_by_label("Puncte, încercarea 2: Ana Pop").fill("88")
    apasa(pagina.get_by_role("button", name="Notați rezultatele"))
    assert pagina.get_by_text("Am notat 2 rezultate").is_visible()
    assert [r.punctaj for r in Rezultat.objects.in_vigoare().order_by("punctaj")] == [59, 70, 88]
