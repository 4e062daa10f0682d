"""Bulk issue: what was confirmed is issued; a worker killed anywhere leaves nothing lost and nothing twice."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.db import connection

from cursuri import loturi, randare
from cursuri.certificare import Refuzat, emite, revoca, situatia
from cursuri.models import Certificat, Lot, Prezenta, RandLot
from platforma.mesaje.models import Mesaj
from tests.curse import deodata
from tests.cursuri.conftest import MOTIV, absolvent, cerere_pentru, serie_terminata


@pytest.fixture
def trei(terminata, organizatie):
    return [absolvent(terminata, nume, organizatie) for nume in ("Ana Pop", "Barbu Ene", "Carmen Ilie")]


@pytest.mark.django_db
def test_situatia_spune_cine_poate_si_de_ce_ceilalti_nu(terminata, trei, organizatie, secretariat):
    cerere_pentru(terminata, "Zoe Absentă", organizatie)
    cerere_pentru(terminata, "Pe Rezervă", organizatie, stare="rezerva")  # does not learn
    revoca(emite(trei[1], secretariat), secretariat, categorie="fals", motiv=MOTIV)
    emite(trei[2], secretariat)
    pot, nu_pot = situatia(terminata, secretariat)
    assert [c.nume for c in pot] == ["Ana Pop"]
    assert [(c.nume, motive) for c, motive in nu_pot] == [
        ("Barbu Ene", ["Certificatul ei a fost revocat. Se poate emite din nou de pe pagina lui."]),
        ("Zoe Absentă", ["Prezența este 0 din 2; este nevoie de cel puțin 80 %."]),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("cati", [1, 3])
def test_situatia_in_acelasi_numar_de_interogari(cati, terminata, organizatie, secretariat, django_assert_num_queries):
    for n in range(cati):
        absolvent(terminata, f"Om {n}", organizatie)
    secretariat.has_perm("cursuri.certifica")
    with django_assert_num_queries(5 + cati):  # the organiser's own addresses, for each learner
        situatia(terminata, secretariat)


@pytest.mark.django_db
def test_lotul_se_emite_cu_pdf_si_se_incheie(terminata, trei, secretariat):
    lot = loturi.porneste(terminata, secretariat, 3)
    assert loturi.mersul(lot) == loturi.Mers(total=3, emise=0, refuzate=0, cu_pdf=0)
    assert loturi.mersul(lot).procent == 0
    assert loturi.lucreaza() == 3
    mers = loturi.mersul(lot)
    assert (mers, mers.procent, mers.se_misca) == (loturi.Mers(total=3, emise=3, refuzate=0, cu_pdf=3), 100, False)
    lot.refresh_from_db()
    assert lot.incheiat_la is not None
    assert loturi.lucreaza() == 0
    assert Mesaj.objects.count() == 3


@pytest.mark.django_db
def test_pornirea_cere_numarul_vazut_dreptul_si_un_singur_lot(terminata, trei, secretariat, moderator):
    with pytest.raises(PermissionDenied):
        loturi.porneste(terminata, moderator, 3)
    with pytest.raises(Refuzat, match="acum pot primi certificatul 3 persoane"):
        loturi.porneste(terminata, secretariat, 2)
    loturi.porneste(terminata, secretariat, 3)
    with pytest.raises(Refuzat, match="Se emit deja"):
        loturi.porneste(terminata, secretariat, 3)
    loturi.lucreaza()
    with pytest.raises(Refuzat, match="Nimeni nu poate primi"):
        loturi.porneste(terminata, secretariat, 0)
    assert Lot.objects.count() == 1


@pytest.mark.django_db
def test_conditiile_se_verifica_din_nou_la_emitere(terminata, trei, secretariat):
    lot = loturi.porneste(terminata, secretariat, 3)
    terminata.sesiuni.update(prezenta_inchisa_la=None)
    Prezenta.objects.filter(cerere=trei[0]).update(stare="absent")
    terminata.sesiuni.update(prezenta_inchisa_la=lot.creat_la)
    assert loturi.lucreaza() == 2
    assert lot.randuri.get(cerere=trei[0]).refuz == "Prezența este 0 din 2; este nevoie de cel puțin 80 %."
    assert loturi.mersul(lot).procent == 100


@pytest.mark.django_db
def test_cine_si_a_pierdut_dreptul_intre_timp_nu_mai_emite(terminata, trei, secretariat):
    loturi.porneste(terminata, secretariat, 3)
    secretariat.groups.remove(Group.objects.get(name="Secretariat"))
    assert loturi.lucreaza() == 0
    assert set(RandLot.objects.values_list("refuz", flat=True)) == {"Cine a pornit emiterea nu mai are acest drept."}


@pytest.mark.django_db
def test_un_necaz_nu_ii_opreste_pe_ceilalti(terminata, trei, secretariat, monkeypatch, primarie, organizatie):
    alta = serie_terminata(primarie, numar=2)
    absolvent(alta, "Dan Alt", organizatie)
    loturi.porneste(terminata, secretariat, 3)
    loturi.porneste(alta, secretariat, 1)
    randeaza = randare.randeaza
    prima = [True]

    def o_data_prost(pk):
        if prima.pop() if prima else False:
            raise OSError("disc")
        return randeaza(pk)

    monkeypatch.setattr(randare, "randeaza", o_data_prost)
    with pytest.raises(ExceptionGroup):
        loturi.lucreaza()
    loturi.lucreaza()
    assert Certificat.objects.exclude(sha256="").count() == 4


@pytest.mark.django_db(transaction=True)
def test_doi_lucratori_deodata(primarie, organizatie, secretariat):
    serie = serie_terminata(primarie, sesiuni=1)
    for n in range(12):
        absolvent(serie, f"Om {n}", organizatie)
    loturi.porneste(serie, secretariat, 12)
    emise = deodata(*[loturi.lucreaza] * 3)
    assert sum(emise) == 12
    loturi.lucreaza()  # whoever finished first may have left the closing to the others
    assert sorted(Certificat.objects.values_list("nr", flat=True)) == list(range(1, 13))
    assert Lot.objects.get().incheiat_la is not None


def lucrator(privat):
    """A worker in a process of its own, over the test's database."""
    url = urlsplit(settings.DATABASE_URL)
    mediu = {
        "MOD": "local",
        "DJANGO_SETTINGS_MODULE": "platforma.settings",
        "DATABASE_URL": urlunsplit(url._replace(path="/" + connection.settings_dict["NAME"])),
        "REDIS_URL": settings.REDIS_URL,
        "PRIVAT_ROOT": str(privat),
    }
    cod = "import django; django.setup(); from cursuri import loturi; print('gata', flush=True); loturi.lucreaza()"
    return subprocess.Popen([sys.executable, "-c", cod], env={**os.environ, **mediu}, stdout=subprocess.PIPE)


@pytest.mark.django_db(transaction=True)
def test_omorat_oriunde_lotul_se_termina_intreg(primarie, organizatie, secretariat):
    """SIGKILL at three random moments, one worker after another; then one that may finish."""
    serie = serie_terminata(primarie, capacitate=40, sesiuni=1)
    for n in range(40):
        absolvent(serie, f"Om {n}", organizatie)
    loturi.porneste(serie, secretariat, 40)
    zar = random.Random()
    for _moarte in range(3):
        victima = lucrator(settings.PRIVAT_ROOT)
        victima.stdout.readline()
        time.sleep(zar.uniform(0.02, 0.35))
        victima.send_signal(signal.SIGKILL)
        victima.wait()
        victima.stdout.close()
    intreg = lucrator(settings.PRIVAT_ROOT)
    assert intreg.wait(60) == 0
    intreg.stdout.close()
    certificate = list(Certificat.objects.order_by("nr"))
    assert [c.nr for c in certificate] == list(range(1, 41))
    assert len({c.cerere_id for c in certificate}) == 40
    for c in certificate:
        with storages["privat"].open(c.cale_pdf) as fisier:
            assert hashlib.sha256(fisier.read()).hexdigest() == c.sha256
    assert set(RandLot.objects.values_list("certificat__stare", flat=True)) == {"emis"}
    assert (Lot.objects.get().incheiat_la is not None, Mesaj.objects.count()) == (True, 40)
    fisiere = [f for d in os.scandir(settings.PRIVAT_ROOT / "certificate") for f in os.scandir(d) if f.name[0] != "."]
    assert len(fisiere) == 40
