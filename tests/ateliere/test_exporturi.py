"""Lists of participants as files: which rows, which columns for whom, and a line in the log for each."""

import csv
import io
import re
import zipfile
from datetime import timedelta
from xml.sax.saxutils import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ateliere.exporturi import FELURI, exporta, randurile
from ateliere.models import Atelier, Export, Fapta, Prezenta
from platforma.tabele import TIPURI
from tests.ateliere.conftest import atelier_publicat, atelier_tinut, inscris
from tests.platforma.test_tabele import PERICULOASE

PERSONALE = ["Nume și prenume", "Funcția", "Adresă de e-mail", "Numele se poate publica"]


def csv_din(raspuns):
    text = b"".join(raspuns).decode("utf-8")
    assert text[0] == "\ufeff"
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def xlsx_din(raspuns):
    """Rows of texts, and the XML itself."""
    with zipfile.ZipFile(io.BytesIO(b"".join(raspuns))) as arhiva:
        xml = arhiva.read("xl/worksheets/sheet1.xml").decode()
    randuri = re.findall(r"<row .*?</row>", xml, re.DOTALL)
    return [[unescape(t) for t in re.findall(r"<t(?: [^>]*)?>(.*?)</t>", r, re.DOTALL)] for r in randuri], xml


@pytest.fixture
def sala(tinut, organizatie, primarie, secretariat):
    """Two with a place (one came), one who waited, one who gave up."""
    ana = inscris(tinut, "Ana Pop", organizatie=organizatie, functie="coordonatoare", nevoi="scaun rulant")
    inscris(tinut, "Dan Ionescu", organizatie=primarie, parte="autoritate")
    inscris(tinut, "Ion Așteaptă", stare="asteptare")
    inscris(tinut, "Ema Renunță", stare="anulata")
    Prezenta.objects.create(inscriere=ana, stare="prezent", sursa="manual", marcat_de=secretariat)
    return tinut


def adresa(atelier):
    return f"/spatiu/ateliere/{atelier.pk}/export/"


# --- one workshop -------------------------------------------------------------------------------------------------
def test_participantii_unui_atelier_in_csv(sala, secretariat, client_pentru):
    raspuns = client_pentru(secretariat).post(adresa(sala), {"ce": "participanti", "format": "csv"})
    azi = f"{timezone.localdate():%Y-%m-%d}"
    assert raspuns["Content-Disposition"] == f'attachment; filename="participanti-cum-lucram-cu-pietele-{azi}.csv"'
    assert (raspuns["Content-Type"], raspuns["Cache-Control"]) == ("text/csv; charset=utf-8", "private, no-store")
    antet, *randuri = csv_din(raspuns)
    assert antet == [
        "Atelierul", "Al câtelea din serie", "Tema", "Gazda", "Începe la", "Organizația", "Din partea",
        "Nume și prenume", "Funcția", "Adresă de e-mail", "Starea înscrierii", "Înscriere făcută la",
        "Numele se poate publica",
    ]  # fmt: skip
    assert [(r[5], r[7], r[10]) for r in randuri] == [
        ("Asociația Cartierul Nostru", "Ana Pop", "Loc confirmat"),
        ("Primăria de Probă", "Dan Ionescu", "Loc confirmat"),
        ("", "Ion Așteaptă", "Pe lista de așteptare"),
    ]
    assert not any("scaun" in celula for r in randuri for celula in r)


def test_prezenta_unui_atelier_in_xlsx(sala, secretariat, client_pentru):
    raspuns = client_pentru(secretariat).post(adresa(sala), {"ce": "prezenta", "format": "xlsx"})
    assert raspuns["Content-Type"] == TIPURI["xlsx"]
    (antet, ana, dan), _xml = xlsx_din(raspuns)
    assert antet[-1] == "Prezența"
    assert (ana[-1], "Ana Pop" in ana) == ("A venit", True)
    assert dan[-1] == "dan.ionescu@exemplu.test", "not marked: the last cell is empty"


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.parametrize("ce", list(Export.Ce))
def test_fara_dreptul_la_date_personale_acelasi_fisier_fara_ele(
    ce, format, sala, autoritate, secretariat, client_pentru
):
    """The host keeps the room, so she may have the list: as many rows, no names."""
    fisiere = {}
    for cine in (autoritate, secretariat):
        raspuns = client_pentru(cine).post(adresa(sala), {"ce": ce, "format": format})
        fisiere[cine] = csv_din(raspuns) if format == "csv" else xlsx_din(raspuns)[0]
    fara, cu = fisiere[autoritate], fisiere[secretariat]
    assert [c for c in cu[0] if c not in fara[0]] == [c for c in PERSONALE if c in cu[0]]
    assert len(fara) == len(cu) == FELURI[ce].randuri(sala.inscrieri).count() + 1
    assert not any("Ana Pop" in celula or "@" in celula for rand in fara for celula in rand)
    assert list(Export.objects.order_by("pk").values_list("de", "personale", "randuri")) == [
        (autoritate.pk, False, len(fara) - 1), (secretariat.pk, True, len(fara) - 1),
    ]  # fmt: skip


def test_fiecare_rulare_se_noteaza(sala, secretariat, client_pentru):
    b"".join(client_pentru(secretariat).post(adresa(sala), {"ce": "participanti", "format": "csv"}))
    e = Export.objects.get()
    assert (e.ce, e.format, e.atelier, e.filtre, e.randuri, e.personale, e.de) == (
        "participanti", "csv", sala, {}, 3, True, secretariat,
    )  # fmt: skip
    assert Fapta.objects.get(ce="export").detalii == {"ce": "participanti", "randuri": 3}
    html = client_pentru(secretariat).get("/admin/ateliere/export/").content.decode()
    assert "Participanți" in html and sala.titlu in html
    for fapta in (Export.objects.all().delete, lambda: Export.objects.update(randuri=0)):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            fapta()


def test_daca_fisierul_nu_se_scrie_nici_randul_nu_ramane(sala, secretariat, monkeypatch):
    monkeypatch.setattr("platforma.tabele.ScriitorCSV.rand", lambda *_a: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        exporta("participanti", "csv", sala, secretariat)
    assert Export.objects.count() == 0


def test_cine_nu_are_voie(sala, strain, moderator, coleg, client_pentru):
    for cine, cod in ((None, 302), (strain, 404), (moderator, 404), (coleg, 404)):
        assert client_pentru(cine).post(adresa(sala), {"ce": "participanti", "format": "csv"}).status_code == cod
    with pytest.raises(PermissionDenied):
        exporta("participanti", "csv", sala, strain)
    with pytest.raises(PermissionDenied):
        exporta("participanti", "csv", Atelier.objects.all(), coleg)
    assert Export.objects.count() == 0


def test_get_nu_descarca_si_nonsensul_este_404(sala, secretariat, client_pentru):
    client = client_pentru(secretariat)
    assert client.get(adresa(sala)).status_code == 405
    for date_ in ({}, {"ce": "nevoi", "format": "csv"}, {"ce": "prezenta", "format": "exe"}):
        assert client.post(adresa(sala), date_).status_code == 404
    assert Export.objects.count() == 0


@pytest.mark.parametrize("text", PERICULOASE)
def test_un_nume_care_incepe_ca_o_formula(text, tinut, secretariat, client_pentru):
    inscris(tinut, text, email="x@exemplu.test", functie=text)
    client = client_pentru(secretariat)
    rand = csv_din(client.post(adresa(tinut), {"ce": "participanti", "format": "csv"}))[1]
    assert rand[7] == rand[8] == (text if text.startswith("http") else f"'{text}")
    _randuri, xml = xlsx_din(client.post(adresa(tinut), {"ce": "participanti", "format": "xlsx"}))
    assert "<f>" not in xml and "<hyperlink" not in xml


# --- over all -----------------------------------------------------------------------------------------------------
@pytest.fixture
def toate(sala, primarie, alta_organizatie):
    viitor = atelier_publicat(primarie, slug="viitor", titlu="Deșeuri la bloc", capacitate=9, sector_id=4)
    anulat = atelier_tinut(primarie, slug="anulat", stare="anulat", motiv_anulare="x", capacitate=9)
    ciorna = atelier_publicat(primarie, slug="ciorna", stare="ciorna", capacitate=9)
    for atelier in (viitor, anulat, ciorna):
        inscris(atelier, f"Om {atelier.slug}", organizatie=alta_organizatie)
    return viitor


@pytest.mark.parametrize(
    ("cerere", "cate", "nume"),
    [
        ("", (4, 3), ["Ana Pop", "Dan Ionescu", "Ion Așteaptă", "Om viitor"]),
        ("?q=deseuri", (1, 1), ["Om viitor"]),
        ("?sector=3", (3, 2), ["Ana Pop", "Dan Ionescu", "Ion Așteaptă"]),
        ("?sector=9&tema=nimic&luna=x", (4, 3), ["Ana Pop", "Dan Ionescu", "Ion Așteaptă", "Om viitor"]),
        ("?q=nimic", (0, 0), []),
    ],
)
def test_cifrele_paginii_sunt_ale_fisierului(toate, secretariat, client_pentru, cerere, cate, nume):
    client = client_pentru(secretariat)
    cale = f"/spatiu/ateliere/export/{cerere}"
    pagina = client.get(cale)
    assert [n for _cod, _eticheta, n in pagina.context["feluri"]] == list(cate)
    assert client.get(cale).content.decode().count(f'action="{cale}"'.replace("&", "&amp;")) == 2
    for ce, n in zip(("participanti", "prezenta"), cate, strict=True):
        randuri = csv_din(client.post(cale, {"ce": ce, "format": "csv"}))[1:]
        assert len(randuri) == n
        if ce == "participanti":
            assert [r[7] for r in randuri] == nume
    assert list(Export.objects.values_list("randuri", flat=True)) == [cate[1], cate[0]]
    assert {tuple(e.filtre) for e in Export.objects.all()} == {tuple(pagina.context["filtru"].cerute)}


def test_cifrele_unui_atelier_sunt_ale_listei_lui(sala, secretariat, client_pentru):
    context = client_pentru(secretariat).get(f"/spatiu/ateliere/{sala.pk}/inscrisi/").context
    pe_ecran = len(context["confirmate"]) + len(context["in_asteptare"])
    assert randurile("participanti", Atelier.objects.filter(pk=sala.pk)).count() == pe_ecran == 3


def test_pagina_este_a_secretariatului(toate, autoritate, moderator, reprezentant, client_pentru):
    for cine, cod in ((None, 302), (autoritate, 404), (moderator, 404), (reprezentant, 404)):
        client = client_pentru(cine)
        assert client.get("/spatiu/ateliere/export/").status_code == cod
        assert client.post("/spatiu/ateliere/export/", {"ce": "participanti", "format": "csv"}).status_code == cod
    assert Export.objects.count() == 0


@pytest.mark.parametrize("cate", [1, 3])
def test_acelasi_numar_de_interogari(tinut, organizatie, secretariat, cate):
    for n in range(cate):
        inscris(tinut, f"Om {n}", organizatie=organizatie)
    with CaptureQueriesContext(connection) as interogari:
        exporta("prezenta", "xlsx", Atelier.objects.publice(), secretariat).close()
    assert len([q for q in interogari if q["sql"].startswith(("SELECT", "INSERT", "DECLARE"))]) == 5


def test_orele_sunt_locale(primarie, organizatie, secretariat):
    iarna = timezone.now().replace(year=2026, month=1, day=14, hour=8, minute=0, second=0, microsecond=0)
    atelier = atelier_tinut(primarie, incepe_la=iarna, promovare_pana_la=iarna - timedelta(days=1), slug="iarna")
    inscris(atelier, "Ana Pop", organizatie=organizatie)
    with exporta("prezenta", "csv", atelier, secretariat) as fisier:
        assert b";14.01.2026 10:00;" in fisier.read()
