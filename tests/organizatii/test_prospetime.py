"""How fresh a profile is: when its own people last said that it is right."""

from datetime import datetime, timedelta

import pytest
from django.forms import modelform_factory
from django.utils import timezone

from organizatii.models import Organizatie
from platforma.moderare.models import Revizie
from platforma.moderare.revizii import modifica_direct, propune_modificari
from platforma.moderare.tranzitii import Actiune, Stare, muta

pytestmark = pytest.mark.django_db
DEMULT = datetime(2025, 3, 4, 10, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def demult(organizatie):
    """The NGO of `reprezentant`, confirmed long ago."""
    Organizatie.objects.filter(pk=organizatie.pk).update(confirmata_la=DEMULT)
    organizatie.refresh_from_db()
    return organizatie


def form(organizatie, **campuri):
    gata = modelform_factory(Organizatie, fields=list(campuri))(campuri, instance=organizatie)
    assert gata.is_valid(), gata.errors
    return gata


def confirmata_la(organizatie):
    return Organizatie.objects.values_list("confirmata_la", flat=True).get(pk=organizatie.pk)


def test_publicarea_inseamna_si_confirmare(organizatie, reprezentant, moderator):
    Organizatie.objects.filter(pk=organizatie.pk).update(stare=Stare.TRIMIS, publicat_la=None)
    decizie = muta(organizatie, Actiune.APROBA, moderator)
    assert confirmata_la(organizatie) == decizie.la


def test_o_modificare_care_apare_indata_inseamna_si_confirmare(demult, reprezentant):
    propune_modificari(demult, form(demult, telefon="0213142315"), reprezentant)
    assert timezone.now() - confirmata_la(demult) < timedelta(minutes=1)


def test_o_modificare_in_verificare_confirma_abia_la_aprobare(demult, reprezentant, moderator):
    propune_modificari(demult, form(demult, acronim="ACN"), reprezentant)
    assert confirmata_la(demult) == DEMULT
    decizie = muta(Revizie.objects.get(), Actiune.APROBA, moderator)
    assert confirmata_la(demult) == decizie.la


def test_ce_scrie_personalul_nu_confirma_in_locul_organizatiei(demult, admin):
    modifica_direct(demult, form(demult, telefon="0213142315"))
    assert confirmata_la(demult) == DEMULT


def test_o_salvare_fara_nicio_schimbare_nu_confirma(demult, reprezentant):
    propune_modificari(demult, form(demult, localitate=demult.localitate), reprezentant)
    assert confirmata_la(demult) == DEMULT
