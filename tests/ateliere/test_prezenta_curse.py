"""Two organisers at the same moment, on real connections: one row, and never a tick after the closing."""

from datetime import timedelta
from threading import Barrier, Event
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from ateliere import inscrieri, prezenta
from ateliere.models import Fapta, Inscriere, Prezenta, ScanareRespinsa
from platforma.locuri import ocupare
from platforma.prezenta import marcare
from tests.ateliere.conftest import atelier_publicat, inscris
from tests.curse import RABDARE, deodata

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ana(in_curs):
    return inscris(in_curs, "Ana")


def bifeaza(inscriere, de, **rest):
    return lambda: prezenta.bifeaza(inscriere.atelier, inscriere.pk, "prezent", de=de, **rest)


@pytest.mark.parametrize("runda", range(3))
def test_doi_organizatori_bifeaza_deodata(runda, in_curs, ana, autoritate, secretariat):
    cine = [autoritate, secretariat] * 4
    rezultate = deodata(*(bifeaza(ana, de) for de in cine))
    rand = Prezenta.objects.get()
    assert {r[0].pk for r in rezultate} == {rand.pk}
    assert [noua for _rand, noua in rezultate].count(True) == 1
    assert not rand.events.exists()


def test_acelasi_buton_apasat_de_doua_ori_deodata(in_curs, ana, autoritate):
    nonce = uuid4()
    rezultate = deodata(*(bifeaza(ana, autoritate, sursa="qr", nonce=nonce) for _n in range(4)))
    assert [noua for _rand, noua in rezultate] == [True] * 4
    assert Prezenta.objects.get().nonce == nonce


def fara_lacate(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_optiuni: self)


def test_fara_lacat_cursa_se_vede(in_curs, ana, autoritate, secretariat, monkeypatch):
    """The harness does catch the bug: without the lock both find no row, and only the unique key stops the second."""
    bariera = Barrier(2)
    fara_lacate(monkeypatch)
    monkeypatch.setattr(marcare, "_verifica", lambda *_argumente: bariera.wait(RABDARE))
    rezultate = deodata(bifeaza(ana, autoritate), bifeaza(ana, secretariat))
    assert sorted(type(r).__name__ for r in rezultate) == ["IntegrityError", "tuple"]


@pytest.mark.parametrize("runda", range(4))
def test_se_inchide_chiar_cand_se_bifeaza(runda, in_curs, ana, autoritate, secretariat):
    """Either she was ticked before and is counted, or she was refused after; her row and the journal agree."""
    bifat, inchis = deodata(bifeaza(ana, autoritate), lambda: prezenta.inchide(in_curs, secretariat))
    stare = Prezenta.objects.get().stare
    if isinstance(bifat, Exception):
        assert (type(bifat), stare) == (marcare.Respins, "absent")
        assert ScanareRespinsa.objects.get().motiv == "inchisa"
    else:
        assert stare == "prezent"
    assert inchis[stare] == 1
    assert Fapta.objects.get(ce="prezenta_inchisa").detalii == inchis


def intarziat(monkeypatch, in_curs, secretariat):
    """Without the lock: the tick has looked and found it open; then somebody closes; then the tick writes."""
    privit, inchisa, cum_este = Event(), Event(), marcare._verifica
    fara_lacate(monkeypatch)

    def asteapta(*argumente):
        cum_este(*argumente)
        privit.set()
        inchisa.wait(RABDARE)

    def inchide():
        privit.wait(RABDARE)
        try:
            return prezenta.inchide(in_curs, secretariat)
        finally:
            inchisa.set()

    monkeypatch.setattr(marcare, "_verifica", asteapta)
    return inchide


@pytest.mark.parametrize("cu_trigger", [True, False])
def test_fara_lacat_se_bifeaza_dupa_inchidere_iar_triggerul_singur_opreste(
    cu_trigger, in_curs, ana, autoritate, secretariat, monkeypatch
):
    prezenta.bifeaza(in_curs, ana.pk, "absent", de=autoritate)
    inchide = intarziat(monkeypatch, in_curs, secretariat)
    if not cu_trigger:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ateliere_prezenta DISABLE TRIGGER USER")
    try:
        bifat, inchis = deodata(bifeaza(ana, autoritate), inchide)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ateliere_prezenta ENABLE TRIGGER USER")
    assert inchis["absent"] == 1
    if cu_trigger:
        assert type(bifat).__name__ == "IntegrityError"
        assert Prezenta.objects.get().stare == "absent"
    else:
        assert Prezenta.objects.get().stare == "prezent"  # after the closing counted her absent


@pytest.mark.parametrize("runda", range(4))
def test_isi_anuleaza_locul_chiar_cand_este_bifata(runda, primarie, organizatie, reprezentant, autoritate):
    atelier = atelier_publicat(primarie, incepe_la=timezone.now() + timedelta(minutes=30))
    ana = inscris(atelier, "Ana", organizatie=organizatie)
    bifat, anulat = deodata(bifeaza(ana, autoritate), lambda: inscrieri.anuleaza(ana, reprezentant))
    stare = Inscriere.objects.get(pk=ana.pk).stare
    if stare == "confirmata":
        assert (bifat[1], type(anulat)) == (True, ocupare.Refuzat)
    else:
        assert (type(bifat), anulat) == (marcare.Respins, True)
        assert not Prezenta.objects.exists()


def test_lista_tinuta_de_altcineva_da_un_mesaj(in_curs, ana, autoritate, client_pentru, monkeypatch):
    from tests.ateliere.test_curse import tine_lacatul

    monkeypatch.setattr(ocupare, "RABDARE_LACAT", "50ms")
    intrat, gata = Event(), Event()
    fir = tine_lacatul(in_curs, intrat, gata)
    try:
        raspuns = client_pentru(autoritate).post(
            f"/spatiu/ateliere/{in_curs.pk}/prezenta/{ana.pk}/", {"stare": "prezent"}, follow=True
        )
    finally:
        gata.set()
        fir.join(RABDARE)
    assert "Altcineva scrie chiar acum în listă. Încercați din nou." in raspuns.text
    assert not Prezenta.objects.exists()
