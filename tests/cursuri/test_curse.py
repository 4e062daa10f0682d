"""Several people at the same moment, on real connections to a real PostgreSQL."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from cursuri import fise, selectie
from cursuri.models import Cerere, Fapta, Fisa
from platforma.locuri import ocupare
from platforma.locuri.ocupare import Refuzat
from platforma.mesaje.models import Mesaj
from tests.curse import RABDARE, deodata
from tests.cursuri.conftest import MOTIV, MOTIVATIE, cerere_pentru, depusa_de, evaluator, serie_publicata

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _rabdare_la_lacat(monkeypatch):
    """On a busy machine a queue of threads may take longer than a person is let wait."""
    monkeypatch.setattr(ocupare, "RABDARE_LACAT", "60s")


def stari(serie):
    return sorted(serie.cereri.values_list("stare", flat=True))


def feluri(rezultate):
    return sorted(type(r).__name__ for r in rezultate)


def depune(serie, n, organizatie, de):
    return lambda: selectie.depune(
        serie.pk,
        organizatie=organizatie,
        nume=f"Persoana {n}",
        email=f"p{n}@exemplu.test",
        motivatie=MOTIVATIE,
        de=de,
    )


def doua_pe_un_loc(primarie, organizatie, secretariat):
    serie = serie_publicata(primarie, capacitate=1)
    cereri = [depusa_de(serie, f"Om {n}", organizatie) for n in range(2)]
    return serie, [(lambda c=c: selectie.accepta(c, secretariat)) for c in cereri]


def test_ultimul_loc_dat_de_doi_deodata(primarie, organizatie, secretariat, monkeypatch):
    serie, fapte = doua_pe_un_loc(primarie, organizatie, secretariat)
    assert feluri(deodata(*fapte)) == ["NoneType", "Refuzat"]
    assert stari(serie) == ["acceptata", "depusa"]


def fara_lacat(monkeypatch):
    """Take the row lock out, and let nobody write before both have counted."""
    bariera, cum_este = Barrier(2), selectie.incape
    monkeypatch.setattr(ocupare, "blocate", lambda model, chei: model.objects.filter(pk__in=chei))

    def impreuna(*argumente):
        loc = cum_este(*argumente)
        bariera.wait(RABDARE)
        return loc

    monkeypatch.setattr(selectie, "incape", impreuna)


def test_fara_lacat_si_fara_trigger_cursa_se_vede(primarie, organizatie, secretariat, monkeypatch):
    """The harness does catch the bug: with both guards out, one seat is given twice."""
    serie, fapte = doua_pe_un_loc(primarie, organizatie, secretariat)
    fara_lacat(monkeypatch)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cursuri_cerere DISABLE TRIGGER ALL")
    try:
        deodata(*fapte)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE cursuri_cerere ENABLE TRIGGER ALL")
    assert stari(serie) == ["acceptata", "acceptata"]


def test_triggerul_singur_tine_capacitatea(primarie, organizatie, secretariat, monkeypatch):
    serie, fapte = doua_pe_un_loc(primarie, organizatie, secretariat)
    fara_lacat(monkeypatch)
    assert feluri(deodata(*fapte)) == ["IntegrityError", "NoneType"]
    assert stari(serie) == ["acceptata", "depusa"]


def test_retragere_si_acceptare_in_aceeasi_clipa(primarie, organizatie, secretariat, reprezentant):
    """Who waits has the freed seat, whoever comes first to the lock; nobody is admitted past her."""
    serie = serie_publicata(primarie, capacitate=1)
    cu_loc = cerere_pentru(serie, "Are loc", organizatie)
    rezerva = cerere_pentru(serie, "Rezerva", organizatie, "rezerva")
    noua = depusa_de(serie, "Noua", organizatie)
    rezultate = deodata(lambda: selectie.retrage(cu_loc, reprezentant), lambda: selectie.accepta(noua, secretariat))
    assert feluri(rezultate) == ["Refuzat", "bool"]
    assert list(serie.cereri.ocupate()) == [rezerva]


def test_doua_retrageri_promoveaza_fiecare_pe_altcineva(primarie, organizatie, reprezentant):
    serie = serie_publicata(primarie, capacitate=2)
    cu_loc = [cerere_pentru(serie, f"Are loc {n}", organizatie) for n in range(2)]
    coada = [cerere_pentru(serie, f"Rezerva {n}", organizatie, "rezerva", loc_rezerva=n + 1) for n in range(3)]
    deodata(*((lambda c=c: selectie.retrage(c, reprezentant)) for c in cu_loc))
    assert list(serie.cereri.ocupate().order_by("pk")) == coada[:2]
    assert Mesaj.objects.filter(cheie__startswith="curs:promovata:").count() == 2


def test_doua_promovari_pe_un_loc(primarie, organizatie):
    serie = serie_publicata(primarie, capacitate=1)
    for n in range(2):
        cerere_pentru(serie, f"Rezerva {n}", organizatie, "rezerva", loc_rezerva=n + 1)
    assert sorted(deodata(selectie.verifica_cozile, selectie.verifica_cozile)) == [0, 1]
    assert stari(serie) == ["acceptata", "rezerva"]


def test_doua_cereri_ale_unei_organizatii_peste_limita_ei(primarie, organizatie, reprezentant, coleg):
    serie = serie_publicata(primarie, max_per_organizatie=1)
    rezultate = deodata(depune(serie, 1, organizatie, reprezentant), depune(serie, 2, organizatie, coleg))
    assert feluri(rezultate) == ["Refuzat", "tuple"]
    assert stari(serie) == ["depusa"]


def test_acelasi_buton_de_doua_ori_este_o_cerere(primarie, organizatie, reprezentant):
    serie = serie_publicata(primarie)
    rezultate = deodata(*[depune(serie, 1, organizatie, reprezentant)] * 2)
    assert {r[0].pk for r in rezultate} == {Cerere.objects.get().pk}
    assert sorted(r[1] for r in rezultate) == [False, True]
    assert (Mesaj.objects.count(), Fapta.objects.count()) == (1, 1)


def test_confirmare_si_expirare_in_aceeasi_clipa(primarie, organizatie):
    """The term passes while she presses the button: one of them happens, and only its mail is written."""
    serie = serie_publicata(primarie, capacitate=1)
    acum = timezone.now()
    cerere = cerere_pentru(serie, "Ana", organizatie, "acceptata", confirmare_pana_la=acum + timedelta(seconds=60))
    cerere_pentru(serie, "Rezerva", organizatie, "rezerva")
    rezultate = deodata(lambda: selectie.confirma(cerere), lambda: selectie.expira(acum + timedelta(seconds=61)))
    scrise = sorted(cheie.split(":")[1] for cheie in Mesaj.objects.values_list("cheie", flat=True))
    cerere.refresh_from_db()
    assert (cerere.stare, scrise, stari(serie)) in [
        ("confirmata", ["confirmata"], ["confirmata", "rezerva"]),
        ("retrasa", ["promovata", "termen_trecut"], ["acceptata", "retrasa"]),
    ]
    assert [type(r) for r in rezultate if not isinstance(r, (bool, int, Refuzat))] == []


def test_fisa_si_hotararea_in_aceeasi_clipa(primarie, organizatie, secretariat):
    """A third sheet is either in before the decision, or refused: no mean changes under a decision."""
    serie = serie_publicata(primarie)
    cerere = depusa_de(serie, "Ana", organizatie)
    serie.evaluatori.add(evaluator(3))
    puncte = {serie.criterii.get().pk: 2}
    rezultate = deodata(
        lambda: selectie.accepta(cerere, secretariat), lambda: fise.depune(cerere, evaluator(3), puncte, MOTIV)
    )
    assert feluri(rezultate) in (["Fisa", "NoneType"], ["NoneType", "Refuzat"])
    depuse = Fisa.objects.valabile().count()
    assert depuse == (3 if feluri(rezultate)[0] == "Fisa" else 2)
