"""„De făcut”: what waits for whom, what a colleague takes over, what the morning mail tells and when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizatii import lucru, membri, rezumat_sarcini
from organizatii.models import CerereAlaturare, Delegare, Membru, RezumatSarcini
from organizatii.stergere import sterge_persoana
from organizatii.tasks import rezumatul_sarcinilor
from parteneriate.models import Interes
from platforma.conturi.copie import copia
from platforma.mesaje.models import Mesaj
from tests.conftest import organizatie_publicata, persoana
from tests.curse import deodata
from tests.parteneriate.ajutor import anunt, interes

LISTA = "/spatiu/de-facut/"
O_ZI = timedelta(days=1)


@pytest.fixture
def primit(organizatie, reprezentant, alta_organizatie, strain):
    """An answer to a notice of `organizatie`, ten days old."""
    return interes(anunt("Căutăm o sală", organizatie), alta_organizatie, strain, trimis_la=timezone.now() - 10 * O_ZI)


def ce_vede(cine):
    return [(r.sarcina.fel, r.sarcina.cheie) for r in lucru.lista(cine).ale_mele]


def adresa(primit, ce):
    return f"{LISTA}interes/{primit.pk}/{ce}/"


def membru(cine):
    return cine.calitati.get()


def sarcina(cine, primit):
    return lucru.gaseste(cine, "interes", primit.pk).sarcina


# --- the list -----------------------------------------------------------------------------------------------------
def test_fiecare_om_al_organizatiei_vede_ce_asteapta_si_nimeni_altcineva(
    primit, reprezentant, coleg, strain, moderator
):
    vazute = {om.nume: ce_vede(om) for om in (reprezentant, coleg, strain, moderator)}
    asteptat = [("interes", primit.pk)]
    assert vazute == {reprezentant.nume: asteptat, coleg.nume: asteptat, strain.nume: [], moderator.nume: []}


def test_cererile_de_alaturare_le_vad_numai_administratorii(organizatie, reprezentant, coleg, strain):
    cerere = CerereAlaturare.objects.create(organizatie=organizatie, utilizator=strain, functie="voluntară")
    assert (ce_vede(reprezentant), ce_vede(coleg)) == ([("alaturare", cerere.pk)], [])


def test_dupa_termen_intai_ce_a_intarziat(organizatie, primit, alta_organizatie, strain, reprezentant):
    vechi = interes(anunt("Alta", organizatie), alta_organizatie, strain, trimis_la=timezone.now() - 40 * O_ZI)
    fara = CerereAlaturare.objects.create(organizatie=organizatie, utilizator=strain, functie="voluntară")
    asteptat = [("interes", vechi.pk), ("interes", primit.pk), ("alaturare", fara.pk)]
    assert (ce_vede(reprezentant), lucru.lista(reprezentant).intarziate) == (asteptat, 1)


def test_pagina_spune_ce_pana_cand_si_unde(primit, reprezentant, client_pentru):
    pagina = client_pentru(reprezentant).get(LISTA).content.decode()
    assert "1 lucru așteaptă de la dumneavoastră." in pagina
    assert f'href="/spatiu/interese/{primit.pk}/"' in pagina
    assert "Fundația Malul Dâmboviței, la anunțul „Căutăm o sală”" in pagina
    assert "întârziat" not in pagina
    Interes.objects.update(trimis_la=timezone.now() - 40 * O_ZI)
    assert "întârziat: se aștepta până pe" in client_pentru(reprezentant).get(LISTA).content.decode()


def test_lista_goala_o_spune_frumos(reprezentant, client_pentru):
    assert "Nimic nu vă așteaptă acum" in client_pentru(reprezentant).get(LISTA).content.decode()


def test_filtrul_apare_la_doua_organizatii_si_tine_numai_ce_este_al_ei(
    primit, reprezentant, alta_organizatie, client_pentru
):
    client = client_pentru(reprezentant)
    assert "?organizatie=" not in client.get(LISTA).content.decode()
    a_doua = organizatie_publicata("Asociația A Doua", "asociatia-a-doua")
    Membru.objects.create(organizatie=a_doua, utilizator=reprezentant, rol=Membru.Rol.EDITOR)
    expira = anunt("Expiră", a_doua, valabil_pana=timezone.localdate() + 3 * O_ZI)
    lista = client.get(f"{LISTA}?organizatie={a_doua.pk}")
    assert [r.sarcina.cheia for r in lista.context["lista"].ale_mele] == [("anunt-expira", expira.pk)]
    for prostii in ("x", "999999999999999999999", str(alta_organizatie.pk), ""):
        assert len(client.get(LISTA, {"organizatie": prostii}).context["lista"]) == 2


def test_organizatia_fara_nimic_de_facut_are_lista_goala(primit, reprezentant, client_pentru):
    a_doua = organizatie_publicata("Asociația A Doua", "asociatia-a-doua")
    Membru.objects.create(organizatie=a_doua, utilizator=reprezentant)
    client = client_pentru(reprezentant)
    pagina = client.get(f"/spatiu/organizatii/{a_doua.pk}/").content.decode()
    assert f'href="/spatiu/de-facut/?organizatie={a_doua.pk}"' in pagina
    lista = client.get(f"{LISTA}?organizatie={a_doua.pk}")
    assert (len(lista.context["lista"]), "Nimic nu vă așteaptă acum" in lista.content.decode()) == (0, True)


def test_prima_pagina_a_spatiului_arata_primele_cinci(organizatie, primit, reprezentant, strain, client_pentru):
    for n in range(5):
        anunt(f"Expiră {n}", organizatie, valabil_pana=timezone.localdate() + O_ZI)
    pagina = client_pentru(reprezentant).get("/spatiu/").content.decode()
    assert (pagina.count("sarcina-ce"), "Vedeți lista întreagă (6 sarcini)" in pagina) == (5, True)


@pytest.mark.parametrize("cate", [1, 3])
def test_acelasi_numar_de_interogari(cate, reprezentant, alta_organizatie, strain, client_pentru):
    for n in range(cate):
        organizatie = organizatie_publicata(f"Asociația {n}", f"asociatia-{n}")
        Membru.objects.create(organizatie=organizatie, utilizator=reprezentant, rol=Membru.Rol.ADMINISTRATOR)
        colega = persoana(f"colega{n}@exemplu.test", f"Colega {n}")
        al_ei = Membru.objects.create(organizatie=organizatie, utilizator=colega)
        for m in range(cate):
            rand = interes(anunt(f"Anunț {n}-{m}", organizatie), alta_organizatie, strain)
            anunt(f"Expiră {n}-{m}", organizatie, valabil_pana=timezone.localdate() + O_ZI)
        Delegare.objects.create(fel="interes", cheie=rand.pk, catre=al_ei, de=reprezentant)
    client = client_pentru(reprezentant)
    client.get(LISTA)
    with CaptureQueriesContext(connection) as interogari:
        assert client.get(LISTA).context["toate"] == 2 * cate * cate - cate
    assert len(interogari) == 13


# --- handing over -------------------------------------------------------------------------------------------------
def test_incredintata_o_vede_prima_colegul_si_ca_data_cine_a_dat_o(
    primit, organizatie, reprezentant, coleg, client_pentru
):
    anunt("Expiră", organizatie, valabil_pana=timezone.localdate() + O_ZI)
    client = client_pentru(reprezentant)
    raspuns = client.post(
        adresa(primit, "incredinteaza"), {"catre": membru(coleg).pk, "nota": " Tu o cunoști. "}, follow=True
    )
    assert raspuns.redirect_chain == [(LISTA, 302)]
    assert "Se ocupă Cosmin Coleg, din" in raspuns.content.decode()
    pagina = client_pentru(coleg).get(LISTA)
    assert [r.sarcina.fel for r in pagina.context["lista"].ale_mele] == ["interes", "anunt-expira"]
    assert "V-a fost încredințată de Raluca Reprezentant pe" in pagina.content.decode()
    assert "„Tu o cunoști.”" in pagina.content.decode()
    mesaj = Mesaj.objects.get(cheie__startswith="incredintata:")
    assert (mesaj.catre, "Tu o cunoști." in mesaj.text) == (coleg.email, True)
    ce = "Răspundeți la manifestarea de interes"
    assert mesaj.subiect == f"V-a fost încredințat: {ce} – Fundația Malul Dâmboviței, la anunțul „Căutăm o sală”"


def test_data_de_doua_ori_aceluiasi_coleg_merge_un_singur_mesaj(primit, reprezentant, coleg):
    for _ in range(2):
        lucru.incredinteaza(sarcina(reprezentant, primit), membru(coleg), reprezentant)
    assert (Delegare.objects.count(), Mesaj.objects.filter(cheie__startswith="incredintata:").count()) == (1, 1)


def test_nu_se_da_celui_care_nu_are_dreptul(organizatie, reprezentant, coleg, strain, client_pentru, primit):
    cerere = CerereAlaturare.objects.create(organizatie=organizatie, utilizator=strain, functie="voluntară")
    pagina = client_pentru(reprezentant).get(f"{LISTA}alaturare/{cerere.pk}/incredinteaza/").content.decode()
    assert "Niciun coleg nu poate face acest lucru" in pagina
    for cine in (strain, reprezentant):  # of another team; herself
        raspuns = client_pentru(reprezentant).post(adresa(primit, "incredinteaza"), {"catre": membru(cine).pk})
        assert (raspuns.status_code, list(raspuns.context["form"].errors)) == (200, ["catre"])
    assert list(Delegare.objects.all()) == []


def test_pentru_altii_nu_exista(primit, coleg, strain, vizitator, client_pentru):
    for ce in ("incredinteaza", "inapoi"):
        date = {"catre": membru(coleg).pk}
        assert client_pentru(strain).post(adresa(primit, ce), date).status_code == 404
        assert client_pentru(vizitator).post(adresa(primit, ce), date).status_code == 302
    assert client_pentru(coleg).get(adresa(primit, "inapoi")).status_code == 405
    assert list(Delegare.objects.all()) == []


def test_o_ia_inapoi_cine_a_dat_o_cine_o_are_sau_un_administrator(
    primit, organizatie, reprezentant, coleg, client_pentru
):
    alta = persoana("alta@exemplu.test", "Altă Colegă")
    Membru.objects.create(organizatie=organizatie, utilizator=alta)
    lucru.incredinteaza(sarcina(reprezentant, primit), membru(coleg), reprezentant)
    client_pentru(alta).post(adresa(primit, "inapoi"))
    assert Delegare.objects.count() == 1
    client_pentru(coleg).post(adresa(primit, "inapoi"))
    assert Delegare.objects.count() == 0
    lucru.incredinteaza(sarcina(coleg, primit), membru(alta), coleg)
    client_pentru(reprezentant).post(adresa(primit, "inapoi"))
    assert Delegare.objects.count() == 0


def test_se_incheie_cand_colegul_pleaca_si_cand_lucrul_este_facut(primit, organizatie, reprezentant, coleg):
    lucru.incredinteaza(sarcina(reprezentant, primit), membru(coleg), reprezentant)
    membri.pleaca(organizatie, coleg)
    assert (Delegare.objects.count(), ce_vede(reprezentant)) == (0, [("interes", primit.pk)])
    Membru.objects.create(organizatie=organizatie, utilizator=coleg)
    lucru.incredinteaza(sarcina(reprezentant, primit), membru(coleg), reprezentant)
    assert lucru.curata() == 0
    Interes.objects.update(stare="acceptat")
    assert (ce_vede(coleg), lucru.lista(reprezentant).la_colegi) == ([], [])
    assert (lucru.curata(), lucru.curata(), Delegare.objects.count()) == (1, 0, 0)


def test_baza_nu_primeste_doua_pentru_aceeasi_sarcina(primit, reprezentant, coleg):
    for cine in (coleg, reprezentant):
        with pytest.raises(IntegrityError) if cine == reprezentant else transaction.atomic(), transaction.atomic():
            Delegare.objects.create(fel="interes", cheie=primit.pk, catre=membru(cine))
    assert Delegare.objects.get().catre.utilizator == coleg


@pytest.mark.django_db(transaction=True)
def test_doi_o_dau_deodata_ramane_una(primit, organizatie, reprezentant, coleg):
    alta = persoana("alta@exemplu.test", "Altă Colegă")
    al_ei = Membru.objects.create(organizatie=organizatie, utilizator=alta)
    a_lui, care = membru(coleg), sarcina(reprezentant, primit)
    rezultate = deodata(
        lambda: lucru.incredinteaza(care, a_lui, reprezentant), lambda: lucru.incredinteaza(care, al_ei, reprezentant)
    )
    assert {type(r) for r in rezultate} == {Delegare}
    assert Delegare.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_colegul_pleaca_chiar_cand_i_se_da(primit, organizatie, reprezentant, coleg):
    a_lui, care = membru(coleg), sarcina(reprezentant, primit)
    plecat, dat = deodata(
        lambda: membri.pleaca(organizatie, coleg), lambda: lucru.incredinteaza(care, a_lui, reprezentant)
    )
    assert (plecat, type(dat) in {Delegare, lucru.Refuzat}, Delegare.objects.count()) == (None, True, 0)


# --- the morning mail ---------------------------------------------------------------------------------------------
def la(zi, ora=8):
    """A morning of Bucharest, so many days from now."""
    ziua = timezone.localtime() + zi * O_ZI
    return ziua.replace(hour=ora, minute=15)


def mesaje():
    return list(Mesaj.objects.filter(cheie__startswith="sarcini:").order_by("pk").values_list("catre", flat=True))


def test_nimic_de_facut_nimic_de_scris(reprezentant):
    assert (rezumat_sarcini.trimite(), mesaje(), RezumatSarcini.objects.count()) == (0, [], 0)


def test_pleaca_o_data_cand_este_ceva_nou(primit, reprezentant):
    assert [rezumat_sarcini.trimite(la(n)) for n in (0, 0, 1, 2)] == [1, 0, 0, 0]
    mesaj = Mesaj.objects.get(catre=reprezentant.email, cheie__startswith="sarcini:")
    assert mesaj.subiect == "De făcut: 1 lucru vă așteaptă"
    for corp in (mesaj.text, mesaj.html):
        assert f"/spatiu/interese/{primit.pk}/" in corp
        assert rezumat_sarcini.stop_url(reprezentant) in corp
        assert "până pe" in corp
    assert sorted(mesaj.antete) == ["List-Id", "List-Unsubscribe", "List-Unsubscribe-Post"]


def test_un_termen_care_se_apropie_apoi_intarzierea_o_data_pe_saptamana(primit):
    """Twenty days are left at first: told as new, three days before the day, the day after it, then each week."""
    trimise = [n for n in range(40) if rezumat_sarcini.trimite(la(n))]
    assert trimise == [0, 17, 21, 27, 34]


def test_un_worker_oprit_trei_zile_scrie_unul_singur(primit, organizatie, alta_organizatie, strain):
    assert rezumat_sarcini.trimite(la(0)) == 1
    for n in range(3):
        interes(anunt(f"Nou {n}", organizatie), alta_organizatie, strain)
    assert (rezumat_sarcini.trimite(la(4)), rezumat_sarcini.trimite(la(4, ora=20)), len(mesaje())) == (1, 0, 2)


def test_cel_mult_unul_pe_zi(primit, organizatie, alta_organizatie, strain):
    rezumat_sarcini.trimite(la(0))
    interes(anunt("Nou", organizatie), alta_organizatie, strain)
    assert [rezumat_sarcini.trimite(la(0, ora=20)), rezumat_sarcini.trimite(la(1))] == [0, 1]


def test_ce_se_intoarce_se_spune_din_nou(primit):
    rezumat_sarcini.trimite(la(0))
    Interes.objects.update(stare="acceptat")
    assert rezumat_sarcini.trimite(la(1)) == 0
    Interes.objects.update(stare="trimis")
    assert rezumat_sarcini.trimite(la(2)) == 1


def test_ce_are_un_coleg_i_se_spune_lui(primit, reprezentant, coleg):
    lucru.incredinteaza(sarcina(reprezentant, primit), membru(coleg), reprezentant)
    rezumat_sarcini.trimite()
    assert mesaje() == [coleg.email]
    assert "V-a fost încredințată de Raluca Reprezentant." in Mesaj.objects.get(cheie__startswith="sarcini:").text


def test_cine_nu_vrea_nu_primeste_si_poate_cere_din_nou(primit, reprezentant, client_pentru):
    client = client_pentru(reprezentant)
    client.post(f"{LISTA}rezumat/")
    assert (rezumat_sarcini.trimite(), "Vreau mesajul de dimineață" in client.get(LISTA).content.decode()) == (0, True)
    client.post(f"{LISTA}rezumat/", {"vreau": "da"})
    assert (rezumat_sarcini.trimite(), mesaje()) == (1, [reprezentant.email])


def test_legatura_din_mesaj_opreste_fara_cont(primit, reprezentant, client):
    stop = rezumat_sarcini.stop_url(reprezentant)
    assert "Opriți mesajul de dimineață" in client.get(stop).content.decode()
    assert rezumat_sarcini.vrea(reprezentant)
    for _ in range(2):
        assert "Nu vă mai trimitem sarcinile dimineața" in client.post(stop).content.decode()
    assert not rezumat_sarcini.vrea(reprezentant)
    assert client.get(stop.replace(str(reprezentant.pk), str(reprezentant.pk + 1), 1)).status_code == 404


@pytest.mark.parametrize(
    ("acum", "urmatorul"),
    [
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 6, 15, tzinfo=UTC)),  # clocks went back
        (datetime(2027, 3, 27, 12, tzinfo=UTC), datetime(2027, 3, 28, 5, 15, tzinfo=UTC)),  # and forward
    ],
)
def test_dimineata_la_8_si_un_sfert_la_bucuresti(acum, urmatorul):
    from platforma.celery import app

    orar = settings.CELERY_BEAT_SCHEDULE["organizatii-sarcini"]["schedule"]
    orar.app, orar.nowfun = app, lambda: acum.astimezone(app.timezone)
    assert acum + orar.remaining_estimate(acum) == urmatorul


def test_sarcina_de_dimineata_rulata_a_doua_oara_nu_scrie_nimic(primit, reprezentant, coleg):
    Delegare.objects.create(fel="interes", cheie=10**9, catre=membru(coleg), de=reprezentant)

    def scrieri():
        with CaptureQueriesContext(connection) as jurnal:
            rezumatul_sarcinilor()
        return [i["sql"] for i in jurnal if i["sql"].lstrip("( ").upper().startswith(("INSERT", "UPDATE", "DELETE"))]

    assert scrieri() != []
    assert scrieri() == []


# --- one's own data -----------------------------------------------------------------------------------------------
def test_copia_datelor_si_stergerea(primit, organizatie, reprezentant, coleg):
    lucru.incredinteaza(sarcina(coleg, primit), membru(reprezentant), coleg, "Te rog")
    rezumat_sarcini.alege(coleg, vrea=False)
    sarcinile = copia(coleg)["sarcini"]
    assert sarcinile["rezumat_zilnic"] is False
    assert [(d["sarcina"], d["de_mine"], d["nota"]) for d in sarcinile["incredintate"]] == [
        (f"interes {primit.pk}", True, "Te rog")
    ]
    sterge_persoana(coleg)
    assert (Delegare.objects.count(), RezumatSarcini.objects.count()) == (0, 0)
