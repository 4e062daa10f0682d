"""„Este organizația mea”: from the form on the public profile to the decision, for people and in races."""

from io import BytesIO

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from organizatii.models import Membru, Organizatie, Revendicare
from organizatii.revendicari import DESCHISE_MAXIM
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Dosar
from platforma.moderare.tranzitii import Actiune, Stare, TranzitieInterzisa, muta
from tests.conftest import organizatie_publicata, persoana
from tests.curse import deodata

MOTIV = "Dovada nu se poate citi, vă rugăm să o scanați din nou."
CALE = "/organizatii/fundatia-din-registru/revendica/"


def pdf(nume="Hotărâre.pdf"):
    memorie = BytesIO()
    Image.new("L", (60, 80), 255).save(memorie, "PDF")
    return SimpleUploadedFile(nume, memorie.getvalue(), "application/pdf")


def date(**altele):
    return {"functie": "președintă", "mesaj": "Conduc fundația din 2018.", "dovada": pdf(), **altele}


def spuse(raspuns):
    return [str(m) for m in raspuns.context["messages"]]


@pytest.fixture
def profil(db):
    """From the national register: public, with nobody behind it."""
    return organizatie_publicata(
        "Fundația din Registru", "fundatia-din-registru", sursa="registru", revendicata=False, forma_juridica="fundatie"
    )


@pytest.fixture
def ana(db):
    return persoana("ana@exemplu.test", "Ana Albu")


@pytest.fixture
def ion(db):
    return persoana("ion@exemplu.test", "Ion Ionescu")


@pytest.fixture
def cerere(profil, ana, client_pentru):
    """Ana's claim, in the queue."""
    client_pentru(ana).post(CALE, date())
    return Revendicare.objects.get()


@pytest.fixture
def de_completat(cerere, moderator):
    muta(cerere, Actiune.CERE_COMPLETARI, moderator, MOTIV)
    return cerere


# --- sending ---------------------------------------------------------------------------------------------------------
def test_cererea_intra_in_coada_si_anunta_persoana(client_pentru, profil, ana):
    client = client_pentru(ana)
    pagina = client.get(CALE).content.decode()
    assert "Fundația din Registru" in pagina
    assert not Revendicare.objects.exists()
    raspuns = client.post(CALE, date(mesaj="Conduc  fundația\r\ndin 2018."), follow=True)
    cerere = Revendicare.objects.get()
    assert raspuns.redirect_chain == [(f"/spatiu/revendicari/{cerere.pk}/", 302)]
    assert spuse(raspuns)[0].startswith("Am trimis cererea. Un moderator o citește, iar răspunsul vine la ana@")
    assert (cerere.organizatie, cerere.utilizator, cerere.stare, cerere.functie, cerere.mesaj) == (
        profil,
        ana,
        Stare.TRIMIS,
        "președintă",
        "Conduc fundația\ndin 2018.",
    )
    with cerere.dovada.open() as dovada:
        assert dovada.read(5) == b"%PDF-"
    assert cerere.dovada.name.startswith("dovezi/") and "Hot" not in cerere.dovada.name
    dosar = Dosar.objects.deschise().get()
    assert (dosar.obiect, dosar.tip, dosar.depus_de) == (cerere, "revendicare", ana)
    assert Mesaj.objects.get().catre == ana.email
    profil.refresh_from_db()
    assert (profil.revendicata, profil.membri.count()) == (False, 0)


def test_vizitatorul_trece_intai_prin_autentificare(client_pentru, profil):
    for raspuns in (client_pentru(None).get(CALE), client_pentru(None).post(CALE, date())):
        assert (raspuns.status_code, raspuns.url) == (302, f"/cont/login/?next={CALE}")
    assert not Revendicare.objects.exists()


def test_fara_adresa_confirmata_nu_se_revendica(client_pentru, profil, ana):
    EmailAddress.objects.filter(user=ana).update(verified=False)
    raspuns = client_pentru(ana).post(CALE, date())
    assert (raspuns.status_code, raspuns.url, Revendicare.objects.count()) == (302, "/cont/email/", 0)


@pytest.mark.parametrize("stare", [s for s in Stare if s != Stare.PUBLICAT])
def test_numai_profilurile_publice_se_revendica(stare, client_pentru, profil, ana):
    Organizatie.objects.filter(pk=profil.pk).update(stare=stare)
    assert client_pentru(ana).get(CALE).status_code == 404
    assert client_pentru(ana).post(CALE, date()).status_code == 404


def test_alta_metoda(client_pentru, cerere, ana):
    client = client_pentru(ana)
    assert [
        client.delete(CALE).status_code,
        client.put(f"/spatiu/revendicari/{cerere.pk}/").status_code,
        client.get(f"/spatiu/revendicari/{cerere.pk}/renunta/").status_code,
    ] == [405, 405, 405]


@pytest.mark.parametrize(
    ("gresit", "campuri"),
    [
        ({"functie": ""}, ["functie"]),
        ({"mesaj": "  "}, ["mesaj"]),
        ({"mesaj": "CNP-ul meu este 1800101221144"}, ["mesaj"]),
        ({"dovada": ""}, ["dovada"]),
        ({"dovada": SimpleUploadedFile("dovada.pdf", b"<html>nu sunt PDF</html>")}, ["dovada"]),
    ],
)
def test_o_cerere_gresita_spune_de_ce(gresit, campuri, client_pentru, profil, ana):
    raspuns = client_pentru(ana).post(CALE, date(**gresit))
    assert (raspuns.status_code, list(raspuns.context["form"].errors)) == (200, campuri)
    assert not Revendicare.objects.exists()


def test_dovada_buna_nu_se_mai_alege_o_data(client_pentru, profil, ana):
    client = client_pentru(ana)
    form = client.post(CALE, date(functie="")).context["form"]
    jeton = form["dovada"].field.widget.get_context("dovada", None, {})["widget"]["jeton"]
    client.post(CALE, {"functie": "președintă", "mesaj": "Conduc fundația.", "dovada-parcat": jeton})
    cerere = Revendicare.objects.get()
    assert cerere.dovada_nume.endswith(".pdf")
    with cerere.dovada.open() as dovada:
        assert dovada.read(5) == b"%PDF-"


def test_campurile_strecurate_nu_ajung_nicaieri(client_pentru, profil, alta_organizatie, ana, strain):
    client_pentru(ana).post(
        CALE,
        date(stare="publicat", utilizator=strain.pk, organizatie=alta_organizatie.pk, dovada_nume="../../etc/passwd"),
    )
    cerere = Revendicare.objects.get()
    assert (cerere.stare, cerere.utilizator, cerere.organizatie) == (Stare.TRIMIS, ana, profil)
    assert ".." not in cerere.dovada_nume


def test_a_doua_cerere_a_aceleiasi_persoane_duce_la_prima(client_pentru, cerere, ana):
    for raspuns in (client_pentru(ana).get(CALE), client_pentru(ana).post(CALE, date())):
        assert (raspuns.status_code, raspuns.url) == (302, f"/spatiu/revendicari/{cerere.pk}/")
    assert Revendicare.objects.count() == 1


def test_doua_persoane_pot_revendica_acelasi_profil_si_moderatorul_le_vede_pe_amandoua(client_pentru, cerere, ion):
    client_pentru(ion).post(CALE, date())
    a_doua = Revendicare.objects.get(utilizator=ion)
    assert a_doua.asemanatoare() == [(cerere, "și Ana Albu a revendicat profilul")]
    assert cerere.asemanatoare() == [(a_doua, "și Ion Ionescu a revendicat profilul")]


def test_cel_mult_cinci_cereri_deschise(client_pentru, profil, ana):
    client = client_pentru(ana)
    for i in range(DESCHISE_MAXIM):
        altul = organizatie_publicata(f"Fundația {i}", f"fundatia-{i}", revendicata=False)
        client.post(f"{altul.get_absolute_url()}revendica/", date())
    raspuns = client.post(CALE, date())
    assert raspuns.context["form"].non_field_errors() == [
        "Aveți deja mai multe cereri în verificare. Așteptați întâi răspunsul la ele."
    ]
    assert Revendicare.objects.count() == DESCHISE_MAXIM


def test_la_un_profil_cu_reprezentanti_pagina_spune_cum_se_cere_o_invitatie(
    client_pentru, organizatie, reprezentant, ana
):
    adresa = f"{organizatie.get_absolute_url()}revendica/"
    raspuns = client_pentru(ana).get(adresa)
    pagina = raspuns.content.decode()
    assert (raspuns.status_code, f"{organizatie.get_absolute_url()}alaturare/" in pagina) == (200, True)
    assert [reprezentant.email in pagina, organizatie.email in pagina] == [False, False]
    assert client_pentru(ana).post(adresa, date()).status_code == 409
    assert not Revendicare.objects.exists()
    assert "Sunteți deja în echipa" in client_pentru(reprezentant).get(adresa).content.decode()


# --- the claim's page ------------------------------------------------------------------------------------------------
def test_cererea_o_vede_numai_cine_a_facut_o(client_pentru, cerere, ana, ion, moderator):
    adresa = f"/spatiu/revendicari/{cerere.pk}/"
    assert [client_pentru(cine).get(adresa).status_code for cine in (ana, ion, moderator)] == [200, 404, 404]
    assert client_pentru(None).get(adresa).url == f"/cont/login/?next={adresa}"
    for cine in (ion, moderator):
        assert client_pentru(cine).post(f"{adresa}renunta/").status_code == 404
    assert client_pentru(None).post(f"{adresa}renunta/").status_code == 302
    cerere.refresh_from_db()
    assert cerere.stare == Stare.TRIMIS


def test_dupa_completarile_cerute_cererea_se_trimite_din_nou(client_pentru, de_completat, ana):
    adresa, veche = f"/spatiu/revendicari/{de_completat.pk}/", de_completat.dovada.name
    client = client_pentru(ana)
    pagina = client.get(adresa).content.decode()
    assert MOTIV in pagina
    raspuns = client.post(adresa, {"functie": "director", "mesaj": "Am scanat din nou.", "dovada": pdf("nou.pdf")})
    assert (raspuns.status_code, raspuns.url) == (302, adresa)
    de_completat.refresh_from_db()
    assert (de_completat.stare, de_completat.functie, de_completat.dovada_nume) == (Stare.TRIMIS, "director", "nou.pdf")
    assert de_completat.dovada.name != veche
    assert Dosar.objects.deschise().count() == 1


def test_la_completari_dovada_de_dinainte_poate_ramane(client_pentru, de_completat, ana):
    veche = (de_completat.dovada.name, de_completat.dovada_nume)
    client_pentru(ana).post(
        f"/spatiu/revendicari/{de_completat.pk}/", {"functie": "președintă", "mesaj": "Adaug: sunt fondatoare."}
    )
    de_completat.refresh_from_db()
    assert (de_completat.stare, de_completat.mesaj) == (Stare.TRIMIS, "Adaug: sunt fondatoare.")
    assert (de_completat.dovada.name, de_completat.dovada_nume) == veche


def test_dovada_o_primeste_inapoi_numai_cine_a_trimis_o(client_pentru, cerere, ana, ion, moderator):
    adresa = f"/spatiu/revendicari/{cerere.pk}/dovada/"
    raspuns = client_pentru(ana).get(adresa)
    assert (raspuns.status_code, raspuns["Content-Type"]) == (200, "application/pdf")
    assert b"".join(raspuns.streaming_content)[:5] == b"%PDF-"
    assert f'href="{adresa}"' in client_pentru(ana).get(f"/spatiu/revendicari/{cerere.pk}/").content.decode()
    assert [client_pentru(cine).get(adresa).status_code for cine in (None, ion, moderator)] == [302, 404, 404]
    assert client_pentru(ana).post(adresa).status_code == 405
    cerere.dovada.delete(save=False)
    assert client_pentru(ana).get(adresa).status_code == 404


def test_completari_gresite(client_pentru, de_completat, ana):
    raspuns = client_pentru(ana).post(f"/spatiu/revendicari/{de_completat.pk}/", {"functie": "", "mesaj": "Da."})
    assert list(raspuns.context["form"].errors) == ["functie"]
    de_completat.refresh_from_db()
    assert de_completat.stare == Stare.COMPLETARI


def test_ce_nu_asteapta_completari_nu_se_schimba(client_pentru, cerere, ana):
    raspuns = client_pentru(ana).post(f"/spatiu/revendicari/{cerere.pk}/", date(functie="altceva"), follow=True)
    assert spuse(raspuns) == ["Cererea nu mai așteaptă completări."]
    cerere.refresh_from_db()
    assert cerere.functie == "președintă"


def test_retragerea(client_pentru, cerere, ana):
    raspuns = client_pentru(ana).post(f"/spatiu/revendicari/{cerere.pk}/renunta/", follow=True)
    assert spuse(raspuns) == ["Ați retras cererea. Puteți trimite oricând alta, de pe pagina profilului."]
    assert not Dosar.objects.deschise().exists()
    assert client_pentru(ana).get(CALE).status_code == 200
    raspuns = client_pentru(ana).post(f"/spatiu/revendicari/{cerere.pk}/renunta/", follow=True)
    assert spuse(raspuns)[0].startswith("Ana Albu a retras")


def test_respinsa_spune_motivul_si_drumul_inapoi(client_pentru, cerere, ana, moderator):
    muta(cerere, Actiune.RESPINGE, moderator, MOTIV)
    pagina = client_pentru(ana).get(f"/spatiu/revendicari/{cerere.pk}/").content.decode()
    assert (MOTIV in pagina, "Trimiteți o cerere nouă" in pagina) == (True, True)
    assert client_pentru(ana).post(CALE, date()).status_code == 302
    assert Revendicare.objects.filter(stare=Stare.TRIMIS).count() == 1


# --- the decision ----------------------------------------------------------------------------------------------------
def test_aprobarea_face_persoana_administrator(client_pentru, profil, cerere, ana, moderator):
    muta(cerere, Actiune.APROBA, moderator)
    profil.refresh_from_db()
    assert profil.revendicata
    assert [(m.utilizator, m.rol) for m in profil.membri.all()] == [(ana, Membru.Rol.ADMINISTRATOR)]
    pagina = client_pentru(ana).get(f"/spatiu/revendicari/{cerere.pk}/").content.decode()
    assert "administrați profilul" in pagina
    mesaj = Mesaj.objects.filter(cheie__startswith="decizie:", catre=ana.email).latest("pk")
    assert f"/spatiu/organizatii/{profil.pk}/" in mesaj.text  # the mail leads to the profile, not to the request
    assert client_pentru(ana).get(f"/spatiu/organizatii/{profil.pk}/persoane/").status_code == 200


def test_dupa_aprobare_cererea_rivala_ramane_in_coada_dar_nu_se_mai_poate_aproba(
    client_pentru, profil, cerere, ion, moderator
):
    client_pentru(ion).post(CALE, date())
    rivala = Revendicare.objects.get(utilizator=ion)
    muta(cerere, Actiune.APROBA, moderator)
    assert rivala.asemanatoare() == [(profil, "are deja ca membru pe Ana Albu")]
    with pytest.raises(ValidationError, match="are între timp un administrator"):
        muta(rivala, Actiune.APROBA, moderator)
    pagina = client_pentru(ion).get(f"/spatiu/revendicari/{rivala.pk}/").content.decode()
    assert "Cereți să vă alăturați echipei" in pagina
    assert "Ana Albu" not in pagina
    muta(rivala, Actiune.RESPINGE, moderator, "Profilul are deja un reprezentant; cereți-i o invitație.")
    assert profil.membri.count() == 1


def test_completarile_unei_cereri_intrecute_spun_ce_s_a_intamplat(client_pentru, profil, de_completat, ana):
    altul = persoana("altul@exemplu.test", "Alt Administrator")
    Membru.objects.create(organizatie=profil, utilizator=altul, rol=Membru.Rol.ADMINISTRATOR)
    raspuns = client_pentru(ana).post(f"/spatiu/revendicari/{de_completat.pk}/", date())
    assert raspuns.context["form"].non_field_errors() == [
        "Profilul are între timp un administrator. Cereți-i să vă alăturați echipei."
    ]


# --- two at once -----------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("runda", range(5))
def test_doua_aprobari_deodata_fac_un_singur_administrator(
    runda, client_pentru, profil, cerere, ion, moderator, alt_moderator
):
    client_pentru(ion).post(CALE, date())
    rivala = Revendicare.objects.get(utilizator=ion)
    rezultate = deodata(
        lambda: muta(cerere, Actiune.APROBA, moderator), lambda: muta(rivala, Actiune.APROBA, alt_moderator)
    )
    assert sorted(type(r).__name__ for r in rezultate) == ["Decizie", "ValidationError"]
    assert list(profil.membri.values_list("rol", flat=True)) == ["administrator"]


@pytest.mark.django_db(transaction=True)
def test_fara_lacatul_organizatiei_cursa_se_vede(
    monkeypatch, client_pentru, profil, cerere, ion, moderator, alt_moderator
):
    """The harness does catch the bug: without the organisation's lock both claims are approved."""
    from threading import Barrier

    client_pentru(ion).post(CALE, date())
    rivala = Revendicare.objects.get(utilizator=ion)
    bariera, verificarea = Barrier(2), Revendicare.valideaza_trimiterea

    def verifica_amandoi(self):
        verificarea(self)
        bariera.wait(20)

    monkeypatch.setattr(Revendicare, "blocheaza", classmethod(lambda cls, pk: cls.objects.get(pk=pk)))
    monkeypatch.setattr(Revendicare, "valideaza_trimiterea", verifica_amandoi)
    deodata(lambda: muta(cerere, Actiune.APROBA, moderator), lambda: muta(rivala, Actiune.APROBA, alt_moderator))
    assert profil.membri.count() == 2


@pytest.mark.django_db(transaction=True)
def test_aprobarea_si_retragerea_deodata(profil, cerere, ana, moderator):
    rezultate = deodata(lambda: muta(cerere, Actiune.APROBA, moderator), lambda: muta(cerere, Actiune.ANULEAZA, ana))
    assert [type(r) for r in rezultate].count(TranzitieInterzisa) == 1
    cerere.refresh_from_db()
    assert profil.membri.count() == (1 if cerere.stare == Stare.PUBLICAT else 0)


@pytest.mark.django_db(transaction=True)
def test_doua_apasari_fac_o_singura_cerere(client_pentru, profil, ana):
    clienti = [client_pentru(ana), client_pentru(ana)]
    raspunsuri = deodata(*[lambda c=c: c.post(CALE, date()) for c in clienti])
    assert [r.status_code for r in raspunsuri] == [302, 302]
    assert len({r.url for r in raspunsuri}) == 1
    assert (Revendicare.objects.count(), Dosar.objects.count(), Mesaj.objects.count()) == (1, 1, 1)
