"""Two colleagues with the same page open: who saves later does not undo the other's fields."""

import pytest

from organizatii.models import Organizatie
from platforma.nomenclatoare.models import Domeniu, Sector
from tests.navigator import apasa

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
DESCRIERE = "Un paragraf.\n\nAl doilea, cu *steluțe*.\n\n- unu\n- doi"


def salveaza(pagina):
    apasa(pagina.locator("main form button[type=submit], main form button:not([type])").first)


@pytest.mark.parametrize("js", [True, False])
def test_doi_colegi_pe_aceeasi_pagina(js, pagini, organizatie, reprezentant, coleg):
    Organizatie.objects.filter(pk=organizatie.pk).update(telefon="+40213142315", descriere=DESCRIERE)
    baza = f"/spatiu/organizatii/{organizatie.pk}/sectiunea/"
    ea, el = pagini(reprezentant, js=js), pagini(coleg, js=js)
    ea.goto(baza + "activitate/")
    el.goto(baza + "activitate/")
    ea.get_by_label("Ce oferim").fill("O sală de întâlniri.")
    ea.get_by_label("Educație de mediu").first.check()
    salveaza(ea)
    el.get_by_label("Ce căutăm").fill("Voluntari.")
    salveaza(el)
    acum = Organizatie.objects.get(pk=organizatie.pk)
    assert (acum.ofera, acum.cauta, acum.descriere) == ("O sală de întâlniri.", "Voluntari.", DESCRIERE)
    assert Domeniu.objects.get(slug="educatie-de-mediu") in acum.domenii.all()
    assert acum.domenii.count() == 2


def test_ce_s_a_golit_ramane_gol(pagini, organizatie, reprezentant):
    organizatie.sectoare.set(Sector.objects.filter(numar__in=[1, 3]))
    Organizatie.objects.filter(pk=organizatie.pk).update(ofera="O sală.")
    ea = pagini(reprezentant)
    ea.goto(f"/spatiu/organizatii/{organizatie.pk}/sectiunea/activitate/")
    ea.get_by_label("Ce oferim").fill("")
    salveaza(ea)
    ea.goto(f"/spatiu/organizatii/{organizatie.pk}/sectiunea/loc/")
    ea.get_by_label("Sectorul 1", exact=True).first.uncheck()
    salveaza(ea)
    acum = Organizatie.objects.get(pk=organizatie.pk)
    assert (acum.ofera, [s.pk for s in acum.sectoare.all()]) == ("", [3])


def test_doi_moderatori_pe_acelasi_profil(pagini, organizatie, moderator, alt_moderator):
    cale = f"/admin/organizatii/organizatie/{organizatie.pk}/change/"
    unu, doi = pagini(moderator), pagini(alt_moderator)
    unu.goto(cale)
    doi.goto(cale)
    for pagina, camp, valoare in ((unu, "acronim", "ACN"), (doi, "localitate", "București")):
        pagina.locator(f"[name={camp}]").fill(valoare)
        apasa(pagina.get_by_role("button", name="Salvați", exact=True))
    acum = Organizatie.objects.get(pk=organizatie.pk)
    assert (acum.acronim, acum.localitate) == ("ACN", "București")
