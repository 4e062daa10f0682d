"""Pictures in several widths: what is stored, under which name, and what a page writes."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.forms import modelform_factory
from PIL import Image

from noutati.models import Noutate
from platforma.incarcari import sterge_dupa_commit
from platforma.incarcari.latimi import nume_cu_masuri

pytestmark = pytest.mark.django_db


def imagine(latime, inaltime, format_fisier="JPEG"):
    memorie = BytesIO()
    Image.new("RGB", (latime, inaltime), "#9a3d1e").save(memorie, format_fisier)
    return ContentFile(memorie.getvalue(), name=f"Poza mea.{format_fisier.lower()}")


def noutate(poza):
    return Noutate.objects.create(titlu="T", slug="t", imagine=poza, imagine_alt="Un desen.")


@pytest.mark.parametrize(
    ("masuri", "latimi"),
    [((1600, 900), [480, 960, 1600]), ((960, 960), [480, 960]), ((700, 1200), [480, 700]), ((300, 200), [300])],
)
def test_latimile_fara_marire(masuri, latimi):
    poza = noutate(imagine(*masuri)).imagine
    assert poza.masuri == masuri
    assert [latime for latime, _cale in poza.variante] == latimi
    for latime, cale in poza.variante:
        with poza.storage.open(cale) as fisier, Image.open(fisier) as mica:
            assert mica.format == "JPEG"
            assert mica.size == (latime, round(masuri[1] * latime / masuri[0]))


def test_numele_pastreaza_numai_masurile():
    poza = noutate(imagine(1600, 900)).imagine
    assert poza.name.startswith("noutati/")
    assert poza.name.endswith("-1600x900.jpeg")
    assert "Poza" not in poza.name


def test_srcset_nu_deschide_fisiere_si_nu_intreaba_baza(django_assert_num_queries):
    noutate(imagine(1600, 900))
    poza = Noutate.objects.get().imagine
    for cale in poza.cai:
        poza.storage.delete(cale)
    baza = poza.url.removesuffix(".jpeg")
    with django_assert_num_queries(0):
        assert poza.srcset == f"{baza}-480.jpeg 480w, {baza}-960.jpeg 960w, {poza.url} 1600w"
        assert poza.url_mic == f"{baza}-480.jpeg"
        assert (poza.latime, poza.inaltime) == (1600, 900)


def test_png_ajunge_webp_in_toate_latimile():
    from django.core.files.uploadedfile import SimpleUploadedFile

    from platforma.incarcari.imagini import imagine_curata

    curata = imagine_curata(SimpleUploadedFile("a.png", imagine(1200, 600, "PNG").read(), "image/png"), latura=1600)
    poza = noutate(curata).imagine
    formate = set()
    for _latime, cale in poza.variante:
        with poza.storage.open(cale) as fisier, Image.open(fisier) as mica:
            formate.add(mica.format)
    assert formate == {"WEBP"}


def test_se_sterg_impreuna(django_capture_on_commit_callbacks):
    poza = noutate(imagine(1600, 900)).imagine
    cai, depozit = poza.cai, poza.storage
    with django_capture_on_commit_callbacks(execute=True):
        sterge_dupa_commit(poza)
    assert [depozit.exists(cale) for cale in cai] == [False, False, False]
    alta = noutate_noua = Noutate.objects.create(titlu="U", slug="u", imagine=imagine(1600, 900), imagine_alt="D.")
    cai = alta.imagine.cai
    noutate_noua.imagine.delete(save=False)
    assert [depozit.exists(cale) for cale in cai] == [False, False, False]


def test_formularul_arata_ce_este_pastrat():
    rand = noutate(imagine(800, 400))
    form = modelform_factory(Noutate, fields=["imagine"])(instance=rand)
    assert form.initial["imagine"].latime == 800


def test_un_nume_fara_masuri_nu_strica_nimic():
    assert nume_cu_masuri("noutati", "poza.jpg").endswith(".jpg")
    goala = Noutate(titlu="T", imagine="noutati/ab/veche.jpg")
    assert goala.imagine.masuri == (0, 0)
