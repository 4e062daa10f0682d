"""Many people at the same moment, on real connections to a real PostgreSQL."""

from contextlib import suppress
from datetime import timedelta
from threading import Barrier, Event, Thread

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from ateliere import inscrieri
from ateliere.models import Atelier, Fapta, Inscriere
from platforma.locuri import ocupare
from platforma.locuri.ocupare import Aglomerat, Refuzat, sub_lacat
from platforma.mesaje.models import Mesaj
from tests.ateliere.conftest import MOTIV, atelier_publicat, inscris, ong_cu_om
from tests.curse import RABDARE, deodata

pytestmark = pytest.mark.django_db(transaction=True)


MULTA_RABDARE = 180  # seconds


@pytest.fixture(autouse=True)
def _rabdare_la_lacat(monkeypatch):
    """On a busy machine a queue of 32 threads may take longer than a person is let wait; one test asks for less."""
    monkeypatch.setattr(ocupare, "RABDARE_LACAT", "60s")


def stari(atelier):
    return sorted(atelier.inscrieri.values_list("stare", flat=True))


def vine(atelier, n, organizatie, de):
    return lambda: inscrieri.inscrie(
        atelier.pk, nume=f"Persoana {n}", email=f"p{n}@exemplu.test", organizatie=organizatie, de=de
    )


@pytest.fixture
def multi(organizatie, reprezentant):
    return organizatie, reprezentant


def test_de_o_suta_de_ori_in_acelasi_timp_pe_treizeci_de_locuri(primarie, multi):
    """32 threads, 220 requests (20 of them twice): 30 places, everybody else waits, nobody sees an error."""
    organizatie, reprezentant = multi
    atelier = atelier_publicat(primarie, capacitate=30, max_per_organizatie=500)
    cereri = [vine(atelier, n, organizatie, reprezentant) for n in [*range(200), *range(20)]]
    felii = [cereri[i::32] for i in range(32)]
    rezultate = deodata(*((lambda f=felie: [cerere() for cerere in f]) for felie in felii), rabdare=MULTA_RABDARE)
    assert [r for r in rezultate if isinstance(r, Exception)] == []
    assert stari(atelier) == ["asteptare"] * 170 + ["confirmata"] * 30
    assert Mesaj.objects.filter(cheie__startswith="atelier:").count() == 200
    assert Fapta.objects.count() == 200


def fara_lacat(monkeypatch):
    """Take the row lock out, and let nobody write before both have counted."""
    bariera = Barrier(2)
    monkeypatch.setattr(ocupare, "blocate", lambda model, chei: model.objects.filter(pk__in=chei))
    cum_este = inscrieri.stare_la_sosire

    def impreuna(*argumente):
        stare = cum_este(*argumente)
        bariera.wait(RABDARE)
        return stare

    monkeypatch.setattr(inscrieri, "stare_la_sosire", impreuna)


def scoate_triggerele():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ateliere_inscriere DISABLE TRIGGER ALL")


def pune_triggerele():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ateliere_inscriere ENABLE TRIGGER ALL")


def test_fara_lacat_si_fara_trigger_cursa_se_vede(primarie, multi, monkeypatch):
    """The harness does catch the bug: with both guards out, one place is sold twice."""
    atelier = atelier_publicat(primarie, capacitate=1)
    fara_lacat(monkeypatch)
    scoate_triggerele()
    try:
        deodata(vine(atelier, 1, *multi), vine(atelier, 2, *multi))
    finally:
        pune_triggerele()
    assert stari(atelier) == ["confirmata", "confirmata"]


def test_triggerul_singur_tine_capacitatea(primarie, multi, monkeypatch):
    atelier = atelier_publicat(primarie, capacitate=1)
    fara_lacat(monkeypatch)
    rezultate = deodata(vine(atelier, 1, *multi), vine(atelier, 2, *multi))
    assert sorted(type(r).__name__ for r in rezultate) == ["IntegrityError", "tuple"]
    assert stari(atelier) == ["confirmata"]


def test_repeatable_read_vinde_de_doua_ori(primarie, multi):
    """Why the settings check refuses it: what is read after the lock is older than the lock."""
    atelier = atelier_publicat(primarie, capacitate=1)
    scoate_triggerele()
    bariera = Barrier(2)

    def cu_izolare(n):
        def fapta():
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                    cursor.execute("SELECT 1 FROM ateliere_atelier")  # the snapshot is taken here
                bariera.wait(RABDARE)
                return vine(atelier, n, *multi)()

        return fapta

    try:
        deodata(cu_izolare(1), cu_izolare(2))
    finally:
        pune_triggerele()
    assert stari(atelier) == ["confirmata", "confirmata"]


def test_de_doua_ori_acelasi_om_este_un_rand_si_acelasi_raspuns(atelier, multi):
    rezultate = deodata(vine(atelier, 1, *multi), vine(atelier, 1, *multi))
    assert {r[0].pk for r in rezultate} == {Inscriere.objects.get().pk}
    assert sorted(r[1] for r in rezultate) == [False, True]
    assert Mesaj.objects.filter(cheie__startswith="atelier:confirmare:").count() == 1


@pytest.mark.parametrize("runda", range(3))
def test_doi_care_promoveaza_deodata_scriu_fiecaruia_o_data(runda, primarie, multi):
    organizatie, reprezentant = multi
    atelier = atelier_publicat(primarie, capacitate=10)
    cu_loc = [inscris(atelier, f"Are loc {n}", organizatie=organizatie) for n in range(10)]
    asteapta = [inscris(atelier, f"Asteapta {n}", organizatie=organizatie, stare="asteptare") for n in range(12)]
    deodata(*((lambda i=i: inscrieri.anuleaza(i, reprezentant)) for i in cu_loc))
    promovati = Inscriere.objects.filter(stare="confirmata").order_by("pk")
    assert [i.pk for i in promovati] == [i.pk for i in asteapta[:10]]
    assert Mesaj.objects.filter(cheie__startswith="atelier:promovare:").count() == 10


def test_citita_inainte_de_lacat_coada_promoveaza_de_mai_multe_ori(primarie, multi, monkeypatch):
    """The harness does catch the order that peers have: queue first, lock after."""
    organizatie, _om = multi
    atelier = atelier_publicat(primarie, capacitate=2)
    for n in range(2):
        inscris(atelier, f"Asteapta {n}", organizatie=organizatie, stare="asteptare")
    bariera, date = Barrier(2), []

    def promoveaza_ca_altii():
        coada = list(Inscriere.objects.in_coada())
        bariera.wait(RABDARE)
        with sub_lacat(Atelier, atelier.pk):
            date.extend(i.pk for i in coada)

    deodata(promoveaza_ca_altii, promoveaza_ca_altii)
    assert len(date) == 4


def test_anulare_si_inscriere_in_aceeasi_clipa_castiga_capul_cozii(primarie, multi):
    organizatie, reprezentant = multi
    atelier = atelier_publicat(primarie, capacitate=1, max_per_organizatie=9)
    cu_loc = inscris(atelier, "Are loc", organizatie=organizatie)
    cap = inscris(atelier, "Cap de coada", organizatie=organizatie, stare="asteptare")
    deodata(lambda: inscrieri.anuleaza(cu_loc, reprezentant), vine(atelier, 7, organizatie, reprezentant))
    assert list(Inscriere.objects.filter(stare="confirmata")) == [cap]
    assert Inscriere.objects.get(email="p7@exemplu.test").stare == "asteptare"


def test_doua_mutari_incrucisate_nu_se_blocheaza(primarie, multi, secretariat):
    organizatie, _om = multi
    unu = atelier_publicat(primarie)
    doi = atelier_publicat(primarie, slug="al-doilea")
    ana, dan = inscris(unu, "Ana", organizatie=organizatie), inscris(doi, "Dan", organizatie=organizatie)
    rezultate = deodata(
        lambda: inscrieri.muta_la(ana, doi.pk, secretariat), lambda: inscrieri.muta_la(dan, unu.pk, secretariat)
    )
    assert [type(r) for r in rezultate] == [Inscriere, Inscriere]
    assert list(unu.inscrieri.confirmate().values_list("nume", flat=True)) == ["Dan"]
    assert list(doi.inscrieri.confirmate().values_list("nume", flat=True)) == ["Ana"]


def tine_lacatul(atelier, intrat, gata):
    def tine():
        try:
            with transaction.atomic():
                list(ocupare.blocate(Atelier, [atelier.pk]))
                intrat.set()
                gata.wait(RABDARE)
        finally:
            connections.close_all()

    fir = Thread(target=tine, daemon=True)
    fir.start()
    assert intrat.wait(RABDARE)
    return fir


def test_lacatul_tinut_prea_mult_da_un_mesaj_si_niciun_rand(atelier, multi, monkeypatch):
    monkeypatch.setattr(ocupare, "RABDARE_LACAT", "50ms")
    intrat, gata = Event(), Event()
    fir = tine_lacatul(atelier, intrat, gata)
    try:
        with pytest.raises(Aglomerat, match="Încercați din nou"):
            vine(atelier, 1, *multi)()
    finally:
        gata.set()
        fir.join(RABDARE)
    assert not Inscriere.objects.exists()


def test_un_rand_care_doar_trimite_la_atelier_nu_asteapta_lacatul(atelier):
    """NO KEY UPDATE: an insert with a foreign key to the locked row goes through while the lock is held."""
    intrat, gata = Event(), Event()
    fir = tine_lacatul(atelier, intrat, gata)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        inscris(atelier, "In coada", stare="asteptare")
    finally:
        gata.set()
        fir.join(RABDARE)
    assert Inscriere.objects.count() == 1


def test_capacitatea_scade_chiar_cand_vine_cineva(primarie, multi, secretariat):
    """Either the newcomer finds the smaller room, or the change finds her in it: never more people than places."""
    organizatie, reprezentant = multi
    atelier = atelier_publicat(primarie, capacitate=2)
    inscris(atelier, "Are loc", organizatie=organizatie)
    deodata(
        vine(atelier, 1, organizatie, reprezentant),
        lambda: inscrieri.schimba_capacitatea(atelier.pk, secretariat, MOTIV, capacitate=1),
    )
    atelier.refresh_from_db()
    assert (atelier.capacitate, stari(atelier)) in [
        (1, ["asteptare", "confirmata"]),
        (2, ["confirmata", "confirmata"]),
    ]


def test_la_intamplare_doua_sute_de_fapte_si_invariantii_tin(primarie, secretariat):
    """Threads register, cancel and change the capacity at random; then nothing is overbooked and nobody was skipped."""
    import random

    organizatie, om = ong_cu_om(1)
    atelier = atelier_publicat(primarie, capacitate=8, max_per_organizatie=500)

    def plimbare(samanta):
        rng = random.Random(samanta)

        def umbla():
            for pas in range(25):
                fel = rng.random()
                if fel < 0.55:
                    vine(atelier, f"{samanta}-{pas}", organizatie, om)()
                elif fel < 0.85:
                    ale_mele = list(Inscriere.objects.active().filter(email__startswith=f"p{samanta}-"))
                    if ale_mele:
                        inscrieri.anuleaza(rng.choice(ale_mele), om)
                else:
                    with suppress(Refuzat):
                        inscrieri.schimba_capacitatea(atelier.pk, secretariat, MOTIV, capacitate=rng.randint(4, 16))

        return umbla

    rezultate = deodata(*(plimbare(n) for n in range(8)), rabdare=MULTA_RABDARE)
    assert [r for r in rezultate if r is not None] == []
    atelier.refresh_from_db()
    ocupate, coada = atelier.inscrieri.ocupate(), atelier.inscrieri.in_coada()
    assert ocupate.count() <= atelier.capacitate
    assert not (coada.exists() and ocupate.count() < atelier.capacitate)
    primul_care_asteapta = coada.first()
    if primul_care_asteapta:  # first come first served: whoever waits came after everybody who was promoted
        assert not ocupate.filter(pk__gt=primul_care_asteapta.pk).exists()
    assert atelier.inscrieri.active().values("email").distinct().count() == atelier.inscrieri.active().count()


def test_capacitatea_prin_orice_alt_drum(atelier, multi):
    organizatie, _om = multi
    cu_loc = [inscris(atelier, f"Are loc {n}", organizatie=organizatie) for n in range(2)]
    in_coada = inscris(atelier, "In coada", organizatie=organizatie, stare="asteptare")
    drumuri = [
        lambda: inscris(atelier, "Inca una", organizatie=organizatie),
        lambda: Inscriere.objects.filter(pk=in_coada.pk).update(stare="confirmata", cod="x"),
        lambda: Atelier.objects.filter(pk=atelier.pk).update(capacitate=1),
        lambda: Atelier.objects.filter(pk=atelier.pk).update(capacitate_ong=1),
    ]
    for drum in drumuri:
        with pytest.raises(IntegrityError, match="capacitate"), transaction.atomic():
            drum()
    assert Inscriere.objects.filter(pk__in=[i.pk for i in cu_loc], stare="confirmata").count() == 2


def test_in_ultima_zi_nu_se_mai_promoveaza_singur(primarie, multi):
    organizatie, reprezentant = multi
    acum = timezone.now()
    atelier = atelier_publicat(primarie, incepe_la=acum + timedelta(hours=3), capacitate=1)
    cu_loc = inscris(atelier, "Are loc", organizatie=organizatie)
    asteapta = inscris(atelier, "Asteapta", organizatie=organizatie, stare="asteptare")
    inscrieri.anuleaza(cu_loc, reprezentant)
    asteapta.refresh_from_db()
    assert asteapta.stare == "asteptare"
    assert inscrieri.verifica_cozile() == 0


def test_prin_pagini_acelasi_om_de_doua_ori_si_altii_in_aceeasi_clipa(primarie, multi, client_pentru):
    """Through the views: a button pressed twice is one row and one answer, and two places hold two people."""
    organizatie, reprezentant = multi
    atelier = atelier_publicat(primarie, capacitate=2, max_per_organizatie=9)

    def trimite(n):
        client = client_pentru(reprezentant)
        date = {"organizatie": organizatie.pk, "nume": f"Persoana {n}", "email": f"p{n}@exemplu.test"}
        return lambda: client.post(f"/ateliere/{atelier.slug}/inscriere/", date)

    raspunsuri = deodata(*(trimite(n) for n in (1, 1, 2, 3, 4)))
    assert [r.status_code for r in raspunsuri] == [302] * 5
    assert raspunsuri[0].url == raspunsuri[1].url
    assert stari(atelier) == ["asteptare", "asteptare", "confirmata", "confirmata"]
