"""What partnerships and notices put in a person's worklist, and when they take it out."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizatii import lucru
from organizatii.models import Membru
from parteneriate import confirmari, rapoarte, scriere
from parteneriate.models import Parte, Parteneriat
from platforma.moderare.tranzitii import Stare
from tests.conftest import organizatie_publicata
from tests.parteneriate.ajutor import anunt
from tests.parteneriate.ajutor_verificari import al, deschisa, raspunde
from tests.parteneriate.conftest import confirmate, la_etapa, parteneriat

pytestmark = pytest.mark.django_db
O_ZI = timedelta(days=1)
MOTIV = "Suma din partea noastră nu este cea votată."


def ce_vede(cine):
    return [(r.sarcina.fel, r.sarcina.cheie) for r in lucru.lista(cine).ale_mele]


def feluri(cine):
    return [fel for fel, _cheie in ce_vede(cine)]


def partea(rand, organizatie):
    return rand.parti.get(organizatie=organizatie)


def test_confirmarea_asteapta_de_la_fiecare_parte_pana_o_da(
    idee, organizatie, primarie, reprezentant, autoritate, coleg
):
    a_ei, a_lui = partea(idee, organizatie), partea(idee, primarie)
    assert (ce_vede(reprezentant), ce_vede(autoritate), ce_vede(coleg)) == (
        [("confirmare", a_ei.pk)],
        [("confirmare", a_lui.pk)],
        [],
    )
    confirmari.confirma(a_lui, autoritate, 1)
    assert (feluri(reprezentant), feluri(autoritate)) == (["confirmare"], [])


def test_corecturile_cerute_le_face_cealalta_parte(idee, primarie, reprezentant, autoritate):
    confirmari.cere_corecturi(partea(idee, primarie), autoritate, 1, MOTIV)
    assert (feluri(reprezentant), feluri(autoritate)) == (["corecturi"], [])
    Parteneriat.objects.filter(pk=idee.pk).update(redactare=2)
    assert (feluri(reprezentant), feluri(autoritate)) == (["confirmare"], ["confirmare"])


def test_invitatia_are_30_de_zile(idee, alta_organizatie, strain):
    parte = Parte.objects.create(parteneriat=idee, organizatie=alta_organizatie)
    rand = lucru.lista(strain).ale_mele[0]
    assert rand.sarcina.cheia == ("invitatie", parte.pk)
    assert rand.sarcina.pana_la == timezone.localdate() + 30 * O_ZI
    assert rand.sarcina.adresa == f"/spatiu/parti/{parte.pk}/raspunde/"
    confirmari.refuza(parte, strain, MOTIV)
    assert ce_vede(strain) == []


def test_retras_nu_mai_cere_nimic(idee, reprezentant, autoritate):
    la_etapa(idee, "retras")
    assert (ce_vede(reprezentant), ce_vede(autoritate)) == ([], [])


@pytest.mark.parametrize(
    ("etapa", "incepe", "incheie", "asteptat"),
    [
        ("semnat", 1, 100, []),
        ("semnat", 0, 100, ["incepe"]),
        ("implementare", -100, 1, []),
        ("implementare", -100, 0, ["incheie"]),
        ("incheiat", -100, -1, []),
    ],
)
def test_etapa_care_astepta_numai_calendarul(semnat, reprezentant, autoritate, etapa, incepe, incheie, asteptat):
    azi = timezone.localdate()
    confirmate(semnat)
    Parteneriat.objects.filter(pk=semnat.pk).update(
        etapa=etapa, incepe_la=azi + incepe * O_ZI, se_incheie_la=azi + incheie * O_ZI, motiv_semnare="După."
    )
    assert (feluri(reprezentant), feluri(autoritate)) == (asteptat, asteptat)


def test_ce_a_intors_moderatorul(idee, organizatie, reprezentant, coleg):
    confirmate(idee)
    Parteneriat.objects.filter(pk=idee.pk).update(stare=Stare.COMPLETARI)
    anunt("Întors", organizatie, stare=Stare.COMPLETARI)
    assert (sorted(feluri(reprezentant)), feluri(coleg)) == (["anunt-completari", "pagina"], ["anunt-completari"])


@pytest.mark.parametrize(
    ("zile", "asteptat"),
    [
        (15, []),
        (14, ["Anunțul expiră curând; îl puteți reînnoi din"]),
        (8, ["Anunțul expiră curând; îl puteți reînnoi din"]),
        (7, ["Reînnoiți anunțul sau închideți-l"]),
        (0, ["Reînnoiți anunțul sau închideți-l"]),
        (-1, []),
    ],
)
def test_un_anunt_care_expira_in_14_zile(organizatie, reprezentant, zile, asteptat):
    anunt("Pe sfârșite", organizatie, valabil_pana=timezone.localdate() + zile * O_ZI)
    assert [r.sarcina.ce.split(" din ")[0] + (" din" if " din " in r.sarcina.ce else "")
            for r in lucru.lista(reprezentant).ale_mele] == asteptat  # fmt: skip


def test_un_editor_responsabil_o_poate_primi_un_editor_oarecare_nu(idee, organizatie, reprezentant, coleg):
    sarcina = lucru.lista(reprezentant).ale_mele[0].sarcina
    assert list(lucru.colegi(sarcina, reprezentant)) == []
    Parte.objects.filter(organizatie=organizatie).update(responsabil=coleg)
    sarcina = lucru.lista(reprezentant).ale_mele[0].sarcina
    assert [m.utilizator for m in lucru.colegi(sarcina, reprezentant)] == [coleg]


def test_verificarea_o_are_fiecare_parte_pana_raspunde(semnat, organizatie, reprezentant, autoritate, coleg):
    confirmate(semnat)
    Parteneriat.objects.filter(pk=semnat.pk).update(incepe_la=timezone.localdate() + O_ZI)
    verificare = deschisa(semnat)
    assert (feluri(reprezentant), feluri(autoritate), feluri(coleg)) == (["verificare"], ["verificare"], [])
    rand = lucru.lista(reprezentant).ale_mele[0].sarcina
    assert (rand.cheie, rand.pana_la) == (al(verificare, organizatie).pk, verificare.pana_la)
    raspunde(al(verificare, organizatie), reprezentant)
    assert (feluri(reprezentant), feluri(autoritate)) == ([], ["verificare"])


def test_raportul_si_vestile_le_au_amandoua_partile_pana_le_scrie_una(semnat, organizatie, reprezentant, autoritate):
    azi = timezone.localdate()
    confirmate(semnat)
    Parteneriat.objects.filter(pk=semnat.pk).update(
        etapa="implementare", incepe_la=azi - 100 * O_ZI, se_incheie_la=azi + 300 * O_ZI,
        modificat_la=timezone.now() - 200 * O_ZI, motiv_semnare="După.",
    )  # fmt: skip
    rapoarte.aminteste()
    de_facut = ["raport-3", "actualizare"]
    assert (feluri(reprezentant), feluri(autoritate)) == (de_facut, de_facut)
    rand = lucru.lista(reprezentant).ale_mele[0]
    assert rand.sarcina.cheie == partea(semnat, organizatie).pk
    assert rand.sarcina.ce == "Scrieți raportul la 3 luni"
    semnat.rapoarte.update(stare="depus", depus_la=timezone.now(), realizat="Am amenajat trei curți.")
    scriere.atinge(semnat)
    assert (feluri(reprezentant), feluri(autoritate)) == ([], [])


@pytest.mark.parametrize("cate", [1, 3])
def test_acelasi_numar_de_interogari(cate, primarie, autoritate, reprezentant, client_pentru):
    for n in range(cate):
        organizatie = organizatie_publicata(f"Asociația {n}", f"asociatia-{n}")
        Membru.objects.create(organizatie=organizatie, utilizator=reprezentant, rol=Membru.Rol.ADMINISTRATOR)
        for m in range(cate):
            parteneriat(f"Parteneriat {n}-{m}", organizatie, primarie)
    client = client_pentru(reprezentant)
    client.get("/spatiu/de-facut/")
    with CaptureQueriesContext(connection) as interogari:
        assert client.get("/spatiu/de-facut/").context["toate"] == cate * cate
    assert len(interogari) == 13
