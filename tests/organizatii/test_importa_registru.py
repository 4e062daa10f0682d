"""importa_registru, through the command: what it makes, what it may change, what it never touches. All rows made up."""

import csv
import io
import threading

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db import connection
from django.utils import timezone

from organizatii.management.commands.importa_registru import Linie
from organizatii.models import FisaRegistru, Membru, Organizatie
from organizatii.registru import aplicare
from platforma.moderare.models import Decizie
from platforma.moderare.tranzitii import Actiune, muta
from tests.xlsx import ANTET, rand, scrie_xlsx

pytestmark = pytest.mark.django_db
CNP = "1800101221144"  # synthetic


@pytest.fixture
def importa(tmp_path, capsys):
    """`importa(rows…, nume=…, **options)` writes the file, runs the command and returns what it printed."""

    def fa(*randuri, nume="fundatii.xlsx", **optiuni):
        cale = scrie_xlsx(tmp_path / nume, [ANTET, *randuri])
        call_command("importa_registru", str(cale), **{"judet": "toate", **optiuni})
        return capsys.readouterr().out

    return fa


def importate():
    """What came from the register; the migrations seed some authorities too."""
    return Organizatie.objects.filter(sursa="registru")


def organizatii(*campuri):
    return sorted(importate().values_list(*campuri, flat=len(campuri) == 1))


def test_un_profil_nerevendicat(importa):
    importa(
        rand(
            'FUNDATIA "CASA TARII"',
            "12/B/2001",
            adresa="STR. PROBEI NR. 7, SECTOR 3",
            scop="AJUTORAREA COPIILOR",
            hg="354",
            data_hg="18.03.2004",
        )
    )
    organizatie = importate().listate().get()
    assert {
        "denumire": "Fundația „Casa Tarii”",
        "slug": "fundatia-casa-tarii",
        "tip": "ong",
        "forma_juridica": "fundatie",
        "stare": "publicat",
        "sursa": "registru",
        "revendicata": False,
        "stare_registru": "activa",
        "nr_registru_national": "12/B/2001",
        "sediu_sector_id": 3,
        "judet": "București",
        "localitate": "București",
        "scop": "Ajutorarea copiilor",
        "adresa": "",
        "cif": "",
        "email": "",
        "demo": False,
    }.items() <= vars(organizatie).items()
    assert organizatie.publicat_la is not None
    fisa = organizatie.fisa
    assert (fisa.denumire, fisa.adresa) == ("FUNDATIA „CASA TARII”", "STR. PROBEI NR. 7, SECTOR 3")
    assert fisa.utilitate_publica == "354 din 18.03.2004"


def test_adresa_nu_ajunge_pe_pagina(importa, client):
    importa(rand("FUNDATIA ALFA", "1/B/2001", localitate="STR. ASCUNSA NR. 9", adresa="STR. ASCUNSA NR. 9, SECTOR 3"))
    raspuns = client.get("/organizatii/fundatia-alfa/")
    assert raspuns.status_code == 200
    assert "ascunsa" not in raspuns.content.decode().lower()


def test_a_doua_oara_nu_schimba_nimic(importa):
    randuri = [rand(f"FUNDATIA ALFA {n}", f"{n}/B/2001", stare=s) for n, s in enumerate([None, "radiata", None], 1)]
    assert "3  organizații create" in importa(*randuri)
    inainte = list(importate().order_by("pk").values()), list(FisaRegistru.objects.order_by("pk").values())
    iesire = importa(*randuri)
    assert "3  neschimbate" in iesire
    assert "Nimic nu s-a schimbat" in iesire
    assert inainte == (
        list(importate().order_by("pk").values()),
        list(FisaRegistru.objects.order_by("pk").values()),
    )


def test_nu_intreaba_baza_pentru_fiecare_rand(importa, django_assert_max_num_queries):
    randuri = [rand(f"FUNDATIA ALFA {n}", f"{n}/B/2001") for n in range(1, 201)]
    with django_assert_max_num_queries(40):
        importa(*randuri)
    with django_assert_max_num_queries(40):
        importa(*randuri)


def test_mai_multe_loturi(importa, monkeypatch):
    monkeypatch.setattr(aplicare, "LOT", 2)
    importa(*(rand(f"FUNDATIA ALFA {n}", f"{n}/B/2001") for n in range(1, 6)))
    assert importate().count() == 5


def test_faptele_se_improspateaza(importa):
    importa(rand("FUNDATIA ALFA", "1/B/2001", scop="Unu bun.", adresa="STR. A, SECTOR 1"))
    inainte = importate().get()
    assert "1  actualizate" in importa(rand("FUNDAŢIA ALFA", "1/B/2001", scop="Doi bun.", adresa="STR. B, SECTOR 4"))
    organizatie = importate().get()
    assert (organizatie.denumire, organizatie.scop, organizatie.sediu_sector_id) == ("Fundația Alfa", "Doi bun.", 4)
    assert (organizatie.slug, organizatie.pk) == (inainte.slug, inainte.pk)
    assert organizatie.versiune == inainte.versiune + 1
    assert (organizatie.fisa.adresa, organizatie.fisa.denumire) == ("STR. B, SECTOR 4", "FUNDAȚIA ALFA")
    assert "1  neschimbate" in importa(rand("FUNDAŢIA ALFA", "1/B/2001", scop="Doi bun.", adresa="STR. B, SECTOR 4"))


def test_peste_un_profil_revendicat(importa, reprezentant):
    importa(rand("FUNDATIA ALFA", "1/B/2001", scop="Vechi."))
    profil = importate().get()
    Membru.objects.create(organizatie=profil, utilizator=reprezentant, rol=Membru.Rol.ADMINISTRATOR)
    Organizatie.objects.filter(pk=profil.pk).update(
        revendicata=True, denumire="Alfa, spusă de ei", modificat_la=timezone.now()
    )
    inainte = Organizatie.objects.filter(pk=profil.pk).values().get()
    importa(rand("FUNDATIA ALFA", "1/B/2001", scop="Nou de tot.", adresa="STR. NOUĂ, SECTOR 6"))
    assert Organizatie.objects.filter(pk=profil.pk).values().get() == inainte
    fisa = FisaRegistru.objects.get(organizatie=profil)
    assert (fisa.scop, fisa.sector) == ("Nou de tot.", 6)


def test_peste_un_profil_revendicat_dar_neschimbat(importa):
    """From the moment of the claim the words are theirs, even before they change one."""
    importa(rand("FUNDATIA ALFA", "1/B/2001", scop="Vechi."))
    importate().update(revendicata=True)
    importa(rand("FUNDATIA ALFA", "1/B/2001", scop="Nou de tot."))
    assert organizatii("scop") == ["Vechi."]


def test_peste_un_profil_pe_care_l_a_schimbat_personalul(importa):
    importa(rand("FUNDATIA ALFA", "1/B/2001", scop="Vechi."))
    importate().update(scop="Corectat de un moderator.", modificat_la=timezone.now())
    for scop in ("Nou de tot.", "Și mai nou."):  # the second import must still remember that it was edited
        importa(rand("FUNDATIA ALFA", "1/B/2001", scop=scop))
        assert organizatii("scop") == ["Corectat de un moderator."]
    assert FisaRegistru.objects.get().scop == "Și mai nou."


@pytest.mark.parametrize("revendicata", [False, True])
def test_radiata_mai_tarziu(importa, revendicata):
    importa(rand("FUNDATIA ALFA", "1/B/2001"))
    importate().update(revendicata=revendicata)
    assert importate().listate().count() == 1
    importa(rand("FUNDATIA ALFA", "1/B/2001", stare="radiata"))
    assert importate().listate().count() == 0
    organizatie = importate().publice().get()
    assert (organizatie.stare_registru, organizatie.fisa.stare) == ("radiata", "radiata")
    importa(rand("FUNDATIA ALFA", "1/B/2001"))
    assert importate().listate().count() == 1


def test_arhivata_nu_revine(importa, moderator):
    importa(rand("FUNDATIA ALFA", "1/B/2001"))
    muta(importate().get(), Actiune.ARHIVEAZA, moderator, "Organizația a cerut să nu mai apară.")
    importa(rand("FUNDATIA ALFA", "1/B/2001", scop="Nou de tot."))
    assert organizatii("stare", "scop") == [("arhivat", "Nou de tot.")]


def test_stearsa_nu_revine(importa):
    importa(rand("FUNDATIA ALFA", "1/B/2001"))
    importate().delete()
    assert "1  neschimbate" in importa(rand("FUNDATIA ALFA", "1/B/2001"))
    assert not importate().exists()


# --- one organisation or two --------------------------------------------------------------------------------------
def test_un_numar_al_mai_multora(importa):
    """Numbers repeat in the register: two names with one number are two organisations, also in separate files."""
    importa(rand("FUNDATIA ALFA", "1/B/2001"), rand("FUNDATIA BETA", "1/B/2001", adresa="STR. ALTA 2, SECTOR 1"))
    importa(rand("FUNDATIA GAMA", "1/B/2001", adresa="STR. A TREIA 3, SECTOR 1"))
    assert organizatii("denumire") == ["Fundația Alfa", "Fundația Beta", "Fundația Gama"]
    assert organizatii("nr_registru_national") == ["1/B/2001"] * 3


def test_un_nume_al_mai_multora(importa):
    importa(
        rand("FUNDATIA SPERANTA", "1/B/2001", adresa="STR. UNU NR. 1, SECTOR 1"),
        rand("FUNDATIA SPERANTA", "2/B/2002", adresa="STR. DOI NR. 2, SECTOR 2"),
        rand('FUNDATIA "SPERANTA"', "2/B/2003", adresa="STR. TREI NR. 3, SECTOR 3"),
    )
    assert organizatii("slug") == ["fundatia-speranta", "fundatia-speranta-2-b-2002", "fundatia-speranta-2-b-2003"]
    importa(rand("SPERANTA", ""), rand("FUNDATIA SPERANTA", "", judet="CLUJ", localitate="DEJ", adresa=""))
    assert organizatii("slug")[-2:] == ["fundatia-speranta-3", "speranta"] or "fundatia-speranta-2" in organizatii(
        "slug"
    )


@pytest.mark.parametrize(
    "altul",
    [
        {"denumire": '"ALFA"', "nr_registru": " 1/B/2001 "},  # written otherwise
        {"denumire": "FUNDAŢIA ALFA NOUĂ", "nr_registru": "1/B/2001", "mutat": "DA"},  # the old court, same number
        {"denumire": "ALFA", "nr_registru": "77/B/1999", "mutat": "DA", "adresa": ""},  # the old court, same name
        {"denumire": "FUNDATIA ALFA.", "nr_registru": "77/B/1999", "sediu": None},  # entered twice
    ],
)
@pytest.mark.parametrize("invers", [False, True])
def test_doua_randuri_ale_aceleiasi_organizatii(importa, altul, invers):
    pastrat = rand("FUNDATIA ALFA", "1/B/2001", sediu="DA", scop="Cel bun.")
    inlocuit = rand(**altul, scop="Vechi.")
    randuri = [inlocuit, pastrat] if invers else [pastrat, inlocuit]
    assert "1  suprapuse peste alt rând" in importa(*randuri)
    assert organizatii("denumire", "nr_registru_national", "scop") == [("Fundația Alfa", "1/B/2001", "Cel bun.")]
    assert "1  neschimbate" in importa(*randuri)


def test_redenumita_isi_pastreaza_profilul(importa):
    importa(rand("FUNDATIA ALFA", "1/B/2001"))
    inainte = importate().get()
    importa(rand("FUNDATIA CU TOTUL NOUA", "1/B/2001"))  # same number, same address
    organizatie = importate().get()
    assert (organizatie.pk, organizatie.slug) == (inainte.pk, "fundatia-alfa")
    assert organizatie.denumire == "Fundația cu Totul Noua"
    assert FisaRegistru.objects.count() == 1
    importa(rand("FUNDATIA CU TOTUL NOUA 2000", "1/B/2001", adresa="STR. ALTA 2, SECTOR 1"))  # same number, near name
    assert importate().get().denumire == "Fundația cu Totul Noua 2000"


def test_mutata_la_alta_instanta_isi_pastreaza_profilul(importa):
    importa(rand("FUNDATIA ALFA", "1/B/2001"))
    inainte = importate().get()
    importate().update(revendicata=True)
    iesire = importa(
        rand("FUNDATIA ALFA", "1/B/2001", mutat="DA"),
        rand("FUNDATIA ALFA", "9/B/2010", sediu="DA", adresa="STR. ALTA 2, SECTOR 6"),
    )
    assert "1  actualizate" in iesire
    assert importate().get().pk == inainte.pk
    fisa = FisaRegistru.objects.get()
    assert (fisa.organizatie_id, fisa.nr_registru, fisa.sector) == (inainte.pk, "9/B/2010", 6)


def test_profilul_ramas_in_urma_se_arhiveaza(importa):
    """The new court writes first, the old one marks its row weeks later: by then there are two profiles."""
    nou = rand("FUNDATIA ALFA", "9/B/2010", sediu="DA", adresa="STR. ALTA 2, SECTOR 6")
    importa(rand("FUNDATIA ALFA", "1/B/2001"), nou)
    assert importate().listate().count() == 2
    iesire = importa(rand("FUNDATIA ALFA", "1/B/2001", mutat="DA"), nou)
    assert "1  profiluri arhivate" in iesire
    assert organizatii("nr_registru_national", "stare") == [("1/B/2001", "arhivat"), ("9/B/2010", "publicat")]
    assert Decizie.objects.get().actiune == Actiune.ARHIVEAZA
    assert "Nimic nu s-a schimbat" in importa(rand("FUNDATIA ALFA", "1/B/2001", mutat="DA"), nou)


def test_se_leaga_de_profilul_facut_de_ei(importa, organizatie):
    Organizatie.objects.filter(pk=organizatie.pk).update(nr_registru_national="5/A/2010")
    inainte = Organizatie.objects.filter(pk=organizatie.pk).values().get()
    iesire = importa(rand('ASOCIATIA "CARTIERUL NOSTRU"', "5/A/2010"), nume="asociatii.xlsx")
    assert "1  legate de profiluri existente" in iesire
    assert Organizatie.objects.filter(pk=organizatie.pk).values().get() == inainte | {"stare_registru": "activa"}
    assert FisaRegistru.objects.get().organizatie_id == organizatie.pk


def test_adresele_luate(importa, organizatie):
    importa(rand("ASOCIATIA CARTIERUL NOSTRU", "5/A/2010"), rand("ORGANIZATIE „”„", ""), rand("!!!x1x", "6/A/2010"))
    assert organizatii("slug") == ["asociatia-cartierul-nostru-5-a-2010", "organizatie", "x1x"]


# --- the command --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("judet", "numar"), [("BUCURESTI", 2), ("București", 2), ("toate", 4), ("cluj", 2), ("Dâmbovița", 0)]
)
def test_judetul(importa, judet, numar):
    importa(
        rand("UNU", "1/B/2001"),
        rand("DOI", "2/B/2001", judet="CLUJ", localitate="Bucureşti", adresa="sector 2"),  # court there, seat here
        rand("TREI", "3/B/2001", judet="CLUJ", localitate="DEJ", adresa=""),
        rand("PATRU", "4/B/2001", judet=None, localitate=None, adresa=None),
        judet=judet,
    )
    assert importate().count() == numar


def test_judetul_implicit_este_bucurestiul(tmp_path):
    cale = scrie_xlsx(tmp_path / "a.xlsx", [ANTET, rand("DOI", "2/B/2001", judet="CLUJ", localitate="DEJ", adresa="")])
    call_command("importa_registru", str(cale))
    assert not importate().exists()


def test_raportul(importa, tmp_path):
    importa(rand("FUNDATIA VECHE", "4/B/2001"), rand("FUNDATIA LA FEL", "5/B/2001"))
    raport = tmp_path / "raport.csv"
    iesire = importa(
        rand('=HYPERLINK("http://x") FUNDATIA', "1/B/2001"),
        rand(f"FUNDATIA {CNP} ALFA", "2/B/2001"),
        rand("Admite cererea petentei", "3/B/2001"),
        rand("FUNDATIA VECHE", "4/B/2001", scop="Alt scop."),
        rand("FUNDATIA LA FEL", "5/B/2001"),
        rand("LA FEL", "5/B/2001", mutat="DA"),
        raport=str(raport),
    )
    motiv = "text de instanță sau notă în locul denumirii"
    assert f"1  {motiv}" in iesire
    with raport.open(encoding="utf-8-sig", newline="") as fisier:
        randuri = list(csv.reader(fisier, delimiter=";"))
    assert randuri == [
        ["fișier", "rând", "număr", "denumire", "rezultat", "motiv sau semnalări"],
        ["fundatii.xlsx", "4", "3/B/2001", "Admite cererea petentei", "refuzată", motiv],
        ["fundatii.xlsx", "2", "1/B/2001", "'=HYPERLINK(„http://x”) FUNDATIA", "creată", ""],
        ["fundatii.xlsx", "3", "2/B/2001", "FUNDATIA […] ALFA", "creată", "conținea un CNP, eliminat"],
        ["fundatii.xlsx", "5", "4/B/2001", "FUNDATIA VECHE", "actualizată", ""],
        ["fundatii.xlsx", "7", "5/B/2001", "LA FEL", "suprapusă", "aceeași organizație ca rândul 6"],
    ]  # fmt: skip


def test_csv(tmp_path):
    cale = tmp_path / "uniuni.csv"
    cale.write_text('Judet;Denumire;Numar inreg Reg National\nBUCURESTI;"UNIUNEA; ALFA";7/D/2001\n', "utf-8")
    call_command("importa_registru", str(cale))
    assert organizatii("denumire", "forma_juridica", "judet") == [("Uniunea; Alfa", "uniune", "București")]


def test_mai_multe_fisiere_si_categoria_data(tmp_path, capsys):
    unu = scrie_xlsx(tmp_path / "Fundatii.xlsx", [ANTET, rand("ALFA", "1/A/2001")])
    doi = scrie_xlsx(tmp_path / "export.xlsx", [ANTET, rand("BETA", "2/A/2001")])
    call_command("importa_registru", str(unu), str(doi))
    assert organizatii("denumire", "forma_juridica") == [("Alfa", "fundatie"), ("Beta", "asociatie")]
    trei = scrie_xlsx(tmp_path / "alt-export.xlsx", [ANTET, rand("GAMA", "3/A/2001")])
    call_command("importa_registru", str(trei), categorie="federatie")
    assert importate().get(denumire="Gama").forma_juridica == "federatie"


@pytest.mark.parametrize(
    ("argumente", "motiv"),
    [
        (["lipsește.xlsx"], "nu poate fi deschis"),
        (["lipsește.xlsx", "--judet", "Narnia"], "Județ necunoscut"),
        (["http://127.0.0.1:9/a.xlsx"], "nu a putut fi citită"),
        (["ftp://127.0.0.1/a.xlsx"], "nu poate fi deschis"),
        (["lipsește.xlsx", "--raport", "/nicăieri/r.csv"], "Raportul nu poate fi scris"),
        (["lipsește.xlsx", "--categorie", "partid"], "partid"),
    ],
)
def test_argumente_gresite(argumente, motiv):
    with pytest.raises(CommandError, match=motiv):
        call_command("importa_registru", *argumente)


def test_un_fisier_rau_nu_strica_ce_s_a_importat(tmp_path):
    bun = scrie_xlsx(tmp_path / "a.xlsx", [ANTET, rand("ALFA", "1/B/2001")])
    rau = tmp_path / "b.xlsx"
    rau.write_bytes(b"PK\x03\x04 nu chiar")
    with pytest.raises(CommandError, match="stricată"):
        call_command("importa_registru", str(bun), str(rau))
    assert importate().count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('pg_temp.registru_intrare'), pg_try_advisory_lock(%s)", [aplicare.LACAT])
        assert cursor.fetchone() == (None, True)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [aplicare.LACAT])


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progresul_sta_pe_un_singur_rand():
    """On a terminal one line is rewritten and then wiped; elsewhere plain lines, seldom, and always the last one."""
    iesire = Terminal()
    linie = Linie(OutputWrapper(iesire))
    linie.PAUZA = 0
    linie("citire", 1000, None)
    linie("import", 500, 2000)
    linie.sterge()
    assert iesire.getvalue() == "\r\033[Kcitire: 1000\r\033[Kimport: 500 / 2000 (25 %)\r\033[K"
    iesire = io.StringIO()
    linie = Linie(OutputWrapper(iesire))
    for facute in (500, 1000, 2000):
        linie("import", facute, 2000)
    linie.sterge()
    assert iesire.getvalue() == "import: 2000 / 2000 (100 %)\n"


def test_un_fisier_gol_de_randuri(importa):
    assert "Nimic nu s-a schimbat" in importa()


@pytest.mark.django_db(transaction=True)
def test_doua_importuri_deodata(importa):
    """The second one is told, instead of making every organisation twice."""
    gata, continua = threading.Event(), threading.Event()

    def tine_lacatul():
        with aplicare._singur():
            gata.set()
            continua.wait(10)
        connection.close()

    fir = threading.Thread(target=tine_lacatul)
    fir.start()
    gata.wait(10)
    try:
        with pytest.raises(CommandError, match="Alt import al registrului este în curs"):
            importa(rand("ALFA", "1/B/2001"))
    finally:
        continua.set()
        fir.join()
    importa(rand("ALFA", "1/B/2001"))
    assert Organizatie.objects.filter(sursa="registru").count() == 1


def test_o_revendicare_aprobata_in_timpul_importului(importa, monkeypatch):
    """The profile is read again under the lock: a claim approved a moment ago keeps its words."""
    importa(rand("FUNDATIA ALFA", "1/B/2001", scop="Vechi."))
    adevarat = aplicare._profiluri

    def aproba_dupa_citire(multime):
        citite = adevarat(multime)
        importate().update(revendicata=True, scop="Al lor.")
        return citite

    monkeypatch.setattr(aplicare, "_profiluri", aproba_dupa_citire)
    importa(rand("FUNDATIA ALFA", "1/B/2001", scop="Nou de tot."))
    assert organizatii("scop") == ["Al lor."]


def test_istoria_spune_cine_a_scris(importa):
    importa(rand("FUNDATIA ALFA", "1/B/2001", scop="Vechi."))
    importa(rand("FUNDATIA ALFA", "1/B/2001", scop="Nou de tot."))
    eveniment = importate().get().events.get()
    assert eveniment.pgh_context.metadata["sursa"] == "importa_registru"
