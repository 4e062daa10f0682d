"""Digests: each item in exactly one period of a follower, whenever and however often the workers run."""

import threading
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noutati import abonari, rezumat
from noutati.aparitii import anunta_aparitiile
from noutati.models import Abonare, Frecventa, Noutate, Rezumat, RezumatNoutate
from noutati.tasks import rezumate
from platforma.mesaje.models import Mesaj
from platforma.moderare.tranzitii import Stare
from platforma.nomenclatoare.models import Domeniu
from tests.curse import deodata
from tests.noutati.ajutor_abonari import ALEGERI, aparuta, la, urmaritor
from tests.noutati.conftest import noutate

pytestmark = pytest.mark.django_db
VINERI = la(2026, 5, 8, 12)


def perioade(abonare):
    return [(r.de_la, r.pana_la, sorted(n.titlu for n in r.noutati.all())) for r in abonare.rezumate.order_by("de_la")]


def digestele():
    return Mesaj.objects.filter(cheie__startswith="rezumat:")


# --- when ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("frecventa", "prea_devreme", "la_timp"),
    [
        (Frecventa.ZILNIC, la(2026, 5, 9, 7, 59), la(2026, 5, 9, 8)),
        (Frecventa.SAPTAMANAL, la(2026, 5, 11, 7, 59), la(2026, 5, 11, 8)),
        (Frecventa.IMEDIAT, la(2026, 5, 8, 12, 59), la(2026, 5, 8, 13)),
    ],
)
def test_mesajul_pleaca_la_termenul_lui(frecventa, prea_devreme, la_timp, time_machine, organizatie):
    time_machine.move_to(VINERI, tick=False)
    abonare = urmaritor(frecventa=frecventa, din=VINERI)
    aparuta("Grădina", la(2026, 5, 8, 13), organizatie)
    for moment, scrise in [(prea_devreme, 0), (la_timp, 1), (la_timp + timedelta(minutes=1), 0)]:
        time_machine.move_to(moment, tick=False)
        assert rezumat.trimite_scadente() == scrise
    assert perioade(abonare) == [(VINERI, la_timp, ["Grădina"])]


def test_o_perioada_goala_nu_trimite_nimic_si_trece(time_machine):
    time_machine.move_to(VINERI, tick=False)
    abonare = urmaritor(din=VINERI)
    for zi in (9, 10, 11):
        time_machine.move_to(la(2026, 5, zi, 8), tick=False)
        assert rezumat.trimite_scadente() == 0
    abonare.refresh_from_db()
    assert (abonare.trimis_pana, digestele().count(), Rezumat.objects.count()) == (la(2026, 5, 11, 8), 0, 0)


def test_dupa_o_pauza_a_lucratorului_vine_un_singur_mesaj(time_machine, organizatie):
    time_machine.move_to(VINERI, tick=False)
    abonare = urmaritor(din=VINERI)
    for zi in (9, 10, 11):
        aparuta(f"Ziua {zi}", la(2026, 5, zi, 10), organizatie)
    time_machine.move_to(la(2026, 5, 12, 9, 30), tick=False)
    assert rezumat.trimite_scadente() == 1
    assert perioade(abonare) == [(VINERI, la(2026, 5, 12, 9, 30), ["Ziua 10", "Ziua 11", "Ziua 9"])]
    assert abonare.__class__.objects.get().urmatorul_mesaj() == la(2026, 5, 13, 8)


def test_cine_s_a_abonat_primeste_numai_ce_apare_de_acum(time_machine, organizatie):
    time_machine.move_to(VINERI, tick=False)
    aparuta("Veche", VINERI - timedelta(minutes=1), organizatie)
    abonari.cere("ana@exemplu.test", {**ALEGERI, "frecventa": Frecventa.IMEDIAT})
    abonari.confirma(Abonare.objects.get())
    assert rezumat.trimite_scadente() == 0
    time_machine.move_to(VINERI + timedelta(minutes=5), tick=False)
    aparuta("Nouă", VINERI + timedelta(minutes=4), organizatie)
    assert rezumat.trimite_scadente() == 1
    assert RezumatNoutate.objects.get().noutate.titlu == "Nouă"


def test_neconfirmat_nu_primeste_nimic(organizatie):
    abonari.cere("ana@exemplu.test", {**ALEGERI, "frecventa": Frecventa.IMEDIAT})
    aparuta("Nouă", None, organizatie)
    assert rezumat.trimite_scadente() == 0


@pytest.mark.parametrize("din", Frecventa)
@pytest.mark.parametrize("in_", Frecventa)
def test_schimbarea_ritmului_nu_pierde_si_nu_dubleaza(din, in_, time_machine, organizatie):
    """Five items, one before and some after the change; run every quarter of an hour for eleven days."""
    time_machine.move_to(VINERI, tick=False)
    abonare = urmaritor(frecventa=din, din=VINERI)
    aparitii = [VINERI + timedelta(hours=h) for h in (1, 19, 20, 21, 72)]
    for n, cand in enumerate(aparitii):
        aparuta(f"N{n}", cand, organizatie)
    for sfert in range(0, 11 * 24 * 4, 3):
        acum = VINERI + timedelta(minutes=15 * sfert)
        time_machine.move_to(acum, tick=False)
        if sfert == 81:  # 20 hours and a quarter later
            abonari.schimba(abonare, {**ALEGERI, "frecventa": in_})
        rezumat.trimite_scadente()
    assert sorted(rn.noutate.titlu for rn in RezumatNoutate.objects.all()) == ["N0", "N1", "N2", "N3", "N4"]


# --- the property --------------------------------------------------------------------------------------------------
ORE = st.integers(0, 14 * 24 * 60)  # minutes over two weeks
INCEPUTURI = st.sampled_from([la(2026, 5, 6, 11, 30), la(2026, 3, 25, 7, 59), la(2026, 10, 21, 8)])  # clock changes


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    inceput=INCEPUTURI,
    aparitii=st.lists(ORE, min_size=1, max_size=5),
    rulari=st.lists(ORE, min_size=1, max_size=12),
    ritmuri=st.lists(st.tuples(ORE, st.sampled_from(Frecventa.values)), max_size=3),
    retrase=st.sets(st.integers(0, 4), max_size=2),
)
def test_orice_noutate_cade_intr_o_singura_perioada(inceput, aparitii, rulari, ritmuri, retrase, time_machine):
    """Random moments of appearance, of running and of changing the frequency; some items are archived before the end.

    Everything that stayed public is sent once; periods do not overlap and every sent item lies in its own.
    """
    punct = transaction.savepoint()
    time_machine.move_to(inceput, tick=False)
    abonare = urmaritor(din=inceput, frecventa=Frecventa.ZILNIC)
    fapte = [(minute, 0, n) for n, minute in enumerate(aparitii)]
    fapte += [(minute, 1, ritm) for minute, ritm in ritmuri] + [(minute, 2, None) for minute in rulari]
    for minute, fel, ce in sorted(fapte, key=lambda f: f[:2]):
        time_machine.move_to(inceput + timedelta(minutes=minute, seconds=1), tick=False)
        if fel == 0:
            noutate(f"N{ce}", vizibila_din=timezone.now() - timedelta(seconds=ce))
            anunta_aparitiile()
            if ce in retrase:
                Noutate.objects.filter(titlu=f"N{ce}").update(stare=Stare.ARHIVAT)
        elif fel == 1:
            abonari.schimba(abonare, {**ALEGERI, "frecventa": ce})
        else:
            rezumat.trimite_scadente()
    Noutate.objects.filter(stare=Stare.ARHIVAT).update(stare=Stare.PUBLICAT)  # restored after their periods, or before
    time_machine.move_to(inceput + timedelta(days=30), tick=False)
    rezumat.trimite_scadente()
    trimise = list(RezumatNoutate.objects.select_related("rezumat", "noutate"))
    titluri = [t.noutate.titlu for t in trimise]
    assert len(titluri) == len(set(titluri))
    assert {f"N{n}" for n in range(len(aparitii)) if n not in retrase} <= set(titluri)
    assert all(t.rezumat.de_la < t.noutate.aparuta_la <= t.rezumat.pana_la for t in trimise)
    sirul = list(abonare.rezumate.order_by("de_la").values_list("de_la", "pana_la"))
    assert all(inainte[1] <= dupa[0] for inainte, dupa in pairwise(sirul))
    assert digestele().count() == len(sirul)
    transaction.savepoint_rollback(punct)


# --- at most once --------------------------------------------------------------------------------------------------
def test_o_noutate_care_se_potriveste_de_cinci_ori_vine_o_data(organizatie):
    domenii = list(Domeniu.objects.all()[:2])
    urmaritor(
        frecventa=Frecventa.IMEDIAT, domenii=domenii, sectoare=[3, 4], organizatii=[organizatie], categorii=["anunt"]
    )
    aparuta("Grădina", None, organizatie, domenii=domenii, sectoare=[3, 4])
    assert rezumat.trimite_scadente() == 1
    assert digestele().get().text.count("/noutati/gradina/\n") == 1


def test_baza_refuza_a_doua_trimitere_si_perioadele_suprapuse(organizatie):
    abonare, gradina = urmaritor(), aparuta("Grădina", None, organizatie)
    unu, doi, trei = (la(2026, 5, zi, 8) for zi in (1, 2, 3))
    primul = Rezumat.objects.create(abonare=abonare, de_la=unu, pana_la=doi)
    al_doilea = Rezumat.objects.create(abonare=abonare, de_la=doi, pana_la=trei)  # side by side is fine
    RezumatNoutate.objects.create(rezumat=primul, abonare=abonare, noutate=gradina)
    interzise = [
        lambda: RezumatNoutate.objects.create(rezumat=al_doilea, abonare=abonare, noutate=gradina),
        lambda: Rezumat.objects.create(abonare=abonare, de_la=unu + timedelta(hours=1), pana_la=doi),
        lambda: Rezumat.objects.create(abonare=abonare, de_la=trei, pana_la=trei),
        lambda: Abonare.objects.create(email="ANA@exemplu.test", acord_versiune="1", acord_la=unu),
    ]
    for fapta in interzise:
        with pytest.raises(IntegrityError), transaction.atomic():
            fapta()


@pytest.mark.parametrize(
    "ascunde",
    [
        {"stare": Stare.ARHIVAT},
        {"retrage_la": la(2026, 5, 8, 20)},
    ],
)
def test_ce_nu_mai_este_public_la_trimitere_ramane_pe_dinafara_si_dupa_ce_revine(ascunde, time_machine, organizatie):
    time_machine.move_to(VINERI, tick=False)
    urmaritor(din=VINERI)
    ramasa = aparuta("Rămasă", la(2026, 5, 8, 13), organizatie)
    retrasa = aparuta("Retrasă", la(2026, 5, 8, 14), organizatie)
    Noutate.objects.filter(pk=retrasa.pk).update(**ascunde)
    time_machine.move_to(la(2026, 5, 9, 8), tick=False)
    assert rezumat.trimite_scadente() == 1
    Noutate.objects.filter(pk=retrasa.pk).update(stare=Stare.PUBLICAT, retrage_la=None)
    time_machine.move_to(la(2026, 5, 10, 8), tick=False)
    assert rezumat.trimite_scadente() == 0
    assert [rn.noutate for rn in RezumatNoutate.objects.all()] == [ramasa]


def test_nimic_nepublicat_nu_ajunge_intr_un_mesaj(ascunse, publica, time_machine):
    """Everything that could leak is there, the public one beside it."""
    abonare = urmaritor(frecventa=Frecventa.IMEDIAT, din=timezone.now() - timedelta(days=1))
    rezumate()
    time_machine.move_to(timezone.now() + timedelta(minutes=5), tick=False)
    assert [titluri for _de_la, _pana_la, titluri in perioade(abonare)] == [["Grădina de pe strada Lirei"]]
    text = digestele().get().text.lower()
    assert (text.count("ascunsa"), text.count("\ngrădina de pe strada lirei\n")) == (0, 1)


# --- races ---------------------------------------------------------------------------------------------------------
def o_cursa():
    for n in range(12):
        urmaritor(f"om{n}@exemplu.test", frecventa=Frecventa.IMEDIAT)
    for titlu in ("Una", "Două"):
        aparuta(titlu)
    return deodata(*[rezumat.trimite_scadente] * 3)


@pytest.mark.django_db(transaction=True)
def test_mai_multi_lucratori_deodata_trimit_fiecaruia_o_data():
    assert sum(o_cursa()) == 12
    assert sorted(digestele().values_list("catre", flat=True)) == sorted(f"om{n}@exemplu.test" for n in range(12))
    assert (RezumatNoutate.objects.count(), Rezumat.objects.count()) == (24, 12)


@pytest.mark.django_db(transaction=True)
def test_fara_blocarea_randului_proba_vede_dublarea_pe_care_baza_o_refuza(monkeypatch):
    """The harness sees the race when the lock is taken out: then only the constraint stands in the way."""
    monkeypatch.setattr(type(Abonare.objects.all()), "select_for_update", lambda self, **_optiuni: self)
    rezultate = o_cursa()
    assert any(isinstance(r, ExceptionGroup) and r.subgroup(IntegrityError) for r in rezultate)
    assert RezumatNoutate.objects.count() == len(set(RezumatNoutate.objects.values_list("abonare", "noutate")))


@pytest.mark.django_db(transaction=True)
def test_o_aparitie_neincheiata_cand_se_inchide_perioada_nu_se_pierde():
    """An item marked, not committed yet, while a digest is being closed: the digest waits and holds it."""
    urmaritor(frecventa=Frecventa.IMEDIAT)
    noutate("Una")
    marcata, a_inceput, scrise = threading.Event(), threading.Event(), []

    def aparitia():
        try:
            with transaction.atomic():
                anunta_aparitiile()
                marcata.set()
                a_inceput.wait(10)
                threading.Event().wait(0.3)  # the digest is at the lock by now
        finally:
            connection.close()

    def digestul():
        try:
            marcata.wait(10)
            a_inceput.set()
            scrise.append(rezumat.trimite_scadente())
        finally:
            connection.close()

    fire = [threading.Thread(target=f) for f in (aparitia, digestul)]
    for fir in fire:
        fir.start()
    for fir in fire:
        fir.join(20)
    assert scrise == [1]
    assert RezumatNoutate.objects.count() == 1


# --- the mail ------------------------------------------------------------------------------------------------------
def test_mesajul_este_grupat_cele_noi_intai_si_se_poate_opri(organizatie, settings, time_machine):
    settings.ADRESA_SITE = "https://exemplu.test"
    time_machine.move_to(la(2026, 5, 8, 12), tick=False)
    abonare = urmaritor(din=la(2026, 5, 8, 7))
    aparuta("Anunț vechi", la(2026, 5, 8, 9), organizatie)
    aparuta("Anunț <nou>", la(2026, 5, 8, 10), organizatie)
    aparuta("Apel al echipei", la(2026, 5, 8, 9, 30), categorie="apel")
    time_machine.move_to(la(2026, 5, 9, 8), tick=False)
    rezumat.trimite_scadente()
    mesaj = digestele().get()
    assert mesaj.subiect == "„Anunț <nou>” și încă 2 noutăți"
    randuri = [r for r in mesaj.text.splitlines() if r]
    assert randuri[1:16] == [
        "Ce a apărut între 8 mai 2026, ora 07:00, și 9 mai 2026, ora 08:00, din ce urmăriți.",
        "Apeluri",
        "Apel al echipei",
        "Echipa proiectului, 8 mai 2026",
        "Rezumatul: Apel al echipei.",
        "https://exemplu.test/noutati/apel-al-echipei/",
        "Anunțuri",
        "Anunț <nou>",
        "Asociația Cartierul Nostru, 8 mai 2026",
        "Rezumatul: Anunț <nou>.",
        "https://exemplu.test/noutati/anunt-nou/",
        "Anunț vechi",
        "Asociația Cartierul Nostru, 8 mai 2026",
        "Rezumatul: Anunț vechi.",
        "https://exemplu.test/noutati/anunt-vechi/",
    ]
    stop = f"https://exemplu.test{abonare.get_stop_url()}"
    assert f"\nSchimbați ce primiți: https://exemplu.test{abonare.get_absolute_url()}\nOpriți mesajele: {stop}\n" in (
        mesaj.text
    )
    assert 'href="https://exemplu.test/noutati/anunt-nou/"' in mesaj.html
    assert ">Anunț &lt;nou&gt;</a>" in mesaj.html
    assert f'<a href="{stop}" style="color:#0f5c56">Opriți mesajele</a>' in mesaj.html
    assert mesaj.antete == {
        "List-Id": "<noutati.exemplu.test>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert (mesaj.sensibil, mesaj.in_masa, mesaj.catre) == (True, True, "ana@exemplu.test")


def test_o_singura_noutate_isi_da_titlul_subiectului(organizatie):
    urmaritor(frecventa=Frecventa.IMEDIAT)
    aparuta("Grădina", None, organizatie)
    rezumat.trimite_scadente()
    mesaj = digestele().get()
    assert mesaj.subiect == "Grădina"
    assert mesaj.text.splitlines()[2] == "Tocmai a apărut, din ce urmăriți."


def test_acelasi_numar_de_interogari_pentru_una_si_trei_noutati(organizatie, primarie, time_machine):
    def interogari():
        with CaptureQueriesContext(connection) as captate:
            assert rezumat.trimite_scadente() == 1
        return len(captate)

    urmaritor(frecventa=Frecventa.IMEDIAT)
    aparuta("Una", None, organizatie)
    una = interogari()
    time_machine.move_to(timezone.now() + timedelta(hours=1), tick=False)
    for n, cine in enumerate((organizatie, primarie, None)):
        aparuta(f"N{n}", None, cine)
    assert (una, interogari()) == (una, una)


def test_necazul_cu_unul_nu_ii_tine_pe_ceilalti(organizatie):
    primul, al_doilea = (urmaritor(f"om{n}@exemplu.test", frecventa=Frecventa.IMEDIAT) for n in (1, 2))
    gradina = aparuta("Grădina", None, organizatie)
    vechi = Rezumat.objects.create(abonare=primul, de_la=la(2026, 1, 1), pana_la=la(2026, 1, 2))
    Abonare.objects.filter(pk=primul.pk).update(trimis_pana=la(2026, 1, 1, 12))  # inside a period that was closed
    with pytest.raises(ExceptionGroup) as necazuri:
        rezumat.trimite_scadente()
    assert necazuri.value.subgroup(IntegrityError)
    assert [(r.abonare, list(r.noutati.all())) for r in Rezumat.objects.exclude(pk=vechi.pk)] == [
        (al_doilea, [gradina])
    ]


def test_oprita_intre_timp_abonarea_ia_cu_ea_mesajele_neplecate(organizatie):
    abonare = urmaritor(frecventa=Frecventa.IMEDIAT)
    aparuta("Grădina", None, organizatie)
    rezumat.trimite_scadente()
    abonari.sterge(Abonare.objects.filter(pk=abonare.pk))
    mesaj = digestele().get()
    assert (mesaj.stare, mesaj.catre, mesaj.text, mesaj.antete) == ("abandonat", "sters@sters.invalid", "", {})
    assert (Abonare.objects.count(), Rezumat.objects.count(), RezumatNoutate.objects.count()) == (0, 0, 0)
