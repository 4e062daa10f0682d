"""Score sheets: kept, handed in, closed; conflicts; what one evaluator sees of another; the ranking."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cursuri import fise
from cursuri.clasament import clasament
from cursuri.models import Fapta, Fisa, Punctaj
from platforma.locuri.ocupare import Refuzat
from tests.conftest import persoana
from tests.cursuri.conftest import MOTIV, cerere_pentru, cu_fise, depusa_de, evaluator, serie_publicata

pytestmark = pytest.mark.django_db


@pytest.fixture
def cerere(serie, organizatie):
    serie.criterii.create(nume="Planul", maxim=5, ordine=2)
    serie.evaluatori.add(evaluator(1), evaluator(2))
    return cerere_pentru(serie, "Ana Pop", organizatie, "depusa")


def puncte(serie, *valori):
    return dict(zip(serie.criterii.values_list("pk", flat=True), valori, strict=True))


def test_fisa_se_tine_apoi_se_depune_intreaga(cerere):
    unu, criterii = evaluator(1), list(cerere.serie.criterii.all())
    fise.salveaza(cerere, unu, {criterii[0].pk: 7}, "")
    with pytest.raises(Refuzat, match="Punctați toate criteriile"):
        fise.depune(cerere, unu, {criterii[0].pk: 7}, MOTIV)
    with pytest.raises(Refuzat, match="cel puțin 30 de caractere"):
        fise.depune(cerere, unu, puncte(cerere.serie, 7, 4), "Bun.")
    with pytest.raises(Refuzat, match="în afara limitelor"):
        fise.salveaza(cerere, unu, puncte(cerere.serie, 7, 6), "")
    fisa = fise.depune(cerere, unu, puncte(cerere.serie, 8, 0), MOTIV)
    assert (fisa.total, [p.puncte for p in fisa.punctaje.all()]) == (8, [8, 0])
    assert list(Fapta.objects.values_list("ce", "de", "cerere")) == [("fisa", unu.pk, cerere.pk)]
    for verb in (fise.salveaza, fise.depune):
        with pytest.raises(Refuzat, match="Fișa este depusă"):
            verb(cerere, unu, puncte(cerere.serie, 1, 1), MOTIV)


def test_cine_nu_a_fost_ales_nu_puncteaza(cerere, strain, secretariat):
    for altul in (strain, secretariat):
        with pytest.raises(PermissionDenied):
            fise.salveaza(cerere, altul, {}, "")


def test_dupa_raspuns_nu_se_mai_puncteaza(cerere):
    type(cerere).objects.filter(pk=cerere.pk).update(stare="respinsa", motiv=MOTIV, incheiata_la=cerere.depusa_la)
    with pytest.raises(Refuzat, match="nu mai așteaptă punctaje"):
        fise.depune(cerere, evaluator(1), puncte(cerere.serie, 8, 4), MOTIV)


def test_conflictul_de_interese(cerere, coleg):
    """Known by the platform for her own organisation; declared by herself for what the platform cannot know."""
    cerere.serie.evaluatori.add(coleg)
    with pytest.raises(Refuzat, match="declarați conflictul"):
        fise.depune(cerere, coleg, puncte(cerere.serie, 8, 4), MOTIV)
    assert not Fisa.objects.exists()
    fise.salveaza(cerere, evaluator(1), puncte(cerere.serie, 8, 4), "O cunosc.")
    for cine in (coleg, evaluator(1)):
        fisa = fise.declara_conflict(cerere, cine)
        assert (fisa.conflict, fisa.total, fisa.punctaje.count()) == (True, None, 0)
    assert list(Fisa.objects.valabile()) == []
    with pytest.raises(Refuzat, match="Fișa este depusă"):
        fise.depune(cerere, evaluator(1), puncte(cerere.serie, 8, 4), MOTIV)


def test_propria_cerere_este_conflict(serie, organizatie):
    unu = evaluator(1)
    assert fise.in_conflict(cerere_pentru(serie, "Ea", organizatie, "depusa", email=unu.email), unu)
    assert fise.in_conflict(cerere_pentru(serie, "Tot ea", organizatie, "depusa", persoana=unu), unu)
    assert not fise.in_conflict(cerere_pentru(serie, "Alta", organizatie, "depusa"), unu)


def test_una_nu_vede_fisa_celeilalte_pana_nu_o_depune_pe_a_ei(cerere, secretariat):
    unu, doi = evaluator(1), evaluator(2)
    a_primei = fise.depune(cerere, unu, puncte(cerere.serie, 8, 4), MOTIV)
    fise.salveaza(cerere, doi, puncte(cerere.serie, 1, 1), "")
    assert list(fise.vizibile(cerere, doi)) == []
    assert list(fise.vizibile(cerere, secretariat)) == [a_primei]
    a_doua = fise.depune(cerere, doi, puncte(cerere.serie, 2, 1), MOTIV)
    assert list(fise.vizibile(cerere, doi)) == list(fise.vizibile(cerere, unu)) == [a_primei, a_doua]


def test_ce_asteapta_pe_cine(cerere, organizatie, primarie):
    unu, doi = evaluator(1), evaluator(2)
    ciorna = cerere_pentru(cerere.serie, "Ciorna", organizatie, "ciorna")
    alta = cerere_pentru(serie_publicata(primarie, numar=2), "Alta", organizatie, "depusa")
    fise.depune(cerere, unu, puncte(cerere.serie, 8, 4), MOTIV)
    assert (list(fise.de_punctat(unu)), list(fise.de_punctat(doi))) == ([], [cerere])
    assert list(fise.cererile(unu)) == [cerere]
    assert {ciorna, alta} & set(fise.cererile(unu)) == set()


@pytest.mark.parametrize(
    "drum",
    [
        lambda f: Fisa.objects.filter(pk=f.pk).update(total=1),
        lambda f: Fisa.objects.filter(pk=f.pk).update(depusa_la=None),
        lambda f: Fisa.objects.filter(pk=f.pk).delete(),
        lambda f: f.punctaje.update(puncte=1),
        lambda f: f.punctaje.all().delete(),
    ],
)
def test_o_fisa_depusa_nu_se_schimba_pe_niciun_drum(drum, cerere):
    fisa = fise.depune(cerere, evaluator(1), puncte(cerere.serie, 8, 4), MOTIV)
    with pytest.raises(IntegrityError, match="fisa depusa"), transaction.atomic():
        drum(fisa)
    Fisa.objects.filter(pk=fisa.pk).update(motivare="Text șters")


def test_un_punctaj_peste_maxim_sau_al_altei_serii_nu_intra(cerere, primarie):
    fisa = fise.salveaza(cerere, evaluator(1), {}, "")
    strain = serie_publicata(primarie, numar=2).criterii.get()
    for criteriu, valoare in ((cerere.serie.criterii.get(maxim=5), 6), (strain, 1)):
        with pytest.raises(IntegrityError, match="in afara limitelor"), transaction.atomic():
            Punctaj.objects.create(fisa=fisa, criteriu=criteriu, puncte=valoare)


# --- the ranking --------------------------------------------------------------------------------------------------
def test_clasamentul_spune_media_departarea_si_conflictele(serie, organizatie, alta_organizatie):
    cu_fise(cerere_pentru(serie, "Fara", organizatie, "depusa"))
    depusa_de(serie, "Departe", organizatie, 9, 4)
    depusa_de(serie, "Trei", alta_organizatie, 9, 4, 7)
    depusa_de(serie, "Aproape", organizatie, 8, 7, None)
    cerere_pentru(serie, "Ciorna", organizatie, "ciorna")
    randuri = {r.cerere.nume: r for r in clasament(serie)}
    assert list(randuri) == ["Aproape", "Trei", "Departe", "Fara"]
    assert [(r.loc, r.media, r.ecart, r.departe, r.conflicte) for r in randuri.values()] == [
        (1, Decimal("7.50"), 1, False, 1),
        (2, Decimal("6.67"), 5, False, 0),
        (3, Decimal("6.50"), 5, True, 0),
        (None, None, 0, False, 0),
    ]
    assert [r.de_hotarat for r in randuri.values()] == [True, True, True, False]
    assert [r.din_organizatie for r in randuri.values()] == [3, 1, 3, 3]


@pytest.mark.parametrize("cate", [1, 3])
def test_clasamentul_in_acelasi_numar_de_interogari(cate, serie, organizatie, django_assert_num_queries):
    for n in range(cate):
        depusa_de(serie, f"Om {n}", organizatie, 8, n)
    with django_assert_num_queries(3):
        assert [(r.cerere.organizatie.denumire, r.fise[0].evaluator.nume) for r in clasament(serie)] == [
            (organizatie.denumire, "Evaluator 1")
        ] * cate


def test_un_cont_sters_ramane_evaluator(cerere):
    """Decisions stand on her points, so they stay; the account names nobody any more."""
    from organizatii.stergere import sterge_persoana

    om = persoana("pleaca@exemplu.test", "Pleacă Acum")
    cerere.serie.evaluatori.add(om)
    fise.depune(cerere, om, puncte(cerere.serie, 8, 4), MOTIV)
    sterge_persoana(om)
    assert (Fisa.objects.get().evaluator.nume, cerere.serie.evaluatori.filter(pk=om.pk).exists()) == (
        "Cont șters",
        False,
    )
