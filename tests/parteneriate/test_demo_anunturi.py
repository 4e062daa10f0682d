"""The fictional notices: of both kinds and all that may happen to one, marked, and put there once."""

from io import StringIO

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from parteneriate.models import Anunt, Interes
from parteneriate.potriviri import anunturi_pentru_anunt
from platforma.moderare.models import Dosar


@pytest.mark.django_db
def test_numai_pe_o_instalare_locala_si_peste_orasul_demonstrativ(settings):
    call_command("anunturi_demo", stdout=StringIO())
    assert not Anunt.objects.exists()
    settings.LOCAL = False
    with pytest.raises(CommandError, match="MOD=local"):
        call_command("anunturi_demo")


@pytest.mark.django_db
def test_anunturile_demonstrative(tmp_path):
    spus = StringIO()
    with (
        pytest.MonkeyPatch.context() as petic,
        override_settings(MEDIA_ROOT=tmp_path),
        transaction.atomic(),
    ):
        for proprietate in ("base_location", "location"):
            petic.setitem(vars(storages["privat"]), proprietate, str(tmp_path))
        call_command("date_demo", stdout=StringIO())
        call_command("anunturi_demo", stdout=spus)
        call_command("anunturi_demo", stdout=spus)
    assert spus.getvalue().splitlines() == [
        "Am adăugat 11 anunțuri demonstrative.",
        "Anunțurile demonstrative există deja.",
    ]
    assert (Anunt.objects.deschise().count(), Anunt.objects.publice().count()) == (7, 6)
    assert Anunt.objects.expirate().count() == 1
    assert Anunt.objects.exclude(titlu__endswith="(exemplu)").count() == 0
    assert sorted(Interes.objects.values_list("stare", flat=True)) == ["acceptat", "trimis"]
    assert [i.replici.count() for i in Interes.objects.order_by("stare")] == [2, 3]
    assert Dosar.objects.deschise().filter(tip="anunt").count() == 1
    sala = Anunt.objects.get(titlu__startswith="Căutăm o sală")
    pereche = anunturi_pentru_anunt(sala)[0]
    assert pereche.anunt.titlu.startswith("Oferim sala mică")
    assert pereche.in_cuvinte == (
        "domeniu comun: Participare civică · aceeași resursă: spațiu · același sector: 3 · nevoie ↔ ofertă"
        " · autoritate ↔ organizație"
    )
