"""„Cer să mă alătur”: from a public profile to the administrators' answer, without giving away an address."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from organizatii import alaturari, membri
from organizatii.models import CerereAlaturare, Membru, Organizatie, Revendicare
from organizatii.stergere import sterge_persoana
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Dosar
from platforma.moderare.tranzitii import Stare
from tests.conftest import organizatie_publicata, persoana
from tests.curse import deodata
from tests.organizatii.test_revendicari import date as date_revendicare
from tests.organizatii.test_revendicari import pdf

pytestmark = pytest.mark.django_db
CALE = "/organizatii/asociatia-cartierul-nostru/alaturare/"
MOTIV = "Nu vă cunoaștem; veniți la o întâlnire a asociației."


def date(**altele):
    return {"functie": "voluntară", "mesaj": "Ajut la  scris.", "acord": "on", **altele}


@pytest.fixture
def ana(db):
    return persoana("ana@exemplu.test", "Ana Albu")


@pytest.fixture
def cerere(organizatie, reprezentant, ana, client_pentru):
    client_pentru(ana).post(CALE, date())
    return CerereAlaturare.objects.get()


def raspunde(cerere):
    return f"/spatiu/organizatii/{cerere.organizatie_id}/cereri/{cerere.pk}/"


# --- asking -------------------------------------------------------------------------------------------------------
def test_cererea_ajunge_la_administratori_fara_nicio_adresa(organizatie, reprezentant, coleg, ana, client_pentru):
    client = client_pentru(ana)
    assert f'href="{CALE}"' in client.get(organizatie.get_absolute_url()).content.decode()
    assert client.get(CALE).status_code == 200
    raspuns = client.post(CALE, date(dovada=pdf()), follow=True)
    cerere = CerereAlaturare.objects.get()
    assert raspuns.redirect_chain == [(f"/spatiu/cereri/{cerere.pk}/", 302)]
    assert (cerere.utilizator, cerere.functie, cerere.mesaj, cerere.stare) == (
        ana,
        "voluntară",
        "Ajut la scris.",
        "asteapta",
    )
    assert cerere.dovada.name.startswith("dovezi/") and cerere.dovada_nume == "Hotărâre.pdf"
    mesaj = Mesaj.objects.get()
    assert (mesaj.catre, mesaj.subiect) == (
        reprezentant.email,
        "Ana Albu cere să se alăture: Asociația Cartierul Nostru",
    )
    assert not re.search(r"[{}]|\n\n\n| \n|  ", mesaj.text.replace("-- \n", ""))
    echipa = client_pentru(reprezentant).get(raspunde(cerere)).content.decode()
    assert "Ana Albu" in echipa and "Ajut la scris." in echipa
    for text in (mesaj.text, mesaj.html, echipa):
        assert ana.email not in text
    for text in (raspuns.content.decode(), client.get(CALE, follow=True).content.decode()):
        assert reprezentant.email not in text and reprezentant.nume not in text
    assert Dosar.objects.count() == 0


def test_apasata_de_doua_ori_este_o_cerere(cerere, ana, client_pentru):
    assert client_pentru(ana).post(CALE, date()).url == f"/spatiu/cereri/{cerere.pk}/"
    assert (CerereAlaturare.objects.count(), Mesaj.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("gresit", "campuri"),
    [
        ({"functie": ""}, ["functie"]),
        ({"acord": ""}, ["acord"]),
        ({"mesaj": "CNP 1800101221144"}, ["mesaj"]),
    ],
)
def test_o_cerere_gresita_spune_de_ce(gresit, campuri, organizatie, reprezentant, ana, client_pentru):
    raspuns = client_pentru(ana).post(CALE, date(**gresit))
    assert (raspuns.status_code, list(raspuns.context["form"].errors)) == (200, campuri)
    assert not CerereAlaturare.objects.exists()


def test_fara_administrator_cererea_merge_la_personal(organizatie, coleg, ana, client_pentru):
    client = client_pentru(ana)
    assert client.post(CALE, date()).url == f"{organizatie.get_absolute_url()}revendica/"
    client.post(f"{organizatie.get_absolute_url()}revendica/", date_revendicare())
    assert (CerereAlaturare.objects.count(), Revendicare.objects.get().utilizator) == (0, ana)
    assert Dosar.objects.deschise().get().tip == "revendicare"


def test_un_administrator_cu_contul_inchis_nu_este_nimeni(organizatie, reprezentant, ana, client_pentru):
    reprezentant.is_active = False
    reprezentant.save()
    assert client_pentru(ana).get(CALE).url == f"{organizatie.get_absolute_url()}revendica/"


def test_cereri_pe_zi(strain, ana, client_pentru, alta_organizatie):
    for n in range(alaturari.PE_ZI + 1):
        o = organizatie_publicata(f"Organizația {n}", f"organizatia-{n}")
        Membru.objects.create(organizatie=o, utilizator=strain, rol=Membru.Rol.ADMINISTRATOR)
        raspuns = client_pentru(ana).post(f"/organizatii/organizatia-{n}/alaturare/", date())
    assert raspuns.context["form"].non_field_errors() == [
        "Ați trimis 5 cereri în ultimele 24 de ore. Mai puteți trimite mâine."
    ]
    assert Mesaj.objects.count() == alaturari.PE_ZI
    CerereAlaturare.objects.update(creat_la=timezone.now() - timedelta(days=2))
    assert client_pentru(ana).post(f"/organizatii/organizatia-{n}/alaturare/", date()).status_code == 302


def test_membru_nepublicat_anonim_neconfirmat_alta_metoda(organizatie, reprezentant, ana, client, client_pentru):
    assert client_pentru(reprezentant).post(CALE, date()).url == f"/spatiu/organizatii/{organizatie.pk}/"
    assert client.post(CALE, date()).url == f"/cont/login/?next={CALE}"
    assert client_pentru(ana).put(CALE).status_code == 405
    EmailAddress.objects.filter(user=ana).update(verified=False)
    assert client_pentru(ana).post(CALE, date()).url == "/cont/email/"
    Organizatie.objects.filter(pk=organizatie.pk).update(stare=Stare.ARHIVAT)
    assert client_pentru(ana).post(CALE, date()).status_code == 404
    assert not CerereAlaturare.objects.exists()


# --- answering ----------------------------------------------------------------------------------------------------
def test_administratorul_aproba(cerere, reprezentant, ana, client_pentru):
    client = client_pentru(reprezentant)
    assert "Ana Albu" in client.get(f"/spatiu/organizatii/{cerere.organizatie_id}/persoane/").content.decode()
    assert raspunde(cerere) in client.get("/spatiu/").content.decode()
    client.post(raspunde(cerere), {"raspuns": "aproba", "rol": "editor"})
    cerere.refresh_from_db()
    assert (cerere.stare, cerere.rol, cerere.raspuns_de) == ("aprobata", "editor", reprezentant)
    assert ana.calitati.get().rol == "editor"
    mesaj = Mesaj.objects.latest("pk")
    assert (mesaj.catre, mesaj.subiect) == (ana.email, "Faceți parte din echipă: Asociația Cartierul Nostru")
    assert not re.search(r"[{}]|\n\n\n| \n|  ", mesaj.text.replace("-- \n", ""))
    assert "faceți parte din echipă" in client_pentru(ana).get(f"/spatiu/cereri/{cerere.pk}/").content.decode()


def test_administratorul_refuza_cu_motiv(cerere, reprezentant, ana, client_pentru):
    client = client_pentru(reprezentant)
    scurt = client.post(raspunde(cerere), {"raspuns": "refuza", "motiv": "nu"})
    assert list(scurt.context["form"].errors) == ["motiv"]
    client.post(raspunde(cerere), {"raspuns": "refuza", "motiv": MOTIV})
    cerere.refresh_from_db()
    assert (cerere.stare, cerere.motiv, ana.calitati.count()) == ("refuzata", MOTIV, 0)
    mesaj = Mesaj.objects.latest("pk")
    assert (mesaj.catre, mesaj.subiect) == (ana.email, "Cerere neaprobată: Asociația Cartierul Nostru")
    assert MOTIV in mesaj.text and reprezentant.email not in mesaj.text
    assert MOTIV in client_pentru(ana).get(f"/spatiu/cereri/{cerere.pk}/").content.decode()
    assert client_pentru(ana).post(CALE, date()).status_code == 302
    assert CerereAlaturare.objects.deschise().count() == 1


@pytest.mark.parametrize("raspuns", [{}, {"raspuns": "altceva"}, {"raspuns": "aproba", "rol": "sef"}])
def test_un_raspuns_gresit_nu_hotaraste(raspuns, cerere, reprezentant, client_pentru):
    assert client_pentru(reprezentant).post(raspunde(cerere), raspuns).status_code == 200
    assert CerereAlaturare.objects.deschise().count() == 1


def test_strainii_si_editorii_nu_raspund(cerere, coleg, strain, client_pentru):
    for cine in (coleg, strain):
        assert client_pentru(cine).post(raspunde(cerere), {"raspuns": "aproba"}).status_code == 404
        with pytest.raises(PermissionDenied):
            alaturari.aproba(cerere, "editor", cine)
    assert CerereAlaturare.objects.deschise().count() == 1


def test_dovada_o_vad_numai_cei_doi(organizatie, reprezentant, coleg, strain, ana, client_pentru):
    client_pentru(ana).post(CALE, date(dovada=pdf()))
    cale = f"/spatiu/cereri/{CerereAlaturare.objects.get().pk}/dovada/"
    raspunsuri = [client_pentru(cine).get(cale) for cine in (ana, reprezentant, coleg, strain)]
    assert [r.status_code for r in raspunsuri] == [200, 200, 404, 404]
    assert [b"".join(r)[:5] for r in raspunsuri[:2]] == [b"%PDF-", b"%PDF-"]


def test_persoana_isi_retrage_cererea(cerere, reprezentant, ana, client_pentru):
    client_pentru(ana).post(f"/spatiu/cereri/{cerere.pk}/retrage/")
    cerere.refresh_from_db()
    assert cerere.stare == "retrasa"
    raspuns = client_pentru(reprezentant).post(raspunde(cerere), {"raspuns": "aproba", "rol": "editor"}, follow=True)
    assert "Cererea s-a încheiat între timp: „Retrasă”." in raspuns.content.decode()
    assert ana.calitati.count() == 0


def test_cine_intra_prin_invitatie_nu_mai_asteapta(cerere, organizatie, reprezentant, ana):
    invitatie = membri.invita(organizatie, ana.email, "editor", "", reprezentant)
    membri.accepta(invitatie, ana)
    cerere.refresh_from_db()
    assert (cerere.stare, cerere.rol) == ("aprobata", "editor")


def test_stergerea_contului_retrage_si_goleste(cerere, ana):
    sterge_persoana(ana)
    cerere.refresh_from_db()
    assert (cerere.stare, cerere.functie, cerere.mesaj) == ("retrasa", "(șters la cerere)", "")


@pytest.mark.django_db(transaction=True)
def test_doi_administratori_deodata_dau_un_singur_raspuns(cerere, organizatie, reprezentant, ana):
    altul = persoana("doi@exemplu.test", "Doina Doi")
    Membru.objects.create(organizatie=organizatie, utilizator=altul, rol=Membru.Rol.ADMINISTRATOR)
    rezultate = deodata(
        lambda: alaturari.aproba(cerere, "editor", reprezentant),
        lambda: alaturari.refuza(cerere, MOTIV, altul),
    )
    assert sorted(type(r).__name__ for r in rezultate) == ["NoneType", "Refuzata"]
    cerere.refresh_from_db()
    assert ana.calitati.count() == (1 if cerere.stare == "aprobata" else 0)
    assert Mesaj.objects.filter(cheie__startswith="alaturare-raspuns:").count() == 1


# --- „Este una dintre acestea?” while the form is being filled in -----------------------------------------------------
@pytest.mark.parametrize(
    "scris",
    [
        {"cif": "RO 14399840"},
        {"nr_registru_national": "7/a/2020"},
        {"denumire": "asociatia cartierul nostr"},
    ],
)
def test_formularul_intreaba_de_la_primul_camp(scris, organizatie, ana, client_pentru):
    Organizatie.objects.filter(pk=organizatie.pk).update(cif="14399840", nr_registru_national="7/A/2020")
    fragment = client_pentru(ana).get("/spatiu/organizatii/noua/potriviri/", scris).content.decode()
    assert "Asociația Cartierul Nostru" in fragment
    assert f'href="{CALE}"' in fragment
    assert "autofocus" not in fragment


@pytest.mark.parametrize("scris", [{}, {"cif": "abc"}, {"denumire": "Altceva cu totul"}, {"denumire": "\x00"}])
def test_fara_potrivire_fragmentul_este_gol(scris, organizatie, ana, client_pentru):
    raspuns = client_pentru(ana).get("/spatiu/organizatii/noua/potriviri/", scris)
    assert (raspuns.status_code, raspuns.content.decode().strip()) == (200, "")
