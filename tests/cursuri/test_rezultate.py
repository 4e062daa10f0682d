"""Points at the assessment: many learners on one page, attempts with a limit, corrections that hide nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from cursuri import rezultate
from cursuri.models import Fapta, Rezultat, Serie
from cursuri.rezultate import Nota
from platforma.locuri.ocupare import Refuzat
from platforma.mesaje.models import Mesaj
from platforma.templatetags.platforma import data_lunga
from tests.curse import deodata
from tests.cursuri.conftest import MOTIV, cerere_pentru, serie_publicata


@pytest.fixture
def curs(in_curs):
    """The series under way, with an assessment that may be sat twice."""
    Serie.objects.filter(pk=in_curs.pk).update(prag_evaluare=60, incercari=2)
    in_curs.refresh_from_db()
    return in_curs


@pytest.fixture
def dan(curs, organizatie):
    return cerere_pentru(curs, "Dan", organizatie)


def adresa(serie, cale=""):
    return f"/spatiu/cursuri/{serie.pk}/rezultate/{cale}"


def camp(cerere, punctaj, incercare=1, observatii=""):
    return {
        f"punctaj_{cerere.pk}": punctaj, f"incercare_{cerere.pk}": incercare, f"observatii_{cerere.pk}": observatii,
    }  # fmt: skip


def puncte(cerere):
    return list(cerere.rezultate.values_list("incercare", "punctaj"))


# --- points -------------------------------------------------------------------------------------------------------
def test_punctele_mai_multora_de_pe_o_pagina(curs, ana, dan, formator, client_pentru):
    client = client_pentru(formator)
    raspuns = client.post(adresa(curs), {**camp(ana, "85", observatii="Proiect bun."), **camp(dan, "")}, follow=True)
    assert "Am notat 1 rezultat; persoana a primit un e-mail." in raspuns.text
    rezultat = Rezultat.objects.get()
    assert (rezultat.cerere, rezultat.incercare, rezultat.punctaj, rezultat.observatii, rezultat.dat_de) == (
        ana, 1, 85, "Proiect bun.", formator,
    )  # fmt: skip
    fapta = Fapta.objects.get(ce="rezultat")
    assert (fapta.de, fapta.cerere, fapta.detalii) == (formator, ana, {"incercare": 1, "punctaj": 85})
    assert Mesaj.objects.get().cheie == f"curs:rezultat:{rezultat.pk}"


def test_acelasi_formular_trimis_de_doua_ori_este_o_fapta(curs, ana, formator, client_pentru):
    client = client_pentru(formator)
    raspunsuri = [client.post(adresa(curs), camp(ana, "85"), follow=True) for _n in range(2)]
    assert "Rezultatele erau deja notate." in raspunsuri[1].text
    assert puncte(ana) == [(1, 85)]
    assert Mesaj.objects.count() == 1


def test_daca_unul_nu_se_poate_nu_se_scrie_niciunul_si_nu_se_pierde_nimic(
    curs, ana, dan, formator, secretariat, client_pentru
):
    client = client_pentru(formator)
    client.get(adresa(curs))
    rezultate.da(curs, [Nota(ana.pk, 1, 40)], secretariat)  # a colleague, meanwhile
    raspuns = client.post(adresa(curs), {**camp(ana, "85"), **camp(dan, "70")})
    form = raspuns.context["form"]
    assert form.errors == {f"punctaj_{ana.pk}": ["Încercarea 1 a fost notată între timp cu 40 din 100."]}
    assert form[f"punctaj_{dan.pk}"].value() == "70"
    assert (puncte(ana), puncte(dan)) == ([(1, 40)], [])


@pytest.mark.parametrize("scris", ["101", "-1", "x", "7,5"])
def test_un_punctaj_gresit_are_mesajul_langa_camp(curs, ana, formator, client_pentru, scris):
    raspuns = client_pentru(formator).post(adresa(curs), camp(ana, scris))
    assert raspuns.context["form"].errors == {f"punctaj_{ana.pk}": ["Scrieți un număr întreg, de la 0 la 100."]}
    assert f'value="{scris}"' in raspuns.text
    assert puncte(ana) == []


def test_fara_niciun_punctaj(curs, ana, formator, client_pentru):
    raspuns = client_pentru(formator).post(adresa(curs), camp(ana, ""))
    assert raspuns.context["form"].non_field_errors() == ["Scrieți punctajul cel puțin unei persoane."]


def test_atatea_incercari_cate_permite_seria(curs, ana, formator, client_pentru):
    rezultate.da(curs, [Nota(ana.pk, 1, 40)], formator)
    with pytest.raises(rezultate.Nepotrivite, match="Pagina s-a învechit"):
        rezultate.da(curs, [Nota(ana.pk, 0, 50)], formator)
    rezultate.da(curs, [Nota(ana.pk, 2, 50)], formator)
    with pytest.raises(rezultate.Nepotrivite, match="Evaluarea se dă de cel mult 2 ori"):
        rezultate.da(curs, [Nota(ana.pk, 3, 90)], formator)
    assert puncte(ana) == [(1, 40), (2, 50)]
    assert "Nu mai are încercări." in client_pentru(formator).get(adresa(curs)).text


@pytest.mark.parametrize("stare", ["acceptata", "retrasa"])
def test_numai_celor_cu_loc_confirmat(curs, organizatie, formator, stare):
    om = cerere_pentru(curs, "Om", organizatie, stare)
    with pytest.raises(rezultate.Nepotrivite, match="nu are loc confirmat"):
        rezultate.da(curs, [Nota(om.pk, 1, 90)], formator)


def test_nu_la_alta_serie_nu_fara_evaluare_nu_inainte_nu_dupa(
    curs, ana, primarie, organizatie, secretariat, client_pentru
):
    alta = serie_publicata(primarie, numar=2, prag_evaluare=60)
    om = cerere_pentru(alta, "Om", organizatie)
    with pytest.raises(rezultate.Nepotrivite, match="nu are loc confirmat la această serie"):
        rezultate.da(curs, [Nota(om.pk, 1, 90)], secretariat)
    with pytest.raises(Refuzat, match="după ce începe cursul"):
        rezultate.da(alta, [Nota(om.pk, 1, 90)], secretariat)
    fara = serie_publicata(primarie, numar=3)
    assert client_pentru(secretariat).get(adresa(fara)).status_code == 404
    Serie.objects.filter(pk=curs.pk).update(stare="incheiata")
    with pytest.raises(Refuzat, match="nu se mai adaugă"):
        rezultate.da(curs, [Nota(ana.pk, 1, 90)], secretariat)


def test_pentru_cine_nu_tine_sala(curs, ana, vizitator, strain, reprezentant, formator, client_pentru):
    rezultate.da(curs, [Nota(ana.pk, 1, 40)], formator)
    rezultat = Rezultat.objects.get()
    for persoana in (strain, reprezentant):
        with pytest.raises(PermissionDenied):
            rezultate.da(curs, [Nota(ana.pk, 2, 90)], persoana)
        with pytest.raises(PermissionDenied):
            rezultate.corecteaza(rezultat, 90, MOTIV, persoana)
        for cale in ("", f"{rezultat.pk}/"):
            assert client_pentru(persoana).get(adresa(curs, cale)).status_code == 404
            assert client_pentru(persoana).post(adresa(curs, cale), camp(ana, "90", 2)).status_code == 404
    assert client_pentru(vizitator).post(adresa(curs), camp(ana, "90", 2)).status_code == 302
    assert puncte(ana) == [(1, 40)]


# --- corrections --------------------------------------------------------------------------------------------------
def test_o_corectura_este_un_rand_nou_cu_motiv_si_istoria_se_citeste(curs, ana, formator, client_pentru, time_machine):
    time_machine.move_to(curs.sesiuni.get().incepe_la, tick=False)
    rezultate.da(curs, [Nota(ana.pk, 1, 95)], formator)
    gresit = Rezultat.objects.get()
    client = client_pentru(formator)
    assert client.post(adresa(curs, f"{gresit.pk}/"), {"punctaj": "59", "motiv": MOTIV}).url == adresa(curs)
    nou = Rezultat.objects.get(corecteaza=gresit)
    assert (nou.incercare, nou.punctaj, nou.motiv, nou.dat_de) == (1, 59, MOTIV, formator)
    assert list(Rezultat.objects.in_vigoare()) == [nou]
    assert Fapta.objects.get(ce="corectare").motiv == MOTIV
    assert Mesaj.objects.filter(cheie=f"curs:rezultat:{nou.pk}").get().catre == ana.email
    text = " ".join(client.get(adresa(curs)).text.split())
    assert f"95 → 59, corectat la {data_lunga(nou.la)} fiindcă: {MOTIV}" in text
    assert f"/rezultate/{nou.pk}/" in text  # the row in force is the one that may be corrected again
    assert len(rezultate.istoricul([ana])[ana.pk]) == 1


def test_corectura_gresita(curs, ana, formator, client_pentru):
    rezultate.da(curs, [Nota(ana.pk, 1, 95)], formator)
    gresit = Rezultat.objects.get()
    client = client_pentru(formator)
    for date, erori in (
        ({"punctaj": "95", "motiv": MOTIV}, {"punctaj": ["Este același punctaj."]}),
        ({"punctaj": "59", "motiv": "nu"}, {"motiv": ["Scrieți motivul în cel puțin 20 de caractere."]}),
        ({"punctaj": "590", "motiv": MOTIV}, {"punctaj": ["Scrieți un număr întreg, de la 0 la 100."]}),
    ):
        assert client.post(adresa(curs, f"{gresit.pk}/"), date).context["form"].errors == erori
    rezultate.corecteaza(gresit, 59, MOTIV, formator)
    assert rezultate.corecteaza(gresit, 59, MOTIV, formator).corecteaza == gresit  # the same form again
    raspuns = client.post(adresa(curs, f"{gresit.pk}/"), {"punctaj": "70", "motiv": MOTIV})
    assert raspuns.context["form"].non_field_errors() == [
        "Rezultatul a fost corectat între timp. Deschideți pagina din nou."
    ]
    assert puncte(ana) == [(1, 95), (1, 59)]


def test_o_corectura_nu_este_o_incercare(curs, ana, formator):
    rezultate.da(curs, [Nota(ana.pk, 1, 95)], formator)
    rezultate.corecteaza(Rezultat.objects.get(), 59, MOTIV, formator)
    rezultate.da(curs, [Nota(ana.pk, 2, 80)], formator)
    assert puncte(ana) == [(1, 95), (1, 59), (2, 80)]


def test_un_rand_nu_se_schimba_pe_niciun_drum(curs, ana, formator):
    rezultate.da(curs, [Nota(ana.pk, 1, 95)], formator)
    for drum in (lambda: Rezultat.objects.update(punctaj=100), lambda: Rezultat.objects.all().delete()):
        with pytest.raises(DatabaseError, match=r"Cannot (update|delete)"), transaction.atomic():
            drum()


def test_dupa_incheierea_seriei_se_mai_corecteaza_dar_nu_se_mai_adauga(curs, ana, formator, secretariat):
    rezultate.da(curs, [Nota(ana.pk, 1, 95)], formator)
    Serie.objects.filter(pk=curs.pk).update(stare="incheiata")
    rezultate.corecteaza(Rezultat.objects.get(), 59, MOTIV, secretariat)
    assert puncte(ana) == [(1, 95), (1, 59)]


@pytest.mark.parametrize("cati", [1, 3])
def test_pagina_cere_la_fel_de_multe_interogari(
    cati, curs, organizatie, formator, client_pentru, django_assert_num_queries
):
    for n in range(cati):
        om = cerere_pentru(curs, f"Om {n}", organizatie)
        rezultate.da(curs, [Nota(om.pk, 1, 95)], formator)
        rezultate.corecteaza(om.rezultate.get(), 59, MOTIV, formator)
    client = client_pentru(formator)
    client.get(adresa(curs))
    with django_assert_num_queries(12):
        raspuns = client.get(adresa(curs))
    assert raspuns.text.count("95 → 59") == cati


# --- races --------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_doua_incercari_deodata_peste_limita(curs, ana, formator, secretariat):
    Serie.objects.filter(pk=curs.pk).update(incercari=1)
    gasite = deodata(
        lambda: rezultate.da(curs, [Nota(ana.pk, 1, 40)], formator),
        lambda: rezultate.da(curs, [Nota(ana.pk, 1, 90)], secretariat),
        lambda: rezultate.da(curs, [Nota(ana.pk, 2, 95)], secretariat),
    )
    assert sorted(type(r).__name__ for r in gasite) == ["Nepotrivite", "Nepotrivite", "int"]
    assert Rezultat.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_acelasi_formular_de_patru_ori_deodata(curs, ana, dan, formator):
    note = [Nota(dan.pk, 1, 70), Nota(ana.pk, 1, 85)]
    gasite = deodata(*(lambda: rezultate.da(curs, note, formator) for _n in range(4)))
    assert sorted(gasite) == [0, 0, 0, 2]
    assert Mesaj.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_doua_corecturi_ale_aceluiasi_rand_deodata(curs, ana, formator, secretariat):
    rezultate.da(curs, [Nota(ana.pk, 1, 95)], formator)
    gresit = Rezultat.objects.select_related("cerere__serie").get()
    gasite = deodata(
        lambda: rezultate.corecteaza(gresit, 59, MOTIV, formator),
        lambda: rezultate.corecteaza(gresit, 60, MOTIV, secretariat),
    )
    assert sorted(type(r).__name__ for r in gasite) == ["Refuzat", "Rezultat"]
    assert Rezultat.objects.filter(corecteaza=gresit).count() == 1
