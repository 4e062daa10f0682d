"""What is public, what the database itself refuses, and the four moments of an item."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from noutati.models import Noutate
from platforma.moderare.tranzitii import Actiune, Stare, muta
from tests.noutati.conftest import noutate


def test_publice_sunt_numai_cele_aprobate_in_timpul_lor(publica, ascunse):
    a_echipei = noutate("De la echipă")
    assert set(Noutate.objects.publice()) == {publica, a_echipei}


def test_un_minut_mai_tarziu_cea_programata_este_publica_fara_niciun_lucrator(organizatie):
    acum = timezone.now()
    rand = noutate("Programată", organizatie, vizibila_din=acum + timedelta(minutes=1))
    assert not Noutate.objects.publice(acum).exists()
    assert Noutate.objects.publice(acum + timedelta(minutes=1)).get() == rand
    assert Noutate.objects.programate(acum).get() == rand


def test_neaparute(publica, ascunse):
    assert list(Noutate.objects.neaparute()) == [publica]
    Noutate.objects.filter(pk=publica.pk).update(aparuta_la=timezone.now())
    assert not Noutate.objects.neaparute().exists()


@pytest.mark.parametrize(
    ("constrangere", "campuri"),
    [
        ("noutati_noutate_stare", {"stare": "uitata"}),
        ("noutati_categorie_cunoscuta", {"categorie": "barfa"}),
        ("noutati_publicata_are_moment", {"vizibila_din": None}),
        ("noutati_imagine_descrisa", {"imagine": "noutati/a.jpg"}),
        (
            "noutati_retrasa_dupa_publicare",
            {"publica_la": timezone.now(), "retrage_la": timezone.now() - timedelta(days=1)},
        ),
        ("noutati_aparuta_dupa_moment", {"aparuta_la": timezone.now() - timedelta(days=3)}),
    ],
)
def test_baza_refuza(publica, constrangere, campuri):
    with pytest.raises(IntegrityError, match=constrangere), transaction.atomic():
        Noutate.objects.filter(pk=publica.pk).update(**campuri)


@pytest.mark.parametrize("camp", ["aparuta_la", "vizibila_din"])
def test_aparitia_se_scrie_o_singura_data(publica, camp):
    Noutate.objects.filter(pk=publica.pk).update(aparuta_la=timezone.now())
    with pytest.raises(ProgrammingError), transaction.atomic():
        Noutate.objects.filter(pk=publica.pk).update(**{camp: timezone.now() - timedelta(minutes=5)})


@pytest.mark.parametrize("cine", ["moderator", "secretariat", "admin"])
def test_personalul_publica_direct_in_numele_echipei(db, cine, request):
    rand = noutate("De la echipă", stare=Stare.CIORNA, vizibila_din=None)
    muta(rand, Actiune.PUBLICA, request.getfixturevalue(cine))
    assert Noutate.objects.publice().get() == rand


def test_nimeni_altcineva_nu_publica_direct(ciorna, reprezentant, strain, moderator):
    from django.core.exceptions import PermissionDenied

    a_echipei = noutate("De la echipă", stare=Stare.CIORNA, vizibila_din=None)
    for rand, persoana in [(ciorna, reprezentant), (ciorna, moderator), (ciorna, strain), (a_echipei, reprezentant)]:
        with pytest.raises(PermissionDenied):
            muta(rand, Actiune.PUBLICA, persoana)
    assert not Noutate.objects.publice().exists()


def test_trimiterea_si_aprobarea_dau_momentul(ciorna, reprezentant, moderator):
    muta(ciorna, Actiune.TRIMITE, reprezentant)
    muta(ciorna, Actiune.APROBA, moderator)
    ciorna.refresh_from_db()
    assert ciorna.vizibila_din == ciorna.stare_din
    assert Noutate.objects.publice().get() == ciorna


def test_aprobata_inainte_de_ora_aleasa_asteapta_ora(ciorna, reprezentant, moderator):
    maine = timezone.now() + timedelta(days=1)
    Noutate.objects.filter(pk=ciorna.pk).update(publica_la=maine)
    muta(ciorna, Actiune.TRIMITE, reprezentant)
    muta(ciorna, Actiune.APROBA, moderator)
    ciorna.refresh_from_db()
    assert (ciorna.vizibila_din, ciorna.eticheta_stare) == (maine, "Programată")
    assert not Noutate.objects.publice().exists()


def test_dupa_arhivare_si_restaurare_momentul_ramane(publica, reprezentant, moderator):
    inainte = publica.vizibila_din
    muta(publica, Actiune.ARHIVEAZA, reprezentant, "Am publicat-o din greșeală, o scriem din nou.")
    muta(publica, Actiune.RESTAUREAZA, moderator)
    publica.refresh_from_db()
    assert (publica.stare, publica.vizibila_din) == (Stare.PUBLICAT, inainte)
