"""Reminders: each date once, to those who hold a place, never late, never beside a mail that has just said the same."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ateliere import inscrieri, mementouri
from ateliere.models import Atelier
from platforma.mesaje.models import Mesaj
from tests.ateliere.conftest import MOTIV, atelier_publicat, inscris
from tests.ateliere.test_calendare import schimba

pytestmark = pytest.mark.django_db
DEMULT = datetime.fromisoformat("2026-05-01T09:00+03:00")
INCEPE = datetime.fromisoformat("2026-05-20T10:00+03:00")


@pytest.fixture
def atelier(primarie, time_machine):
    time_machine.move_to(DEMULT, tick=False)
    return atelier_publicat(primarie, incepe_la=INCEPE, capacitate=5)


def ruleaza(time_machine, inainte):
    """The beat's run so long before the beginning."""
    time_machine.move_to(INCEPE - inainte, tick=False)
    return mementouri.trimite()


def mementourile():
    return list(Mesaj.objects.filter(cheie__startswith="memento:").order_by("pk").values_list("cheie", flat=True))


def test_trei_zile_si_o_zi_inainte_cate_unul_oricat_de_des_se_ruleaza(atelier, time_machine):
    ana = inscris(atelier, "Ana")
    ore = [*(timedelta(hours=h) for h in (100, 73)), timedelta(days=3), *(timedelta(hours=h) for h in (71, 25))]
    assert [ruleaza(time_machine, h) for h in ore] == [0, 0, 1, 0, 0]
    ore = [timedelta(days=1), timedelta(hours=23), timedelta(minutes=15), timedelta(0), timedelta(hours=-1)]
    assert [ruleaza(time_machine, h) for h in ore] == [1, 0, 0, 0, 0]
    clipa = int(INCEPE.timestamp())
    assert mementourile() == [f"memento:{ana.pk}:3z:{clipa}", f"memento:{ana.pk}:1z:{clipa}"]
    mesaj = Mesaj.objects.filter(cheie__endswith=f":1z:{clipa}").get()
    assert mesaj.subiect == "Vă așteptăm pe 20 mai 2026, ora 10:00: Cum lucrăm cu piețele"
    assert (mesaj.sensibil, mesaj.in_masa, mesaj.calendar) == (True, True, "")


def test_de_trei_ori_la_rand_acelasi_memento_o_data(atelier, time_machine):
    inscris(atelier, "Ana")
    assert [ruleaza(time_machine, timedelta(hours=70)) for _n in range(3)] == [1, 0, 0]


def test_o_data_mutata_da_inca_unul(atelier, secretariat, time_machine):
    ana = inscris(atelier, "Ana")
    ruleaza(time_machine, timedelta(days=3))
    nou = INCEPE + timedelta(days=7)
    schimba(atelier, secretariat, incepe_la=nou, se_incheie_la=nou + timedelta(hours=3))
    assert ruleaza(time_machine, timedelta(days=2)) == 0
    assert [ruleaza(time_machine, timedelta(days=-4)) for _n in range(3)] == [1, 0, 0]
    asteptate = [f"memento:{ana.pk}:3z:{int(m.timestamp())}" for m in (INCEPE, nou)]
    assert mementourile() == asteptate


def test_un_loc_schimbat_nu_da_inca_unul(atelier, secretariat, time_machine):
    """The change has a mail of its own; the same date is not reminded of again."""
    inscris(atelier, "Ana")
    ruleaza(time_machine, timedelta(days=3))
    schimba(atelier, secretariat, loc_nume="Sala Mică")
    assert ruleaza(time_machine, timedelta(hours=50)) == 0
    assert ruleaza(time_machine, timedelta(days=1)) == 1


def test_cui_i_s_a_scris_de_curand_nu_i_se_aminteste(atelier, time_machine):
    trei_zile = INCEPE - timedelta(days=3)
    inscris(atelier, "Demult", stare_din=trei_zile - timedelta(hours=12))
    inscris(atelier, "De curand", stare_din=trei_zile - timedelta(hours=11, minutes=59))
    assert ruleaza(time_machine, timedelta(days=3)) == 1
    assert Mesaj.objects.get().catre == "demult@exemplu.test"
    assert ruleaza(time_machine, timedelta(days=1)) == 2


def test_numai_celor_cu_loc_la_un_atelier_din_program(atelier, primarie, organizatie, time_machine):
    for stare in ("asteptare", "anulata", "refuzata"):
        inscris(atelier, f"Om {stare}", stare=stare)
    for stare, campuri in (("anulat", {"motiv_anulare": MOTIV}), ("desfasurat", {})):
        altul = atelier_publicat(primarie, slug=stare, stare=stare, incepe_la=INCEPE, **campuri)
        inscris(altul, "Ana")
    inchis = atelier_publicat(primarie, slug="inchis", stare="inchis", incepe_la=INCEPE)
    inscris(inchis, "Ion")
    assert ruleaza(time_machine, timedelta(days=2)) == 1
    assert Mesaj.objects.get().catre == "ion@exemplu.test"


def test_cine_a_renuntat_intre_timp_nu_primeste(atelier, time_machine):
    ana = inscris(atelier, "Ana")
    inscris(atelier, "Ion")
    inscrieri.anuleaza(ana, de=None)
    assert ruleaza(time_machine, timedelta(days=3)) == 1
    assert Mesaj.objects.filter(cheie__startswith="memento:").get().catre == "ion@exemplu.test"


def test_peste_schimbarea_orei_ziua_dinainte_are_25_de_ore(primarie, time_machine):
    """25 October 2026: the reminder keeps its 24 hours, it does not come twice and is not lost."""
    time_machine.move_to("2026-10-01 09:00+03:00", tick=False)
    atelier = atelier_publicat(primarie, incepe_la=datetime.fromisoformat("2026-10-25T10:00+02:00"))
    inscris(atelier, "Ana")
    rulari = []
    for moment in ("2026-10-24T10:45+03:00", "2026-10-24T11:00+03:00", "2026-10-25T03:30+03:00"):
        time_machine.move_to(datetime.fromisoformat(moment), tick=False)
        rulari.append(mementouri.trimite())
    assert rulari == [1, 1, 0]
    feluri = [cheie.split(":")[2] for cheie in mementourile()]
    assert feluri == ["3z", "1z"]


@pytest.mark.parametrize("cate", [1, 3])
def test_acelasi_numar_de_interogari_oricati_ar_fi(cate, atelier, organizatie, time_machine, django_assert_num_queries):
    for n in range(cate):
        inscris(atelier, f"Om {n}", organizatie=organizatie)
    time_machine.move_to(INCEPE - timedelta(days=3), tick=False)
    with django_assert_num_queries(11):
        assert mementouri.trimite() == cate
    assert timezone.now() < Atelier.objects.get().incepe_la
