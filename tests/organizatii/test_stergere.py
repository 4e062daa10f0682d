"""Erasure of an account on request: nothing of the person stays, the decisions do."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from organizatii.management.commands import sterge_cont
from organizatii.membri import Refuzat, invita
from organizatii.models import Membru, Revendicare
from organizatii.stergere import TEXT_STERS, sterge_persoana
from platforma.conturi.models import Utilizator
from platforma.conturi.stergere import goleste
from platforma.incarcari import parcate
from platforma.mesaje.lucrator import trimite_scadente
from platforma.mesaje.models import Mesaj, StareMesaj
from platforma.models import FisierParcat
from platforma.moderare import coada
from platforma.moderare.models import Decizie, Dosar
from platforma.moderare.tranzitii import Actiune, Stare, muta
from tests.conftest import PAROLA, organizatie_publicata, persoana

EMAIL = "ana@exemplu.test"
MOTIV = "Dovada nu se poate citi, vă rugăm să o scanați din nou."


@pytest.fixture
def ana(db):
    return persoana(EMAIL, "Ana Albu", acord_versiune="2026-01-01", acord_la=timezone.now())


@pytest.fixture
def profil(db):
    """From the national register: public, with nobody behind it."""
    return organizatie_publicata("Fundația din Registru", "fundatia-din-registru", sursa="registru", revendicata=False)


def revendica(profil, de):
    cerere = Revendicare.objects.create(
        organizatie=profil,
        utilizator=de,
        functie="președintă",
        mesaj="Conduc fundația din 2018.",
        dovada=SimpleUploadedFile("a.pdf", b"%PDF-1.4"),
        dovada_nume="Ana Albu.pdf",
        stare=Stare.CIORNA,
    )
    muta(cerere, Actiune.TRIMITE, de)
    return cerere


def mesaj(stare, catre=EMAIL, **campuri):
    if stare == StareMesaj.TRIMIS:
        campuri["trimis_la"] = timezone.now()
    texte = {"subiect": "Salut", "text": "Bună, Ana!", "html": "<p>Ana</p>"}
    return Mesaj.objects.create(cheie=f"{stare}:{catre}", catre=catre, stare=stare, **texte, **campuri)


def randul(pk):
    return Utilizator.objects.values().get(pk=pk)


# --- the account -----------------------------------------------------------------------------------------------------
def test_randul_ramane_gol(ana, moderator):
    ana.is_staff = ana.is_superuser = True
    ana.save()
    ana.groups.set(moderator.groups.all())
    ana.user_permissions.add(Permission.objects.first())
    Authenticator.objects.create(user=ana, type=Authenticator.Type.TOTP, data={"secret": "x"})
    goleste(ana)
    ana = Utilizator.objects.get(pk=ana.pk)
    assert (str(ana), ana.email, ana.acord_versiune, ana.acord_la) == (
        "Cont șters",
        f"sters-{ana.pk}@sters.invalid",
        "",
        None,
    )
    assert (ana.is_active, ana.is_staff, ana.is_superuser, ana.has_usable_password()) == (False, False, False, False)
    assert (ana.groups.count(), ana.user_permissions.count()) == (0, 0)
    assert not EmailAddress.objects.filter(user=ana).exists()
    assert not Authenticator.objects.filter(user=ana).exists()


def test_nu_se_mai_poate_intra_iar_adresa_este_libera(ana):
    client = Client()
    client.post("/cont/login/", {"login": EMAIL, "password": PAROLA})
    assert client.get("/cont/date/").status_code == 200
    assert (UserSession.objects.count(), Session.objects.count()) == (1, 1)
    goleste(ana)
    assert (UserSession.objects.count(), Session.objects.count()) == (0, 0)
    assert client.get("/cont/date/").status_code == 302
    for email in (EMAIL, ana.email):
        raspuns = Client().post("/cont/login/", {"login": email, "password": PAROLA})
        assert (raspuns.status_code, list(raspuns.context["form"].errors)) == (200, ["__all__"])
    persoana(EMAIL, "Ana Albu")


@pytest.mark.django_db(transaction=True)
def test_fisierele_parcate_se_sterg(ana, strain):
    al_ei, al_altuia = (parcate.parcheaza(SimpleUploadedFile("a.pdf", b"%PDF-"), de) for de in (ana, strain))
    goleste(ana)
    assert list(FisierParcat.objects.all()) == [al_altuia]
    assert al_ei.fisier.storage.exists(al_altuia.fisier.name)
    assert not al_ei.fisier.storage.exists(al_ei.fisier.name)


def test_mesajele_ei_se_golesc_si_nu_mai_pleaca(ana, mailoutbox):
    lasate = {StareMesaj.TRIMIS: StareMesaj.TRIMIS}
    ale_ei = [mesaj(stare, preluat_la=timezone.now() - timedelta(days=1), eroare=EMAIL) for stare in StareMesaj]
    al_altuia = mesaj(StareMesaj.ABANDONAT, "ion@exemplu.test")
    goleste(ana)
    for vechi in ale_ei:
        nou = Mesaj.objects.get(pk=vechi.pk)
        assert (nou.catre, nou.text, nou.html, nou.eroare) == (ana.email, "", "", "")
        assert nou.stare == lasate.get(vechi.stare, StareMesaj.ABANDONAT)
    al_altuia.refresh_from_db()
    assert (al_altuia.catre, al_altuia.text) == ("ion@exemplu.test", "Bună, Ana!")
    trimite_scadente()
    assert mailoutbox == []


def test_adresa_ceruta_si_neconfirmata_poate_fi_a_altcuiva(ana):
    EmailAddress.objects.create(user=ana, email="ion@exemplu.test", verified=False)
    al_altuia = mesaj(StareMesaj.IN_COADA, "ion@exemplu.test")
    goleste(ana)
    al_altuia.refresh_from_db()
    assert (al_altuia.stare, al_altuia.text) == (StareMesaj.IN_COADA, "Bună, Ana!")


# --- what she left in organisations ----------------------------------------------------------------------------------
def test_paraseste_organizatiile(organizatie, reprezentant, coleg):
    sterge_persoana(coleg)
    assert [m.utilizator for m in organizatie.membri.all()] == [reprezentant]
    assert coleg.nume == "Cont șters"


def test_ultimul_administrator_este_refuzat_si_nu_se_schimba_nimic(organizatie, alta_organizatie, profil, strain, ana):
    """A colleague of one, the only administrator of another: she does not leave the first either."""
    Membru.objects.create(organizatie=organizatie, utilizator=strain, rol=Membru.Rol.EDITOR)
    cerere = revendica(profil, strain)
    invitatie = invita(alta_organizatie, EMAIL, Membru.Rol.EDITOR, "", strain)
    inainte = randul(strain.pk), list(Mesaj.objects.values())
    with pytest.raises(Refuzat) as refuz:
        sterge_persoana(strain)
    assert str(refuz.value) == (
        "Predați întâi administrarea organizației „Fundația Malul Dâmboviței”: contul este singurul ei administrator."
    )
    assert (randul(strain.pk), list(Mesaj.objects.values())) == inainte
    assert strain.calitati.count() == 2
    assert EmailAddress.objects.filter(user=strain).exists()
    for rand in (cerere, invitatie):
        rand.refresh_from_db()
    assert (cerere.stare, cerere.functie, invitatie.email) == (Stare.TRIMIS, "președintă", EMAIL)
    assert cerere.dovada.storage.exists(cerere.dovada.name)


@pytest.mark.django_db(transaction=True)
def test_cererile_ei_se_retrag_si_se_golesc(profil, ana, moderator, client_pentru):
    cerere = revendica(profil, ana)
    depozit, cale = cerere.dovada.storage, cerere.dovada.name
    sterge_persoana(ana)
    cerere.refresh_from_db()
    assert (cerere.stare, cerere.functie, cerere.mesaj) == (Stare.ARHIVAT, TEXT_STERS, TEXT_STERS)
    assert (cerere.dovada.name, cerere.dovada_nume, depozit.exists(cale), cerere.fisiere()) == ("", "", False, [])
    dosar = Dosar.objects.get()
    assert dosar.inchis_la is not None
    pagina = client_pentru(moderator).get(f"/admin/moderare/dosar/{dosar.pk}/", follow=True)
    assert pagina.status_code == 200
    assert "Ana Albu" not in pagina.content.decode()


def test_si_cererile_hotarate_se_golesc_iar_starea_lor_ramane(profil, ana, moderator):
    cerere = revendica(profil, ana)
    muta(cerere, Actiune.RESPINGE, moderator, MOTIV)
    sterge_persoana(ana)
    cerere.refresh_from_db()
    assert (cerere.stare, cerere.mesaj) == (Stare.RESPINS, TEXT_STERS)


def test_deciziile_raman_fara_numele_si_cuvintele_ei(profil, ana, moderator):
    cerere = revendica(profil, ana)
    muta(cerere, Actiune.RESPINGE, moderator, MOTIV)
    sterge_persoana(ana)
    sterge_persoana(moderator)
    decizii = Decizie.objects.order_by("pk")
    assert [(d.de_id, str(d.de)) for d in decizii] == [(ana.pk, "Cont șters"), (moderator.pk, "Cont șters")]
    for decizie in decizii:
        assert decizie.instantaneu["utilizator_id"] == ana.pk
        assert not {"functie", "mesaj", "dovada_nume"} & decizie.instantaneu.keys()


def test_dosarele_luate_de_un_moderator_se_intorc_in_coada(profil, ana, moderator):
    revendica(profil, ana)
    coada.preia(Dosar.objects.get(), moderator)
    sterge_persoana(moderator)
    assert list(Dosar.objects.values_list("preluat_de", "preluat_la")) == [(None, None)]


def test_invitatiile_primite_se_retrag(organizatie, reprezentant, ana):
    invitatie = invita(organizatie, EMAIL, Membru.Rol.EDITOR, "Ana, te așteptăm.", reprezentant)
    alta = invita(organizatie, "ion@exemplu.test", Membru.Rol.EDITOR, "Ion, te așteptăm.", reprezentant)
    sterge_persoana(ana)
    assert list(organizatie.invitatii.deschise()) == [alta]
    invitatie.refresh_from_db()
    assert (invitatie.email, invitatie.mesaj) == (ana.email, "")
    assert list(Mesaj.objects.order_by("pk").values_list("catre", flat=True)) == [ana.email, "ion@exemplu.test"]
    invita(organizatie, EMAIL, Membru.Rol.EDITOR, "", reprezentant)


def test_a_doua_oara_nu_se_mai_schimba_nimic(organizatie, coleg, profil):
    revendica(profil, coleg)
    sterge_persoana(coleg)
    prima = {**randul(coleg.pk), "password": ""}, list(Mesaj.objects.values()), list(Revendicare.objects.values())
    sterge_persoana(Utilizator.objects.get(pk=coleg.pk))
    a_doua = {**randul(coleg.pk), "password": ""}, list(Mesaj.objects.values()), list(Revendicare.objects.values())
    assert prima == a_doua
    assert Decizie.objects.count() == 2


# --- the command -----------------------------------------------------------------------------------------------------
def test_comanda(ana):
    iesire = StringIO()
    call_command("sterge_cont", EMAIL.upper(), da=True, stdout=iesire)
    assert iesire.getvalue() == f"Am șters contul {EMAIL.upper()}. Rândul gol are numărul {ana.pk}.\n"
    assert randul(ana.pk)["nume"] == "Cont șters"
    with pytest.raises(CommandError, match=f"Nu există un cont cu adresa {EMAIL}."):
        call_command("sterge_cont", EMAIL, da=True)


@pytest.mark.parametrize("raspuns", ["", "nu"])
def test_comanda_intreaba_si_se_poate_renunta(raspuns, ana, monkeypatch):
    intrebari = []
    monkeypatch.setattr(sterge_cont, "input", lambda i: intrebari.append(i) or raspuns, raising=False)
    with pytest.raises(CommandError, match=r"^Nu am șters nimic\.$"):
        call_command("sterge_cont", EMAIL)
    assert intrebari == [f"Ștergeți definitiv contul „Ana Albu” ({EMAIL})? Scrieți „da”: "]
    assert randul(ana.pk)["nume"] == "Ana Albu"


def test_comanda_confirmata(ana, monkeypatch):
    monkeypatch.setattr(sterge_cont, "input", lambda _intrebare: " Da ", raising=False)
    call_command("sterge_cont", EMAIL, stdout=StringIO())
    assert randul(ana.pk)["nume"] == "Cont șters"


def test_comanda_spune_de_ce_nu(strain):
    with pytest.raises(CommandError, match=r"^Nu am șters nimic\. Predați întâi administrarea organizației „Fundația"):
        call_command("sterge_cont", strain.email, da=True)
