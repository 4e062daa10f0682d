"""The organisers' pages of a series: writing it, its sessions, trainers and criteria, moving it, changing its seats."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localtime

from cursuri import organizare, stari
from cursuri.models import Fapta, Serie, Tema
from platforma.mesaje.models import Mesaj
from tests.cursuri.conftest import MOTIV, cerere_pentru, cu_fise, depusa_de, serie_publicata

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_pentru, secretariat):
    return client_pentru(secretariat)


@pytest.fixture
def baza(serie):
    return serie.get_spatiu_url()


def schimbari():
    """(to whom, text) of the mails about a change."""
    return list(Mesaj.objects.filter(cheie__startswith="curs:schimbare").values_list("catre", flat=True))


def formular(client, adresa, **campuri):
    """What a browser would send back, with some fields changed."""
    form = client.get(adresa).context["form"]
    date = {}
    for nume in form.fields:
        valoare = form[nume].value()
        if valoare not in (None, False):
            date[nume] = f"{valoare:%Y-%m-%d %H:%M}" if hasattr(valoare, "hour") else valoare
    return client.post(adresa, {**date, **campuri})


def test_o_serie_noua_este_o_ciorna(client, primarie):
    acum = timezone.now()
    raspuns = client.post(
        "/spatiu/cursuri/nou/",
        {
            "tema": Tema.objects.order_by("ordine").first().pk,
            "numar": 4,
            "organizator": primarie.pk,
            "data_inceput": "2027-03-01",
            "data_sfarsit": "2027-03-20",
            "ore": 24,
            "format": "fizic",
            "capacitate": 20,
            "max_per_organizatie": 2,
            "inscrieri_de_la": "2027-01-01 10:00",
            "inscrieri_pana_la": "2027-02-01 23:59",
            "lista_asteptare": "on",
            "promovare_pana_la": "2027-02-28 12:00",
            "zile_confirmare": 5,
            "prag_prezenta": 80,
            "motivate": 1,
            "incercari": 2,
        },
    )
    serie = Serie.objects.get()
    assert raspuns.url == serie.get_spatiu_url()
    assert (serie.stare, serie.numar, serie.creat_la >= acum) == ("ciorna", 4, True)
    assert list(client.post("/spatiu/cursuri/nou/", {}).context["form"].errors)[:3] == ["tema", "numar", "organizator"]


def test_zilele_schimbate_se_anunta_celor_cu_loc(client, serie, baza, organizatie):
    cerere_pentru(serie, "Are loc", organizatie)
    cerere_pentru(serie, "Depusa", organizatie, "depusa")
    noua = serie.data_sfarsit + timedelta(days=2)
    raspuns = formular(client, f"{baza}modifica/", data_sfarsit=noua.isoformat())
    assert (raspuns.status_code, raspuns.url) == (302, baza)
    serie.refresh_from_db()
    assert (serie.data_sfarsit, schimbari()) == (noua, ["are.loc@exemplu.test"])
    fapta = Fapta.objects.get()
    assert (fapta.ce, fapta.detalii) == ("modificata", {"campuri": ["data_sfarsit"]})
    formular(client, f"{baza}modifica/", detalii="Aduceți un caz.")
    assert len(schimbari()) == 1


def test_adresa_si_locurile_unei_serii_publicate_nu_se_scriu_din_formular(client, serie, baza):
    formular(client, f"{baza}modifica/", capacitate=3, numar=9, stare="incheiata")
    serie.refresh_from_db()
    assert (serie.capacitate, serie.numar, serie.stare) == (20, 1, "publicata")


# --- sessions -----------------------------------------------------------------------------------------------------
def test_ora_unei_sesiuni_schimbata_se_anunta(client, serie, baza, organizatie):
    cerere_pentru(serie, "Are loc", organizatie)
    sesiune = serie.sesiuni.first()
    raspuns = formular(client, f"{baza}sesiuni/{sesiune.pk}/", loc_nume="Sala Mică")
    assert raspuns.status_code == 302
    veche, sesiune = sesiune.ics_modificat_la, serie.sesiuni.first()
    assert (sesiune.loc_nume, sesiune.ics_modificat_la > veche) == ("Sala Mică", True)
    assert schimbari() == ["are.loc@exemplu.test"]
    assert "Sesiunea 1 – Locul: Sala Mică (înainte: Sala Mare)" in Mesaj.objects.get().text
    formular(client, f"{baza}sesiuni/{sesiune.pk}/", descriere="Lucru pe grupe.")
    assert len(schimbari()) == 1


def test_o_sesiune_care_nu_se_mai_tine_ramane_numai_la_organizatori(client, serie, baza, organizatie):
    cerere_pentru(serie, "Are loc", organizatie)
    formular(client, f"{baza}sesiuni/{serie.sesiuni.first().pk}/", anulata="on")
    assert [s.titlu for s in serie.sesiuni.tinute()] == ["Sesiunea 2"]
    assert "Sesiunea 1 – Nu se ține: da" in Mesaj.objects.get().text


def test_o_sesiune_noua_si_una_stearsa(client, serie, baza, organizatie):
    cerere_pentru(serie, "Are loc", organizatie)
    incepe = localtime(serie.sesiuni.last().incepe_la + timedelta(days=1))
    date = {
        "titlu": "Încă una",
        "incepe_la": incepe.strftime("%Y-%m-%d %H:%M"),
        "se_incheie_la": (incepe + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M"),
        "loc_nume": "Sala Mare",
    }
    fara_loc = client.post(f"{baza}sesiuni/noua/", {**date, "loc_nume": ""})
    assert list(fara_loc.context["form"].non_field_errors()) == ["Scrieți locul sau adresa întâlnirii online."]
    assert client.post(f"{baza}sesiuni/noua/", date).status_code == 302
    noua = serie.sesiuni.get(titlu="Încă una")
    assert schimbari() == ["are.loc@exemplu.test"]
    raspuns = client.post(f"{baza}sesiuni/{noua.pk}/sterge/", follow=True)
    assert "Seria este publicată" in raspuns.content.decode()
    Serie.objects.filter(pk=serie.pk).update(stare="ciorna")
    client.post(f"{baza}sesiuni/{noua.pk}/sterge/")
    assert not serie.sesiuni.filter(pk=noua.pk).exists()


def test_o_sesiune_cu_prezenta_inchisa_nu_se_mai_schimba(client, serie, baza):
    sesiune = serie.sesiuni.first()
    serie.sesiuni.filter(pk=sesiune.pk).update(prezenta_inchisa_la=timezone.now())
    raspuns = formular(client, f"{baza}sesiuni/{sesiune.pk}/", loc_nume="Sala Mică")
    assert "Prezența acestei sesiuni este închisă" in raspuns.content.decode()
    assert serie.sesiuni.first().loc_nume == "Sala Mare"


# --- trainers and selection ---------------------------------------------------------------------------------------
def test_formatorii_se_scriu_cate_unul_pe_rand(client, serie, baza, strain):
    text = f"Ana Pop | urbanistă | {strain.email}\n\nDan Pop\nIon Fără | – | {strain.email}"
    assert client.post(f"{baza}formatori/", {"formatori": text}).url == baza
    assert list(serie.formatori.values_list("nume", "prezentare", "cont", "ordine")) == [
        ("Ana Pop", "urbanistă", strain.pk, 1),
        ("Dan Pop", "", None, 2),
        ("Ion Fără", "", strain.pk, 3),
    ]
    html = client.get(f"{baza}formatori/").content.decode()
    assert f"Ana Pop | urbanistă | {strain.email}\nDan Pop\nIon Fără | – | {strain.email}" in html
    gresit = client.post(f"{baza}formatori/", {"formatori": "Ana | x | nimeni@exemplu.test\n | fără nume"})
    assert list(gresit.context["form"].errors["formatori"]) == [
        "„nimeni@exemplu.test” nu este adresa unui cont.",
        "Nu am înțeles rândul „| fără nume”.",
    ]
    assert serie.formatori.count() == 3


def test_formatorul_cu_cont_vede_sala_nu_cererile(client_pentru, serie, baza, strain, organizatie):
    serie.formatori.create(nume="Sanda", cont=strain)
    cerere = cerere_pentru(serie, "Ana Pop", organizatie, "depusa")
    formator = client_pentru(strain)
    html = formator.get(baza).content.decode()
    assert (f"{baza}cereri/" in html, f"{baza}modifica/" in html, "Ce s-a întâmplat" in html) == (False, False, False)
    for adresa in ("modifica/", "formatori/", "criterii/", "cereri/", f"cereri/{cerere.pk}/", "sesiuni/noua/"):
        assert formator.get(f"{baza}{adresa}").status_code == 404


def test_criteriile_si_evaluatorii(client, serie, baza, strain, coleg, organizatie):
    text = "Motivația | 10\nPlanul | 5 | se poate urmări | și măsura"
    date = {"criterii": text, "evaluatori": f"{strain.email}\n{coleg.email}\n{strain.email}"}
    assert client.post(f"{baza}criterii/", date).url == baza
    assert list(serie.criterii.values_list("nume", "maxim", "descriere")) == [
        ("Motivația", 10, ""),
        ("Planul", 5, "se poate urmări | și măsura"),
    ]
    assert set(serie.evaluatori.all()) == {strain, coleg}
    gresit = client.post(
        f"{baza}criterii/", {"criterii": "Fără\nA | 101\nA | 3\nA | 4", "evaluatori": "nimeni@exemplu.test"}
    )
    assert [len(gresit.context["form"].errors[c]) for c in ("criterii", "evaluatori")] == [3, 1]
    assert "cel puțin un criteriu" in client.post(f"{baza}criterii/", {**date, "criterii": ""}).content.decode()
    cu_fise(cerere_pentru(serie, "Ana Pop", organizatie, "depusa"), 8)
    raspuns = client.post(f"{baza}criterii/", {**date, "criterii": "Altul | 10"})
    assert "Evaluarea a început" in raspuns.content.decode()
    assert client.post(f"{baza}criterii/", {**date, "evaluatori": strain.email}).status_code == 302
    assert list(serie.evaluatori.all()) == [strain]


# --- moves --------------------------------------------------------------------------------------------------------
def test_pasul_urmator_sau_ce_il_impiedica(client, primarie):
    serie = serie_publicata(primarie, sesiuni=0, stare="ciorna", publicat_la=None)
    assert "Adăugați sesiunile, apoi publicați seria." in client.get(serie.get_spatiu_url()).content.decode()
    plina = serie_publicata(primarie, numar=2, stare="ciorna", publicat_la=None)
    assert "Publicați seria" in client.get(plina.get_spatiu_url()).content.decode()
    client.post(f"{plina.get_spatiu_url()}stare/", {"miscare": "publica"})
    plina.refresh_from_db()
    assert plina.stare == "publicata"
    raspuns = client.post(f"{plina.get_spatiu_url()}stare/", {"miscare": "publica"}, follow=True)
    assert "altcineva a schimbat-o între timp" in raspuns.content.decode()
    assert client.post(f"{plina.get_spatiu_url()}stare/", {"miscare": "alta"}).status_code == 404
    assert client.get(f"{plina.get_spatiu_url()}stare/").status_code == 405


def test_anularea_cere_motiv_si_il_spune_tuturor(client, serie, baza, organizatie):
    cerere_pentru(serie, "Ana Pop", organizatie, "depusa")
    raspuns = client.post(f"{baza}stare/", {"miscare": "anuleaza", "stare-motiv": "Nu."})
    assert list(raspuns.context["form_motiv"].errors) == ["motiv"]
    client.post(f"{baza}stare/", {"miscare": "anuleaza", "stare-motiv": MOTIV})
    serie.refresh_from_db()
    assert (serie.stare, Mesaj.objects.get().catre) == ("anulata", "ana.pop@exemplu.test")


@pytest.mark.parametrize("miscare", stari.Miscare)
@pytest.mark.parametrize("rol", ["strain", "moderator", "secretariat"])
@pytest.mark.parametrize("din", ["ciorna", "publicata", "incheiata", "anulata"])
def test_grila_miscarilor(din, rol, miscare, serie, request):
    """Where the table has a move and the person is of the secretariat, it happens; else nothing does."""
    acum = timezone.now()
    serie.sesiuni.update(incepe_la=acum - timedelta(hours=3), se_incheie_la=acum - timedelta(hours=1))
    if miscare == stari.Miscare.INCHEIE:
        serie.sesiuni.update(prezenta_inchisa_la=acum)
    Serie.objects.filter(pk=serie.pk).update(stare=din, motiv_anulare=MOTIV if din == "anulata" else "")
    tranzitie = stari.TRANZITII[miscare]
    asteptat = tranzitie.spre if rol == "secretariat" and tranzitie.din == din else din
    serie.refresh_from_db()
    try:
        stari.muta(serie, miscare, request.getfixturevalue(rol), MOTIV)
    except (stari.MiscareInterzisa, stari.PermissionDenied):
        assert asteptat == din
    assert Serie.objects.get(pk=serie.pk).stare == asteptat


def test_locurile_in_plus_ajung_la_rezerva(client, primarie, organizatie):
    serie = serie_publicata(primarie, capacitate=1)
    cerere_pentru(serie, "Are loc", organizatie)
    cerere_pentru(serie, "Rezerva", organizatie, "rezerva")
    adresa = f"{serie.get_spatiu_url()}capacitate/"
    fara_motiv = client.post(adresa, {"capacitate": 2, "motiv": "Da."})
    assert list(fara_motiv.context["form_capacitate"].errors) == ["motiv"]
    raspuns = client.post(adresa, {"capacitate": 2, "motiv": MOTIV}, follow=True)
    assert "1 persoană de pe lista de rezervă a primit loc." in raspuns.content.decode()
    mic = client.post(adresa, {"capacitate": 1, "motiv": MOTIV})
    assert "Sunt deja 2 locuri date" in mic.content.decode()


# --- applications, for the secretariat ----------------------------------------------------------------------------
@pytest.fixture
def pe_un_loc(primarie, organizatie):
    serie = serie_publicata(primarie, capacitate=1)
    return serie, [depusa_de(serie, nume, organizatie, *f) for nume, f in (("Slab", (4, 4)), ("Bun", (9, 8)))]


def test_hotararea_se_arata_intai_apoi_se_ia(client, pe_un_loc):
    serie, (slab, bun) = pe_un_loc
    adresa = f"{serie.get_spatiu_url()}cereri/hotaraste/"
    date = {"cerere": [slab.pk, bun.pk], "hotarare": "accepta"}
    raspuns = client.post(adresa, date)
    assert [r.cerere.nume for r in raspuns.context["hotarare"].randuri] == ["Bun", "Slab"]
    assert sorted(serie.cereri.values_list("stare", flat=True)) == ["depusa", "depusa"]
    raspuns = client.post(adresa, {**date, "sigur": "da"}, follow=True)
    mesaje = [str(m) for m in raspuns.context["messages"]]
    assert mesaje == [
        "Gata: 1 cerere. Am anunțat persoana prin e-mail.",
        "Slab: Nu mai sunt locuri. Treceți cererea pe lista de rezervă.",
    ]
    assert dict(serie.cereri.values_list("nume", "stare")) == {"Bun": "acceptata", "Slab": "depusa"}
    client.post(adresa, {"cerere": [slab.pk], "hotarare": "rezerva", "sigur": "da"})
    assert dict(serie.cereri.values_list("nume", "stare")) == {"Bun": "acceptata", "Slab": "rezerva"}


def test_respingerea_mai_multora_cu_un_motiv(client, pe_un_loc):
    serie, cereri = pe_un_loc
    adresa = f"{serie.get_spatiu_url()}cereri/hotaraste/"
    date = {"cerere": [c.pk for c in cereri], "hotarare": "respinge"}
    assert list(client.post(adresa, date).context["form_motiv"].errors) == ["motiv"]
    scurt = client.post(adresa, {**date, "motiv": "Nu.", "sigur": "da"})
    assert list(scurt.context["form_motiv"].errors) == ["motiv"]
    assert MOTIV in client.post(adresa, {**date, "motiv": MOTIV}).content.decode()
    client.post(adresa, {**date, "motiv": MOTIV, "sigur": "da"})
    assert list(serie.cereri.values_list("stare", "motiv")) == [("respinsa", MOTIV)] * 2


@pytest.mark.parametrize("date", [{}, {"hotarare": "accepta"}, {"cerere": "x", "hotarare": "alta"}])
def test_o_hotarare_fara_noima_nu_face_nimic(date, client, pe_un_loc):
    serie, _cereri = pe_un_loc
    raspuns = client.post(f"{serie.get_spatiu_url()}cereri/hotaraste/", {**date, "sigur": "da"}, follow=True)
    assert "Bifați cererile și alegeți ce hotărâți." in raspuns.content.decode()
    assert client.get(f"{serie.get_spatiu_url()}cereri/hotaraste/").status_code == 405


def test_cererile_altei_serii_nu_se_hotarasc_de_aici(client, pe_un_loc, primarie, organizatie):
    serie, _cereri = pe_un_loc
    strain = depusa_de(serie_publicata(primarie, numar=2), "Strain", organizatie)
    client.post(
        f"{serie.get_spatiu_url()}cereri/hotaraste/", {"cerere": [strain.pk], "hotarare": "accepta", "sigur": "da"}
    )
    strain.refresh_from_db()
    assert strain.stare == "depusa"


def test_o_cerere_se_citeste_intreaga_si_se_retrage_cu_motiv(client, serie, organizatie):
    cerere = cu_fise(cerere_pentru(serie, "Ana Pop", organizatie, motivatie="Vreau să învăț."), 8, 6)
    adresa = f"{serie.get_spatiu_url()}cereri/{cerere.pk}/"
    html = client.get(adresa).content.decode()
    for fraza in ("Vreau să învăț.", "ana.pop@exemplu.test", "Evaluator 1", "Evaluator 2", MOTIV):
        assert fraza in html
    assert list(client.post(adresa, {"motiv": "Nu.", "fapta": "retrage"}).context["form"].errors) == ["motiv"]
    assert client.post(adresa, {"motiv": MOTIV, "fapta": "retrage"}).status_code == 302
    cerere.refresh_from_db()
    assert (cerere.stare, cerere.motiv) == ("retrasa", MOTIV)


def test_cand_promovarea_s_a_oprit_locul_se_da_cu_mana(client, primarie, organizatie):
    serie = serie_publicata(primarie, promovare_pana_la=timezone.now() - timedelta(hours=1))
    rezerva = cerere_pentru(serie, "Rezerva", organizatie, "rezerva")
    baza = serie.get_spatiu_url()
    assert "Dați locul următorului" in client.get(f"{baza}cereri/").content.decode()
    raspuns = client.post(f"{baza}cereri/promoveaza/", follow=True)
    assert "Rezerva are acum loc; am anunțat prin e-mail." in raspuns.content.decode()
    rezerva.refresh_from_db()
    assert rezerva.stare == "acceptata"
    assert "niciun loc liber potrivit" in client.post(f"{baza}cereri/promoveaza/", follow=True).content.decode()


@pytest.mark.parametrize("cate", [1, 3])
def test_clasamentul_si_spatiul_in_acelasi_numar_de_interogari(
    cate, client, serie, organizatie, django_assert_num_queries
):
    for n in range(cate):
        depusa_de(serie, f"Om {n}", organizatie)
        cerere_pentru(serie, f"Rezerva {n}", organizatie, "rezerva", loc_rezerva=n + 1)
    for adresa, interogari in ((f"{serie.get_spatiu_url()}cereri/", 9), ("/spatiu/cursuri/", 10)):
        client.get(adresa)
        with django_assert_num_queries(interogari):
            assert client.get(adresa).status_code == 200


# --- an evaluator's pages -----------------------------------------------------------------------------------------
def test_fisa_de_pe_pagina(client_pentru, serie, organizatie, strain, coleg):
    cerere = cerere_pentru(serie, "Ana Pop", organizatie, "depusa")
    criteriu = serie.criterii.get()
    adresa = f"/spatiu/cursuri/selectie/{cerere.pk}/"
    client = client_pentru(strain)
    assert client.get(adresa).status_code == 404
    serie.evaluatori.add(strain, coleg)
    assert "Aveți 1 cerere de punctat." in client.get("/spatiu/cursuri/").content.decode()
    assert adresa in client.get("/spatiu/cursuri/selectie/").content.decode()
    peste = client.post(adresa, {f"criteriu-{criteriu.pk}": 11, "fapta": "depune"})
    assert list(peste.context["form"].errors) == [f"criteriu-{criteriu.pk}"]
    client.post(adresa, {"motivare": "Încă citesc.", "fapta": "salveaza"})
    assert "Încă citesc." in client.get(adresa).content.decode()
    scurt = client.post(adresa, {f"criteriu-{criteriu.pk}": 9, "motivare": "Bine.", "fapta": "depune"})
    assert "cel puțin 30 de caractere" in scurt.content.decode()
    date = {f"criteriu-{criteriu.pk}": 9, "motivare": MOTIV, "fapta": "depune"}
    assert client.post(adresa, date).url == "/spatiu/cursuri/selectie/"
    html = client.get(adresa).content.decode()
    assert (MOTIV in html, "Depuneți fișa" in html) == (True, False)
    client_coleg = client_pentru(coleg)
    html = client_coleg.get(adresa).content.decode()
    assert ("Conflict de interese" in html, MOTIV in html, "Depuneți fișa" in html) == (True, False, False)
    assert client_coleg.get(f"{adresa}conflict/").status_code == 405
    client_coleg.post(f"{adresa}conflict/")
    assert cerere.fise.get(evaluator=coleg).conflict


def test_verbele_de_scriere_lasa_starea_mutata_intre_timp(serie, secretariat):
    """The form was opened on a published series that somebody has closed meanwhile."""
    from cursuri.forms.serie import SerieForm

    form = SerieForm({}, instance=Serie.objects.get(pk=serie.pk))
    form.is_valid()
    form.instance.detalii = "Aduceți un caz."
    form.changed_data = ["detalii"]
    Serie.objects.filter(pk=serie.pk).update(stare="incheiata")
    organizare.modifica(serie, form, secretariat)
    serie.refresh_from_db()
    assert (serie.stare, serie.detalii) == ("incheiata", "Aduceți un caz.")
