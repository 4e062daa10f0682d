"""The workspace: what a member writes, what waits, what she may move, and that nobody else can."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ateliere.models import Concluzie
from parteneriate import anunturi
from parteneriate.anunturi import CIORNE_MAXIM
from parteneriate.models import Anunt
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Dosar, Revizie
from platforma.moderare.tranzitii import Actiune, Stare, muta
from platforma.nomenclatoare.models import Domeniu
from tests.ateliere.conftest import atelier_tinut, proces_publicat
from tests.parteneriate.ajutor import anunt

pytestmark = pytest.mark.django_db
MOTIV = "Scrieți, vă rugăm, câte locuri trebuie să aibă sala."


def date_anunt(**altfel):
    domeniu = Domeniu.objects.get(slug="servicii-sociale")
    return {
        "fel": "nevoie",
        "titlu": "Căutăm o sală",
        "text": "Pentru *cursuri*, seara.",
        "resurse": ["spatiu"],
        "domenii": [domeniu.pk],
        "vizibilitate": "toti",
        **altfel,
    }


def mesaje(raspuns):
    return [str(m) for m in raspuns.context["messages"]]


@pytest.fixture
def ea(client_pentru, reprezentant):
    return client_pentru(reprezentant)


# --- writing ------------------------------------------------------------------------------------------------------
def test_scrie_o_ciorna(ea, organizatie, reprezentant):
    raspuns = ea.post(f"/spatiu/organizatii/{organizatie.pk}/anunturi/nou/", date_anunt(sectoare=[3]))
    a = Anunt.objects.get()
    assert (raspuns.status_code, raspuns.url) == (302, f"/spatiu/anunturi/{a.pk}/")
    assert (a.stare, a.organizatie, a.autor, a.slug, a.resurse) == (
        "ciorna",
        organizatie,
        reprezentant,
        "cautam-o-sala",
        ["spatiu"],
    )
    assert (a.publicat_la, a.valabil_pana, [s.pk for s in a.sectoare.all()]) == (None, None, [3])


def test_o_cerere_mestesugita_nu_scrie_ce_nu_este_pe_formular(ea, organizatie, alta_organizatie):
    in_plus = {"stare": "publicat", "organizatie": alta_organizatie.pk, "valabil_pana": "2099-01-01", "demo": "on"}
    ea.post(f"/spatiu/organizatii/{organizatie.pk}/anunturi/nou/", date_anunt(**in_plus))
    a = Anunt.objects.get()
    assert (a.stare, a.organizatie, a.valabil_pana, a.demo) == ("ciorna", organizatie, None, False)


@pytest.mark.parametrize(
    ("camp", "trimise"),
    [
        ("titlu", {"titlu": ""}),
        ("fel", {"fel": "x"}),
        ("resurse", {"resurse": ["aur"]}),
        ("text", {"text": "1800101221144"}),
    ],
)
def test_formularul_spune_ce_nu_este_bine_si_pastreaza_ce_s_a_scris(ea, organizatie, camp, trimise):
    raspuns = ea.post(f"/spatiu/organizatii/{organizatie.pk}/anunturi/nou/", date_anunt(**trimise))
    assert (raspuns.status_code, list(raspuns.context["form"].errors)) == (200, [camp])
    assert not Anunt.objects.exists()


def test_numai_organizatiile_publicate_scriu(ea, organizatie):
    type(organizatie).objects.update(stare=Stare.ARHIVAT)
    assert ea.get(f"/spatiu/organizatii/{organizatie.pk}/anunturi/nou/").status_code == 404
    lista = ea.get(f"/spatiu/organizatii/{organizatie.pk}/anunturi/").content.decode()
    assert "după ce profilul organizației este publicat" in lista


def test_prea_multe_ciorne(ea, organizatie):
    for n in range(CIORNE_MAXIM):
        anunt(f"C{n}", organizatie, stare=Stare.CIORNA)
    raspuns = ea.post(f"/spatiu/organizatii/{organizatie.pk}/anunturi/nou/", date_anunt())
    assert "Aveți deja 20 de ciorne." in raspuns.content.decode()
    assert Anunt.objects.count() == CIORNE_MAXIM


def test_doua_titluri_la_fel_si_un_titlu_care_seamana_cu_o_adresa(ea, organizatie):
    for titlu in ("Căutăm", "Căutăm", "Cum potrivim"):
        ea.post(f"/spatiu/organizatii/{organizatie.pk}/anunturi/nou/", date_anunt(titlu=titlu))
    sluguri = Anunt.objects.order_by("pk").values_list("slug", flat=True)
    assert list(sluguri) == ["cautam", "cautam-2", "cum-potrivim-2"]


# --- from a conclusion --------------------------------------------------------------------------------------------
@pytest.fixture
def concluzie(primarie, organizatie, secretariat):
    atelier = atelier_tinut(primarie)
    proces_publicat(atelier, secretariat)
    return Concluzie.objects.create(atelier=atelier, text="Un compost în curte.", responsabil=organizatie)


def test_o_concluzie_devine_nevoie_sau_oferta_intr_un_pas(ea, client, organizatie, concluzie, moderator):
    adresa = f"/spatiu/organizatii/{organizatie.pk}/anunturi/nou/?concluzie={concluzie.pk}"
    assert ea.get(adresa).context["form"]["concluzie"].value() == str(concluzie.pk)
    ea.post(adresa, date_anunt(concluzie=concluzie.pk))
    a = Anunt.objects.get()
    assert a.concluzie == concluzie
    ea.post(f"/spatiu/anunturi/{a.pk}/trimite/")
    muta(a, Actiune.APROBA, moderator)
    assert "Un compost în curte." in client.get(a.get_absolute_url()).content.decode()


def test_concluziile_altora_nu_se_pot_alege(ea, organizatie, alta_organizatie, concluzie):
    Concluzie.objects.update(responsabil=alta_organizatie)
    adresa = f"/spatiu/organizatii/{organizatie.pk}/anunturi/nou/"
    assert "concluzie" not in ea.get(adresa).context["form"].fields
    ea.post(adresa, date_anunt(concluzie=concluzie.pk))
    assert Anunt.objects.get().concluzie is None


def test_o_concluzie_cu_anunt_public_are_urmare(organizatie, concluzie, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=61), tick=False)
    assert list(Concluzie.objects.fara_urmare()) == [concluzie]
    rand = anunt("Compost", organizatie, concluzie=concluzie, stare=Stare.CIORNA)
    assert list(Concluzie.objects.fara_urmare()) == [concluzie]  # a draft has not begun anything
    anunt("Compost public", organizatie, concluzie=concluzie)
    assert (list(Concluzie.objects.fara_urmare()), rand.stare) == ([], "ciorna")


# --- moderation ---------------------------------------------------------------------------------------------------
def test_trimis_aprobat_si_deschis_90_de_zile(ea, client, ciorna, moderator, reprezentant, time_machine):
    time_machine.move_to("2026-08-01 23:30+03:00", tick=False)  # already tomorrow in no place but ours counts
    ea.post(f"/spatiu/anunturi/{ciorna.pk}/trimite/")
    dosar = Dosar.objects.get()
    assert (dosar.tip, dosar.titlu) == ("anunt", "Căutăm mentori – Asociația Cartierul Nostru")
    muta(ciorna, Actiune.APROBA, moderator, dosar=dosar)
    ciorna.refresh_from_db()
    assert (ciorna.stare, ciorna.valabil_pana) == ("publicat", date(2026, 10, 30))
    assert client.get(ciorna.get_absolute_url()).status_code == 200
    ultimul = Mesaj.objects.filter(catre=reprezentant.email).latest("pk")
    assert ultimul.subiect == "Anunțul este public: Căutăm mentori – Asociația Cartierul Nostru"
    assert "este deschis până pe 30 octombrie 2026" in ultimul.text


@pytest.mark.parametrize(
    ("lipsa", "propozitie"),
    [
        ({"text": ""}, "Scrieți textul anunțului."),
        ({"resurse": []}, "Alegeți cel puțin o resursă."),
        ({"domenii": []}, "Alegeți cel puțin un domeniu."),
    ],
)
def test_o_ciorna_neterminata_nu_se_trimite(ea, organizatie, lipsa, propozitie):
    rand = anunt("Neterminat", organizatie, stare=Stare.CIORNA, **lipsa)
    assert propozitie in ea.get(f"/spatiu/anunturi/{rand.pk}/").content.decode()
    raspuns = ea.post(f"/spatiu/anunturi/{rand.pk}/trimite/", follow=True)
    assert mesaje(raspuns) == [propozitie]
    assert not Dosar.objects.exists()


def test_completari_respingere_redeschidere(ea, ciorna, moderator):
    ea.post(f"/spatiu/anunturi/{ciorna.pk}/trimite/")
    muta(ciorna, Actiune.CERE_COMPLETARI, moderator, MOTIV)
    assert MOTIV in ea.get(f"/spatiu/anunturi/{ciorna.pk}/").content.decode()
    ea.post(f"/spatiu/anunturi/{ciorna.pk}/trimite/")
    muta(ciorna, Actiune.RESPINGE, moderator, MOTIV)
    ea.post(f"/spatiu/anunturi/{ciorna.pk}/redeschide/")
    ciorna.refresh_from_db()
    assert ciorna.stare == "ciorna"


def test_ce_este_public_isi_asteapta_cuvintele_si_isi_schimba_restul(ea, client, deschis, moderator):
    trimise = date_anunt(titlu="Titlu nou", text=deschis.text, resurse=["spatiu", "personal"])
    raspuns = ea.post(f"/spatiu/anunturi/{deschis.pk}/modifica/", trimise)
    assert raspuns.status_code == 302
    deschis.refresh_from_db()
    assert (deschis.titlu, deschis.resurse) == ("Căutăm o sală pentru cursuri", ["spatiu", "personal"])
    assert "Titlu nou" in ea.get(f"/spatiu/anunturi/{deschis.pk}/previzualizare/").content.decode()
    muta(Revizie.objects.get(), Actiune.APROBA, moderator)
    deschis.refresh_from_db()
    assert (deschis.titlu, deschis.slug) == ("Titlu nou", "cautam-o-sala-pentru-cursuri")


def test_renunta_la_modificare(ea, deschis):
    ea.post(f"/spatiu/anunturi/{deschis.pk}/modifica/", date_anunt(titlu="Titlu nou", text=deschis.text))
    ea.post(f"/spatiu/anunturi/{deschis.pk}/renunta/")
    assert Revizie.objects.get().stare == Stare.ARHIVAT


def test_arhiveaza_si_sterge(ea, client, deschis, ciorna):
    ea.post(f"/spatiu/anunturi/{deschis.pk}/arhiveaza/", {"motiv": "Nu mai avem nevoie de sală, ne-am mutat."})
    assert client.get(deschis.get_absolute_url()).status_code == 410
    assert ea.post(f"/spatiu/anunturi/{ciorna.pk}/sterge/").status_code == 302
    assert [a.pk for a in Anunt.objects.all()] == [deschis.pk]
    assert ea.post(f"/spatiu/anunturi/{deschis.pk}/sterge/").status_code == 404


def test_dosarul_arata_moderatorului_ce_s_a_scris(ea, client_pentru, ciorna, moderator):
    ea.post(f"/spatiu/anunturi/{ciorna.pk}/trimite/")
    text = client_pentru(moderator).get(f"/admin/moderare/dosar/{Dosar.objects.get().pk}/change/").content.decode()
    for parte in ("Nevoie", "Căutăm mentori", "Spațiu", "Servicii sociale", "Alte anunțuri deschise"):
        assert parte in text
    assert "[&#x27;spatiu&#x27;]" not in text


# --- the end ------------------------------------------------------------------------------------------------------
@pytest.fixture
def aproape(organizatie):
    return anunt("Pe sfârșite", organizatie, valabil_pana=timezone.localdate() + timedelta(days=7))


def test_amintirea_vine_cu_sapte_zile_inainte_o_data(aproape, deschis, reprezentant, coleg):
    assert anunturi.aminteste() == 2  # her and her colleague
    assert anunturi.aminteste() == 0
    assert {m.catre for m in Mesaj.objects.all()} == {reprezentant.email, coleg.email}
    assert Mesaj.objects.filter(sensibil=False).count() == 0


def test_reinnoit_din_mesaj_cu_un_buton(client, aproape, reprezentant):
    anunturi.aminteste()
    adresa = aproape.get_reinnoire_url()
    assert adresa in Mesaj.objects.get().text
    assert "Reînnoiți anunțul" in client.get(adresa).content.decode()
    aproape.refresh_from_db()
    assert aproape.valabil_pana == timezone.localdate() + timedelta(days=7)  # GET has only asked
    assert client.post(adresa).status_code == 302
    aproape.refresh_from_db()
    assert aproape.valabil_pana == timezone.localdate() + timedelta(days=90)
    assert "Anunțul este reînnoit" in client.get(adresa).content.decode()
    client.post(adresa)
    aproape.refresh_from_db()
    assert aproape.valabil_pana == timezone.localdate() + timedelta(days=90)
    assert client.get(adresa.replace("/reinnoire/", "/reinnoire/x")).status_code == 404


def test_dupa_expirare_se_reinnoieste_din_spatiu(ea, client, aproape, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=9), tick=False)
    assert client.get(aproape.get_absolute_url()).status_code == 410
    assert "A expirat" in ea.get(f"/spatiu/anunturi/{aproape.pk}/").content.decode()
    ea.post(f"/spatiu/anunturi/{aproape.pk}/reinnoieste/")
    assert client.get(aproape.get_absolute_url()).status_code == 200


def test_nu_se_reinnoieste_inainte_de_vreme(ea, deschis):
    raspuns = ea.post(f"/spatiu/anunturi/{deschis.pk}/reinnoieste/", follow=True)
    assert mesaje(raspuns) == ["Anunțul este valabil deja."]


def test_inchis_cu_rezultat_si_redeschis(ea, client, aproape):
    assert ea.post(f"/spatiu/anunturi/{aproape.pk}/inchide/", {}).status_code == 200
    ea.post(f"/spatiu/anunturi/{aproape.pk}/inchide/", {"rezultat": "rezolvat", "rezultat_text": "La bibliotecă."})
    aproape.refresh_from_db()
    assert (aproape.rezultat, aproape.eticheta_stare, aproape.deschis) == ("rezolvat", "Închis", False)
    assert anunturi.aminteste() == 0
    assert client.get(aproape.get_reinnoire_url()).status_code == 200
    ea.get(f"/spatiu/anunturi/{aproape.pk}/")
    raspuns = ea.post(f"/spatiu/anunturi/{aproape.pk}/reinnoieste/", follow=True)
    assert mesaje(raspuns) == ["Numai un anunț publicat și neînchis se poate reînnoi."]
    ea.post(f"/spatiu/anunturi/{aproape.pk}/deschide/")
    aproape.refresh_from_db()
    assert (aproape.deschis, aproape.rezultat_text) == (True, "")


# --- somebody else ------------------------------------------------------------------------------------------------
MUTARI = "trimite retrage redeschide renunta arhiveaza sterge modifica reinnoieste inchide deschide".split()


@pytest.mark.parametrize("mutare", MUTARI)
def test_un_strain_si_un_vizitator_nu_schimba_nimic(client, client_pentru, strain, ciorna, deschis, mutare):
    for rand in (ciorna, deschis):
        adresa = f"/spatiu/anunturi/{rand.pk}/{mutare}/"
        trimise = date_anunt(titlu="Altul", motiv=MOTIV, rezultat="rezolvat")
        assert client_pentru(strain).post(adresa, trimise).status_code == 404
        assert client.post(adresa, trimise).url == f"/cont/login/?next={adresa}"
        inainte = (rand.titlu, rand.stare, rand.inchis_la, rand.valabil_pana)
        rand.refresh_from_db()
        assert (rand.titlu, rand.stare, rand.inchis_la, rand.valabil_pana) == inainte


@pytest.mark.parametrize("mutare", [m for m in MUTARI if m not in {"modifica", "arhiveaza", "sterge", "inchide"}])
def test_prin_get_nu_se_muta_nimic(ea, ciorna, mutare):
    assert ea.get(f"/spatiu/anunturi/{ciorna.pk}/{mutare}/").status_code == 405


def test_un_editor_face_tot_ce_face_un_administrator(client_pentru, coleg, ciorna, moderator):
    client = client_pentru(coleg)
    client.post(f"/spatiu/anunturi/{ciorna.pk}/trimite/")
    muta(ciorna, Actiune.APROBA, moderator)
    client.post(f"/spatiu/anunturi/{ciorna.pk}/inchide/", {"rezultat": "renuntat"})
    assert Anunt.objects.get().rezultat == "renuntat"


@pytest.mark.parametrize("cate", [1, 3])
def test_lista_organizatiei_pune_aceleasi_intrebari(ea, organizatie, cate, django_assert_num_queries):
    for n in range(cate):
        anunt(f"N{n}", organizatie)
    adresa = f"/spatiu/organizatii/{organizatie.pk}/anunturi/"
    ea.get(adresa)  # what a process reads once
    with django_assert_num_queries(7):
        assert len(ea.get(adresa).context["situatii"]) == cate


# --- staff --------------------------------------------------------------------------------------------------------
ADMIN = "/admin/parteneriate/anunt/"


def test_moderatorul_indreapta_arhiveaza_si_restaureaza(client_pentru, client, moderator, deschis):
    ea = client_pentru(moderator)
    ea.post(f"{ADMIN}{deschis.pk}/change/", date_anunt(titlu="Titlu îndreptat"))
    deschis.refresh_from_db()
    assert (deschis.titlu, deschis.versiune) == ("Titlu îndreptat", 2)
    scurt = ea.post(f"{ADMIN}{deschis.pk}/muta/arhiveaza/", {"motiv": "scurt"})
    assert "Scrieți motivul în cel puțin 20 de caractere" in scurt.content.decode()
    ea.post(f"{ADMIN}{deschis.pk}/muta/arhiveaza/", {"motiv": MOTIV})
    assert client.get(deschis.get_absolute_url()).status_code == 410
    ea.post(f"{ADMIN}{deschis.pk}/muta/restaureaza/")
    assert client.get(deschis.get_absolute_url()).status_code == 200


def test_secretariatul_citeste_si_nu_schimba(client_pentru, secretariat, deschis):
    ea = client_pentru(secretariat)
    assert ea.get(f"{ADMIN}{deschis.pk}/change/").status_code == 200
    assert ea.post(f"{ADMIN}{deschis.pk}/change/", date_anunt()).status_code == 403
    assert ea.post(f"{ADMIN}{deschis.pk}/muta/arhiveaza/", {"motiv": MOTIV}).status_code == 403
    assert ea.get(f"{ADMIN}{deschis.pk}/muta/aproba/").status_code == 404


def test_ponderile_se_schimba_de_personal(client_pentru, secretariat, client):
    from parteneriate.models import Pondere

    domeniu = Pondere.objects.get(criteriu="domeniu")
    adresa = f"/admin/parteneriate/pondere/{domeniu.pk}/change/"
    ea = client_pentru(secretariat)
    assert ea.post(adresa, {"puncte": 101}).status_code == 200
    ea.post(adresa, {"puncte": 9, "criteriu": "grup"})
    domeniu.refresh_from_db()
    assert (domeniu.puncte, domeniu.criteriu) == (9, "domeniu")


def test_al_unei_organizatii_arhivate_nu_se_reinnoieste_din_mesaj(client, aproape):
    adresa = aproape.get_reinnoire_url()
    type(aproape.organizatie).objects.update(stare=Stare.ARHIVAT)
    assert client.get(adresa).status_code == 404


@pytest.mark.parametrize(
    ("acum", "pana"),
    [
        ("2026-10-25 23:59:30+02:00", date(2027, 1, 23)),  # the day has 25 hours and is one day
        ("2026-10-26 00:00:30+02:00", date(2027, 1, 24)),
        ("2027-03-27 23:59:30+02:00", date(2027, 6, 25)),
        ("2027-03-28 23:59:30+03:00", date(2027, 6, 26)),  # 23 hours, and one day too
    ],
)
def test_reinnoit_peste_schimbarea_orei_tine_90_de_zile(organizatie, time_machine, acum, pana):
    time_machine.move_to(acum, tick=False)
    rand = anunt("Pe sfârșite", organizatie, valabil_pana=timezone.localdate())
    assert (anunturi.reinnoieste(rand), Anunt.objects.get().valabil_pana) == (True, pana)
