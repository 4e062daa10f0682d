"""Uploads: what is kept of a picture, what makes a PDF a PDF, and every attack we know of."""

import contextlib
import io
import struct
import time
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from platforma.incarcari import nume_intamplator
from platforma.incarcari.documente import document_curat, pdf_curat
from platforma.incarcari.imagini import MARIME_MAXIMA, imagine_curata
from platforma.incarcari.servire import raspuns_cu_fisier
from platforma.incarcari.verificari import nume_curat


def fisier(continut, nume="poza.jpg", tip="image/jpeg"):
    return SimpleUploadedFile(nume, continut, tip)


def imagine(format_="JPEG", marime=(40, 30), mod="RGB", culoare=None, **optiuni):
    iesire = io.BytesIO()
    Image.new(mod, marime, culoare or (200, 30, 60)[: len(mod)]).save(iesire, format_, **optiuni)
    return iesire.getvalue()


def cod(functie, continut, nume="poza.jpg"):
    with pytest.raises(ValidationError) as eroare:
        functie(fisier(continut, nume))
    assert str(eroare.value.messages[0])
    return eroare.value.code


# --- pictures -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("format_", "asteptat", "nume"),
    [("JPEG", "JPEG", "sigla.jpg"), ("PNG", "WEBP", "sigla.webp"), ("WEBP", "WEBP", "sigla.webp")],
)
def test_imaginea_se_recodeaza(format_, asteptat, nume):
    curata = imagine_curata(fisier(imagine(format_), "sigla.PNG"))
    assert curata.size == len(curata.read())
    rezultat = Image.open(curata)
    assert (rezultat.format, rezultat.size, curata.name) == (asteptat, (40, 30), nume)


def test_un_fisier_temporar_de_pe_disc_merge_la_fel():
    temporar = TemporaryUploadedFile("mare.jpg", "image/jpeg", 0, None)
    temporar.write(imagine())
    temporar.size = temporar.tell()
    assert Image.open(imagine_curata(temporar)).size == (40, 30)
    temporar.close()


def test_latura_se_micsoreaza_si_proportia_ramane():
    assert Image.open(imagine_curata(fisier(imagine(marime=(3000, 1500))), latura=600)).size == (600, 300)


def test_transparenta_se_pastreaza():
    curata = Image.open(imagine_curata(fisier(imagine("PNG", mod="RGBA", culoare=(0, 0, 0, 0)), "sigla.png")))
    assert curata.convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize(
    ("mod", "format_"), [("P", "PNG"), ("L", "JPEG"), ("CMYK", "JPEG"), ("1", "PNG"), ("LA", "PNG")]
)
def test_moduri_de_culoare(mod, format_):
    iesire = io.BytesIO()
    Image.new(mod, (9, 9)).save(iesire, format_)
    assert Image.open(imagine_curata(fisier(iesire.getvalue()))).size == (9, 9)


def test_exif_si_gps_dispar_dar_imaginea_sta_drept():
    exif = Image.Exif()
    exif[0x0112] = 6  # rotated by 90°
    exif[0x010F] = "Telefonul Anei"
    exif.get_ifd(0x8825)[2] = (44.0, 26.0, 6.0)  # GPS latitude
    octeti = imagine(marime=(40, 30), exif=exif)
    assert b"Telefonul" in octeti
    curata = imagine_curata(fisier(octeti))
    octeti_curati = curata.read()
    rezultat = Image.open(curata)
    assert (rezultat.size, dict(rezultat.getexif())) == ((30, 40), {})
    assert b"Telefonul" not in octeti_curati and b"Exif" not in octeti_curati


def test_textul_ascuns_in_png_dispare():
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", "<script>alert(1)</script>", zip=False)
    octeti = imagine("PNG", pnginfo=info)
    assert b"<script>" in octeti
    assert b"script" not in imagine_curata(fisier(octeti)).read()


def test_poliglot_jpeg_cu_arhiva_si_html_ramane_fara_coada():
    octeti = imagine() + b"<script>alert(1)</script>" + arhiva()
    curat = imagine_curata(fisier(octeti)).read()
    assert b"<script>" not in curat and not zipfile.is_zipfile(io.BytesIO(curat))


def test_fotografia_cu_doua_imagini_a_telefoanelor_se_primeste():
    iesire = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(
        iesire, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30), "blue")]
    )
    curata = Image.open(imagine_curata(fisier(iesire.getvalue())))
    assert (curata.format, curata.getpixel((5, 5))[0] > 200) == ("JPEG", True)


def png_cu_dimensiuni(latime, inaltime):
    """A PNG of a few bytes whose header promises that many pixels."""

    def bloc(nume, date):
        return struct.pack(">I", len(date)) + nume + date + struct.pack(">I", zlib.crc32(nume + date))

    antet = struct.pack(">IIBBBBB", latime, inaltime, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + bloc(b"IHDR", antet) + bloc(b"IDAT", zlib.compress(b"\0" * 1000)) + bloc(b"IEND", b"")


@pytest.mark.parametrize("dimensiuni", [(5001, 5000), (8000, 6000), (30_000, 30_000), (100_000, 100_000)])
def test_bomba_de_pixeli(dimensiuni):
    inceput = time.process_time()
    assert cod(imagine_curata, png_cu_dimensiuni(*dimensiuni)) == "pixeli"
    assert time.process_time() - inceput < 0.5


@pytest.mark.parametrize(
    ("continut", "motiv"),
    [
        (b"", "gol"),
        (b"\xff\xd8\xff" + b"\0" * MARIME_MAXIMA, "prea_mare"),
        (imagine(marime=(400, 300))[:600], "imagine"),
        (b"nu sunt o imagine", "imagine"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "imagine"),
        (b"<?xml version='1.0'?><svg/>", "imagine"),
        (b"GIF89a" + b"\0" * 100, "imagine"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", "imagine"),
        (b"BM" + b"\0" * 100, "imagine"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 100, "imagine"),
        (b"%PDF-1.4\n%%EOF", "imagine"),
        (b"\x89PNG\r\n\x1a\n", "imagine"),
    ],
    ids=["zero", "huge", "truncated", "text", "svg", "xml-svg", "gif", "eps", "bmp", "heic", "pdf", "png-header"],
)
def test_ce_nu_e_imagine(continut, motiv):
    assert cod(imagine_curata, continut) == motiv


def test_svg_si_heic_primesc_un_sfat():
    for octeti, cuvant in [(b"<svg/>", "PNG"), (b"\0\0\0\x18ftypheic", "JPEG")]:
        with pytest.raises(ValidationError) as eroare:
            imagine_curata(fisier(octeti))
        assert cuvant in eroare.value.messages[0]


@pytest.mark.parametrize("format_", ["PNG", "WEBP"])
def test_animatia_se_refuza(format_):
    cadre = [Image.new("RGB", (9, 9), culoare) for culoare in ("red", "blue")]
    iesire = io.BytesIO()
    cadre[0].save(iesire, format_, save_all=True, append_images=cadre[1:], duration=100)
    assert cod(imagine_curata, iesire.getvalue()) == "animata"


BUNE = {f: imagine(f, (24, 24)) for f in ("JPEG", "PNG", "WEBP")}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(BUNE)), st.integers(0, 400), st.binary(min_size=1, max_size=8), st.integers(0, 400))
def test_octeti_stricati_dau_o_eroare_de_formular_sau_o_imagine(format_, loc, octeti, taiat):
    bune = BUNE[format_]
    stricat = (bune[:loc] + octeti + bune[loc + len(octeti) :])[: len(bune) - taiat % len(bune)]
    with contextlib.suppress(ValidationError):
        Image.open(imagine_curata(fisier(stricat)))


# --- names --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("nume", "iesit"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\windows\\system32.pdf", "system32.pdf"),
        ("C:\\Acte\\statut.docx", "statut.pdf"),
        ("statut.pdf.exe", "statut.pdf.pdf"),
        ("Raport şedinţă\u202e.pdf", "Raport ședință.pdf"),
        ('a"b<c>|d?.pdf', "a b c d.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ("....pdf", "fisier.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_numele_se_curata(nume, iesit):
    assert nume_curat(nume, ".pdf") == iesit


def test_numele_cu_cnp_se_refuza_si_nu_apare_in_eroare():
    with pytest.raises(ValidationError) as eroare:
        nume_curat("CI 1800101221144.pdf", ".pdf")
    assert eroare.value.code == "cnp" and "1800101" not in str(eroare.value)


def test_calea_pastrata_nu_tine_nimic_din_nume():
    cale = nume_intamplator("logo", "../../../x/../Ana Pop.JPG")
    assert cale.startswith("logo/") and cale.endswith(".jpg") and "Ana" not in cale and ".." not in cale


# --- PDF ----------------------------------------------------------------------------------------------------------
def pdf(*obiecte, antet=b"%PDF-1.7\n", coada=b""):
    corp = b"".join(b"%d 0 obj\n%b\nendobj\n" % (n, o) for n, o in enumerate(obiecte, start=1))
    return antet + corp + b"trailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n" + coada


def flux(continut, filtru=b"/Filter /FlateDecode", tip=b"/ObjStm", in_plus=b""):
    comprimat = zlib.compress(continut)
    return b"<< /Type %b %b %b /Length %d >>\nstream\r\n%b\nendstream" % (
        tip, filtru, in_plus, len(comprimat), comprimat
    )  # fmt: skip


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PDF_BUN = pdf(CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>", flux(b"1 0 << /Type /Page >>"))


def test_pdf_bun_ramane_cum_a_venit():
    curat = document_curat(fisier(PDF_BUN, "Statut.PDF.docx", "text/html"))
    assert (curat.name, curat.content_type, curat.read()) == ("Statut.PDF.pdf", "application/pdf", PDF_BUN)


def test_poza_unui_act_se_recodeaza():
    curat = document_curat(fisier(imagine(), "act.pdf"))
    assert curat.name == "act.jpg" and Image.open(curat).format == "JPEG"


@pytest.mark.parametrize(
    "in_plus",
    [
        b"<< /Names [(a) << /S /URI /URI (https://exemplu.ro/pagina) >>] >>",
        b"<< /OpenAction [3 0 R /Fit] >>",
        b"<< /EncryptMetadata false >>",
        b"<< /Launcher 1 >>",
    ],
)
def test_pdf_obisnuit_trece(in_plus):
    assert pdf_curat(fisier(pdf(CATALOG, in_plus), "a.pdf")).name == "a.pdf"


def arhiva(octeti=10):
    iesire = io.BytesIO()
    with zipfile.ZipFile(iesire, "w") as z:
        z.writestr("rau.bin", "x" * octeti)
    return iesire.getvalue()


ACTIVE = b"<< /S /JavaScript /JS (app.alert(1)) >>"


@pytest.mark.parametrize(
    ("continut", "motiv"),
    [
        (b"", "gol"),
        (b"MZ\x90\0 program", "tip"),
        (b"PK\x03\x04 docx", "tip"),
        (b"<!doctype html><html>%PDF-1.4 %%EOF", "tip"),
        (b"<script>alert(1)</script>\n" + PDF_BUN, "tip"),
        (pdf(b"<script>alert(1)</script>"), "tip"),
        (b"GIF89a" + PDF_BUN, "tip"),
        (PDF_BUN[:60], "incomplet"),
        (PDF_BUN + arhiva(5000), "incomplet"),
        (PDF_BUN + arhiva(), "arhiva"),
        (arhiva() + PDF_BUN, "tip"),
        (pdf(CATALOG, arhiva()), "arhiva"),
        (pdf(CATALOG, ACTIVE), "activ"),
        (pdf(CATALOG, ACTIVE.replace(b"JavaScript", b"J#61vaS#63ript")), "activ"),
        (pdf(CATALOG, b"<< /S /Launch /F (cmd.exe) >>"), "activ"),
        (pdf(CATALOG, flux(ACTIVE)), "activ"),
        (pdf(CATALOG, flux(ACTIVE, tip=b"/O#62jStm")), "activ"),
        (pdf(CATALOG, flux(ACTIVE, filtru=b"/F#69lter /FlateDecode")), "activ"),
        (pdf(CATALOG, flux(ACTIVE, filtru=b"/Filter [/ASCIIHexDecode /FlateDecode]")), "activ"),
        (pdf(CATALOG, flux(ACTIVE, in_plus=b"/DecodeParms << /Predictor 12 >>")), "activ"),
        (pdf(CATALOG, flux(b"x").replace(b"x\x9c", b"\0\0")), "activ"),
        (pdf(CATALOG, flux(b"\0" * 40_000_000)), "activ"),
        (pdf(CATALOG, b"<< /Type /ObjStm >>"), "activ"),
        (pdf(CATALOG).replace(b"/Root", b"/Encrypt 9 0 R /Root"), "criptat"),
    ],
    ids=lambda valoare: valoare if isinstance(valoare, str) else "",
)
def test_pdf_refuzat(continut, motiv):
    assert cod(document_curat, continut, "act.pdf") == motiv


def test_pdf_prea_mare():
    assert cod(document_curat, PDF_BUN + b" " * (15 * 1024 * 1024), "act.pdf") == "prea_mare"


@pytest.mark.parametrize(
    "continut",
    [
        b"%PDF-1.4" + b"/ObjStm " * 400_000 + b"%%EOF",
        b"%PDF-1.4" + b"<<" * 4_000_000 + b"%%EOF",
        pdf(*[flux(b"\0" * 1_000_000)] * 60),
        b"%PDF-1.4" + b"/" * 8_000_000 + b"%%EOF",
        b"%PDF-1.4" + b" " * 8_000_000 + b"%%EOF",
    ],
    ids=["fluxuri", "dictionare", "bombe", "nume", "goluri"],
)
def test_un_pdf_facut_sa_tina_serverul_nu_il_tine(continut):
    inceput = time.process_time()
    with contextlib.suppress(ValidationError):
        pdf_curat(fisier(continut, "a.pdf"))
    assert time.process_time() - inceput < 2


# --- handing out --------------------------------------------------------------------------------------------------
@pytest.fixture
def pastrat():
    def salveaza(nume, continut=b"octeti"):
        cale = storages["privat"].save(nume, ContentFile(continut))
        return type("Fisier", (), {"name": cale, "open": lambda self, mod: storages["privat"].open(cale, mod)})()

    return salveaza


@pytest.mark.parametrize(
    ("cale", "tip", "dispozitie"),
    [
        ("documente/a.pdf", "application/pdf", "attachment; filename*=utf-8''Hot%C4%83r%C3%A2re.pdf"),
        ("documente/a.jpg", "image/jpeg", "inline; filename*=utf-8''Hot%C4%83r%C3%A2re.pdf"),
        ("documente/a.html", "application/octet-stream", "attachment; filename*=utf-8''Hot%C4%83r%C3%A2re.pdf"),
    ],
)
def test_fisierul_privat_pleaca_cu_antetele_lui(db, pastrat, cale, tip, dispozitie):
    raspuns = raspuns_cu_fisier(pastrat(cale), "Hotărâre.pdf")
    assert b"".join(raspuns.streaming_content) == b"octeti"
    raspuns.close()
    assert {n: raspuns[n] for n in raspuns.headers if n != "Content-Length"} == {
        "Content-Type": tip,
        "Content-Disposition": dispozitie,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }


def test_cu_proxy_pleaca_numai_adresa_interna(pastrat, settings):
    settings.X_ACCEL_PREFIX = "/privat-intern/"
    raspuns = raspuns_cu_fisier(pastrat("documente/ș.pdf"), 'a"b.pdf')
    assert (raspuns["X-Accel-Redirect"], raspuns.content) == ("/privat-intern/documente/%C8%99.pdf", b"")
    assert raspuns["Content-Disposition"] == 'attachment; filename="a\\"b.pdf"'
