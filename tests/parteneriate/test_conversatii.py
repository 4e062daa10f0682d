"""The conversation of an expression of interest: for the people of both sides, append-only, with mail and files."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.utils import timezone
from PIL import Image

from organizatii.models import Membru
from parteneriate import conversatii, interese
from parteneriate.models import Atasament, Interes, Replica, SemnDeCarte
from platforma.conturi.stergere import NUME, goleste, goleste_in_aplicatii
from platforma.mesaje.models import Mesaj
from tests.conftest import persoana
from tests.parteneriate.ajutor import anunt, atasament, interes, replica

pytestmark = pytest.mark.django_db
TEXT = "Când putem veni să vedem sala?"


@pytest.fixture
def primit(deschis, alta_organizatie, strain, reprezentant, coleg):
    """From the organisation of `strain`, about the notice of `reprezentant` and `coleg`."""
    return interes(deschis, alta_organizatie, strain)


@pytest.fixture
def adresa(primit):
    return f"/spatiu/interese/{primit.pk}/"


@pytest.fixture
def el(client_pentru, strain):
    return client_pentru(strain)


@pytest.fixture
def ea(client_pentru, reprezentant):
    return client_pentru(reprezentant)


def pdf(nume="Planul sălii.pdf"):
    memorie = BytesIO()
    Image.new("L", (60, 80), 255).save(memorie, "PDF")
    return SimpleUploadedFile(nume, memorie.getvalue(), "application/pdf")


def pagina(client, adresa):
    return client.get(adresa).content.decode()


# --- writing ------------------------------------------------------------------------------------------------------
def test_mesajul_ajunge_pe_pagina_si_pe_e_mail(el, ea, adresa, primit, strain, reprezentant, coleg):
    raspuns = el.post(f"{adresa}scrie/", {"text": f"  {TEXT} "})
    rand = Replica.objects.get()
    assert raspuns.url == f"{adresa}#mesaj-{rand.pk}"
    assert (rand.interes, rand.partea, rand.de, rand.text) == (primit, "raspunde", strain, TEXT)
    assert TEXT in pagina(ea, adresa)
    assert sorted(m.catre for m in Mesaj.objects.all()) == [coleg.email, reprezentant.email]
    assert not Mesaj.objects.filter(sensibil=False).exists()  # staff read the outbox, and not this


def test_e_mailul_spune_ca_raspunsul_la_el_nu_ajunge(el, adresa, primit, strain, reprezentant, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    el.post(f"{adresa}scrie/", {"text": TEXT, "fisier": pdf()})
    mesaj = Mesaj.objects.get(catre=reprezentant.email)
    assert mesaj.subiect == "Mesaj de la Fundația Malul Dâmboviței: Căutăm o sală pentru cursuri"
    assert TEXT in mesaj.text
    assert "Fișiere atașate, de luat de pe platformă: Planul sălii.pdf." in mesaj.text
    assert "Dacă răspundeți la acest e-mail, răspunsul nu ajunge la ei: scrieți-le în platformă." in mesaj.text
    assert f"Răspundeți în platformă: https://exemplu.test{adresa}#mesaj-" in mesaj.text
    assert strain.email not in mesaj.text + mesaj.html


def test_numele_celeilalte_parti_se_vede_de_la_acceptare(el, ea, adresa, primit, reprezentant, coleg):
    el.post(f"{adresa}scrie/", {"text": TEXT})
    assert "Sanda Străin" not in pagina(ea, adresa) + Mesaj.objects.get(catre=coleg.email).text
    interese.muta(primit, "accepta", reprezentant)
    el.post(f"{adresa}scrie/", {"text": "Venim marți."})
    assert (
        "Sanda Străin, Fundația Malul Dâmboviței, a scris" in Mesaj.objects.filter(catre=coleg.email).latest("pk").text
    )
    assert "Sanda Străin" in pagina(ea, adresa)


def test_cine_este_in_ambele_echipe_scrie_pentru_anunt(el, adresa, primit, strain, organizatie):
    Membru.objects.create(organizatie=organizatie, utilizator=strain, rol=Membru.Rol.EDITOR)
    assert conversatii.partea(primit, strain) == "anunt"
    el.post(f"{adresa}scrie/", {"text": TEXT})
    assert (Replica.objects.get().partea, Mesaj.objects.count()) == ("anunt", 0)  # nobody writes to herself


def test_formular_gresit_pastreaza_ce_s_a_scris(el, adresa):
    raspuns = el.post(f"{adresa}scrie/", {"text": ""})
    assert (raspuns.status_code, "Scrieți mesajul." in raspuns.content.decode()) == (200, True)
    raspuns = el.post(f"{adresa}scrie/", {"text": TEXT, "fisier": SimpleUploadedFile("a.docx", b"PK\x03\x04")})
    continut = raspuns.content.decode()
    assert (TEXT in continut, "Se primesc documente PDF și imagini" in continut) == (True, True)
    raspuns = el.post(f"{adresa}scrie/", {"text": "CNP-ul lui este 1800101221144.", "fisier": pdf()})
    assert "Planul sălii.pdf" in raspuns.content.decode()  # what was fine by itself is kept for the next try
    assert not Replica.objects.exists()


@pytest.mark.parametrize("stare", ["refuzat", "retras"])
def test_dupa_incheiere_se_mai_poate_numai_citi(el, adresa, primit, strain, stare):
    replica(primit, strain)
    Interes.objects.update(stare=stare, raspuns="S-a ocupat sala între timp.")
    assert (TEXT in pagina(el, adresa), "Trimiteți mesajul" in pagina(el, adresa)) == (True, False)
    raspuns = el.post(f"{adresa}scrie/", {"text": "Și totuși?"})
    assert raspuns.status_code == 200
    assert Replica.objects.count() == 1


def test_trimis_de_doua_ori_ramane_un_mesaj(el, adresa):
    for _ori in range(2):
        assert el.post(f"{adresa}scrie/", {"text": TEXT}).status_code == 302
    el.post(f"{adresa}scrie/", {"text": TEXT, "fisier": pdf()})
    assert Replica.objects.count() == 2
    assert Mesaj.objects.count() == 4


def test_peste_treizeci_de_mesaje_pe_ora_se_asteapta(el, adresa, primit, strain):
    for n in range(conversatii.PE_ORA):
        replica(primit, strain, f"Mesajul {n}")
    raspuns = el.post(f"{adresa}scrie/", {"text": TEXT})
    assert "Ați trimis multe mesaje în ultima oră." in raspuns.content.decode()
    assert Replica.objects.count() == conversatii.PE_ORA


def test_o_conversatie_are_cel_mult_patruzeci_de_fisiere(el, adresa, primit, strain):
    scrisa = replica(primit, strain, "Cu multe fișiere")
    for _n in range(conversatii.ATASAMENTE_MAXIM):
        atasament(scrisa)
    raspuns = el.post(f"{adresa}scrie/", {"text": TEXT, "fisier": pdf()})
    assert "cel mult 40 de fișiere" in raspuns.content.decode()
    assert Replica.objects.count() == 1


@pytest.mark.parametrize("model", [Replica, Atasament])
def test_baza_nu_lasa_sa_se_schimbe_ce_s_a_scris(primit, strain, model):
    atasament(replica(primit, strain))
    for fapta in (lambda: model.objects.update(id=-1), lambda: model.objects.all()._raw_delete("default")):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            fapta()


# --- files --------------------------------------------------------------------------------------------------------
def test_fisierele_le_iau_numai_oamenii_celor_doua_parti(
    el, ea, adresa, client, client_pentru, autoritate, moderator, admin
):
    el.post(f"{adresa}scrie/", {"text": TEXT, "fisier": pdf(), "fisier_2": pdf("Al doilea.pdf")})
    primul, _al_doilea = Atasament.objects.all()
    assert [a.nume_fisier for a in Atasament.objects.all()] == ["Planul sălii.pdf", "Al doilea.pdf"]
    raspuns = ea.get(primul.get_absolute_url())
    assert (raspuns.status_code, raspuns["Content-Type"]) == (200, "application/pdf")
    assert (raspuns["Cache-Control"], b"".join(raspuns)[:5]) == ("private, no-cache", b"%PDF-")
    assert [client_pentru(p).get(primul.get_absolute_url()).status_code for p in (autoritate, moderator, admin)] == [
        404
    ] * 3
    assert client.get(primul.get_absolute_url()).status_code == 302
    primul.fisier.delete(save=False)
    assert ea.get(primul.get_absolute_url()).status_code == 404


# --- what is new --------------------------------------------------------------------------------------------------
def test_ce_este_nou_se_numara_pana_se_spune_citit(el, ea, adresa, primit, strain):
    prima, _a_doua = replica(primit, strain), replica(primit, strain, "Și parcarea?")
    assert "2 mesaje noi" in pagina(ea, adresa)
    assert "2 mesaje noi" in pagina(ea, "/spatiu/interese/")
    assert "2 mesaje noi" in pagina(ea, "/spatiu/")
    assert SemnDeCarte.objects.count() == 0  # a GET writes nothing
    assert ea.post(f"{adresa}citit/", {"pana_la": prima.pk}).url == adresa
    assert "1 mesaj nou" in pagina(ea, adresa)
    ea.post(f"{adresa}scrie/", {"text": "Marți la 10."})
    assert "mesaj nou" not in pagina(ea, adresa) + pagina(ea, "/spatiu/interese/") + pagina(ea, "/spatiu/")
    ea.post(f"{adresa}citit/", {"pana_la": prima.pk})  # an old page: the mark does not go back
    assert "mesaj nou" not in pagina(ea, adresa)
    assert "1 mesaj nou" in pagina(el, "/spatiu/interese/?care=trimise")


@pytest.mark.parametrize("pana_la", ["", "x", "-1", "9" * 30, "²"])
def test_citit_cu_prostii_nu_scrie_nimic(ea, adresa, primit, strain, pana_la):
    replica(primit, strain)
    assert ea.post(f"{adresa}citit/", {"pana_la": pana_la}).status_code == 302
    assert SemnDeCarte.objects.count() == 0


# --- who sees -----------------------------------------------------------------------------------------------------
def test_strainii_si_personalul_nu_ajung_la_ea(
    client, client_pentru, adresa, primit, strain, autoritate, moderator, secretariat, admin
):
    scrisa = replica(primit, strain)
    fapte = [
        f"{adresa}scrie/",
        f"{adresa}citit/",
        f"{adresa}blocheaza/",
        f"/spatiu/interese/mesaje/{scrisa.pk}/raporteaza/",
    ]
    for cine in (autoritate, moderator, secretariat, admin):
        cl = client_pentru(cine)
        assert cl.get(adresa).status_code == 404
        assert [cl.post(fapta, {"text": TEXT, "pana_la": scrisa.pk}).status_code for fapta in fapte] == [404] * 4
    assert [client.post(fapta).status_code for fapta in fapte] == [302] * 4
    assert Replica.objects.count() == 1


def test_cine_a_plecat_din_echipa_nu_mai_vede(client_pentru, adresa, primit, coleg):
    coleg.calitati.all().delete()
    assert client_pentru(coleg).get(adresa).status_code == 404


@pytest.mark.parametrize("cate", [1, 3])
def test_pagina_pune_aceleasi_intrebari(ea, adresa, primit, strain, cate, django_assert_num_queries):
    for n in range(cate):
        atasament(replica(primit, persoana(f"p{n}@exemplu.test", f"P{n}"), f"Mesajul {n}", partea="raspunde"))
    ea.get(adresa)
    with django_assert_num_queries(17):
        assert len(ea.get(adresa).context["fir"]["replici"].object_list) == cate


def test_cele_mai_noi_sunt_ultimele_cate_cincizeci(ea, adresa, primit, strain):
    for n in range(conversatii.PE_PAGINA + 2):
        replica(primit, strain, f"Mesajul {n}.")
    texte = [r.text for r in ea.get(adresa).context["fir"]["replici"].object_list]
    assert (len(texte), texte[0], texte[-1]) == (50, "Mesajul 2.", "Mesajul 51.")
    assert [r.text for r in ea.get(f"{adresa}?pagina=2").context["fir"]["replici"].object_list] == [
        "Mesajul 0.",
        "Mesajul 1.",
    ]
    assert ea.get(f"{adresa}?pagina=x").status_code == 200


# --- a person who goes --------------------------------------------------------------------------------------------
def test_dupa_stergerea_contului_mesajul_ramane_fara_nume(ea, adresa, primit, strain, reprezentant):
    interese.muta(primit, "accepta", reprezentant)
    replica(primit, strain)
    conversatii.citit(primit, strain, Replica.objects.get().pk)
    goleste_in_aplicatii(strain)
    goleste(strain)
    continut = pagina(ea, adresa)
    assert (TEXT in continut, NUME in continut, "Sanda" in continut) == (True, True, False)
    assert SemnDeCarte.objects.count() == 0


def test_copia_datelor_are_mesajele_ei_si_nu_pe_ale_celorlalti(primit, strain, reprezentant, client_pentru):
    atasament(replica(primit, strain))
    replica(primit, reprezentant, "Marți la 10.")
    copie = client_pentru(strain).get("/cont/date/copie.json")
    ei = copie.json()["parteneriate"]
    (mesaj,) = ei["mesaje"]
    assert (mesaj["anunt"], mesaj["text"], mesaj["fisiere"]) == ("Căutăm o sală pentru cursuri", TEXT, ["plan.pdf"])
    (a_ei,) = ei["manifestari_de_interes"]
    assert (a_ei["anunt"], a_ei["ofera"]) == ("Căutăm o sală pentru cursuri", "O sală de 40 de locuri.")
    assert "Marți la 10." not in copie.content.decode()


def test_copia_datelor_are_anunturile_si_parteneriatele_ei(idee, reprezentant, autoritate, organizatie, client_pentru):
    anunt("Al ei", organizatie, autor=reprezentant)
    idee.jurnal.create(ce="propus", spre="idee", organizatie=organizatie, de=reprezentant)
    type(idee).objects.update(contact_nume="Raluca R.", contact_email=reprezentant.email.upper())
    ei = client_pentru(reprezentant).get("/cont/date/copie.json").json()["parteneriate"]
    assert [a["titlu"] for a in ei["anunturi"]] == ["Al ei"]
    assert [(p["parteneriat"], p["organizatie"]) for p in ei["parteneriate"]["responsabila"]] == [
        ("Reparăm împreună", "Asociația Cartierul Nostru")
    ]
    assert [(f["parteneriat"], f["ce"]) for f in ei["parteneriate"]["fapte"]] == [
        ("Reparăm împreună", "Parteneriat propus")
    ]
    assert [c["nume"] for c in ei["persoana_de_contact_la"]] == ["Raluca R."]
    a_lui = client_pentru(autoritate).get("/cont/date/copie.json").json()["parteneriate"]
    assert (a_lui["anunturi"], a_lui["parteneriate"]["fapte"], a_lui["persoana_de_contact_la"]) == ([], [], [])


def test_mementoul_si_termenul_nu_se_schimba_de_mesaje(primit, strain):
    replica(primit, strain, la=timezone.now() - timedelta(days=1))
    assert interese.aminteste(primit.trimis_la + timedelta(days=11)) == 2


def test_doua_conversatii_nu_se_amesteca(ea, organizatie, primarie, autoritate, primit, strain):
    alta = interes(anunt("Alta", organizatie), primarie, autoritate)
    replica(primit, strain)
    assert TEXT not in pagina(ea, f"/spatiu/interese/{alta.pk}/")
