"""What citizens read of a finished workshop, and the organisers' page of what is left to do."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ateliere import concluzii as verbe
from ateliere.dupa import dupa_atelier
from ateliere.models import Atelier, Concluzie, Fotografie, Material, Prezenta, VersiuneProces
from organizatii.models import Organizatie
from tests.ateliere.conftest import inscris, proces_publicat
from tests.conftest import organizatie_publicata
from tests.organizatii.test_inscriere import png


def a_fost(atelier, nume, secretariat, stare="prezent", **campuri):
    inscriere = inscris(atelier, nume, **campuri)
    Prezenta.objects.create(inscriere=inscriere, stare=stare, sursa="manual", marcat_de=secretariat)
    return inscriere


def umple(atelier, secretariat, organizatie, n=1):
    """One of each thing, `n` times."""
    for i in range(n):
        ong = organizatie_publicata(f"Asociația Vecinilor {i}", f"asociatia-vecinilor-{i}")
        a_fost(atelier, f"Persoana {i}", secretariat, organizatie=ong, acord_nume=True)
        Concluzie.objects.create(atelier=atelier, text=f"Concluzia {i}.", ordine=i, responsabil=organizatie)
        Material.objects.create(
            atelier=atelier, titlu=f"Material {i}", fisier=ContentFile(b"x", "a.pdf"), nume_fisier="a.pdf", marime=1,
            incarcat_de=secretariat,
        )  # fmt: skip
        Fotografie.objects.create(
            atelier=atelier, alt=f"Fotografia {i}.", credit="Ana Pop", imagine=png("a.png"), incarcat_de=secretariat,
            acord_la=timezone.now(), acord_de=secretariat,
        )  # fmt: skip
    return proces_publicat(atelier, secretariat)


def pagina(atelier, client):
    """The words of the page, without marking."""
    html = client.get(atelier.get_absolute_url()).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("n", [1, 3])
def test_acelasi_numar_de_interogari(n, tinut, secretariat, organizatie, django_assert_num_queries):
    umple(tinut, secretariat, organizatie, n)
    with django_assert_num_queries(6):
        context = dupa_atelier(tinut, AnonymousUser())
    with CaptureQueriesContext(connection) as interogari:
        for lista in ("organizatii_prezente", "persoane_prezente", "concluzii", "materiale", "fotografii"):
            assert len(context[lista]) == n
            assert all(str(x) for x in context[lista])
        assert all(c.responsabil.denumire for c in context["concluzii"])
        assert all(i.organizatie.denumire for i in context["persoane_prezente"])
    assert len(interogari) == 0


def test_pagina_publica(tinut, secretariat, organizatie, reprezentant, client):
    umple(tinut, secretariat, organizatie)
    concluzie = Concluzie.objects.get()
    verbe.raspunde(
        concluzie, reprezentant, raspuns="Am deschis **două** puncte de donare.", stare="in_lucru", vazut=None
    )
    text = pagina(tinut, client)
    for bucata in (
        "Ce s-a convenit Concluzia 0. În lucru Răspunde: Asociația Cartierul Nostru",
        "Am deschis **două** puncte de donare.",
        "după ce gazdele l-au putut verifica.",
        "S-a lucrat pe grupe .",
        "1 organizație sau autoritate a fost în sală. Asociația Vecinilor 0",
        "Persoane care au fost de acord să apară aici Persoana 0 , Asociația Vecinilor 0",
        "Material 0 Prezentare sau material de lucru",
        "Foto: Ana Pop",
    ):
        assert bucata in text
    html = client.get(tinut.get_absolute_url()).content.decode()
    assert 'data-stare="in_lucru"' in html and 'alt="Fotografia 0."' in html


def test_se_numesc_numai_cei_care_au_venit_si_au_fost_de_acord(tinut, secretariat, organizatie, primarie, client):
    a_fost(tinut, "Ana A Venit", secretariat, organizatie=organizatie, acord_nume=True)
    a_fost(tinut, "Ema Fără Acord", secretariat, organizatie=primarie, parte="autoritate")
    a_fost(tinut, "Ion A Lipsit", secretariat, "absent", acord_nume=True)
    a_fost(tinut, "Dan Motivat", secretariat, "motivat", acord_nume=True)
    inscris(tinut, "Oana Nemarcată", acord_nume=True)
    context = dupa_atelier(tinut, AnonymousUser())
    assert [o.denumire for o in context["organizatii_prezente"]] == ["Asociația Cartierul Nostru", "Primăria de Probă"]
    assert [i.nume for i in context["persoane_prezente"]] == ["Ana A Venit"]
    text = pagina(tinut, client)
    assert "Ana A Venit" in text
    assert not any(nume in text for nume in ("Ema Fără", "Ion A", "Dan M", "Oana N"))


def test_o_organizatie_retrasa_se_numeste_fara_legatura(tinut, secretariat, organizatie, client):
    a_fost(tinut, "Ana", secretariat, organizatie=organizatie)
    Organizatie.objects.filter(pk=organizatie.pk).update(stare="arhivat")
    assert "Asociația Cartierul Nostru" in pagina(tinut, client)
    assert organizatie.get_absolute_url() not in client.get(tinut.get_absolute_url()).content.decode()


def test_fara_acord_fotografia_nu_este_in_pagina(tinut, secretariat, organizatie, client):
    umple(tinut, secretariat, organizatie)
    Fotografie.objects.update(acord_la=None, acord_de=None)
    assert "<img" not in client.get(tinut.get_absolute_url()).content.decode().split("<main")[1]


def test_concluziile_se_vad_numai_cu_procesul_verbal(tinut, client):
    Concluzie.objects.create(atelier=tinut, text="Încă se scrie.")
    assert "Încă se scrie." not in pagina(tinut, client)


def test_se_citeste_ultima_versiune(tinut, secretariat, client):
    proces = proces_publicat(tinut, secretariat, text="Prima versiune.")
    VersiuneProces.objects.create(proces=proces, numar=2, text="A doua versiune.", publicat_de=secretariat)
    text = pagina(tinut, client)
    assert "A doua versiune." in text and "Prima versiune." not in text and "Versiuni anterioare:" in text


@pytest.mark.parametrize("stare", ["publicat", "inchis", "anulat"])
def test_un_atelier_care_nu_a_avut_loc_nu_are_ce_urma(stare, tinut, secretariat, organizatie, client):
    umple(tinut, secretariat, organizatie)
    Atelier.objects.update(stare=stare, motiv_anulare="x")
    tinut.refresh_from_db()
    assert dupa_atelier(tinut, AnonymousUser()) == {}
    assert "Ce s-a convenit" not in pagina(tinut, client)


# --- the organisers' page -----------------------------------------------------------------------------------------
def test_pagina_organizatorilor(tinut, secretariat, autoritate, strain, organizatie, client_pentru):
    umple(tinut, secretariat, organizatie)
    Fotografie.objects.update(acord_la=None, acord_de=None)
    cale = f"/spatiu/ateliere/{tinut.pk}/dupa/"
    ale_secretariatului, ale_gazdei = (
        client_pentru(cine).get(cale).content.decode() for cine in (secretariat, autoritate)
    )
    for html in (ale_secretariatului, ale_gazdei):
        assert "1 fotografie nu are acordul declarat și nu apare public." in html
        assert "Concluzia 0." in html
    assert "Adăugați o concluzie" in ale_secretariatului and "Cu nume, funcții" in ale_secretariatului
    assert "Adăugați o concluzie" not in ale_gazdei and "Fără nume și adrese" in ale_gazdei
    assert client_pentru(strain).get(cale).status_code == 404
    assert client_pentru(None).get(cale).status_code == 302
    assert cale in client_pentru(autoritate).get(tinut.get_spatiu_url()).content.decode()
