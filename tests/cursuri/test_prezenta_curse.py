"""Two people at the same moment, on real connections: a tick beside a withdrawal, a closing, another tick."""

from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet

from cursuri import absente, prezenta, selectie
from cursuri.models import Cerere, Fapta, Motivare, Prezenta, ScanareRespinsa
from platforma.locuri.ocupare import Refuzat
from platforma.prezenta import marcare
from tests.curse import RABDARE, deodata
from tests.cursuri.conftest import MOTIV

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sesiune(in_curs):
    return in_curs.sesiuni.get()


def bifeaza(sesiune, cerere, de, **rest):
    return lambda: prezenta.bifeaza(sesiune, cerere.pk, "prezent", de=de, **rest)


def retrage(cerere):
    return lambda: selectie.retrage(cerere, de=None)


def test_acelasi_buton_apasat_de_mai_multe_ori_deodata(sesiune, ana, formator):
    nonce = uuid4()
    rezultate = deodata(*(bifeaza(sesiune, ana, formator, sursa="qr", nonce=nonce) for _n in range(4)))
    assert [noua for _rand, noua in rezultate] == [True] * 4
    assert Prezenta.objects.get().nonce == nonce


@pytest.mark.parametrize("runda", range(4))
@pytest.mark.parametrize("din_hartie", [False, True])
def test_se_retrage_chiar_cand_este_bifata(runda, din_hartie, sesiune, ana, formator):
    """Different locks (series, session), so the learner's own row is what keeps them apart."""
    bifa = bifeaza(sesiune, ana, formator)
    if din_hartie:
        bifa = lambda: prezenta.bifeaza_mai_multi(sesiune, [ana.pk], formator, "hartie")  # noqa: E731
    bifat, retras = deodata(bifa, retrage(ana))
    stare = Cerere.objects.get(pk=ana.pk).stare
    if stare == "confirmata":
        assert type(retras) is Refuzat
        assert Prezenta.objects.get().stare == "prezent"
    else:
        assert retras is True
        assert bifat == 0 if din_hartie else type(bifat) is marcare.Respins
        assert not Prezenta.objects.exists()


@pytest.mark.parametrize("cu_trigger", [True, False])
def test_fara_lacat_ramane_o_prezenta_fara_loc_iar_triggerul_singur_opreste(
    cu_trigger, sesiune, ana, formator, monkeypatch
):
    """The harness does catch the bug: the tick has looked and found her seat; she leaves; then the tick writes."""
    privit, plecata = Barrier(2), Barrier(2)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_optiuni: self)
    cum_este = marcare._verifica

    def asteapta(*argumente):
        cum_este(*argumente)
        privit.wait(RABDARE)
        plecata.wait(RABDARE)

    def pleaca():
        privit.wait(RABDARE)
        try:
            return selectie.retrage(ana, de=None)
        finally:
            plecata.wait(RABDARE)

    monkeypatch.setattr(marcare, "_verifica", asteapta)
    comutator = "ENABLE" if cu_trigger else "DISABLE"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE cursuri_prezenta {comutator} TRIGGER USER")
    try:
        bifat, retras = deodata(bifeaza(sesiune, ana, formator), pleaca)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE cursuri_prezenta ENABLE TRIGGER USER")
    assert retras is True
    if cu_trigger:
        assert type(bifat).__name__ == "IntegrityError"
        assert not Prezenta.objects.exists()
    else:
        assert Prezenta.objects.get().stare == "prezent"  # of somebody without a seat


@pytest.mark.parametrize("runda", range(4))
def test_se_inchide_chiar_cand_se_bifeaza(runda, sesiune, ana, formator, secretariat):
    bifat, inchis = deodata(bifeaza(sesiune, ana, formator), lambda: prezenta.inchide(sesiune, secretariat))
    stare = Prezenta.objects.get().stare
    if isinstance(bifat, Exception):
        assert (type(bifat), stare) == (marcare.Respins, "absent")
        assert ScanareRespinsa.objects.get().motiv == "inchisa"
    else:
        assert stare == "prezent"
    assert inchis[stare] == 1
    assert Fapta.objects.get(ce="prezenta_inchisa").detalii == {"sesiune": sesiune.pk, **inchis}


@pytest.mark.parametrize("runda", range(3))
def test_se_motiveaza_chiar_cand_este_bifata(runda, sesiune, ana, formator, secretariat):
    bifat, motivat = deodata(
        bifeaza(sesiune, ana, formator), lambda: absente.motiveaza(sesiune, ana, MOTIV, secretariat)
    )
    assert Prezenta.objects.get().stare == "prezent"
    if isinstance(motivat, Exception):
        assert type(motivat) is Refuzat
        assert not Motivare.objects.exists()
    assert not isinstance(bifat, Exception)


def test_se_cere_de_doua_ori_deodata(sesiune, ana):
    rezultate = deodata(*(lambda: absente.cere(ana, sesiune, "Sunt bolnavă.") for _n in range(4)))
    assert {m.pk for m in rezultate} == {Motivare.objects.get().pk}


def test_se_hotaraste_de_doua_ori_deodata(sesiune, ana, formator, secretariat):
    motivare = absente.cere(ana, sesiune, "Sunt bolnavă.")
    rezultate = deodata(
        lambda: absente.hotaraste(motivare, aprobata=True, raspuns=MOTIV, de=formator),
        lambda: absente.hotaraste(motivare, aprobata=False, raspuns=MOTIV, de=secretariat),
    )
    assert sorted(type(r).__name__ for r in rezultate) == ["Motivare", "Refuzat"]
    motivare.refresh_from_db()
    assert Prezenta.objects.filter(stare="motivat").count() == (motivare.stare == "aprobata")
