"""How far a learner is: the words, who is at risk, the table and her own page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cursuri import absente, prezenta, rezultate
from cursuri.models import Prezenta, Rezultat, Sesiune
from cursuri.progres import Risc, ale, progresele, progresul
from tests.cursuri.conftest import MOTIV, cerere_pentru, serie_publicata


def cu_prezente(serie, cerere, semne, secretariat):
    """`semne`, one for each session: p(resent), a(bsent), m(otivated), or „.” for what is still to come."""
    for sesiune, semn in zip(serie.sesiuni.all(), semne, strict=True):
        if semn == ".":
            continue
        stare = {"p": "prezent", "a": "absent", "m": "motivat"}[semn]
        Prezenta.objects.create(sesiune=sesiune, cerere=cerere, stare=stare, sursa="manual", marcat_de=secretariat)
        Sesiune.objects.filter(pk=sesiune.pk).update(prezenta_inchisa_la=sesiune.se_incheie_la)


@pytest.mark.parametrize(
    ("semne", "punctaj", "risc", "poate_lipsi", "scurt"),
    [
        ("ppppppp.", 85, Risc.IN_CURS, 1, "prezență 7 din 8 · evaluare 85 din 100 · în curs"),
        ("pppppppa", 85, Risc.INDEPLINITE, 0, "prezență 7 din 8 · evaluare 85 din 100 · condiții îndeplinite"),
        ("pppppppm", 85, Risc.INDEPLINITE, 0, "prezență 7 din 7 · evaluare 85 din 100 · condiții îndeplinite"),
        ("pppa....", None, Risc.LA_LIMITA, 0, "prezență 3 din 8 · evaluare: încă nu · nu mai poate lipsi"),
        ("pppppppp", 40, Risc.IN_CURS, 0, "prezență 8 din 8 · evaluare 40 din 100 · în curs"),
        ("ppaa....", 85, Risc.DE_MOTIVAT, None, "prezență 2 din 8 · evaluare 85 din 100 · numai cu o absență motivată"),
        ("paaa....", 85, Risc.PIERDUT, None,
         "prezență 1 din 8 · evaluare 85 din 100 · nu mai poate îndeplini condițiile"),
    ],
)  # fmt: skip
def test_unde_a_ajuns(semne, punctaj, risc, poate_lipsi, scurt, primarie, organizatie, secretariat):
    serie = serie_publicata(primarie, sesiuni=8, prag_evaluare=60)
    ana = cerere_pentru(serie, "Ana", organizatie)
    cu_prezente(serie, ana, semne, secretariat)
    if punctaj is not None:
        Rezultat.objects.create(cerere=ana, incercare=1, punctaj=punctaj, dat_de=secretariat)
    p = progresul(ana)
    assert (p.risc, p.poate_lipsi, p.pe_scurt) == (risc, poate_lipsi, scurt)


def test_fara_incercari_ramase_nu_se_mai_poate(primarie, organizatie, secretariat):
    serie = serie_publicata(primarie, sesiuni=1, prag_evaluare=60, incercari=1)
    ana = cerere_pentru(serie, "Ana", organizatie)
    Rezultat.objects.create(cerere=ana, incercare=1, punctaj=59, dat_de=secretariat)
    assert progresul(ana).risc == Risc.PIERDUT


def test_fara_evaluare_nu_se_vorbeste_de_ea(in_curs, ana, secretariat):
    prezenta.bifeaza(in_curs.sesiuni.get(), ana.pk, "prezent", de=secretariat)
    assert progresul(ana).pe_scurt == "prezență 1 din 1 · în curs"
    prezenta.inchide(in_curs.sesiuni.get(), secretariat)
    assert progresul(ana).pe_scurt == "prezență 1 din 1 · condiții îndeplinite"


def test_o_sesiune_care_nu_se_tine_nu_se_numara(primarie, organizatie, secretariat):
    serie = serie_publicata(primarie, sesiuni=2)
    ana = cerere_pentru(serie, "Ana", organizatie)
    cu_prezente(serie, ana, "p.", secretariat)
    serie.sesiuni.filter(prezenta_inchisa_la=None).update(anulata=True)
    assert progresul(ana).pe_scurt == "prezență 1 din 1 · condiții îndeplinite"


def test_pentru_mai_multe_serii_deodata(primarie, organizatie):
    serii = [serie_publicata(primarie, numar=n) for n in (1, 2)]
    cereri = [cerere_pentru(serie, "Ana", organizatie) for serie in serii]
    assert set(ale(cereri)) == {c.pk for c in cereri}


@pytest.mark.parametrize("cati", [1, 3])
def test_tabelul_cere_la_fel_de_multe_interogari(
    cati, in_curs, organizatie, formator, client_pentru, django_assert_num_queries
):
    for n in range(cati):
        om = cerere_pentru(in_curs, f"Om {n}", organizatie)
        prezenta.bifeaza(in_curs.sesiuni.get(), om.pk, "prezent", de=formator)
    with django_assert_num_queries(5):
        assert len(progresele(in_curs)) == cati
    client = client_pentru(formator)
    client.get(f"/spatiu/cursuri/{in_curs.pk}/cursanti/")
    with django_assert_num_queries(12):
        raspuns = client.get(f"/spatiu/cursuri/{in_curs.pk}/cursanti/")
    assert len(raspuns.context["randuri"]) == cati


def test_tabelul_pune_intai_pe_cei_la_limita_si_nu_se_supara_de_prostii(
    primarie, organizatie, secretariat, client_pentru
):
    serie = serie_publicata(primarie, sesiuni=5, incepe=timezone.now() - timedelta(days=10))
    for nume, semne in (("Bine", "pppp."), ("Ana", "ppaaa"), ("Limita", "pppa."), ("Gata", "ppppp")):
        om = cerere_pentru(serie, nume, organizatie)
        for sesiune, semn in zip(serie.sesiuni.all(), semne, strict=True):
            if semn != ".":
                stare = "prezent" if semn == "p" else "absent"
                rand = {"stare": stare, "sursa": "manual", "marcat_de": secretariat}
                Prezenta.objects.create(sesiune=sesiune, cerere=om, **rand)
    serie.sesiuni.exclude(pk=serie.sesiuni.last().pk).update(prezenta_inchisa_la=timezone.now())
    client = client_pentru(secretariat)
    adresa = f"/spatiu/cursuri/{serie.pk}/cursanti/"

    def ordinea(intrebare=""):
        return [p.cerere.nume for p in client.get(adresa + intrebare).context["randuri"]]

    assert ordinea() == ordinea("?ordine=risc") == ordinea("?ordine=x%00") == ["Ana", "Limita", "Bine", "Gata"]
    assert ordinea("?ordine=nume") == ["Ana", "Bine", "Gata", "Limita"]
    assert "nu mai poate lipsi" in client.get(adresa).text


def test_tabelul_pentru_cine_nu_tine_sala(in_curs, ana, strain, reprezentant, vizitator, client_pentru):
    adresa = f"/spatiu/cursuri/{in_curs.pk}/cursanti/"
    for persoana, stare in ((strain, 404), (reprezentant, 404), (vizitator, 302)):
        assert client_pentru(persoana).get(adresa).status_code == stare


# --- her own page -------------------------------------------------------------------------------------------------
def test_pagina_cursantei(in_curs, ana, formator, client):
    in_curs.prag_evaluare = 60
    in_curs.save()
    sesiune = in_curs.sesiuni.get()
    pagina = client.get(ana.get_absolute_url()).text
    for text in (
        "prezență 0 din 1 · evaluare: încă nu · nu mai poate lipsi",
        "Nu mai puteți lipsi de la nicio sesiune.",
        "Mai este 1 sesiune la care prezența nu este încheiată.",
        "Cereți motivarea absenței",
        "Codul QR de la intrare",
        "Puneți toate sesiunile în calendar",
    ):
        assert text in pagina
    prezenta.bifeaza(sesiune, ana.pk, "prezent", de=formator)
    prezenta.inchide(sesiune, formator)
    rezultate.da(in_curs, [rezultate.Nota(ana.pk, 1, 95)], formator)
    rezultate.corecteaza(Rezultat.objects.get(), 85, MOTIV, formator)
    pagina = client.get(ana.get_absolute_url()).text
    assert "prezență 1 din 1 · evaluare 85 din 100 · condiții îndeplinite" in pagina
    assert "95 → 85, corectat la" in pagina
    assert "Cereți motivarea absenței" not in pagina


def test_pagina_spune_de_motivarile_cerute(in_curs, ana, formator, client):
    motivare = absente.cere(ana, in_curs.sesiuni.get(), "Sunt bolnavă.")
    assert "Motivarea absenței de la „Sesiunea 1”: așteaptă răspuns." in client.get(ana.get_absolute_url()).text
    absente.hotaraste(motivare, aprobata=False, raspuns=MOTIV, de=formator)
    pagina = client.get(ana.get_absolute_url()).text
    assert f"„Sesiunea 1”: refuzată. {MOTIV}" in pagina
    assert "Sunt bolnavă." not in pagina


def test_spatiul_ei_spune_pe_scurt_unde_a_ajuns(in_curs, organizatie, coleg, reprezentant, client_pentru):
    cerere_pentru(in_curs, "Cosmin Coleg", organizatie, persoana=coleg)
    scurt = "prezență 0 din 1 · nu mai poate lipsi"
    assert [scurt in client_pentru(p).get("/spatiu/cursuri/").text for p in (coleg, reprezentant)] == [True, False]


@pytest.mark.parametrize("stare", ["depusa", "acceptata", "rezerva", "retrasa"])
def test_cine_nu_invata_nu_vede_nimic_din_acestea(in_curs, organizatie, client, stare):
    om = cerere_pentru(in_curs, "Om", organizatie, stare)
    pagina = client.get(om.get_absolute_url()).text
    assert "Cum stați" not in pagina
    assert "Codul de la intrare" not in pagina
