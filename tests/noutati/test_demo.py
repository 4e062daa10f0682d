"""The fictional news: over all categories and states, complete, marked, and put there once."""

from io import StringIO

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from noutati.models import Categorie, DocumentNoutate, Noutate
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Dosar
from platforma.moderare.tranzitii import Stare


@pytest.mark.django_db
def test_numai_pe_o_instalare_locala_si_peste_orasul_demonstrativ(settings):
    call_command("noutati_demo", stdout=StringIO())
    assert not Noutate.objects.exists()
    settings.LOCAL = False
    with pytest.raises(CommandError, match="MOD=local"):
        call_command("noutati_demo")


@pytest.fixture(scope="module")
def oras(django_db_setup, django_db_blocker, tmp_path_factory):
    """City and news, built once for this file: it takes seconds."""
    fisiere, spus = tmp_path_factory.mktemp("oras"), StringIO()
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as petic,
        override_settings(MEDIA_ROOT=fisiere, PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]),
        transaction.atomic(),
    ):
        for proprietate in ("base_location", "location"):
            petic.setitem(vars(storages["privat"]), proprietate, str(fisiere))
        call_command("date_demo", stdout=StringIO())
        call_command("noutati_demo", stdout=spus)
        yield spus.getvalue()
        transaction.set_rollback(True)


def test_fiecare_categorie_si_fiecare_stare(oras, db):
    assert oras == "Am adăugat 19 noutăți demonstrative.\n"
    publice = Noutate.objects.publice()
    assert publice.count() == 12
    assert {n.categorie for n in publice} == set(Categorie.values)
    assert set(Noutate.objects.values_list("stare", flat=True)) == set(Stare.values) - {Stare.ARHIVAT}
    assert Noutate.objects.programate().count() == 1
    assert [n.titlu for n in Noutate.objects.filter(stare=Stare.PUBLICAT) if n.expirata] == [
        "Premieră în holul blocului: „Liftul” (exemplu)"
    ]
    assert Dosar.objects.deschise().filter(tip="noutate").count() == 2
    assert publice.filter(organizatie=None).count() == 2
    assert publice.filter(aparuta_la=None).count() == 0  # nobody is mailed about the past
    assert not Mesaj.objects.exists()


def test_fiecare_noutate_este_intreaga(oras, db):
    for n in Noutate.objects.all():
        assert n.titlu.endswith("(exemplu)")
        assert n.demo
        if n.stare == Stare.PUBLICAT:
            n.full_clean(exclude=["retrage_la"])
            assert n.lipsuri() == [] or n.expirata
    assert DocumentNoutate.objects.get().marime > 1000


def test_a_doua_oara_nu_adauga_nimic(oras, db, capsys):
    call_command("noutati_demo")
    assert Noutate.objects.count() == 19
    assert capsys.readouterr().out == "Noutățile demonstrative există deja.\n"


def test_paginile_cu_ele(oras, db, client):
    for adresa in ("/", "/noutati/", "/noutati/?pagina=2", "/noutati/flux.atom", "/noutati/?an=2020"):
        assert client.get(adresa).status_code == 200
    for n in Noutate.objects.publice():
        assert client.get(n.get_absolute_url()).status_code == 200
