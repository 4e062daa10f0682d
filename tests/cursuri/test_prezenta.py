"""The attendance of a session: the verbs, the door, the list, from paper and from a file, closing and reopening."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from cursuri import import_prezenta, prezenta, selectie, stari
from cursuri.models import Cerere, Fapta, Prezenta, ScanareRespinsa, StareCerere
from platforma.locuri.ocupare import Refuzat
from platforma.prezenta.coduri import cod_nou
from platforma.prezenta.marcare import Respins
from tests import pdf
from tests.conftest import persoana as om_nou
from tests.cursuri.conftest import MOTIV, cerere_pentru, serie_publicata, sesiune_in
from tests.xlsx import scrie_xlsx

PREZENT, ABSENT = {"stare": "prezent"}, {"stare": "absent"}
NEUTRAL = "cursuri/intrare_oaspete.html"


@pytest.fixture
def sesiune(in_curs):
    return in_curs.sesiuni.get()


def lista(sesiune, cale=""):
    return f"/spatiu/cursuri/{sesiune.serie_id}/sesiuni/{sesiune.pk}/prezenta/{cale}"


def stari_de_prezenta(sesiune):
    return dict(Prezenta.ale(sesiune).values_list("cerere__nume", "stare"))


# --- verbs --------------------------------------------------------------------------------------------------------
def test_bifata_si_debifata_este_acelasi_rand_cu_istoric(sesiune, ana, secretariat, formator):
    rand, acum = prezenta.bifeaza(sesiune, ana.pk, "prezent", de=secretariat)
    assert (rand.stare, rand.sursa, rand.marcat_de, acum) == ("prezent", "manual", secretariat, True)
    assert prezenta.bifeaza(sesiune, ana.pk, "prezent", de=formator) == (rand, False)
    rand, acum = prezenta.bifeaza(sesiune, ana.pk, "absent", de=formator)
    assert (rand.stare, rand.marcat_de, acum) == ("absent", formator, True)
    assert list(rand.events.values_list("stare", "marcat_de")) == [("prezent", secretariat.pk)]


def test_cine_nu_tine_sala_nu_bifeaza(sesiune, ana, strain, reprezentant, autoritate):
    for persoana in (strain, reprezentant, autoritate):
        for fapta in (
            lambda p=persoana: prezenta.bifeaza(sesiune, ana.pk, "prezent", de=p),
            lambda p=persoana: prezenta.bifeaza_mai_multi(sesiune, [ana.pk], p, "hartie"),
            lambda p=persoana: prezenta.inchide(sesiune, p),
            lambda p=persoana: prezenta.redeschide(sesiune, p, MOTIV),
        ):
            with pytest.raises(PermissionDenied):
                fapta()
    assert not Prezenta.objects.exists()


@pytest.mark.parametrize("stare", ["depusa", "acceptata", "rezerva", "respinsa", "retrasa"])
def test_fara_loc_confirmat_nu_se_bifeaza_si_incercarea_ramane(sesiune, secretariat, organizatie, stare):
    dan = cerere_pentru(sesiune.serie, "Dan", organizatie, stare)
    with pytest.raises(Respins, match="nu are loc confirmat"):
        prezenta.bifeaza(sesiune, dan.pk, "prezent", de=secretariat)
    assert prezenta.bifeaza_mai_multi(sesiune, [dan.pk], secretariat, "hartie") == 0
    respinsa = ScanareRespinsa.objects.get()
    assert (respinsa.motiv, respinsa.cerere, respinsa.sesiune) == ("fara_loc", dan, sesiune)
    assert not Prezenta.objects.exists()


def test_cine_a_venit_nu_mai_poate_pierde_locul(primarie, organizatie, reprezentant, secretariat):
    serie = serie_publicata(primarie, sesiuni=1, incepe=timezone.now() - timedelta(minutes=10))
    sesiune_in(serie, timezone.now() + timedelta(days=3))
    prima = serie.sesiuni.first()
    ana = cerere_pentru(serie, "Ana", organizatie)
    prezenta.bifeaza(prima, ana.pk, "prezent", de=secretariat)
    for drum in (lambda: selectie.retrage(ana, reprezentant), lambda: selectie.retrage(ana, secretariat, MOTIV)):
        with pytest.raises(Refuzat, match="Ana a fost la o sesiune"):
            drum()
    with pytest.raises(IntegrityError, match="prezent fara loc"), transaction.atomic():
        Cerere.objects.filter(pk=ana.pk).update(stare="retrasa", cod=None, incheiata_la=timezone.now())
    prezenta.bifeaza(prima, ana.pk, "absent", de=secretariat)
    assert selectie.retrage(ana, reprezentant)


# --- the door -----------------------------------------------------------------------------------------------------
def usa(cerere):
    return f"/c/{cerere.cod}/"


def nonce_din(raspuns):
    return raspuns.context["form"]["nonce"].initial


def test_cine_tine_sala_vede_persoana_si_un_buton(sesiune, ana, formator, secretariat, client_pentru):
    for organizator in (formator, secretariat):
        raspuns = client_pentru(organizator).get(usa(ana))
        assert raspuns.templates[0].name == "cursuri/intrare.html"
        for text in ("Ana Pop", "Asociația Cartierul Nostru", "directoare", "Loc confirmat", "Notați prezența"):
            assert text in raspuns.text
    assert not Prezenta.objects.exists()


def test_oricine_altcineva_primeste_aceeasi_pagina_ca_la_un_cod_inventat(
    sesiune, ana, vizitator, reprezentant, strain, autoritate, client_pentru
):
    for persoana in (vizitator, reprezentant, strain, autoritate):
        client = client_pentru(persoana)
        al_ei, inventat = client.get(usa(ana)), client.get(f"/c/{cod_nou()}/")
        assert {r.templates[0].name for r in (al_ei, inventat)} == {NEUTRAL}
        assert "Ana Pop" not in al_ei.text
        assert len(al_ei.text) == len(inventat.text)
        assert client.post(usa(ana), {"nonce": uuid4()}).templates[0].name == NEUTRAL
    assert not Prezenta.objects.exists()
    assert not ScanareRespinsa.objects.exists()


def test_acelasi_nonce_de_doua_ori_este_primul_raspuns_altul_spune_ca_era_notata(ana, formator, client_pentru):
    client = client_pentru(formator)
    nonce = nonce_din(client.get(usa(ana)))
    for _n in range(2):
        raspuns = client.post(usa(ana), {"nonce": nonce}, follow=True)
        assert [str(m) for m in raspuns.context["messages"]] == ["Prezența a fost notată: Ana Pop."]
    rand = Prezenta.objects.get()
    assert (rand.stare, rand.sursa, rand.nonce) == ("prezent", "qr", UUID(str(nonce)))
    raspuns = client.post(usa(ana), {"nonce": uuid4()}, follow=True)
    assert "prezența era notată de la ora" in raspuns.text
    assert not rand.events.exists()


def test_sesiunea_este_cea_de_acum(primarie, organizatie, secretariat, time_machine):
    acum = timezone.now().replace(minute=0, second=0, microsecond=0)
    serie = serie_publicata(primarie, sesiuni=0, incepe=acum)
    prima = sesiune_in(serie, acum, titlu="Dimineața", se_incheie_la=acum + timedelta(hours=2))
    a_doua = sesiune_in(serie, acum + timedelta(hours=3), titlu="După-amiaza")
    ana = cerere_pentru(serie, "Ana", organizatie)
    asteptate = [(-5, prima), (1, prima), (2.5, a_doua), (4, a_doua), (20, a_doua)]
    for ore, sesiune in asteptate:
        time_machine.move_to(acum + timedelta(hours=ore), tick=False)
        assert prezenta.citeste(ana.cod, secretariat).sesiune == sesiune
    time_machine.move_to(acum + timedelta(hours=-5), tick=False)
    assert prezenta.citeste(ana.cod, secretariat).motiv == "prea_devreme"
    with pytest.raises(Respins, match="nu s-a deschis încă"):
        prezenta.scaneaza(prezenta.citeste(ana.cod, secretariat), secretariat, uuid4())


def test_un_cod_strain_la_usa_mea_se_respinge_la_fel_ca_unul_inventat(primarie, organizatie, ana, client_pentru):
    alta = serie_publicata(primarie, sesiuni=1, numar=2, incepe=timezone.now())
    formatoare = om_nou("formatoare@exemplu.test", "Flavia Formatoare")
    alta.formatori.create(nume="Flavia Formatoare", cont=formatoare)
    client = client_pentru(formatoare)
    al_altei_serii, inventat = client.get(usa(ana)), client.get(f"/c/{cod_nou()}/")
    for raspuns in (al_altei_serii, inventat):
        assert "Cod nevalabil" in raspuns.text
        assert "Ana Pop" not in raspuns.text
    assert len(al_altei_serii.text) == len(inventat.text)
    client.post(usa(ana), {"nonce": nonce_din(al_altei_serii), "respinsa": "1"})
    client.post(f"/c/{cod_nou()}/", {"nonce": nonce_din(inventat)})
    assert list(ScanareRespinsa.objects.order_by("pk").values_list("motiv", "cerere", "sesiune")) == [
        ("alt_eveniment", None, alta.sesiuni.get().pk), ("cod_nevalabil", None, alta.sesiuni.get().pk),
    ]  # fmt: skip


# --- the list -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("cati", [1, 3])
def test_lista_cere_la_fel_de_multe_interogari(
    sesiune, organizatie, formator, client_pentru, django_assert_num_queries, cati
):
    for n in range(cati):
        om = cerere_pentru(sesiune.serie, f"Om {n}", organizatie)
        prezenta.bifeaza(sesiune, om.pk, "prezent", de=formator)
    client = client_pentru(formator)
    client.get(lista(sesiune))
    with django_assert_num_queries(12):
        raspuns = client.get(lista(sesiune))
    assert len(raspuns.context["locuri"]) == cati


def test_lista_are_ordinea_romaneasca_si_se_cauta_dupa_nume_organizatie_si_cod(
    sesiune, organizatie, formator, client_pentru
):
    for nume in ("Ștefan", "Sandu", "Țuțu", "Zoe"):
        cerere_pentru(sesiune.serie, nume, organizatie)
    cerere_pentru(sesiune.serie, "Dan", organizatie, StareCerere.ACCEPTATA)
    client = client_pentru(formator)

    def gasite(text=""):
        return [c.nume for c in client.get(lista(sesiune), {"q": text}).context["locuri"]]

    assert gasite() == ["Sandu", "Ștefan", "Țuțu", "Zoe"]
    assert gasite("stefan") == ["Ștefan"]
    assert gasite("cartierul nostru") == ["Sandu", "Ștefan", "Țuțu", "Zoe"]
    zoe = Cerere.objects.get(nume="Zoe")
    assert gasite(f"{zoe.cod[:4]} {zoe.cod[4:].upper()}") == ["Zoe"]
    assert gasite("nimeni\x00") == []


def test_bifa_din_lista_si_prin_htmx(sesiune, ana, formator, client_pentru):
    client = client_pentru(formator)
    raspuns = client.post(lista(sesiune, f"{ana.pk}/"), {**PREZENT, "q": "ana"})
    assert (raspuns.status_code, raspuns.url) == (302, f"{lista(sesiune)}?q=ana#inscris-{ana.pk}")
    assert stari_de_prezenta(sesiune) == {"Ana Pop": "prezent"}
    htmx = client_pentru(formator, headers={"hx-request": "true"})
    raspuns = htmx.post(lista(sesiune, f"{ana.pk}/"), ABSENT)
    assert raspuns.templates[0].name == "platforma/prezenta/_bifa_htmx.html"
    assert 'aria-pressed="false"' in raspuns.text
    assert "Au venit <b>0</b> din 1" in raspuns.text
    assert client.get(lista(sesiune, f"{ana.pk}/")).status_code == 405
    raspuns = client.post(lista(sesiune, f"{ana.pk}/"), {"stare": "motivat"}, follow=True)
    assert "Pagina s-a învechit" in raspuns.text
    assert stari_de_prezenta(sesiune) == {"Ana Pop": "absent"}


def test_lista_pentru_cine_nu_tine_sala(sesiune, ana, vizitator, strain, reprezentant, client_pentru):
    for cale in ("", "hartie/", "import/", "inchide/", "redeschide/", "lista.pdf"):
        assert client_pentru(vizitator).get(lista(sesiune, cale)).status_code == 302
        for persoana in (strain, reprezentant):
            assert client_pentru(persoana).get(lista(sesiune, cale)).status_code == 404
    for cale in (f"{ana.pk}/", "hartie/", "import/", "inchide/", "redeschide/"):
        assert client_pentru(strain).post(lista(sesiune, cale), PREZENT).status_code == 404
    assert stari_de_prezenta(sesiune) == {}


def test_sesiunea_altei_serii_nu_este_aici(sesiune, primarie, secretariat, client_pentru):
    alta = serie_publicata(primarie, numar=2)
    cale = f"/spatiu/cursuri/{alta.pk}/sesiuni/{sesiune.pk}/prezenta/"
    assert client_pentru(secretariat).get(cale).status_code == 404


def test_foaia_de_semnaturi(sesiune, ana, formator, client_pentru):
    raspuns = client_pentru(formator).get(lista(sesiune, "lista.pdf"))
    assert raspuns["Content-Type"] == "application/pdf"
    (pagina,) = pdf.text(raspuns.content)
    for text in ("Sesiunea 1", "seria 1", "1 Ana Pop Asociația Cartierul Nostru directoare", "Florin Formator"):
        assert text in pagina


# --- from paper ---------------------------------------------------------------------------------------------------
def test_bifele_de_pe_hartie_se_scriu_o_data(sesiune, ana, organizatie, formator, secretariat, client_pentru):
    dan, eva = (cerere_pentru(sesiune.serie, nume, organizatie) for nume in ("Dan", "Eva"))
    prezenta.bifeaza(sesiune, ana.pk, "prezent", de=secretariat)
    client = client_pentru(formator)
    pagina = client.get(lista(sesiune, "hartie/"))
    assert [c.nume for c in pagina.context["nebifate"]] == ["Dan", "Eva"]
    prezenta.bifeaza(sesiune, dan.pk, "prezent", de=secretariat)  # a colleague, meanwhile
    raspuns = client.post(lista(sesiune, "hartie/"), {"venite": [dan.pk, eva.pk]}, follow=True)
    assert "Am bifat 1 persoană." in raspuns.text
    assert list(Prezenta.objects.order_by("pk").values_list("sursa", flat=True)) == ["manual", "manual", "hartie"]
    raspuns = client.post(lista(sesiune, "hartie/"), {})
    assert list(raspuns.context["form"].errors) == ["venite"]


# --- from a file --------------------------------------------------------------------------------------------------
def csv(text, nume="lista.csv"):
    return SimpleUploadedFile(nume, text if isinstance(text, bytes) else text.encode(), "text/csv")


@pytest.fixture
def multi(sesiune, ana, organizatie):
    return [cerere_pentru(sesiune.serie, n, organizatie) for n in ("Ștefan Țîrcă", "Ion Dan", "Ion  Maria")]


def citit(raspuns):
    citire = raspuns.context["citire"]
    return (
        [c.nume for c in citire.gasiti],
        [c.nume for c in citire.deja],
        [(numar, de_ce) for numar, _text, de_ce in citire.nepotriviti],
    )


def test_fisierul_se_citeste_se_arata_si_abia_apoi_se_scrie(sesiune, ana, multi, formator, client_pentru):
    prezenta.bifeaza(sesiune, ana.pk, "prezent", de=formator)
    client = client_pentru(formator)
    text = (
        "Nume;E-mail;Minute\nTirca Stefan;;55\n;ION.DAN@exemplu.test;60\nAna Pop;;60\nNecunoscut;;5\ntirca  ștefan;;1\n"
    )
    raspuns = client.post(lista(sesiune, "import/"), {"fisier": csv(text)})
    assert citit(raspuns) == (["Ștefan Țîrcă", "Ion Dan"], ["Ana Pop"], [(5, "nu este printre cursanți")])
    assert "Rândul 5: Necunoscut · 5" in raspuns.text
    assert raspuns.context["confirma"]["venite"].value() == [multi[0].pk, multi[1].pk]
    assert Prezenta.objects.count() == 1
    raspuns = client.post(lista(sesiune, "import/"), {"confirma": "1", "venite": [multi[0].pk]}, follow=True)
    assert "Am bifat 1 persoană." in raspuns.text
    rand = Prezenta.objects.get(cerere=multi[0])
    assert (rand.stare, rand.sursa, rand.marcat_de) == ("prezent", "import", formator)
    assert Prezenta.objects.count() == 2


def test_un_xlsx_si_un_nume_pe_care_il_au_doi(sesiune, multi, organizatie, formator, client_pentru, tmp_path):
    cerere_pentru(sesiune.serie, "Maria Ion", organizatie, email="alta@exemplu.test")
    cale = scrie_xlsx(
        tmp_path / "a.xlsx", [["Participant"], ["Ion Maria"], ["ȘTEFAN ŢÎRCĂ"], ["x", "alta@exemplu.test"]]
    )
    fisier = SimpleUploadedFile("a.xlsx", cale.read_bytes())
    raspuns = client_pentru(formator).post(lista(sesiune, "import/"), {"fisier": fisier})
    assert citit(raspuns) == (["Ștefan Țîrcă", "Maria Ion"], [], [(2, "mai mulți cursanți au acest nume")])


@pytest.mark.parametrize(
    ("octeti", "nume", "mesaj"),
    [
        (b"", "a.csv", "Fișierul încărcat este gol."),
        (b"PK\x03\x04stricat", "a.xlsx", "Arhiva .xlsx este stricată sau criptată."),
        (b"\xd0\xcf\x11\xe0", "a.xls", "Fișierul este în formatul vechi .xls sau criptat. Salvați-l ca .xlsx."),
        (b"<html><body>Conectare</body></html>", "a.csv", "Fișierul nu este un tabel .xlsx, .csv sau .tsv."),
        (b";;\n;;\n", "a.csv", "Fișierul nu are niciun rând cu un nume sau o adresă de e-mail."),
        (b"x" * (2 * 1024 * 1024 + 1), "a.csv", "Fișierul are 2,0 MB. Se primesc cel mult 2,0 MB."),
        (b"nimeni\n" * 2001, "a.csv", "Fișierul are prea multe rânduri pentru o listă de prezență."),
    ],
)  # fmt: skip
def test_fisierele_rele_au_mesajul_langa_camp(sesiune, ana, formator, client_pentru, octeti, nume, mesaj):
    raspuns = client_pentru(formator).post(lista(sesiune, "import/"), {"fisier": csv(octeti, nume)})
    assert raspuns.status_code == 200
    erori = [e.replace("\xa0", " ") for e in raspuns.context["form"].errors["fisier"]]
    assert erori == [mesaj]
    assert not Prezenta.objects.exists()


def test_o_bomba_nu_se_despacheteaza(sesiune, ana, formator, client_pentru, tmp_path, monkeypatch):
    monkeypatch.setattr(import_prezenta, "DESPACHETAT_MAXIM", 5000)
    cale = scrie_xlsx(tmp_path / "a.xlsx", [["a" * 10_000]])
    fisier = SimpleUploadedFile("a.xlsx", cale.read_bytes())
    raspuns = client_pentru(formator).post(lista(sesiune, "import/"), {"fisier": fisier})
    assert raspuns.context["form"].errors["fisier"] == [
        "Fișierul se dezarhivează la o mărime neobișnuită pentru o listă de persoane."
    ]


def test_importul_dupa_inchidere_pastreaza_bifele(sesiune, ana, multi, formator, client_pentru):
    prezenta.inchide(sesiune, formator)
    date = {"confirma": "1", "venite": [multi[0].pk]}
    raspuns = client_pentru(formator).post(lista(sesiune, "import/"), date)
    assert raspuns.context["confirma"].non_field_errors() == ["Prezența este închisă."]
    assert raspuns.context["confirma"]["venite"].value() == [str(multi[0].pk)]
    assert "Ștefan Țîrcă" in raspuns.text


# --- closing and reopening ----------------------------------------------------------------------------------------
def test_inchiderea_ingheata_si_scrie_absentele(sesiune, ana, organizatie, formator, client_pentru):
    cerere_pentru(sesiune.serie, "Dan", organizatie)
    cerere_pentru(sesiune.serie, "Eva", organizatie, StareCerere.ACCEPTATA)
    prezenta.bifeaza(sesiune, ana.pk, "prezent", de=formator)
    client = client_pentru(formator)
    pagina = client.get(lista(sesiune, "inchide/"))
    assert "1 din 2 persoane cu loc au venit." in pagina.text
    assert client.post(lista(sesiune, "inchide/")).url == lista(sesiune)
    assert stari_de_prezenta(sesiune) == {"Ana Pop": "prezent", "Dan": "absent"}
    fapta = Fapta.objects.get(ce="prezenta_inchisa")
    assert fapta.detalii == {"sesiune": sesiune.pk, "prezent": 1, "absent": 1, "motivat": 0}
    assert client.post(lista(sesiune, "inchide/")).url == lista(sesiune)  # closed twice, written once
    assert Fapta.objects.filter(ce="prezenta_inchisa").count() == 1
    with pytest.raises(IntegrityError, match="prezenta este inchisa"), transaction.atomic():
        Prezenta.objects.update(stare="absent")


def test_redeschiderea_cere_motiv_si_ramane_in_jurnal(sesiune, ana, formator, client_pentru):
    prezenta.inchide(sesiune, formator)
    client = client_pentru(formator)
    raspuns = client.post(lista(sesiune, "redeschide/"), {"motiv": "scurt"})
    assert raspuns.context["form"].errors == {"motiv": ["Scrieți motivul în cel puțin 20 de caractere."]}
    client.post(lista(sesiune, "redeschide/"), {"motiv": MOTIV})
    fapta = Fapta.objects.get(ce="prezenta_redeschisa")
    assert (fapta.de, fapta.motiv, fapta.detalii) == (formator, MOTIV, {"sesiune": sesiune.pk})
    raspuns = client.post(lista(sesiune, "redeschide/"), {"motiv": MOTIV})
    assert raspuns.context["form"].non_field_errors() == ["Prezența este deja deschisă."]


def test_dupa_incheierea_seriei_prezenta_nu_se_redeschide(primarie, organizatie, secretariat):
    serie = serie_publicata(primarie, sesiuni=1, incepe=timezone.now() - timedelta(days=2))
    sesiune = serie.sesiuni.get()
    prezenta.inchide(sesiune, secretariat)
    stari.muta(serie, stari.Miscare.INCHEIE, secretariat)
    sesiune.serie = serie
    with pytest.raises(Refuzat, match="Redeschideți întâi seria"):
        prezenta.redeschide(sesiune, secretariat, MOTIV)


def test_inainte_de_inceput_nu_se_inchide(primarie, secretariat):
    serie = serie_publicata(primarie, sesiuni=1, incepe=timezone.now() + timedelta(minutes=30))
    with pytest.raises(Refuzat, match="după ce începe"):
        prezenta.inchide(serie.sesiuni.get(), secretariat)
