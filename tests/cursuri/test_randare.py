"""The PDF: the exact words, the same bytes, readable by screen readers and telephones, never a blank name."""

import hashlib
import io
import json
import re
import subprocess
import sys
from datetime import timedelta

import pdfua
import pytest
import typst
import zxingcpp
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from PIL import Image

from cursuri import randare
from cursuri.certificare import emite
from cursuri.models import Certificat
from platforma.incarcari import durabil
from platforma.nomenclatoare.models import Proiect
from tests import pdf
from tests.cursuri.conftest import absolvent
from tests.organizatii.test_inscriere import png

NUME_LUNG = "Maria-Ștefănița ȘșȚțĂăÂâÎî Hadâmbu-Țuțuianu Văcărescu de la Brâncoveni și Șieuți"


@pytest.fixture
def cu_nume(terminata, organizatie, secretariat):
    return lambda nume: emite(absolvent(terminata, nume, organizatie, email="a@exemplu.test"), secretariat)


@pytest.fixture
def certificat(cu_nume):
    return cu_nume("Ștefănița Țîrcă-Ionescu")


@pytest.mark.django_db
@pytest.mark.parametrize("nume", ["Ștefănița Țîrcă-Ionescu", NUME_LUNG, "Dan O’Neill", "Иван Ωμέγα", "a" * 120])
def test_textul_are_numele_exact(cu_nume, nume):
    certificat = cu_nume(nume)
    (text,) = pdf.text(randare.deseneaza(certificat))
    fara_spatii = re.sub(r"\s", "", text)
    assert re.sub(r"\s", "", nume) in fara_spatii  # a long name stands on two lines
    if len(nume) < 60:
        assert nume in text
    assert "Prezentul certificat nu este recunoscut de Autoritatea Națională pentru Calificări." in text


@pytest.mark.django_db
def test_fiecare_camp_inghetat_este_pe_hartie(certificat):
    (text,) = pdf.text(randare.deseneaza(certificat))
    text = text.replace("\u00a0", " ")
    lipsesc = [c for c, v in certificat.date.items() if c not in ("sigle", "adresa") and v not in text]
    assert lipsesc == []


@pytest.mark.django_db
def test_aceiasi_octeti_si_in_alt_proces(certificat, tmp_path):
    octeti = randare.deseneaza(certificat)
    assert octeti == randare.deseneaza(Certificat.objects.get())
    cod = (
        "import sys, json; sys.path.insert(0, '.'); from pathlib import Path; from datetime import datetime\n"
        "from platforma.pdf import compune; import segno, io\n"
        "d, moment = json.loads(sys.argv[1]), datetime.fromisoformat(sys.argv[2]); b = io.BytesIO()\n"
        "segno.make(d['adresa'], error='m', micro=False).save(b, kind='svg', scale=4, border=0, dark='#1c2522',"
        " xmldecl=False)\n"
        "imagini = {'qr.svg': b.getvalue(), 'semn.svg': Path('cursuri/pdf/semn-1.svg').read_bytes()}\n"
        "sys.stdout.buffer.write(compune('cursuri/pdf/certificat-1.typ', d, moment=moment, imagini=imagini,"
        " standarde=('ua-1', 'a-2a')))"
    )
    argumente = [json.dumps(certificat.date), certificat.emis_la.isoformat()]
    alt = subprocess.run([sys.executable, "-c", cod, *argumente], capture_output=True, check=True)
    assert alt.stdout == octeti


@pytest.mark.django_db
@pytest.mark.parametrize("cu_sigle", [False, True])
def test_este_pdf_ua_si_pdf_a(cu_nume, cu_sigle, tmp_path):
    if cu_sigle:
        Proiect.objects.curent().sigle.create(text_alternativ="Uniunea Europeană", imagine=png())
    certificat = cu_nume("Ana Pop")
    assert [s["text"] for s in certificat.date["sigle"]] == ["Uniunea Europeană"] * cu_sigle
    octeti = randare.deseneaza(certificat)
    with pdf.deschide(octeti) as fisier:
        assert "/StructTreeRoot" in fisier.Root
        assert str(fisier.Root.Lang) == "ro-RO"
        assert fisier.Root.ViewerPreferences.DisplayDocTitle
        assert len(fisier.pages) == 1
        with fisier.open_metadata() as date:
            assert date["dc:title"] == f"Certificat de participare {certificat.numar}"
            assert date["pdfuaid:part"] == "1"
            assert (date["pdfaid:part"], date["pdfaid:conformance"]) == ("2", "A")
    etichete = pdf.etichete(octeti)
    assert (etichete.count("H1"), etichete.count("Figure")) == (1, 2 if cu_sigle else 1)
    cale = tmp_path / "certificat.pdf"
    cale.write_bytes(octeti)
    assert [f.rule_id for f in pdfua.validate(cale).findings] == []


@pytest.mark.django_db
def test_codul_qr_se_citeste_de_pe_pagina(certificat, tmp_path):
    for nume, octeti in {
        "main.typ": (randare.SABLOANE / "certificat-1.typ").read_bytes(),
        "semn.svg": (randare.SABLOANE / "semn-1.svg").read_bytes(),
        "qr.svg": randare._qr(certificat.date["adresa"]),
        "date.json": json.dumps(certificat.date).encode(),
    }.items():
        (tmp_path / nume).write_bytes(octeti)
    desen = typst.compile(tmp_path / "main.typ", root=tmp_path, format="png", ppi=150, ignore_system_fonts=True)
    citite = zxingcpp.read_barcodes(Image.open(io.BytesIO(desen)))
    assert [c.text for c in citite] == [certificat.date["adresa"]]


# --- the file -----------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_fisierul_sta_sub_amprenta_lui(certificat):
    randat = randare.randeaza(certificat.pk)
    with randare.pdf(randat) as fisier:
        assert hashlib.sha256(fisier.read()).hexdigest() == randat.sha256
    assert randare.randeaza(certificat.pk).sha256 == randat.sha256
    assert randare.randeaza_lipsa() == 0
    assert randare.curata(timezone.now() + timedelta(days=1)) == 0


@pytest.mark.django_db
def test_un_fisier_pierdut_se_deseneaza_la_loc_identic(certificat):
    randat = randare.randeaza(certificat.pk)
    storages["privat"].delete(randat.cale_pdf)
    with randare.pdf(randat) as fisier:
        assert hashlib.sha256(fisier.read()).hexdigest() == randat.sha256


@pytest.mark.django_db
def test_un_fisier_redesenat_altfel_nu_il_inlocuieste_pe_cel_emis(certificat, monkeypatch):
    randat = randare.randeaza(certificat.pk)
    storages["privat"].delete(randat.cale_pdf)
    monkeypatch.setattr(randare, "deseneaza", lambda _c: b"%PDF-alt compilator")
    assert randare.pdf(randat) is None
    dupa = Certificat.objects.get()
    assert (dupa.sha256, dupa.problema) == (
        randat.sha256, "Fișierul lipsește, iar cel redesenat nu este identic cu cel emis.",
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("nume", ["Ana 李 Wang", "Ana 🎓"])
def test_un_nume_care_nu_se_poate_desena_devine_sarcina_a_personalului(cu_nume, nume, secretariat, client_pentru):
    certificat = randare.randeaza(cu_nume(nume).pk)
    assert certificat.sha256 == ""
    assert certificat.problema == f"Semnul „{nume[4]}” nu se poate desena."
    assert randare.pdf(certificat) is None
    assert randare.randeaza_lipsa() == 0, "it is not tried again and again"
    assert list(Certificat.objects.cu_problema()) == [certificat]
    html = client_pentru(secretariat).get("/admin/").content.decode()
    assert "Certificate fără PDF" in html


@pytest.mark.django_db
def test_discul_plin_lasa_randul_fara_amprenta_iar_apoi_merge(certificat, monkeypatch):
    with monkeypatch.context() as petic:
        petic.setattr(durabil.os, "fsync", lambda _f: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space"):
            randare.randeaza(certificat.pk)
    assert Certificat.objects.get().sha256 == ""
    depozit = storages["privat"]
    assert [f for d in depozit.listdir("certificate")[0] for f in depozit.listdir(f"certificate/{d}")[1]] == []
    assert randare.randeaza_lipsa() == 1


@pytest.mark.django_db
def test_ce_a_ramas_fara_rand_se_sterge_dupa_o_ora(certificat):
    randat = randare.randeaza(certificat.pk)
    depozit = storages["privat"]
    depozit.save(f"certificate/00/{'0' * 64}.pdf", ContentFile(b"x"))
    depozit.save("certificate/00/.x.pdf.1-ab.tmp", ContentFile(b"x"))
    assert randare.curata() == 0
    assert randare.curata(timezone.now() + timedelta(hours=2)) == 2
    assert depozit.exists(randat.cale_pdf)


@pytest.mark.django_db
def test_siglele_sunt_cele_din_ziua_emiterii(cu_nume):
    sigla = Proiect.objects.curent().sigle.create(text_alternativ="Uniunea Europeană", imagine=png())
    randat = randare.randeaza(cu_nume("Ana Pop").pk)
    sigla.delete()
    storages["privat"].delete(randat.cale_pdf)
    with randare.pdf(randat) as fisier:
        assert hashlib.sha256(fisier.read()).hexdigest() == randat.sha256
