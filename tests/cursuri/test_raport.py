"""The report: people counted once, the indicator with its evidence, the file with the screen's own rows."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from cursuri import raport
from cursuri.certificare import emite, revoca
from cursuri.models import Cerere, Certificat, ExportCertificate
from cursuri.pastrare import anonimizeaza
from organizatii.stergere import sterge_persoana
from platforma.locuri.models import Parte
from platforma.nomenclatoare.models import Proiect
from tests.ateliere.test_exporturi import csv_din, xlsx_din
from tests.conftest import persoana
from tests.cursuri.conftest import MOTIV, absolvent, serie_terminata

CALE = "/spatiu/cursuri/raport/"


@pytest.fixture
def lume(primarie, organizatie, alta_organizatie, secretariat):
    """Ana twice (once by her account, once by her address only), Dan once, an authority's clerk, one revoked."""
    ana = persoana("ana@exemplu.test", "Ana Pop")
    prima, a_doua = serie_terminata(primarie), serie_terminata(primarie, numar=2)
    cereri = {
        "ana": absolvent(prima, "Ana Pop", organizatie, email=ana.email, persoana=ana),
        "ana2": absolvent(a_doua, "Ana Pop", organizatie, email=ana.email),
        "dan": absolvent(a_doua, "Dan Ene", alta_organizatie),
        "clerk": absolvent(a_doua, "Vera Funcționara", primarie, parte=Parte.AUTORITATE),
        "retras": absolvent(a_doua, "Ion Revocat", organizatie),
    }
    certificate = {nume: emite(cerere, secretariat) for nume, cerere in cereri.items()}
    revoca(certificate["retras"], secretariat, categorie="fals", motiv=MOTIV)
    return certificate | {"om": ana, "a_doua": a_doua}


def test_indicatorul_numara_oameni_nu_hartii(lume):
    assert raport.indicatorul() == raport.Indicator(certificati=2, tinta=40)
    assert raport.indicatorul().procent == 5
    Proiect.objects.update(tinta_certificati=None)
    assert raport.indicatorul().procent == 0


def test_stergerea_si_anonimizarea_lasa_cifrele_neschimbate(lume):
    sterge_persoana(lume["om"])
    assert raport.indicatorul().certificati == 2
    anonimizeaza(Cerere.objects.filter(pk=lume["dan"].cerere_id))
    assert raport.indicatorul().certificati == 2
    assert raport.persoane(Certificat.objects.valabile()) == 3


def test_o_persoana_fara_cont_anonimizata_se_numara_tot_o_data(lume, secretariat):
    Cerere.objects.filter(pk=lume["dan"].cerere_id).update(email="x@exemplu.test")
    Cerere.objects.filter(pk=lume["clerk"].cerere_id).update(email="x2@exemplu.test")
    Cerere.objects.filter(pk=lume["ana"].cerere_id).update(email="x@exemplu.test", persoana=None)
    assert raport.persoane(Certificat.objects.valabile()) == 3
    anonimizeaza(Cerere.objects.all())
    assert raport.persoane(Certificat.objects.valabile()) == 3


@pytest.mark.parametrize(
    ("cerere", "certificate", "oameni"),
    [
        ("", 4, 3),
        ("?care=reprezentanti", 3, 2),
        ("?care=toate", 5, 4),
        ("?serie={serie}", 3, 3),
        ("?serie={serie}&care=reprezentanti", 2, 2),
        ("?organizatie={organizatie}", 2, 1),
        ("?tema=999999&serie=x&care=orice&organizatie=-1", 4, 3),
    ],
)
def test_cifrele_ecranului_sunt_ale_fisierului(
    lume, secretariat, organizatie, client_pentru, cerere, certificate, oameni
):
    client = client_pentru(secretariat)
    cale = CALE + cerere.format(serie=lume["a_doua"].pk, organizatie=organizatie.pk)
    context = client.get(cale).context
    assert (context["certificate"], context["persoane"], context["pagina"].paginator.count) == (
        certificate, oameni, certificate,
    )  # fmt: skip
    assert sum(r[2] for r in context["impartiri"][1][2]) == certificate
    randuri = csv_din(client.post(cale, {"format": "csv"}))[1:]
    assert len(randuri) == certificate
    assert ExportCertificate.objects.get().randuri == certificate


def test_impartirile(lume, secretariat, client_pentru):
    context = client_pentru(secretariat).get(CALE).context
    pe_serii, pe_organizatii = context["impartiri"][1][2], context["impartiri"][2][2]
    assert [(n, c, o) for _pk, n, c, o in pe_organizatii] == [
        ("Asociația Cartierul Nostru", 2, 1),
        ("Fundația Malul Dâmboviței", 1, 1),
        ("Primăria de Probă", 1, 1),
    ]
    assert [(c, o) for _pk, _n, c, o in pe_serii] == [(1, 1), (3, 3)]
    assert context["stari"] == {"emise": 5, "valabile": 4, "revocate": 1, "inlocuite": 0}


def test_fisierul_fara_dreptul_la_date_personale(lume, secretariat, moderator, client_pentru):
    from django.contrib.auth.models import Permission

    moderator.user_permissions.add(Permission.objects.get(codename="organizeaza", content_type__app_label="cursuri"))
    cu, fara = [xlsx_din(client_pentru(cine).post(CALE, {"format": "xlsx"}))[0] for cine in (secretariat, moderator)]
    assert [c for c in cu[0] if c not in fara[0]] == ["Nume și prenume", "Funcția", "Adresă de e-mail"]
    assert not any("Ana Pop" in celula or "@" in celula for rand in fara for celula in rand)
    assert list(ExportCertificate.objects.order_by("pk").values_list("personale", flat=True)) == [True, False]


def test_fiecare_descarcare_se_noteaza_si_ramane(lume, secretariat, client_pentru):
    raspuns = client_pentru(secretariat).post(CALE + "?care=toate", {"format": "csv"})
    azi = f"{timezone.localdate():%Y-%m-%d}"
    assert raspuns["Content-Disposition"] == f'attachment; filename="certificate-{azi}.csv"'
    b"".join(raspuns)
    e = ExportCertificate.objects.get()
    assert (e.format, e.filtre, e.personale, e.de) == ("csv", {"care": "toate"}, True, secretariat)
    for fapta in (ExportCertificate.objects.all().delete, lambda: ExportCertificate.objects.update(randuri=0)):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            fapta()


def test_raportul_este_al_secretariatului(lume, moderator, reprezentant, autoritate, client_pentru):
    for cine, cod in ((None, 302), (moderator, 404), (reprezentant, 404), (autoritate, 404)):
        assert client_pentru(cine).get(CALE).status_code == cod
        assert client_pentru(cine).post(CALE, {"format": "csv"}).status_code == cod
    with pytest.raises(PermissionDenied):
        raport.exporta(raport.Filtru(), "csv", moderator)
    assert ExportCertificate.objects.count() == 0


def test_nonsensul_nu_se_descarca(secretariat, client_pentru):
    assert client_pentru(secretariat).post(CALE, {"format": "exe"}).status_code == 404


@pytest.mark.parametrize("cati", [1, 3])
def test_acelasi_numar_de_interogari(
    cati, primarie, organizatie, secretariat, client_pentru, django_assert_num_queries
):
    serie = serie_terminata(primarie)
    for n in range(cati):
        emite(absolvent(serie, f"Om {n}", organizatie), secretariat)
    client = client_pentru(secretariat)
    client.get(CALE)
    with django_assert_num_queries(16):
        client.get(CALE)


def test_linia_publica_de_pe_cursuri_si_de_acasa(lume, client):
    for cale in ("/", "/cursuri/"):
        html = " ".join(client.get(cale).content.decode().split())
        assert "<b>2</b> <span>din 40 de reprezentanți certificați</span>" in html
    Proiect.objects.update(tinta_certificati=1)
    assert "din 1 reprezentant certificat" in client.get("/cursuri/").content.decode()


@pytest.mark.django_db
def test_fara_certificate_nu_se_arata_nimic(client):
    assert "reprezentanți certificați" not in client.get("/cursuri/").content.decode()
