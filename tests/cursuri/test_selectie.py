"""The verbs of an application: who may, from which state, what they write and whom they tell."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cursuri import mementouri, selectie
from cursuri.models import Cerere, Fapta, Serie, StareCerere
from organizatii.models import Organizatie
from platforma.locuri.ocupare import Refuzat
from platforma.mesaje.models import Mesaj
from tests.conftest import organizatie_publicata
from tests.cursuri.conftest import MOTIV, MOTIVATIE, cerere_pentru, cu_fise, depusa_de, serie_publicata

pytestmark = pytest.mark.django_db


def date(organizatie, nume="Ana Pop", **campuri):
    email = f"{nume.lower().replace(' ', '.')}@exemplu.test"
    implicite = {"organizatie": organizatie, "nume": nume, "email": email, "motivatie": MOTIVATIE}
    return {**implicite, **campuri}


def stare(cerere):
    return Cerere.objects.get(pk=cerere.pk).stare


def posta():
    """Kinds of the mails written, in order."""
    return [cheie.split(":")[1] for cheie in Mesaj.objects.order_by("pk").values_list("cheie", flat=True)]


def fapte():
    return list(Fapta.objects.order_by("pk").values_list("ce", flat=True))


# --- applying -----------------------------------------------------------------------------------------------------
def test_depunerea(serie, organizatie, reprezentant):
    cerere, noua = selectie.depune(serie.pk, **date(organizatie, email="Ana.Pop@exemplu.test"), de=reprezentant)
    cerere.refresh_from_db()
    assert noua
    assert (cerere.stare, cerere.email, cerere.parte, cerere.de) == (
        "depusa",
        "ana.pop@exemplu.test",
        "ong",
        reprezentant,
    )
    assert (fapte(), posta()) == (["depunere"], ["depusa"])


def test_autoritatea_depune_pe_partea_ei(serie, primarie, autoritate):
    assert selectie.depune(serie.pk, **date(primarie), de=autoritate)[0].parte == "autoritate"


def test_contul_cu_adresa_verificata_isi_vede_cererea(serie, organizatie, reprezentant, strain):
    cerere, _noua = selectie.depune(serie.pk, **date(organizatie, email=strain.email), de=reprezentant)
    assert cerere.persoana == strain


def test_de_doua_ori_este_un_rand(serie, organizatie, reprezentant):
    prima, _noua = selectie.depune(serie.pk, **date(organizatie), de=reprezentant)
    a_doua, noua = selectie.depune(serie.pk, **date(organizatie), de=reprezentant)
    assert (a_doua.pk, noua, posta()) == (prima.pk, False, ["depusa"])


def test_ciorna_nu_se_spune_nimanui_si_se_depune_pe_acelasi_rand(serie, organizatie, reprezentant, coleg):
    ciorna = selectie.salveaza_ciorna(serie.pk, **date(organizatie, motivatie=""), de=reprezentant)
    assert (ciorna.stare, fapte(), posta()) == ("ciorna", [], [])
    din_nou = selectie.salveaza_ciorna(
        serie.pk, **date(organizatie, "Dan Pop", motivatie="Puțin."), de=coleg, ciorna=ciorna
    )
    assert (din_nou.pk, din_nou.nume, din_nou.de) == (ciorna.pk, "Dan Pop", coleg)
    cerere, noua = selectie.depune(serie.pk, **date(organizatie, "Dan Pop"), de=coleg, ciorna=ciorna)
    assert (cerere.pk, noua, stare(ciorna)) == (ciorna.pk, True, "depusa")
    assert selectie.depune(serie.pk, **date(organizatie, "Dan Pop"), de=coleg, ciorna=ciorna) == (cerere, False)
    with pytest.raises(Refuzat, match="deja depusă"):
        selectie.salveaza_ciorna(serie.pk, **date(organizatie, "Dan Pop"), de=coleg)


def test_motivatia_scurta_si_limita_organizatiei(serie, organizatie, reprezentant):
    with pytest.raises(Refuzat, match="cel puțin 100 de caractere"):
        selectie.depune(serie.pk, **date(organizatie, motivatie="Puțin."), de=reprezentant)
    for nume in ("Unu A", "Doi B"):
        selectie.depune(serie.pk, **date(organizatie, nume), de=reprezentant)
    with pytest.raises(Refuzat, match="se primesc cel mult 2 cereri"):
        selectie.depune(serie.pk, **date(organizatie, "Trei C"), de=reprezentant)
    selectie.retrage(Cerere.objects.get(nume="Unu A"), reprezentant)
    assert selectie.depune(serie.pk, **date(organizatie, "Trei C"), de=reprezentant)[1]


def test_cine_nu_poate_depune(serie, organizatie, alta_organizatie, reprezentant, strain):
    with pytest.raises(PermissionDenied):
        selectie.depune(serie.pk, **date(organizatie), de=strain)
    cerere_pentru(serie, "Ana Pop", alta_organizatie, "depusa")
    with pytest.raises(Refuzat, match="există deja o cerere"):
        selectie.depune(serie.pk, **date(organizatie), de=reprezentant)
    Organizatie.objects.filter(pk=organizatie.pk).update(stare="arhivat")
    with pytest.raises(Refuzat, match="nu este public"):
        selectie.depune(serie.pk, **date(organizatie, "Dan Pop"), de=reprezentant)


@pytest.mark.parametrize(
    ("campuri", "mesaj"),
    [
        ({"inscrieri_de_la": timedelta(hours=1)}, "se pot depune de la"),
        ({"inscrieri_pana_la": -timedelta(hours=1)}, "a trecut"),
        ({"stare": "anulata", "motiv_anulare": MOTIV}, "a fost anulată"),
    ],
)
def test_in_afara_ferestrei(campuri, mesaj, serie, organizatie, reprezentant):
    acum = timezone.now()
    Serie.objects.filter(pk=serie.pk).update(
        **{n: acum + v if isinstance(v, timedelta) else v for n, v in campuri.items()}
    )
    for verb in (selectie.depune, selectie.salveaza_ciorna):
        with pytest.raises(Refuzat, match=mesaj):
            verb(serie.pk, **date(organizatie), de=reprezentant)


# --- deciding -----------------------------------------------------------------------------------------------------
def test_acceptarea_cere_doua_fise_fara_conflict(serie, organizatie, secretariat):
    cerere = depusa_de(serie, "Ana Pop", organizatie, 8, None)
    for verb in (selectie.accepta, selectie.trece_pe_rezerva):
        with pytest.raises(Refuzat, match="Ana Pop: este nevoie de două fișe"):
            verb(cerere, secretariat)
    assert (stare(cerere), posta()) == ("depusa", [])


def test_acceptarea_da_un_loc_cu_termen(serie, organizatie, secretariat):
    cerere = depusa_de(serie, "Ana Pop", organizatie)
    selectie.accepta(cerere, secretariat)
    cerere.refresh_from_db()
    termen = timezone.localtime(cerere.confirmare_pana_la)
    assert (cerere.stare, termen.date(), (termen.hour, termen.minute)) == (
        "acceptata",
        timezone.localdate() + timedelta(days=5),
        (23, 59),
    )
    assert (fapte(), posta()) == (["acceptare"], ["acceptata"])


def test_fara_locuri_se_trece_pe_rezerva_in_ordinea_mediei(primarie, organizatie, secretariat):
    serie = serie_publicata(primarie, capacitate=1)
    cerere_pentru(serie, "Are loc", organizatie)
    medii = {"Slab": (4, 4), "Bun": (9, 8), "Mijlociu": (6, 6), "Tot mijlociu": (7, 5)}
    cereri = {nume: depusa_de(serie, nume, organizatie, *puncte) for nume, puncte in medii.items()}
    with pytest.raises(Refuzat, match="Nu mai sunt locuri"):
        selectie.accepta(cereri["Bun"], secretariat)
    for cerere in cereri.values():
        selectie.trece_pe_rezerva(cerere, secretariat)
    assert list(serie.cereri.in_coada().values_list("nume", "loc_rezerva")) == [
        ("Bun", 1),
        ("Mijlociu", 2),
        ("Tot mijlociu", 3),
        ("Slab", 4),
    ]
    assert [c.pozitie for c in serie.cereri.in_coada()] == [1, 2, 3, 4]


def test_langa_un_loc_liber_nu_asteapta_nimeni(serie, organizatie, secretariat):
    with pytest.raises(Refuzat, match="Mai sunt locuri libere"):
        selectie.trece_pe_rezerva(depusa_de(serie, "Ana Pop", organizatie), secretariat)


def test_partea_plina_trece_pe_rezerva_iar_cealalta_are_loc(primarie, organizatie, secretariat):
    serie = serie_publicata(primarie, capacitate=5, capacitate_ong=1)
    cerere_pentru(serie, "Are loc", organizatie)
    ong, uat = depusa_de(serie, "Ong", organizatie), depusa_de(serie, "Uat", primarie)
    selectie.trece_pe_rezerva(ong, secretariat)
    selectie.accepta(uat, secretariat)
    assert (stare(ong), stare(uat)) == ("rezerva", "acceptata")


def test_cine_asteapta_trece_inaintea_celui_nou(primarie, organizatie, secretariat):
    """The automatic promotion has ended: a free seat is first of those on the reserve list."""
    serie = serie_publicata(primarie, promovare_pana_la=timezone.now() - timedelta(hours=1))
    asteapta, nou = (
        cerere_pentru(serie, "Asteapta", organizatie, "rezerva"),
        depusa_de(serie, "Nou", organizatie),
    )
    with pytest.raises(Refuzat, match="dați-le întâi lor"):
        selectie.accepta(nou, secretariat)
    assert selectie.promoveaza_urmatorul(serie.pk, secretariat) == asteapta
    selectie.accepta(nou, secretariat)
    with pytest.raises(Refuzat, match="niciun loc liber potrivit"):
        selectie.promoveaza_urmatorul(serie.pk, secretariat)


@pytest.mark.parametrize("din", ["depusa", "rezerva"])
def test_respingerea_cu_motiv(din, serie, organizatie, secretariat):
    cerere = cerere_pentru(serie, "Ana Pop", organizatie, din)
    with pytest.raises(ValidationError, match="cel puțin 20 de caractere"):
        selectie.respinge(cerere, secretariat, "Nu.")
    selectie.respinge(cerere, secretariat, MOTIV)
    cerere.refresh_from_db()
    assert (cerere.stare, cerere.motiv, cerere.loc_rezerva) == ("respinsa", MOTIV, None)
    assert (fapte(), posta()) == (["respingere"], ["respinsa"])


# --- the seat -----------------------------------------------------------------------------------------------------
def test_confirmarea_da_codul_de_la_intrare(serie, organizatie):
    cerere = cerere_pentru(serie, "Ana Pop", organizatie, "acceptata")
    assert selectie.confirma(cerere)
    cerere.refresh_from_db()
    assert (cerere.stare, bool(cerere.cod), cerere.confirmare_pana_la) == ("confirmata", True, None)
    assert not selectie.confirma(cerere)
    assert (fapte(), posta()) == (["confirmare"], ["confirmata"])


def test_dupa_termen_nu_se_mai_confirma_nici_daca_ceasul_n_a_trecut_pe_aici(serie, organizatie):
    trecut = timezone.now() - timedelta(minutes=1)
    cerere = cerere_pentru(serie, "Ana Pop", organizatie, "acceptata", confirmare_pana_la=trecut)
    with pytest.raises(Refuzat, match="Termenul de confirmare a trecut"):
        selectie.confirma(cerere)


@pytest.mark.parametrize("din", ["acceptata", "confirmata"])
def test_retragerea_da_locul_urmatorului(din, primarie, organizatie, reprezentant):
    serie = serie_publicata(primarie, capacitate=1)
    cerere = cerere_pentru(serie, "Ana Pop", organizatie, din)
    al_doilea, primul = (
        cerere_pentru(serie, nume, organizatie, "rezerva", loc_rezerva=loc)
        for nume, loc in (("Al doilea", 7), ("Primul", 3))
    )
    assert selectie.retrage(cerere, reprezentant)
    primul.refresh_from_db()
    assert (stare(cerere), primul.stare, primul.loc_rezerva, stare(al_doilea)) == (
        "retrasa",
        "acceptata",
        None,
        "rezerva",
    )
    assert primul.confirmare_pana_la == serie.termen_confirmare(timezone.now())
    assert (fapte(), posta()) == (["retragere", "promovare"], ["retrasa", "promovata"])
    assert not selectie.retrage(cerere, reprezentant)


def test_secretariatul_retrage_numai_cu_motiv_iar_strainul_deloc(serie, organizatie, secretariat, strain):
    cerere = cerere_pentru(serie, "Ana Pop", organizatie)
    with pytest.raises(ValidationError):
        selectie.retrage(cerere, secretariat)
    with pytest.raises(PermissionDenied):
        selectie.retrage(cerere, strain, MOTIV)
    selectie.retrage(cerere, secretariat, MOTIV)
    cerere.refresh_from_db()
    assert (cerere.stare, cerere.motiv, cerere.cod) == ("retrasa", MOTIV, None)


def test_dupa_ultima_sesiune_nu_se_mai_retrage(primarie, organizatie):
    serie = serie_publicata(primarie, sesiuni=1, incepe=timezone.now() - timedelta(days=2))
    with pytest.raises(Refuzat, match="Cursul s-a încheiat"):
        selectie.retrage(cerere_pentru(serie, "Ana Pop", organizatie), None)


def test_o_ciorna_se_inchide_fara_un_cuvant(serie, organizatie, reprezentant):
    ciorna = cerere_pentru(serie, "Ana Pop", organizatie, "ciorna")
    assert selectie.retrage(ciorna, reprezentant)
    assert (stare(ciorna), fapte(), posta()) == ("retrasa", [], [])


def test_mai_multe_locuri_se_dau_imediat_rezervelor(primarie, organizatie, secretariat):
    serie = serie_publicata(primarie, capacitate=1)
    cerere_pentru(serie, "Are loc", organizatie)
    for n in range(3):
        cerere_pentru(serie, f"Rezerva {n}", organizatie, "rezerva", loc_rezerva=n + 1)
    promovate = selectie.schimba_capacitatea(serie.pk, secretariat, MOTIV, capacitate=3)
    assert [c.nume for c in promovate] == ["Rezerva 0", "Rezerva 1"]
    assert fapte() == ["capacitate", "promovare", "promovare"]
    with pytest.raises(Refuzat, match="Sunt deja 3 locuri date"):
        selectie.schimba_capacitatea(serie.pk, secretariat, MOTIV, capacitate=2)
    with pytest.raises(ValidationError):
        selectie.schimba_capacitatea(serie.pk, secretariat, "", capacitate=9)


# --- the clock ----------------------------------------------------------------------------------------------------
def test_locul_neconfirmat_trece_mai_departe(primarie, organizatie):
    serie = serie_publicata(primarie, capacitate=1)
    trecut = timezone.now() - timedelta(minutes=1)
    cerere = cerere_pentru(serie, "Ana Pop", organizatie, "acceptata", confirmare_pana_la=trecut)
    urmatoarea = cerere_pentru(serie, "Rezerva", organizatie, "rezerva")
    assert selectie.expira() == 1
    cerere.refresh_from_db()
    assert (cerere.stare, stare(urmatoarea)) == ("retrasa", "acceptata")
    assert cerere.motiv == "Locul nu a fost confirmat până la termen, așa că a trecut la următoarea persoană."
    assert (fapte(), posta()) == (["retragere", "promovare"], ["termen_trecut", "promovata"])
    assert selectie.expira() == 0


def test_reamintirea_vine_o_data_cu_o_zi_inainte(serie, organizatie):
    acum = timezone.now()
    demult = {"stare_din": acum - timedelta(days=3)}
    aproape = {"confirmare_pana_la": acum + timedelta(hours=20)}
    cerere_pentru(serie, "Aproape", organizatie, "acceptata", **demult, **aproape)
    cerere_pentru(serie, "Departe", organizatie, "acceptata", **demult)
    cerere_pentru(serie, "De curand", organizatie, "acceptata", **aproape)
    assert [mementouri.trimite(), mementouri.trimite()] == [1, 0]
    assert list(Mesaj.objects.values_list("catre", flat=True)) == ["aproape@exemplu.test"]


def test_plasa_de_sub_verbe_da_ce_n_a_fost_dat(primarie, organizatie):
    serie = serie_publicata(primarie, capacitate=1)
    rezerva = cerere_pentru(serie, "Rezerva", organizatie, "rezerva")
    assert [selectie.verifica_cozile(), selectie.verifica_cozile()] == [1, 0]
    assert stare(rezerva) == "acceptata"


def test_triggerul_singur_tine_capacitatea(primarie, organizatie):
    serie = serie_publicata(primarie, capacitate=1)
    cerere_pentru(serie, "Are loc", organizatie)
    rezerva = cerere_pentru(serie, "Rezerva", organizatie, "rezerva")
    acum = timezone.now()
    campuri = {"stare": "acceptata", "confirmare_pana_la": acum, "loc_rezerva": None}
    with pytest.raises(IntegrityError, match="capacitate"), transaction.atomic():
        Cerere.objects.filter(pk=rezerva.pk).update(**campuri)


# --- every state, verb and role -----------------------------------------------------------------------------------
VERBE = {
    "confirma": lambda c, de: selectie.confirma(c, de),
    "retrage": lambda c, de: selectie.retrage(c, de, MOTIV),
    "accepta": lambda c, de: selectie.accepta(c, de),
    "rezerva": lambda c, de: selectie.trece_pe_rezerva(c, de),
    "respinge": lambda c, de: selectie.respinge(c, de, MOTIV),
}
# where a verb leads when its person may do it; a state that is not here refuses
DUC = {
    "confirma": {"acceptata": "confirmata", "confirmata": "confirmata"},
    "retrage": {
        **dict.fromkeys(["ciorna", "depusa", "acceptata", "rezerva", "confirmata", "retrasa"], "retrasa"),
        "respinsa": "respinsa",
    },
    "accepta": {"depusa": "acceptata"},
    "rezerva": {"depusa": "rezerva"},
    "respinge": {"depusa": "respinsa", "rezerva": "respinsa"},
}
POT = {
    "confirma": {"reprezentant", "coleg", "nimeni"},
    "retrage": {"reprezentant", "coleg", "nimeni", "secretariat", "admin"},
    "accepta": {"secretariat", "admin"},
    "rezerva": {"secretariat", "admin"},
    "respinge": {"secretariat", "admin"},
}
ROLURI = ["reprezentant", "coleg", "strain", "moderator", "secretariat", "admin"]
INCHEIATE = {"respinsa", "retrasa"}


@pytest.mark.parametrize("verb", VERBE)
@pytest.mark.parametrize("din", StareCerere.values)
def test_grila(din, verb, primarie, organizatie, request):
    """Either the state of the table, or a refusal that writes nothing. `confirma` asks for the address, not a role."""
    roluri = {rol: request.getfixturevalue(rol) for rol in ROLURI}
    for rol, de in roluri.items():
        capacitate = {"accepta": 2, "rezerva": 1}.get(verb, 2)
        if verb == "rezerva" and din in ("acceptata", "confirmata"):
            capacitate = 2
        serie = serie_publicata(primarie, capacitate=capacitate, numar=serie_noua())
        ocupant = organizatie_publicata(f"O {serie.numar}", f"o-{serie.numar}")
        cerere_pentru(serie, "Are loc", ocupant)
        cerere = cu_fise(cerere_pentru(serie, "Ana Pop", organizatie, din), 8, 8)
        inainte = Fapta.objects.count(), Mesaj.objects.count()
        asteptat = DUC[verb].get(din, din) if rol in POT[verb] or verb == "confirma" else din
        try:
            VERBE[verb](cerere, de)
        except (Refuzat, PermissionDenied):
            assert (rol, asteptat) == (rol, din)
            assert (Fapta.objects.count(), Mesaj.objects.count()) == inainte
        assert (rol, stare(cerere)) == (rol, asteptat)


def serie_noua():
    return (Serie.objects.order_by("-numar").values_list("numar", flat=True).first() or 0) + 1
