"""What organisers write to those registered: nothing leaves before a person has seen to whom, and then once."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connections, transaction

from ateliere import mesaje
from ateliere.models import Atelier, Ce, Fapta, MesajAtelier, Prezenta
from platforma.locuri import ocupare
from platforma.locuri.ocupare import Refuzat, sub_lacat
from platforma.mesaje.models import Mesaj
from tests.ateliere.conftest import atelier_publicat, inscris
from tests.curse import RABDARE, deodata

TEXT = "Aduceți un pix.\n\nIntrarea este prin curte."
FORM = {"subiect": "Ce aduceți", "text": TEXT, "destinatari": "confirmate"}


def ciorna(atelier, de, **campuri):
    return MesajAtelier.objects.create(atelier=atelier, creat_de=de, **{**FORM, **campuri})


def semnul(mesaj):
    return mesaje.semn(mesaj, mesaje.destinatari(mesaj))


@pytest.fixture
def cu_oameni(primarie, organizatie):
    atelier = atelier_publicat(primarie)
    inscris(atelier, "Zoe", organizatie=organizatie)
    inscris(atelier, "Ana", organizatie=organizatie)
    inscris(atelier, "Ion", organizatie=organizatie, stare="asteptare")
    inscris(atelier, "Plecata", organizatie=organizatie, stare="anulata")
    return atelier


@pytest.mark.django_db
def test_de_la_ciorna_la_trimis(cu_oameni, secretariat, client_pentru):
    client, baza = client_pentru(secretariat), f"/spatiu/ateliere/{cu_oameni.pk}/mesaje/"
    raspuns = client.post(f"{baza}nou/", FORM)
    mesaj = MesajAtelier.objects.get()
    cale = f"{baza}{mesaj.pk}/"
    assert raspuns["Location"] == cale
    pagina = client.get(cale)
    assert [i.nume for i in pagina.context["inscrieri"]] == ["Ana", "Zoe"]
    assert "Trimiteți către 2 persoane" in pagina.content.decode()
    assert Mesaj.objects.count() == 0
    client.post(f"{cale}modifica/", {**FORM, "destinatari": "toti"})
    semn = client.get(cale).context["semn"]
    assert client.post(f"{cale}trimite/", {"semn": semn})["Location"] == cale
    assert sorted(Mesaj.objects.values_list("catre", flat=True)) == [f"{n}@exemplu.test" for n in ("ana", "ion", "zoe")]
    mesaj.refresh_from_db()
    assert (mesaj.trimis_de, mesaj.catre_cati) == (secretariat, 3)
    fapta = Fapta.objects.get()
    assert (fapta.ce, fapta.de, fapta.detalii) == (Ce.MESAJ, secretariat, {"mesaj": mesaj.pk, "catre": 3})
    text = Mesaj.objects.get(catre="ana@exemplu.test").text
    assert "Organizatorii atelierului „Cum lucrăm cu piețele” vă scriu:\n\nAduceți un pix.\n\nIntrarea" in text
    assert "către 3 persoane" in client.get(cale).content.decode()
    assert "către 3 persoane" in client.get(baza).content.decode()


@pytest.mark.django_db
def test_acelasi_formular_trimis_de_doua_ori_este_o_ciorna(cu_oameni, secretariat, autoritate, client_pentru):
    cale = f"/spatiu/ateliere/{cu_oameni.pk}/mesaje/nou/"
    raspunsuri = [client_pentru(secretariat).post(cale, FORM)["Location"] for _n in range(2)]
    assert len(set(raspunsuri)) == MesajAtelier.objects.count() == 1
    client_pentru(autoritate).post(cale, FORM)
    assert MesajAtelier.objects.count() == 2


@pytest.mark.django_db
def test_a_doua_apasare_nu_mai_trimite(cu_oameni, secretariat, client_pentru):
    mesaj = ciorna(cu_oameni, secretariat)
    client, semn = client_pentru(secretariat), semnul(mesaj)
    for _n in range(2):
        client.post(f"{mesaj.get_absolute_url()}trimite/", {"semn": semn})
    assert Mesaj.objects.count() == 2
    assert Fapta.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_doi_organizatori_deodata_trimit_o_data(cu_oameni, secretariat, autoritate):
    mesaj = ciorna(cu_oameni, secretariat)
    semn = semnul(mesaj)
    rezultate = deodata(*((lambda de=de: mesaje.trimite(mesaj, de, semn)) for de in (secretariat, autoritate)))
    assert sorted(rezultate) == [0, 2]
    assert (Mesaj.objects.count(), Fapta.objects.count()) == (2, 1)


@pytest.mark.django_db
def test_ce_s_a_schimbat_dupa_ce_a_fost_vazut_nu_pleaca(cu_oameni, secretariat, organizatie, client_pentru):
    mesaj = ciorna(cu_oameni, secretariat, destinatari="toti")
    vazut = semnul(mesaj)
    inscris(cu_oameni, "Nou", organizatie=organizatie, stare="asteptare")
    with pytest.raises(Refuzat, match="s-au schimbat"):
        mesaje.trimite(mesaj, secretariat, vazut)
    vazut = semnul(mesaj)
    client = client_pentru(secretariat)
    client.post(f"{mesaj.get_absolute_url()}modifica/", {**FORM, "text": "Altceva."})
    with pytest.raises(Refuzat, match="s-au schimbat"):
        mesaje.trimite(mesaj, secretariat, vazut)
    raspuns = client.post(f"{mesaj.get_absolute_url()}trimite/", {"semn": "inventat"}, follow=True)
    assert "s-au schimbat între timp" in raspuns.content.decode()
    assert Mesaj.objects.count() == 0


@pytest.mark.django_db
def test_fara_destinatari_nu_se_trimite(atelier, secretariat, client_pentru):
    mesaj = ciorna(atelier, secretariat)
    with pytest.raises(Refuzat, match="nu este nimeni"):
        mesaje.trimite(mesaj, secretariat, semnul(mesaj))
    pagina = client_pentru(secretariat).get(mesaj.get_absolute_url()).content.decode()
    assert "Nu îl primește nimeni" in pagina
    assert "trimite/" not in pagina


@pytest.mark.django_db
def test_trimis_nu_se_mai_schimba_si_nu_se_mai_sterge(cu_oameni, secretariat, client_pentru):
    mesaj = ciorna(cu_oameni, secretariat)
    mesaje.trimite(mesaj, secretariat, semnul(mesaj))
    client, cale = client_pentru(secretariat), mesaj.get_absolute_url()
    assert client.get(f"{cale}modifica/").status_code == 404
    assert client.post(f"{cale}modifica/", FORM).status_code == 404
    assert client.post(f"{cale}sterge/")["Location"] == cale
    assert MesajAtelier.objects.trimise().count() == 1


@pytest.mark.django_db(transaction=True)
def test_cat_altcineva_tine_atelierul_textul_scris_nu_se_pierde(cu_oameni, secretariat, client_pentru, monkeypatch):
    monkeypatch.setattr(ocupare, "RABDARE_LACAT", "100ms")
    mesaj = ciorna(cu_oameni, secretariat)
    semn, client, gata = semnul(mesaj), client_pentru(secretariat), threading.Event()
    tinut = threading.Event()

    def tine():
        try:
            with sub_lacat(Atelier, cu_oameni.pk):
                tinut.set()
                gata.wait(RABDARE)
        finally:
            connections.close_all()

    fir = threading.Thread(target=tine, daemon=True)
    fir.start()
    try:
        assert tinut.wait(RABDARE)
        for cale in (f"/spatiu/ateliere/{cu_oameni.pk}/mesaje/nou/", f"{mesaj.get_absolute_url()}modifica/"):
            raspuns = client.post(cale, {**FORM, "text": "Scris îndelung."})
            assert raspuns.status_code == 200
            assert "Scris îndelung." in raspuns.content.decode()
            assert "Încercați din nou" in raspuns.content.decode()
        assert client.post(f"{mesaj.get_absolute_url()}trimite/", {"semn": semn}).status_code == 302
    finally:
        gata.set()
        fir.join(RABDARE)
    assert (MesajAtelier.objects.count(), Mesaj.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_o_ciorna_se_sterge(cu_oameni, secretariat, client_pentru):
    mesaj = ciorna(cu_oameni, secretariat)
    client = client_pentru(secretariat)
    assert client.get(f"{mesaj.get_absolute_url()}sterge/").status_code == 405
    client.post(f"{mesaj.get_absolute_url()}sterge/")
    assert MesajAtelier.objects.count() == 0


@pytest.mark.django_db
def test_numai_organizatorii_lui(cu_oameni, secretariat, autoritate, strain, coleg, client_pentru):
    mesaj = ciorna(cu_oameni, secretariat)
    cai = [f"/spatiu/ateliere/{cu_oameni.pk}/mesaje/", mesaj.get_absolute_url()]
    for persoana, stare in ((autoritate, 200), (strain, 404), (coleg, 404), (None, 302)):
        assert [client_pentru(persoana).get(c).status_code for c in cai] == [stare, stare]
    for persoana in (strain, coleg):
        assert client_pentru(persoana).post(f"{cai[1]}trimite/", {"semn": semnul(mesaj)}).status_code == 404
        with pytest.raises(PermissionDenied):
            mesaje.trimite(mesaj, persoana, semnul(mesaj))
    assert Mesaj.objects.count() == 0


@pytest.mark.django_db
def test_mesajul_altui_atelier_nu_se_deschide_prin_acesta(cu_oameni, primarie, secretariat, client_pentru):
    altul = atelier_publicat(primarie, slug="altul")
    mesaj = ciorna(altul, secretariat)
    client = client_pentru(secretariat)
    assert client.get(f"/spatiu/ateliere/{cu_oameni.pk}/mesaje/{mesaj.pk}/").status_code == 404


@pytest.mark.django_db
def test_un_formular_gresit_spune_ce_lipseste(cu_oameni, secretariat, client_pentru):
    client = client_pentru(secretariat)
    raspuns = client.post(
        f"/spatiu/ateliere/{cu_oameni.pk}/mesaje/nou/", {"subiect": "", "text": "Text", "destinatari": "alții"}
    )
    assert raspuns.status_code == 200
    assert set(raspuns.context["form"].errors) == {"subiect", "destinatari"}
    assert MesajAtelier.objects.count() == 0


@pytest.mark.django_db
def test_dupa_atelier_sunt_gata_scrise_multumirile(cu_oameni, secretariat, client_pentru, time_machine):
    client, baza = client_pentru(secretariat), f"/spatiu/ateliere/{cu_oameni.pk}/mesaje/"
    assert "fel=multumire" not in client.get(baza).content.decode()
    assert client.get(f"{baza}nou/?fel=multumire").context["form"].initial == {}
    time_machine.move_to(cu_oameni.se_incheie_la)
    client.force_login(secretariat)
    assert "fel=multumire" in client.get(baza).content.decode()
    initial = client.get(f"{baza}nou/?fel=multumire").context["form"].initial
    assert initial["subiect"] == "Vă mulțumim: Cum lucrăm cu piețele"
    client.post(f"{baza}nou/?fel=multumire", initial)
    mesaj = MesajAtelier.objects.get()
    mesaje.trimite(mesaj, secretariat, semnul(mesaj))
    scris = Mesaj.objects.get(catre="ana@exemplu.test")
    assert f"Vedeți atelierul: http://127.0.0.1:8000{cu_oameni.get_absolute_url()}" in scris.text
    assert "/inscrieri/" not in scris.text
    assert scris.sensibil is False


@pytest.mark.django_db
def test_multumirile_pleaca_la_cei_care_au_venit(cu_oameni, secretariat, time_machine):
    assert mesaje.multumire(cu_oameni)["destinatari"] == "confirmate"
    time_machine.move_to(cu_oameni.incepe_la)
    for nume, stare in (("Ana", "prezent"), ("Zoe", "absent")):
        inscriere = cu_oameni.inscrieri.get(nume=nume)
        Prezenta.objects.create(inscriere=inscriere, stare=stare, sursa="manual", marcat_de=secretariat)
    initial = mesaje.multumire(cu_oameni)
    assert initial["destinatari"] == "prezenti"
    assert [i.nume for i in mesaje.destinatari(ciorna(cu_oameni, secretariat, **initial))] == ["Ana"]


@pytest.mark.django_db
@pytest.mark.parametrize("campuri", [{"trimis_la": "2026-05-05T10:00Z"}, {"catre_cati": 3}, {"destinatari": "x"}])
def test_baza_nu_primeste_un_mesaj_pe_jumatate_trimis(atelier, secretariat, campuri):
    mesaj = ciorna(atelier, secretariat)
    with pytest.raises(IntegrityError), transaction.atomic():
        MesajAtelier.objects.filter(pk=mesaj.pk).update(**campuri)


@pytest.mark.django_db
@pytest.mark.parametrize("cate", [1, 3])
def test_lista_si_previzualizarea_au_acelasi_numar_de_interogari(
    cate, primarie, organizatie, autoritate, client_pentru, django_assert_num_queries
):
    atelier = atelier_publicat(primarie, capacitate=5)
    for n in range(cate):
        inscris(atelier, f"Om {n}", organizatie=organizatie)
        mesaj = ciorna(atelier, autoritate)
        mesaje.trimite(mesaj, autoritate, semnul(mesaj))
        mesaj = ciorna(atelier, autoritate)
    client = client_pentru(autoritate)
    client.get("/")  # the project's record is cached, the session is there
    with django_assert_num_queries(8):
        client.get(f"/spatiu/ateliere/{atelier.pk}/mesaje/")
    with django_assert_num_queries(8):
        client.get(mesaj.get_absolute_url())
