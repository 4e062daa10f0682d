"""The check after six months: when it is due, who is asked, what the answers say together, what closes it."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from organizatii.models import Membru
from parteneriate import stari, verificari
from parteneriate.models import Activ, Etapa, Ocazie, Parteneriat, RaspunsVerificare, Verificare
from parteneriate.scadente import peste_luni, programeaza, programeaza_toate, termene
from parteneriate.scriere import Refuzat
from parteneriate.verificari import aminteste, deschide, inchide, raspunsuri_vizibile, rezultatul
from platforma.mesaje.models import Mesaj
from tests.conftest import persoana
from tests.curse import deodata
from tests.parteneriate.ajutor_verificari import al, cu_rezultat, deschisa, raspunde
from tests.parteneriate.conftest import confirmate, intreg, la_etapa, parteneriat

MOTIV = "Nu mai avem oameni pentru așa ceva."
O_ZI = timedelta(days=1)


# --- when it is due -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("zi", "asteptata"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 10, 31), date(2027, 4, 30)),
        (date(2026, 12, 1), date(2027, 6, 1)),
        (date(2028, 2, 29), date(2028, 8, 29)),
    ],
)
def test_sase_luni(zi, asteptata):
    assert peste_luni(zi, 6) == asteptata


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 48))
def test_peste_luni_pastreaza_ziua_sau_ia_ultima(zi, luni):
    gasita = peste_luni(zi, luni)
    assert (gasita.year * 12 + gasita.month) - (zi.year * 12 + zi.month) == luni
    assert gasita.day == zi.day or (gasita.day < zi.day and (gasita + O_ZI).day == 1)


def test_termenele():
    semnat, sfarsit = date(2026, 1, 5), date(2026, 9, 1)
    assert termene(semnat, None, None) == {Ocazie.SEMNARE: semnat}
    assert termene(semnat, sfarsit, None) == {Ocazie.SEMNARE: semnat, Ocazie.INCHEIERE: sfarsit}
    assert termene(semnat, sfarsit, date(2026, 5, 1))[Ocazie.INCHEIERE] == date(2026, 5, 1)  # closed early
    assert termene(semnat, sfarsit, date(2026, 12, 1))[Ocazie.INCHEIERE] == sfarsit  # closed late


@pytest.mark.parametrize(
    ("cu_o_clipa_inainte", "la_timp"),
    [  # midnight in Bucharest, in winter and in summer: the clock is moved between signing and the due day
        (datetime(2027, 2, 27, 21, 59, tzinfo=UTC), datetime(2027, 2, 27, 22, 0, tzinfo=UTC)),
        (datetime(2027, 5, 31, 20, 59, tzinfo=UTC), datetime(2027, 5, 31, 21, 0, tzinfo=UTC)),
    ],
)
@pytest.mark.django_db
def test_se_deschide_in_ziua_de_la_bucuresti(semnat, cu_o_clipa_inainte, la_timp):
    zi = timezone.localdate(la_timp)
    Verificare.objects.create(parteneriat=semnat, ocazie="semnare", de_la=date(2026, 8, 31), scadenta=zi)
    assert (deschide(cu_o_clipa_inainte), deschide(la_timp)) == (0, 1)


@pytest.mark.django_db
def test_la_semnare_apar_ambele_in_aceeasi_tranzactie(organizatie, primarie, reprezentant, autoritate):
    rand = intreg(parteneriat("Se semnează", organizatie, primarie, etapa=Etapa.APROBARE))
    Parteneriat.objects.filter(pk=rand.pk).update(fara_act_motiv="Nu este nevoie de un act.")
    confirmate(rand)
    assert Verificare.objects.count() == 0
    stari.muta(rand, stari.Miscare.SEMNEAZA, reprezentant)
    rand.refresh_from_db()
    assert list(Verificare.objects.values_list("ocazie", "de_la", "scadenta")) == [
        ("semnare", rand.semnat_la, peste_luni(rand.semnat_la, 6)),
        ("incheiere", rand.se_incheie_la, peste_luni(rand.se_incheie_la, 6)),
    ]


@pytest.mark.django_db
def test_incheiat_mai_devreme_aduce_mai_devreme_intrebarea(semnat, reprezentant):
    programeaza(semnat.pk)
    semnat.jurnal.create(ce="mutat", din="implementare", spre="incheiat", la=timezone.now())
    programeaza(semnat.pk)
    assert Verificare.objects.get(ocazie="incheiere").de_la == timezone.localdate()


@pytest.mark.django_db
def test_cele_semnate_inainte_de_verificari_le_capata_o_data(semnat, idee):
    assert (programeaza_toate(), programeaza_toate()) == (1, 0)
    assert set(Verificare.objects.values_list("parteneriat", "ocazie")) == {
        (semnat.pk, "semnare"),
        (semnat.pk, "incheiere"),
    }


@pytest.mark.django_db
def test_data_urmeaza_fisa_pana_se_deschide(semnat):
    programeaza(semnat.pk)
    prelungit = timezone.localdate() + timedelta(days=700)
    Parteneriat.objects.filter(pk=semnat.pk).update(se_incheie_la=prelungit)
    assert programeaza_toate() == 1
    assert Verificare.objects.get(ocazie="incheiere").scadenta == peste_luni(prelungit, 6)
    deschide(timezone.now() + timedelta(days=2000))
    Parteneriat.objects.filter(pk=semnat.pk).update(se_incheie_la=prelungit + O_ZI)
    assert programeaza_toate() == 0
    assert Verificare.objects.get(ocazie="incheiere").de_la == prelungit


@pytest.mark.django_db
def test_cel_incetat_nu_este_intrebat_si_se_numara(semnat):
    la_etapa(semnat, Etapa.REZILIAT)
    verificare = deschisa(semnat)
    assert (verificare.rezultat, verificare.inchisa_la is None) == ("incetat", False)
    assert (RaspunsVerificare.objects.count(), Mesaj.objects.count()) == (0, 0)
    assert list(Verificare.objects.cunoscute()) == [verificare]


# --- what the answers say together ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("raspunsuri", "asteptat"),
    [
        (["", ""], "fara"),
        (["da", ""], "partial"),
        (["nu_stiu", ""], "partial"),
        (["da", "da"], "activ"),
        (["da", "altfel"], "activ"),
        (["nu", "nu"], "inactiv"),
        (["da", "nu"], "diferit"),
        (["da", "nu_stiu"], "partial"),
        (["nu_stiu", "nu_stiu"], "partial"),
        (["da", "nu", ""], "diferit"),
        (["altfel", "altfel", "nu_stiu"], "partial"),
    ],
)
def test_rezultatul(raspunsuri, asteptat):
    for ordine in permutations(raspunsuri):
        assert rezultatul(list(ordine)) == asteptat


raspunsuri = st.lists(st.sampled_from(["", *Activ.values]), min_size=2, max_size=6)


@given(raspunsuri, st.randoms())
def test_ordinea_partilor_nu_conteaza(date, zar):
    amestecate = list(date)
    zar.shuffle(amestecate)
    assert rezultatul(amestecate) == rezultatul(date)


@given(raspunsuri)
def test_activ_inseamna_ca_toate_partile_au_spus_da(date):
    assert (rezultatul(date) == "activ") == all(r in ("da", "altfel") for r in date)
    assert (rezultatul(date) == "inactiv") == all(r == "nu" for r in date)
    assert (rezultatul(date) == "fara") == (not any(date))


@given(raspunsuri, st.sampled_from(Activ.values))
def test_ce_difera_ramane_diferit_orice_ar_spune_ceilalti(date, inca_unul):
    if rezultatul(date) == "diferit":
        assert rezultatul([*date, inca_unul]) == rezultatul([*date, ""]) == "diferit"


# --- asking ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_fiecare_parte_primeste_intrebarea_ei(semnat, organizatie, primarie, reprezentant, autoritate):
    verificare = deschisa(semnat)
    assert list(verificare.raspunsuri.values_list("parte__organizatie", "activ")) == [
        (organizatie.pk, ""),
        (primarie.pk, ""),
    ]
    mesaje = {m.catre: m for m in Mesaj.objects.all()}
    assert set(mesaje) == {reprezentant.email, autoritate.email}
    assert al(verificare, organizatie).legatura_pentru(reprezentant) in mesaje[reprezentant.email].text
    assert all(m.sensibil for m in mesaje.values())


@pytest.mark.django_db
def test_cand_responsabilul_a_plecat_intrebarea_merge_la_administratori(semnat, organizatie, reprezentant, autoritate):
    plecata = persoana("plecata@exemplu.test", "Paula Plecată")
    semnat.parti.filter(organizatie=organizatie).update(responsabil=plecata)
    deschisa(semnat)
    assert set(Mesaj.objects.values_list("catre", flat=True)) == {reprezentant.email, autoritate.email}


@pytest.mark.django_db
def test_amintirile_pleaca_o_data_si_numai_cui_nu_a_raspuns(semnat, organizatie, primarie, reprezentant, autoritate):
    verificare = deschisa(semnat)
    raspunde(al(verificare, organizatie), reprezentant)
    Mesaj.objects.all().delete()
    inceput = verificare.deschisa_la
    trimise = [aminteste(inceput + timedelta(days=n)) for n in (0, 6, 7, 7, 20, 21, 21, 40)]
    assert trimise == [0, 0, 1, 0, 0, 1, 0, 0]
    assert set(Mesaj.objects.values_list("catre", flat=True)) == {autoritate.email}


@pytest.mark.django_db
def test_un_lucrator_intarziat_trimite_numai_ultima_amintire(semnat):
    verificare = deschisa(semnat)
    Mesaj.objects.all().delete()
    assert aminteste(verificare.deschisa_la + timedelta(days=30)) == 2
    assert {cheie.split(":")[2] for cheie in Mesaj.objects.values_list("cheie", flat=True)} == {"3"}
    assert aminteste(verificare.deschisa_la + timedelta(days=46)) == 0


# --- answering ------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_raspunsul_se_scrie_si_se_corecteaza(semnat, organizatie, primarie, reprezentant, autoritate):
    verificare = deschisa(semnat)
    raspunde(al(verificare, organizatie), reprezentant, facut="Trei ateliere.")
    assert raspunde(al(verificare, primarie), autoritate).rezultat == "activ"
    assert list(Verificare.objects.cunoscute()) == [verificare]
    assert raspunde(al(verificare, primarie), autoritate, "nu_stiu").rezultat == "partial"
    assert list(Verificare.objects.cunoscute()) == []
    rand = al(verificare, organizatie)
    assert (rand.activ, rand.facut, rand.continua, rand.raspuns_de) == ("da", "Trei ateliere.", "da", reprezentant)


@pytest.mark.django_db
def test_cine_nu_conduce_partea_nu_raspunde_in_numele_ei(semnat, organizatie, coleg, strain, autoritate):
    verificare = deschisa(semnat)
    for altul in (coleg, strain, autoritate):
        with pytest.raises(PermissionDenied):
            raspunde(al(verificare, organizatie), altul)
    assert Verificare.objects.get().rezultat == "fara"


@pytest.mark.django_db
def test_raspunsul_celuilalt_se_vede_dupa_ce_raspund_toti_sau_la_inchidere(
    semnat, organizatie, primarie, reprezentant, autoritate
):
    verificare = deschisa(semnat)
    raspunde(al(verificare, organizatie), reprezentant)
    assert raspunsuri_vizibile(verificare) == []
    raspunde(al(verificare, primarie), autoritate)
    assert len(raspunsuri_vizibile(verificare)) == 2
    al(verificare, primarie).verificare.raspunsuri.filter(parte__organizatie=primarie).update(activ="", raspuns_la=None)
    inchide(verificare.deschisa_la + timedelta(days=46))
    assert [r.parte.organizatie for r in raspunsuri_vizibile(Verificare.objects.get())] == [organizatie]


@pytest.mark.django_db
def test_raspunsurile_diferite_aduc_un_mesaj_o_data(semnat, organizatie, primarie, reprezentant, autoritate):
    verificare = deschisa(semnat)
    Mesaj.objects.all().delete()
    raspunde(al(verificare, organizatie), reprezentant)
    assert raspunde(al(verificare, primarie), autoritate, "nu").rezultat == "diferit"
    assert set(Mesaj.objects.values_list("catre", flat=True)) == {reprezentant.email, autoritate.email}
    raspunde(al(verificare, primarie), autoritate, "da")
    raspunde(al(verificare, primarie), autoritate, "nu")
    assert Mesaj.objects.count() == 2


# --- closing --------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_se_inchide_dupa_45_de_zile_intregi(semnat, organizatie, reprezentant):
    verificare = deschisa(semnat)
    raspunde(al(verificare, organizatie), reprezentant)
    inceput = verificare.deschisa_la
    assert [inchide(inceput + timedelta(days=n)) for n in (44, 45, 46, 47)] == [0, 0, 1, 0]
    verificare.refresh_from_db()
    assert (verificare.rezultat, verificare.cunoscuta) == ("partial", True)


@pytest.mark.django_db
def test_fara_niciun_raspuns_se_inchide_fara(semnat):
    verificare = deschisa(semnat)
    inchide(verificare.deschisa_la + timedelta(days=46))
    assert Verificare.objects.get().rezultat == "fara"


@pytest.mark.django_db
def test_incetat_intre_timp(semnat, organizatie, reprezentant):
    verificare = deschisa(semnat)
    raspunde(al(verificare, organizatie), reprezentant)
    la_etapa(semnat, Etapa.REZILIAT)
    inchide(verificare.deschisa_la + timedelta(days=46))
    assert Verificare.objects.get().rezultat == "incetat"


@pytest.mark.django_db
def test_dupa_termen_nu_se_mai_raspunde_nici_daca_nu_a_inchis_nimeni(semnat, organizatie, reprezentant):
    verificare = deschisa(semnat, zile=46)
    assert list(verificari.verificari_de_raspuns(reprezentant)) == []
    with pytest.raises(Refuzat):
        raspunde(al(verificare, organizatie), reprezentant)


@pytest.mark.django_db
def test_ce_mai_datoreaza_o_persoana(semnat, public, organizatie, primarie, reprezentant, coleg, autoritate):
    mai_veche, mai_noua = deschisa(semnat, zile=9), deschisa(public, zile=2)
    assert list(verificari.verificari_de_raspuns(reprezentant)) == [
        al(mai_veche, organizatie), al(mai_noua, organizatie),
    ]  # fmt: skip
    assert list(verificari.verificari_de_raspuns(coleg)) == []
    raspunde(al(mai_veche, organizatie), reprezentant)
    assert list(verificari.verificari_de_raspuns(reprezentant)) == [al(mai_noua, organizatie)]
    Membru.objects.filter(organizatie=primarie).delete()
    assert list(verificari.verificari_de_raspuns(autoritate)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "valori",
    [
        {"rezultat": "altceva"},
        {"ocazie": "altceva"},
        {"inchisa_la": None},  # ended early, and open
        {"deschisa_la": None},
        {"scadenta": date(2020, 1, 1)},
    ],
)
def test_baza_tine_invariantii(semnat, valori):
    verificare = cu_rezultat(semnat, "incetat")
    with pytest.raises(IntegrityError), transaction.atomic():
        Verificare.objects.filter(pk=verificare.pk).update(**valori)


# --- races ----------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_doua_parti_raspund_deodata(semnat, organizatie, primarie, reprezentant, autoritate):
    verificare = deschisa(semnat)
    raspunsuri = [(al(verificare, organizatie), reprezentant), (al(verificare, primarie), autoritate)]
    deodata(*(lambda r=r, de=de: raspunde(r, de) for r, de in raspunsuri))
    verificare.refresh_from_db()
    assert (verificare.rezultat, verificare.raspunsuri.date().count()) == ("activ", 2)


@pytest.mark.django_db(transaction=True)
def test_fara_lacat_cursa_ar_pierde_un_raspuns(semnat, organizatie, primarie, reprezentant, autoritate, monkeypatch):
    """The harness sees the bug: without the lock each side counts without the other."""
    from threading import Barrier

    bariera = Barrier(2)

    def fara_lacat(pk):
        return Verificare.objects.select_related("parteneriat").get(pk=pk)

    def dupa_amandoi(verificare):
        rezultat = rezultatul(list(verificare.raspunsuri.values_list("activ", flat=True)))
        bariera.wait(20)
        return rezultat

    monkeypatch.setattr(verificari, "_blocata", fara_lacat)
    monkeypatch.setattr(verificari, "_din_raspunsuri", dupa_amandoi)
    verificare = deschisa(semnat)
    raspunsuri = [(al(verificare, organizatie), reprezentant), (al(verificare, primarie), autoritate)]
    deodata(*(lambda r=r, de=de: raspunde(r, de) for r, de in raspunsuri))
    verificare.refresh_from_db()
    assert (verificare.rezultat, verificare.raspunsuri.date().count()) == ("partial", 2)


@pytest.mark.django_db(transaction=True)
def test_raspunsul_si_inchiderea_nu_se_incruciseaza(semnat, organizatie, primarie, reprezentant, autoritate):
    verificare = deschisa(semnat)
    raspunde(al(verificare, organizatie), reprezentant)
    al_ei = al(verificare, primarie)
    tarziu = verificare.deschisa_la + timedelta(days=46)
    scris, _inchise = deodata(lambda: raspunde(al_ei, autoritate), lambda: inchide(tarziu))
    inchide(tarziu)  # the closing had skipped a row in work
    verificare.refresh_from_db()
    asteptat = "partial" if isinstance(scris, Refuzat) else "activ"
    assert (verificare.rezultat, verificare.inchisa_la is None) == (asteptat, False)
    assert verificare.raspunsuri.date().count() == (1 if isinstance(scris, Refuzat) else 2)


@pytest.mark.django_db(transaction=True)
def test_doi_lucratori_deschid_o_singura_data(semnat):
    azi = timezone.localdate()
    Verificare.objects.create(parteneriat=semnat, ocazie="semnare", de_la=azi - 200 * O_ZI, scadenta=azi)
    deodata(deschide, deschide)
    assert (RaspunsVerificare.objects.count(), Mesaj.objects.count()) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_programate_de_doua_ori_deodata(semnat):
    assert deodata(lambda: programeaza(semnat.pk), lambda: programeaza(semnat.pk)) == [None, None]
    assert Verificare.objects.count() == 2
