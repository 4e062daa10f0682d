"""Indicators and their values, milestones: who writes them, when, and what the database holds."""

from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from parteneriate import indicatori, stari
from parteneriate.forms.monitorizare import CorectareForm, IndicatorForm, ValoareForm
from parteneriate.models import Etapa, Indicator, Parteneriat, Reper, Valoare
from parteneriate.scriere import Refuzat
from tests.curse import deodata
from tests.parteneriate.ajutor_monitorizare import indicator, reper, valoare, zi
from tests.parteneriate.conftest import confirmate, la_etapa

pytestmark = pytest.mark.django_db


@pytest.fixture
def ea(client_pentru, reprezentant):
    return client_pentru(reprezentant)


def date_indicator(**altele):
    implicite = {
        "nume": "Timp până la angajare", "unitate": "zile", "baza": "1.234,5", "baza_la": zi(-10), "tinta": "45",
        "tinta_la": zi(90), "sursa": "angajatorii",
    }  # fmt: skip
    return {**implicite, **altele}


def formular(al_cui, cat="5", la=-1, **altele):
    form = ValoareForm({"valoare": cat, "la": zi(la), **altele}, indicator=al_cui)
    assert form.is_valid(), form.errors
    return form


# --- indicators -----------------------------------------------------------------------------------------------------
def test_un_indicator_se_scrie_cu_numere_romanesti(ea, idee):
    raspuns = ea.post(f"/spatiu/parteneriate/{idee.pk}/indicatori/nou/", date_indicator())
    rand = Indicator.objects.get()
    assert raspuns.url == f"/spatiu/parteneriate/{idee.pk}/monitorizare/"
    assert (str(rand.baza), str(rand.tinta), rand.verificat_la) == ("1234.50", "45.00", None)


def test_inainte_de_semnare_un_indicator_este_parte_din_text(ea, idee):
    confirmate(idee)
    ea.post(f"/spatiu/parteneriate/{idee.pk}/indicatori/nou/", date_indicator())
    idee.refresh_from_db()
    assert idee.redactare == 2
    assert not Parteneriat.objects.confirmate().exists()


def test_dupa_semnare_nu_mai_cere_confirmarea(ea, semnat):
    ea.post(f"/spatiu/parteneriate/{semnat.pk}/indicatori/nou/", date_indicator())
    semnat.refresh_from_db()
    assert (semnat.redactare, semnat.indicatori.count()) == (1, 1)


@pytest.mark.parametrize(
    ("altele", "erori"),
    [
        ({"tinta_la": ""}, ["tinta_la"]),
        ({"tinta": ""}, ["tinta"]),
        ({"tinta_la": zi(-20)}, ["tinta_la"]),
        ({"baza_la": zi(1)}, ["baza_la"]),
        ({"baza": "multe"}, ["baza"]),
        ({"nume": "", "unitate": "", "sursa": ""}, ["nume", "sursa", "unitate"]),
    ],
)
def test_un_indicator_gresit_ramane_pe_pagina(ea, idee, altele, erori):
    raspuns = ea.post(f"/spatiu/parteneriate/{idee.pk}/indicatori/nou/", date_indicator(**altele))
    assert sorted(raspuns.context["form"].errors) == erori
    assert Indicator.objects.count() == 0


def test_un_nume_o_singura_data(ea, idee):
    indicator(idee, "TIMP până la angajare")
    raspuns = ea.post(f"/spatiu/parteneriate/{idee.pk}/indicatori/nou/", date_indicator())
    assert raspuns.context["form"].non_field_errors() == ["Parteneriatul are deja un indicator cu acest nume."]


def test_dupa_ce_incepe_ce_s_a_promis_nu_se_mai_schimba(ea, semnat):
    rand = indicator(semnat)
    adresa = f"/spatiu/indicatori/{rand.pk}/modifica/"
    ea.post(adresa, date_indicator(tinta="50"))
    rand.refresh_from_db()
    assert (str(rand.tinta), rand.verificat_la) == ("50.00", None)
    la_etapa(semnat, Etapa.IMPLEMENTARE)
    raspuns = ea.post(adresa, date_indicator(tinta="20"))
    assert raspuns.context["form"].non_field_errors() == [
        "După ce a început implementarea, ce s-a promis nu se mai schimbă. Adăugați alt indicator."
    ]
    ea.post(f"/spatiu/indicatori/{rand.pk}/sterge/")
    rand.refresh_from_db()
    assert str(rand.tinta) == "50.00"


def test_un_indicator_se_sterge_cat_nu_are_valori(ea, semnat):
    gol, cu_valori = indicator(semnat), indicator(semnat, "Altul")
    valoare(cu_valori, 3)
    for rand in (gol, cu_valori):
        ea.post(f"/spatiu/indicatori/{rand.pk}/sterge/")
    assert list(semnat.indicatori.all()) == [cu_valori]


@pytest.mark.parametrize(
    "campuri",
    [{"tinta": None}, {"tinta_la": None}, {"tinta_la": zi(-70)}, {"nume": ""}, {"unitate": ""}, {"sursa": ""}],
)
def test_baza_de_date_nu_primeste_un_indicator_gresit(semnat, campuri):
    with pytest.raises(IntegrityError), transaction.atomic():
        indicator(semnat, **{"nume": "N", **campuri})


# --- values ---------------------------------------------------------------------------------------------------------
def test_o_valoare_din_pagina_de_monitorizare(ea, semnat, reprezentant):
    rand = indicator(semnat)
    pagina = ea.get(f"/spatiu/parteneriate/{semnat.pk}/monitorizare/").content.decode()
    assert f'name="v{rand.pk}-valoare"' in pagina
    date = {f"v{rand.pk}-valoare": "7,5", f"v{rand.pk}-la": zi(0)}
    assert ea.post(f"/spatiu/indicatori/{rand.pk}/valori/noua/", date).status_code == 302
    scrisa = Valoare.objects.get()
    assert (str(scrisa.valoare), scrisa.la, scrisa.adaugat_de) == ("7.50", zi(0), reprezentant)


@pytest.mark.parametrize(
    ("cat", "la", "eroare"), [("x", 0, "valoare"), ("5", 1, "la"), ("5", -60, "la"), ("", 0, "valoare")]
)
def test_o_valoare_gresita_ramane_pe_pagina(ea, semnat, cat, la, eroare):
    rand = indicator(semnat)
    date = {f"v{rand.pk}-valoare": cat, f"v{rand.pk}-la": zi(la)}
    raspuns = ea.post(f"/spatiu/indicatori/{rand.pk}/valori/noua/", date)
    assert list(raspuns.context["form"].errors) == [eroare]
    assert Valoare.objects.count() == 0


def test_valorile_nu_se_schimba_si_nu_se_sterg(semnat):
    rand = valoare(indicator(semnat), 3)
    for fa in (lambda: Valoare.objects.update(valoare=4), rand.delete):
        with pytest.raises(ProgrammingError), transaction.atomic():
            fa()


def test_o_greseala_se_indreapta_printr_un_rand(ea, semnat):
    gresita = valoare(indicator(semnat), 30)
    adresa = f"/spatiu/valori/{gresita.pk}/corecteaza/"
    date = {"valoare": "3", "la": gresita.la}
    assert list(ea.post(adresa, date).context["form"].errors) == ["motiv"]
    ea.post(adresa, {**date, "motiv": "O virgulă pusă greșit."})
    assert [str(v.valoare) for v in Valoare.objects.valabile()] == ["3.00"]
    assert Valoare.objects.count() == 2
    assert ea.get(adresa).status_code == 404


def test_o_zi_o_valoare_si_o_singura_finala(semnat, reprezentant):
    rand = indicator(semnat)
    indicatori.adauga_valoare(rand, formular(rand, la=-2, finala="on"), reprezentant)
    with pytest.raises(Refuzat, match="Există deja o valoare la această dată"):
        indicatori.adauga_valoare(rand, formular(rand, la=-2), reprezentant)
    with pytest.raises(Refuzat, match="Există deja o valoare finală"):
        indicatori.adauga_valoare(rand, formular(rand, la=-1, finala="on"), reprezentant)


@pytest.mark.parametrize("etapa", [Etapa.IDEE, Etapa.INCHEIAT])
def test_valorile_se_adauga_de_la_semnare_pana_la_incheiere(ea, idee, etapa):
    la_etapa(idee, etapa)
    rand = indicator(idee)
    raspuns = ea.post(
        f"/spatiu/indicatori/{rand.pk}/valori/noua/", {f"v{rand.pk}-valoare": "7", f"v{rand.pk}-la": zi(0)}
    )
    assert raspuns.context["form"].non_field_errors() == ["Valorile se adaugă de la semnare până la încheiere."]


@pytest.mark.parametrize("campuri", [{"la": 1}, {"motiv": "fără ce"}])
def test_baza_de_date_nu_primeste_o_valoare_gresita(semnat, campuri):
    with pytest.raises(IntegrityError), transaction.atomic():
        valoare(indicator(semnat), 3, **campuri)


@pytest.mark.django_db(transaction=True)
def test_doi_corecteaza_deodata_ramane_o_singura_corectura(semnat, reprezentant, autoritate):
    gresita = valoare(indicator(semnat), 30)

    def corectura(cine, cat):
        form = CorectareForm({"valoare": cat, "la": gresita.la, "motiv": "Virgulă."}, indicator=gresita.indicator)
        assert form.is_valid()
        return lambda: indicatori.corecteaza(gresita, form, cine)

    rezultate = deodata(corectura(reprezentant, "3"), corectura(autoritate, "4"))
    assert sorted(type(r).__name__ for r in rezultate) == ["Refuzat", "Valoare"]
    assert Valoare.objects.valabile().count() == 1


def doua_valori(semnat, *oameni):
    """Each of these people writes a value of the same day."""
    rand = indicator(semnat)
    formulare = [formular(rand, cat=str(n)) for n, _om in enumerate(oameni)]
    fapte = [partial(indicatori.adauga_valoare, rand, f, om) for f, om in zip(formulare, oameni, strict=True)]
    return sorted(type(r).__name__ for r in deodata(*fapte))


@pytest.mark.django_db(transaction=True)
def test_doi_scriu_deodata_ramane_o_valoare_pe_zi(semnat, reprezentant, autoritate):
    assert doua_valori(semnat, reprezentant, autoritate) == ["Refuzat", "Valoare"]


@pytest.mark.django_db(transaction=True)
def test_fara_lacat_cursa_s_ar_vedea(semnat, reprezentant, autoritate, monkeypatch):
    """The harness sees the bug: without the lock, both look before either has committed, and both write."""
    impreuna = Barrier(2)
    monkeypatch.setattr(Parteneriat, "blocheaza", staticmethod(lambda pk: Parteneriat.objects.get(pk=pk)))
    monkeypatch.setattr(indicatori, "atinge", lambda blocat: impreuna.wait(10))
    assert doua_valori(semnat, reprezentant, autoritate) == ["Valoare", "Valoare"]


# --- what the stages ask for ----------------------------------------------------------------------------------------
def cuvinte(rand, etapa):
    return [str(lipsa) for lipsa in stari.lipsuri(rand, etapa)]


def test_implementarea_cere_un_indicator_cu_tinta(semnat):
    cerut = "Adăugați cel puțin un indicator cu țintă: ce va fi altfel, cât și până când."
    indicator(semnat, tinta=None, tinta_la=None)
    assert cerut in cuvinte(semnat, Etapa.IMPLEMENTARE)
    indicator(semnat, "Cu țintă")
    assert cerut not in cuvinte(semnat, Etapa.IMPLEMENTARE)
    lipsa = stari.Lipsa(cerut, "monitorizare")
    assert lipsa.adresa(semnat) == f"/spatiu/parteneriate/{semnat.pk}/monitorizare/"


def test_incheierea_cere_valoarea_finala_a_fiecarei_tinte(semnat):
    indicator(semnat, "Fără țintă", tinta=None, tinta_la=None)
    cu_tinta = indicator(semnat)
    prima = valoare(cu_tinta, 3)
    cerut = "Scrieți valoarea finală a indicatorului „Curți amenajate”."
    assert cuvinte(semnat, Etapa.INCHEIAT)[-1] == cerut
    finala = valoare(cu_tinta, 12, la=0, finala=True)
    assert cerut not in cuvinte(semnat, Etapa.INCHEIAT)
    valoare(cu_tinta, 11, la=0, inlocuieste=finala, motiv="Nu era finală.")
    assert cuvinte(semnat, Etapa.INCHEIAT)[-1] == cerut
    assert prima in Valoare.objects.valabile()


# --- milestones -----------------------------------------------------------------------------------------------------
def test_reperele(ea, semnat):
    baza = f"/spatiu/parteneriate/{semnat.pk}/repere/nou/"
    assert list(ea.post(baza, {"titlu": "Prima", "scadent_la": zi(5), "facut_la": zi(1)}).context["form"].errors) == [
        "facut_la"
    ]
    ea.post(baza, {"titlu": "Prima curte", "scadent_la": zi(5)})
    rand = Reper.objects.get()
    Reper.objects.update(verificat_la=timezone.now())
    adresa = f"/spatiu/repere/{rand.pk}/modifica/"
    ea.post(adresa, {"titlu": "Prima curte", "scadent_la": zi(5), "facut_la": zi(0)})
    rand.refresh_from_db()
    assert (rand.facut_la, rand.verificat_la is None) == (zi(0), False)
    ea.post(f"/spatiu/repere/{rand.pk}/sterge/")
    assert Reper.objects.count() == 1  # what was done stays
    ea.post(adresa, {"titlu": "Alte cuvinte", "scadent_la": zi(5)})
    rand.refresh_from_db()
    assert (rand.titlu, rand.verificat_la) == ("Alte cuvinte", None)
    ea.post(f"/spatiu/repere/{rand.pk}/sterge/")
    assert Reper.objects.count() == 0


def test_dupa_incheiere_reperele_raman(ea, semnat):
    rand = reper(semnat)
    la_etapa(semnat, Etapa.INCHEIAT)
    raspuns = ea.post(f"/spatiu/repere/{rand.pk}/modifica/", {"titlu": "Alt", "scadent_la": zi(5)})
    assert raspuns.context["form"].non_field_errors() == ["Parteneriatul s-a încheiat: reperele lui nu se mai schimbă."]


# --- a sign of life -------------------------------------------------------------------------------------------------
def test_orice_actualizare_scoate_din_tacere(ea, public, reprezentant):
    rand, pas = indicator(public), reper(public)
    Parteneriat.objects.filter(pk=public.pk).update(etapa=Etapa.IMPLEMENTARE)
    p = f"/spatiu/parteneriate/{public.pk}/"
    fapte = [
        (f"{p}indicatori/nou/", date_indicator()),
        (f"/spatiu/indicatori/{rand.pk}/valori/noua/", {f"v{rand.pk}-valoare": "7", f"v{rand.pk}-la": zi(0)}),
        (f"/spatiu/repere/{pas.pk}/modifica/", {"titlu": pas.titlu, "scadent_la": zi(20), "facut_la": zi(0)}),
        (f"{p}repere/nou/", {"titlu": "Alt reper", "scadent_la": zi(9)}),
        (f"{p}modifica/urmari/", {"rezultate": "Am plantat.", "lectii": "", "legaturi": ""}),
    ]
    for adresa, date in fapte:
        Parteneriat.objects.update(modificat_la=timezone.now() - timedelta(days=200))
        assert Parteneriat.objects.get().neactualizat
        ea.post(adresa, date)
        assert (adresa, Parteneriat.objects.get().neactualizat) == (adresa, False)


def test_formularul_de_indicator_nu_primeste_alte_campuri():
    assert list(IndicatorForm.base_fields) == ["nume", "unitate", "baza", "baza_la", "tinta", "tinta_la", "sursa"]
