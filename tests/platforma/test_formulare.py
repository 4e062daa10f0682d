"""The form base: text normalised once, CNP refused, addresses and dates as people type them, uploads that stay."""

import io
from datetime import date, timedelta

import pytest
from django import forms
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from PIL import Image

from platforma.formulare import (
    CampAdresaWeb,
    CampData,
    CampDocument,
    CampImagine,
    CampRetea,
    CuFisiere,
    Formular,
)
from platforma.incarcari import parcate
from platforma.models import FisierParcat
from platforma.tasks import sterge_parcate

CNP = "1800101221144"  # synthetic


class ProbaForm(Formular):
    nume = forms.CharField(max_length=10)
    text = forms.CharField(widget=forms.Textarea, required=False)
    parola = forms.CharField(strip=False, required=False)
    email = forms.EmailField(required=False)


class ParoleForm(forms.Form):
    parola = forms.CharField()

    def clean_parola(self):
        raise forms.ValidationError(["Prea scurtă.", "Prea des folosită."])


def test_sumarul_numara_ce_arata():
    """A field with two errors is two lines of the summary."""
    sumar = render_to_string("platforma/_sumar_erori.html", {"form": ParoleForm({"parola": "123"})})
    assert (sumar.count("<li>"), "Sunt 2 probleme de corectat" in sumar) == (2, True)


def proba(**date_):
    form = ProbaForm(QueryDict(mutable=True) | {"nume": "Ana", **date_})
    return form, form.is_valid()


def test_textul_se_normalizeaza_o_data_si_asa_se_arata_din_nou():
    form, valid = proba(
        nume="  Ana\u200b   Şerban ", text="unu \r\n\r\n\r\n\r\ndoi\u0000", parola="  p ", email=" a@b.ro "
    )
    assert valid
    assert form.cleaned_data == {"nume": "Ana Șerban", "text": "unu\n\ndoi", "parola": "  p ", "email": "a@b.ro"}
    assert 'value="Ana Șerban"' in str(form["nume"])


def test_lungimea_se_masoara_dupa_normalizare():
    assert proba(nume="a" + " " * 50 + "b")[1]
    assert not proba(nume="a" * 11)[1]


def test_un_text_pe_mai_multe_randuri_neschimbat_nu_trece_drept_schimbat():
    form = ProbaForm({"nume": "Ana", "text": "unu\r\ndoi"}, initial={"nume": "Ana", "text": "unu\ndoi"})
    assert form.changed_data == []


@pytest.mark.parametrize("camp", ["nume", "text"])
@pytest.mark.parametrize("scris", [CNP, f"cu {CNP}.", "1 800101 221144"])
def test_cnp_se_refuza_fara_sa_fie_repetat_in_eroare(camp, scris):
    class LargForm(ProbaForm):
        nume = forms.CharField()

    form = LargForm({"nume": "Ana", camp: scris})
    assert not form.is_valid()
    assert form.errors == {camp: ["Ați introdus un CNP. Vă rugăm să nu comunicați date personale în acest câmp."]}
    assert camp not in form.cleaned_data


def test_un_formular_cu_prefix_si_date_simple():
    form = ProbaForm({"x-nume": " Ana ", "nume": "  alta "}, prefix="x")
    assert form.is_valid() and form.cleaned_data["nume"] == "Ana"


@pytest.mark.parametrize(
    ("scris", "citit"),
    [
        ("2026-05-05", date(2026, 5, 5)),
        ("05.05.2026", date(2026, 5, 5)),
        ("5.5.2026", date(2026, 5, 5)),
        ("5/5/2026", date(2026, 5, 5)),
        ("31.02.2026", None),
        ("05.05.0026", None),
        ("5 mai", None),
    ],
)
def test_date_cum_le_scriu_oamenii(scris, citit):
    class DataForm(Formular):
        data = CampData()

    form = DataForm({"data": scris})
    assert form.is_valid() == (citit is not None)
    assert form.cleaned_data.get("data") == citit


def test_data_stocata_ajunge_in_selectorul_navigatorului():
    class DataForm(Formular):
        data = CampData()

    assert '<input type="date" name="data" value="2026-05-05"' in str(
        DataForm(initial={"data": date(2026, 5, 5)})["data"]
    )


@pytest.mark.parametrize(
    ("scris", "citit"),
    [
        ("www.exemplu.ro", "https://www.exemplu.ro"),
        ("exemplu.ro/despre", "https://exemplu.ro/despre"),
        ("http://exemplu.ro", "http://exemplu.ro"),
        ("HTTPS://Exemplu.ro", "HTTPS://Exemplu.ro"),
        ("javascript:alert(1)", None),
        ("ftp://exemplu.ro", None),
        ("https://facebook.com@rau.ro", None),
        ("nu e adresă", None),
    ],
)
def test_adrese_web(scris, citit):
    class AdresaForm(Formular):
        site = CampAdresaWeb(max_length=300)

    form = AdresaForm({"site": scris})
    assert form.is_valid() == (citit is not None)
    assert form.cleaned_data.get("site") == citit


@pytest.mark.parametrize(
    ("scris", "citit"),
    [
        ("", ""),
        ("@cartierul", "https://www.facebook.com/cartierul"),
        ("facebook.com/cartierul", "https://facebook.com/cartierul"),
        ("https://ro-ro.facebook.com/x", "https://ro-ro.facebook.com/x"),
        ("https://facebook.com.rau.ro/x", None),
        ("https://notfacebook.com/x", None),
        ("instagram.com/x", None),
    ],
)
def test_pagini_din_retele(scris, citit):
    class ReteaForm(Formular):
        facebook = CampRetea(gazde=("facebook.com", "fb.com"), required=False)

    form = ReteaForm({"facebook": scris})
    assert form.is_valid() == (citit is not None)
    assert form.cleaned_data.get("facebook") == citit


# --- uploads ------------------------------------------------------------------------------------------------------
class DosarForm(CuFisiere, Formular):
    titlu = forms.CharField()
    logo = CampImagine(required=False, latura=64)
    act = CampDocument()


def png(nume="sigla.png", marime=(100, 50)):
    iesire = io.BytesIO()
    Image.new("RGB", marime, "red").save(iesire, "PNG")
    return SimpleUploadedFile(nume, iesire.getvalue(), "image/png")


def pdf(nume="Statut.pdf"):
    return SimpleUploadedFile(nume, b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n", "application/pdf")


def trimite(de, date_, **fisiere):
    return DosarForm(date_, MultiValueDict({n: [f] for n, f in fisiere.items()}), de=de)


@pytest.fixture
def parcat_dupa_eroare(reprezentant):
    """A form that failed on its title and kept its two files."""
    form = trimite(reprezentant, {"titlu": ""}, logo=png(), act=pdf())
    assert not form.is_valid()
    form.parcheaza()
    return form


def jetoane(form):
    return {f"{nume}-parcat": parcate.jeton(parcat) for nume, parcat in form.parcate.items()}


def test_fisierele_bune_se_pastreaza_cand_alt_camp_e_gresit(parcat_dupa_eroare):
    html = str(parcat_dupa_eroare)
    assert "Fișier păstrat: sigla.webp" in html and "Fișier păstrat: Statut.pdf" in html
    assert 'name="act-parcat"' in html
    assert sorted(FisierParcat.objects.values_list("nume", flat=True)) == ["Statut.pdf", "sigla.webp"]


def test_a_doua_oara_fisierele_vin_din_parcare(parcat_dupa_eroare, reprezentant, django_capture_on_commit_callbacks):
    form = trimite(reprezentant, {"titlu": "Acte", **jetoane(parcat_dupa_eroare)})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["act"].name == "Statut.pdf"
    assert form.cleaned_data["act"].read().startswith(b"%PDF-1.4")
    assert Image.open(form.cleaned_data["logo"]).size == (64, 32)
    cai = [p.fisier.name for p in FisierParcat.objects.all()]
    with django_capture_on_commit_callbacks(execute=True):
        form.elibereaza()
    assert FisierParcat.objects.count() == 0
    assert [storages["privat"].exists(cale) for cale in cai] == [False, False]


def test_alta_eroare_nu_parcheaza_inca_o_data(parcat_dupa_eroare, reprezentant):
    form = trimite(reprezentant, {"titlu": "", **jetoane(parcat_dupa_eroare)})
    assert not form.is_valid()
    form.parcheaza()
    assert FisierParcat.objects.count() == 2
    assert "Fișier păstrat: Statut.pdf" in str(form)


def test_un_fisier_ales_acum_il_inlocuieste_pe_cel_pastrat(parcat_dupa_eroare, reprezentant):
    form = trimite(reprezentant, {"titlu": "A", **jetoane(parcat_dupa_eroare)}, act=pdf("Nou.pdf"))
    assert form.is_valid() and form.cleaned_data["act"].name == "Nou.pdf"


def test_se_poate_renunta_la_fisierul_pastrat(parcat_dupa_eroare, reprezentant):
    form = trimite(reprezentant, {"titlu": "A", **jetoane(parcat_dupa_eroare), "logo-parcat-renunt": "on"})
    assert form.is_valid() and not form.cleaned_data["logo"]


def test_parcarea_e_a_unei_singure_persoane(parcat_dupa_eroare, strain):
    form = trimite(strain, {"titlu": "A", **jetoane(parcat_dupa_eroare)})
    assert not form.is_valid() and "act" in form.errors


def test_un_jeton_stricat_sau_vechi_nu_aduce_nimic(parcat_dupa_eroare, reprezentant):
    bun = jetoane(parcat_dupa_eroare)["act-parcat"]
    for jeton in ("", "x", bun[:-2], bun.replace(":", ";"), "\x00"):
        assert parcate.gaseste(jeton, reprezentant) is None
    assert parcate.gaseste(bun, reprezentant) is not None


def test_un_fisier_rau_nu_se_parcheaza(reprezentant):
    form = trimite(reprezentant, {"titlu": ""}, logo=SimpleUploadedFile("x.svg", b"<svg/>"), act=pdf())
    assert not form.is_valid()
    form.parcheaza()
    assert list(FisierParcat.objects.values_list("nume", flat=True)) == ["Statut.pdf"]


def test_nimeni_nu_umple_discul_cu_parcari(reprezentant):
    for n in range(parcate.DE_PERSOANA + 3):
        parcate.parcheaza(pdf(f"{n}.pdf"), reprezentant)
    nume = set(FisierParcat.objects.values_list("nume", flat=True))
    assert nume == {f"{n}.pdf" for n in range(3, parcate.DE_PERSOANA + 3)}


def test_sarcina_sterge_ce_a_trecut_de_48_de_ore(parcat_dupa_eroare, django_capture_on_commit_callbacks):
    vechi = parcat_dupa_eroare.parcate["act"]
    FisierParcat.objects.filter(pk=vechi.pk).update(creat_la=timezone.now() - timedelta(hours=48, minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        sterge_parcate()
    assert list(FisierParcat.objects.values_list("nume", flat=True)) == ["sigla.webp"]
    assert not storages["privat"].exists(vechi.fisier.name)
