"""What a citizen reads of monitoring: only what a moderator has read, with its plot and its table; the exports."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parteneriate import hartii
from parteneriate.models import Parteneriat
from platforma.conturi.copie import copia
from platforma.moderare.tranzitii import Actiune, Stare, muta
from tests.parteneriate.ajutor_monitorizare import indicator, poza_mica, raport, reper, valoare
from tests.parteneriate.conftest import act, document, parteneriat

pytestmark = pytest.mark.django_db


def pagina(client, public):
    return " ".join(client.get(public.get_absolute_url()).content.decode().split())


def test_ce_s_a_promis_si_ce_a_iesit(client, public):
    rand = indicator(public)
    for cat, la in (("2", -40), ("7", -9)):
        valoare(rand, cat, la)
    reper(public, facut_la=timezone.localdate())
    text = pagina(client, public)
    nbsp = " "  # split() took them too
    for bucata in (
        f"<b>7{nbsp}curți</b>",
        f"de la 0{nbsp}curți, spre 12{nbsp}curți",
        "58 % din drum",
        'role="img" aria-label="Curți amenajate: de la 0',
        '<polyline class="grafic-drum"',
        'aria-label="Valorile: Curți amenajate"',
        "Sursa: evidența direcției",
        "Prima curte deschisă",
    ):
        assert (bucata, bucata in text) == (bucata, True)
    assert " style=" not in text


def test_ce_nu_a_citit_un_moderator_nu_se_vede(client, client_pentru, public, reprezentant, moderator):
    valoare(indicator(public, "Ascuns indicator", verificat_la=None), 3)
    reper(public, "Ascuns reper", verificat_la=None)
    raport(public, verificat=False, realizat="Ascuns raport.")
    raport(public, 6, depus=False, realizat="Ascunsă ciornă.")
    assert "Ascuns" not in pagina(client, public)
    assert "Ascuns" not in b"".join(client.get("/parteneriate/export.csv").streaming_content).decode()
    el = client_pentru(moderator)
    de_citit = el.get(f"/admin/parteneriate/parteneriat/{public.pk}/change/").content.decode()
    assert "Le-am citit, pot fi publice" in de_citit
    for ce in ("Ascuns indicator", "Ascuns reper", "Ascuns raport"):
        assert (ce, ce in de_citit) == (ce, True)
    assert "Ascunsă ciornă" not in de_citit
    el.post(f"/admin/parteneriate/parteneriat/{public.pk}/hartii/")
    text = pagina(client, public)
    assert [ce in text for ce in ("Ascuns indicator", "Ascuns reper", "Ascuns raport", "Ascunsă ciornă")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_ce_este_in_fisa_la_aprobare_devine_public_cu_ea(client, semnat, reprezentant, moderator):
    indicator(semnat, verificat_la=None)
    Parteneriat.objects.filter(pk=semnat.pk).update(rezumat="R", problema="P")
    muta(Parteneriat.objects.get(), Actiune.TRIMITE, reprezentant)
    muta(Parteneriat.objects.get(), Actiune.APROBA, moderator)
    assert "Curți amenajate" in pagina(client, Parteneriat.objects.get())


def test_o_tinta_egala_cu_pornirea_se_pastreaza(client, public):
    rand = indicator(public, "Locuri în centru", unitate="locuri", baza=50, tinta=50)
    valoare(rand, 50)
    text = pagina(client, public)
    assert "de păstrat la" in text
    assert "Nivelul s-a păstrat" in text


def test_necesita_actualizare_pe_pagina_in_lista_si_in_filtru(client, public):
    assert "Necesită actualizare" not in pagina(client, public)
    Parteneriat.objects.update(modificat_la=timezone.now() - timedelta(days=200))
    assert "Necesită actualizare" in pagina(client, public)
    lista = client.get("/parteneriate/?actualizare=necesara")
    assert [p.titlu for p in lista.context["pagina"]] == ["Grădina comună"]
    assert 'data-stare="completari"' in lista.content.decode()
    Parteneriat.objects.update(modificat_la=timezone.now())
    assert client.get("/parteneriate/?actualizare=necesara").context["pagina"].paginator.count == 0
    assert client.get("/parteneriate/?actualizare=prostii").context["pagina"].paginator.count == 1


def test_exportul_are_indicatorii(client, public):
    valoare(indicator(public, tinta_la=timezone.localdate() + timedelta(days=10)), 7)
    antet, rand = b"".join(client.get("/parteneriate/export.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert "Indicatori" in antet
    assert "Curți amenajate: de la 0\N{NO-BREAK SPACE}curți la 7\N{NO-BREAK SPACE}curți (ținta 12" in rand


def plin(p, n, reprezentant):
    """`n` of everything."""
    for i in range(n):
        rand = indicator(p, f"Indicator {i}")
        for la in range(1, n + 1):
            valoare(rand, la, -la)
        reper(p, f"Reper {i}")
    for luni in (3, 6, 12)[:n]:
        trimis = raport(p, luni)
        trimis.documente.add(document(p, "raport", titlu=f"Document {luni}"))
        trimis.fotografii.create(imagine=ContentFile(poza_mica(), "a.png"), alt=f"Poza {luni}", acord_de=reprezentant)


def raspunsul(client, adresa):
    """Read to its end, or the file behind an export would stay open."""
    raspuns = client.get(adresa)
    assert raspuns.status_code == 200
    return b"".join(raspuns.streaming_content) if raspuns.streaming else raspuns.content


def interogari(client, adresa):
    raspunsul(client, adresa)
    with CaptureQueriesContext(connection) as captate:
        raspunsul(client, adresa)
    return len(captate)


def test_aceleasi_interogari_la_unul_si_la_trei(client, client_pentru, organizatie, primarie, reprezentant, autoritate):
    unu, trei = (
        parteneriat(f"Cu {n}", organizatie, primarie, etapa="implementare", stare=Stare.PUBLICAT) for n in (1, 3)
    )
    act(primarie, unu, trei)
    plin(unu, 1, reprezentant)
    plin(trei, 3, reprezentant)
    ea = client_pentru(reprezentant)
    publice = [interogari(client, p.get_absolute_url()) for p in (unu, trei)]
    lucru = [interogari(ea, f"/spatiu/parteneriate/{p.pk}/monitorizare/") for p in (unu, trei)]
    assert (publice, lucru) == ([22, 22], [11, 11])
    cu_doua = interogari(client, "/parteneriate/export.csv")
    plin(parteneriat("Încă unul", organizatie, primarie, etapa="semnat", stare=Stare.PUBLICAT), 2, reprezentant)
    assert interogari(client, "/parteneriate/export.csv") == cu_doua


def test_copia_datelor_are_ce_a_scris_ea(public, reprezentant, strain):
    valoare(indicator(public), 3, adaugat_de=reprezentant)
    raport(public, depus_de=reprezentant)
    a_ei = copia(reprezentant)["parteneriate"]["monitorizare"]
    assert (len(a_ei["valori"]), len(a_ei["rapoarte"]), a_ei["acorduri_pentru_fotografii"]) == (1, 1, [])
    assert copia(strain)["parteneriate"]["monitorizare"] == {
        "valori": [], "rapoarte": [], "acorduri_pentru_fotografii": [],
    }  # fmt: skip


def test_ce_citeste_un_moderator_se_numara(public):
    indicator(public, verificat_la=None)
    raport(public, verificat=False)
    raport(public, 6, depus=False)
    assert hartii.verifica(public) == 2
