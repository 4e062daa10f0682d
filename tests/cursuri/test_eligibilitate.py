"""The one rule of a certificate, at its borders, and the facts that are put to it."""

import pytest

from cursuri.eligibilitate import Conditii, Situatie, verdict, verdictele, verdictul
from cursuri.models import Prezenta, Rezultat, Sesiune
from tests.cursuri.conftest import MOTIV, cerere_pentru, serie_publicata


def situatie(**campuri):
    implicite = {"sesiuni": 1000, "deschise": 0, "prezente": 1000, "motivate": 0, "punctaj": 100, "incercari": 1}
    return Situatie(**{**implicite, **campuri})


CONDITII = Conditii(prag_prezenta=80, motivate=1, prag_evaluare=60)


@pytest.mark.parametrize(
    ("prezente", "ok"), [(799, False), (800, True), (801, True), (0, False), (1000, True)]
)  # 79.9 %, 80 %, 80.1 %
def test_prezenta_se_masoara_exact(prezente, ok):
    assert verdict(situatie(prezente=prezente), CONDITII).ok is ok


@pytest.mark.parametrize(("punctaj", "ok"), [(59, False), (60, True), (61, True), (None, False)])
def test_punctajul_minim(punctaj, ok):
    assert verdict(situatie(punctaj=punctaj), CONDITII).ok is ok


def test_fara_evaluare_punctajul_nu_conteaza():
    gasit = verdict(situatie(punctaj=None), Conditii(80, 1, None))
    assert (gasit.ok, gasit.punctaj) == (True, None)


@pytest.mark.parametrize(
    ("prezente", "motivate", "numarate", "ok"),
    [
        (3, 0, 5, False),  # 60 %
        (3, 1, 4, False),  # 75 %: the absence with a reason is left out
        (4, 1, 4, True),
        (3, 2, 4, False),  # only one may be left out
        (4, 0, 5, True),  # 80 %
    ],
)
def test_absentele_motivate_micsoreaza_numaratoarea_pana_la_limita(prezente, motivate, numarate, ok):
    gasit = verdict(situatie(sesiuni=5, prezente=prezente, motivate=motivate), CONDITII)
    assert (gasit.numarate, gasit.ok) == (numarate, ok)


def test_o_singura_sesiune_cu_absenta_motivata_nu_da_certificat():
    gasit = verdict(situatie(sesiuni=1, prezente=0, motivate=1), CONDITII)
    assert (gasit.numarate, gasit.ok) == (1, False)


def test_fara_sesiuni_nu_se_da_certificat():
    assert not verdict(situatie(sesiuni=0, prezente=0), Conditii(0, 0, None)).ok


def test_motivele_spun_tot_ce_lipseste():
    gasit = verdict(situatie(sesiuni=8, deschise=2, prezente=5, punctaj=41, confirmata=False), CONDITII)
    assert gasit.motive == (
        "Locul la curs nu mai este confirmat.",
        "Mai sunt 2 sesiuni la care prezența nu este încheiată.",
        "Prezența este 5 din 8; este nevoie de cel puțin 80 %.",
        "Punctajul la evaluare este 41; este nevoie de cel puțin 60 din 100.",
    )


@pytest.mark.parametrize("cati", [1, 3])
def test_faptele_se_citesc_din_randuri_in_acelasi_numar_de_interogari(
    cati, primarie, organizatie, secretariat, django_assert_num_queries
):
    serie = serie_publicata(primarie, sesiuni=3, prag_evaluare=60)
    cereri = [cerere_pentru(serie, f"Om {n}", organizatie) for n in range(cati)]
    prima, a_doua, a_treia = serie.sesiuni.all()
    Sesiune.objects.filter(pk=a_treia.pk).update(anulata=True)
    for cerere in cereri:
        for sesiune, stare in ((prima, "prezent"), (a_doua, "motivat"), (a_treia, "prezent")):
            Prezenta.objects.create(sesiune=sesiune, cerere=cerere, stare=stare, sursa="manual", marcat_de=secretariat)
        gresit = Rezultat.objects.create(cerere=cerere, incercare=1, punctaj=95, dat_de=secretariat)
        Rezultat.objects.create(
            cerere=cerere, incercare=1, punctaj=59, corecteaza=gresit, motiv=MOTIV, dat_de=secretariat
        )
        Rezultat.objects.create(cerere=cerere, incercare=2, punctaj=70, dat_de=secretariat)
    serie.sesiuni.filter(pk=prima.pk).update(prezenta_inchisa_la=prima.se_incheie_la)
    with django_assert_num_queries(4):
        gasite = verdictele(serie)
    assert {(v.prezente, v.numarate, v.punctaj, v.ok) for v in gasite.values()} == {(1, 1, 70, False)}
    assert verdictul(cereri[0]).motive == ("Mai este 1 sesiune la care prezența nu este încheiată.",)
