import tomllib
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

import organizatii.demo
from organizatii.models import Document, Organizatie, Revendicare, TipOrganizatie
from platforma.conturi.models import Utilizator
from platforma.marcaj import simplu
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, Dosar
from platforma.nomenclatoare.models import Cartier, Domeniu, GrupTinta, Proiect, Sector
from platforma.text import normalizeaza, normalizeaza_bloc, normalizeaza_nume


@pytest.mark.django_db
def test_numai_pe_o_instalare_locala(settings):
    settings.LOCAL = False
    with pytest.raises(CommandError, match="MOD=local"):
        call_command("date_demo")
    assert not Utilizator.objects.exists()


@pytest.fixture(scope="module")
def orasul(django_db_setup, django_db_blocker, tmp_path_factory):
    """The city, built once for this file: it takes seconds. Each test then works in a savepoint of its own."""
    fisiere, spus = tmp_path_factory.mktemp("oras"), StringIO()
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as petic,
        override_settings(MEDIA_ROOT=fisiere, PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]),
        transaction.atomic(),
    ):
        for proprietate in ("base_location", "location"):
            petic.setitem(vars(storages["privat"]), proprietate, str(fisiere))
        call_command("date_demo", stdout=spus)
        yield spus.getvalue(), fisiere
        transaction.set_rollback(True)


@pytest.fixture
def oras(orasul, db, monkeypatch):
    for proprietate in ("base_location", "location"):
        monkeypatch.setitem(vars(storages["privat"]), proprietate, str(orasul[1]))
    return orasul[0]


def test_a_doua_oara_nu_adauga_nimic(oras, capsys):
    inainte = [m.objects.count() for m in (Organizatie, Utilizator, Decizie, Dosar, Document)]
    call_command("date_demo")
    assert [m.objects.count() for m in (Organizatie, Utilizator, Decizie, Dosar, Document)] == inainte
    assert capsys.readouterr().out == "Datele demonstrative există deja.\n"


def test_conturile_se_pot_autentifica_si_au_drepturile_lor(oras, client):
    drepturi = {}
    for rol in ["reprezentant", "coleg", "strain", "autoritate", "moderator", "secretariat", "admin"]:
        persoana = Utilizator.objects.get(email=f"{rol}@example.org")
        assert f"{rol}@example.org" in oras
        assert client.login(email=persoana.email, password="demo-Bucuresti-1")
        assert EmailAddress.objects.filter(user=persoana, verified=True, primary=True).count() == 1
        drepturi[rol] = (persoana.is_staff, persoana.is_superuser, [g.name for g in persoana.groups.all()])
    assert drepturi == {
        "reprezentant": (False, False, []),
        "coleg": (False, False, []),
        "strain": (False, False, []),
        "autoritate": (False, False, []),
        "moderator": (True, False, ["Moderatori"]),
        "secretariat": (True, False, ["Secretariat"]),
        "admin": (True, True, []),
    }


def test_reprezentantul_si_colegul_au_aceeasi_organizatie_publica(oras):
    comuna = Organizatie.objects.publice().get(membri__utilizator__email="coleg@example.org")
    assert list(comuna.membri.values_list("utilizator__email", "rol")) == [
        ("reprezentant@example.org", "administrator"),
        ("coleg@example.org", "editor"),
    ]
    a_strainului = Organizatie.objects.get(membri__utilizator__email="strain@example.org")
    assert (a_strainului.stare, a_strainului != comuna) == ("publicat", True)
    assert Organizatie.objects.get(membri__utilizator__email="autoritate@example.org").tip == "autoritate"


def test_totul_este_vadit_inventat(oras):
    demo = Organizatie.objects.filter(demo=True)
    assert demo.count() == 67
    assert not demo.exclude(denumire__endswith="(exemplu)").exists()
    assert not demo.exclude(cif="").exists()
    assert not demo.exclude(email="").exclude(email__endswith="@example.org").exists()
    assert not demo.exclude(site="").exclude(site__endswith=".example.org/").exists()
    assert not demo.exclude(persoana_contact="").exclude(persoana_contact__endswith="(exemplu)").exists()
    assert not Utilizator.objects.exclude(email__endswith="@example.org").exists()
    assert not Utilizator.objects.exclude(nume__endswith="(exemplu)").exists()


def test_orasul_este_intreg(oras):
    demo = Organizatie.objects.filter(demo=True)
    assert Counter(demo.values_list("stare", flat=True)) == {
        "publicat": 54,
        "trimis": 8,
        "ciorna": 2,
        "completari": 1,
        "respins": 1,
        "arhivat": 1,
    }
    listate = Organizatie.objects.listate().filter(demo=True)
    assert set(listate.values_list("tip", flat=True)) == set(TipOrganizatie.values)
    for lista in (Sector, Domeniu, GrupTinta):
        assert not [e for e in lista.objects.all() if not listate.filter(**{_camp(lista): e}).exists()]
    assert Counter(Dosar.objects.deschise().values_list("tip", flat=True)) == {
        "publicare": 8,
        "modificare": 3,
        "revendicare": 2,
    }
    assert Dosar.objects.deschise().exclude(preluat_de=None).count() == 1
    assert Counter((bool(o.atestat_valabil), bool(o.marca_valabila)) for o in listate.exclude(atestat_numar="")) == {
        (True, True): 2,
        (True, False): 4,
        (False, False): 4,
    }


def _camp(lista):
    return {Sector: "sectoare", Domeniu: "domenii", GrupTinta: "grupuri"}[lista]


def test_fiecare_profil_ar_trece_de_formular(oras):
    for organizatie in Organizatie.objects.filter(demo=True):
        organizatie.full_clean()
        if organizatie.revendicata and organizatie.stare != "ciorna":
            assert organizatie.lipsuri() == []
    for revendicare in Revendicare.objects.all():
        revendicare.full_clean()
        with revendicare.dovada.open() as dovada:
            assert dovada.read(5) == b"%PDF-"


def test_mesajele_mutarilor_nu_raman_in_posta(oras):
    assert not Mesaj.objects.exists()


def test_vechimile_sunt_date_inapoi(oras):
    vechi = Dosar.objects.deschise().order_by("depus_la")
    assert (vechi.last().depus_la - vechi.first().depus_la).days >= 8
    for organizatie in Organizatie.objects.filter(demo=True, stare="publicat", sursa="inscriere"):
        drum = list(organizatie.decizii().values_list("actiune", "la"))
        assert [actiune for actiune, _la in drum] == ["aproba", "trimite"]
        assert drum[0][1] == organizatie.publicat_la == organizatie.stare_din
        assert organizatie.creat_la < drum[1][1] <= drum[0][1]


def test_materialul_scris_de_mana_este_curat():
    """Normalised text, known neighbourhoods inside the sectors, 20 to 120 words for each published story."""
    cale = Path(organizatii.demo.__file__).with_name("organizatii.toml")
    randuri = tomllib.loads(cale.read_text("utf-8"))["organizatie"]
    for rand in randuri:
        assert rand["nume"] == normalizeaza_nume(rand["nume"])
        for camp in ("scop", "ofera", "cauta"):
            assert rand.get(camp, "") == normalizeaza(rand.get(camp, ""))
        descriere = rand.get("descriere", "").strip()
        assert descriere == normalizeaza_bloc(descriere)
        if rand.get("stare", "publicat") == "publicat":
            assert 20 <= len(simplu(descriere).split()) <= 120, rand["nume"]
    assert len({rand["nume"] for rand in randuri}) == len(randuri)


def test_cartierele_stau_in_sectoarele_de_activitate(oras):
    sectoare = {c.pk: {s.numar for s in c.sectoare.all()} for c in Cartier.objects.prefetch_related("sectoare")}
    for organizatie in Organizatie.objects.filter(demo=True).prefetch_related("cartiere", "sectoare"):
        ale_ei = {s.numar for s in organizatie.sectoare.all()}
        assert not [c.nume for c in organizatie.cartiere.all() if not sectoare[c.pk] & ale_ei], organizatie.denumire


def test_formularul_de_contact_are_cui_scrie(oras):
    assert Proiect.objects.curent().operator_email == "contact@example.org"
